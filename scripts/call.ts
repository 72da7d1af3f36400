import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { callers, centre } from './local/centre.ts';
import { DEFAULT_PORT, localPorts } from './local/localPorts.ts';
import { placeCall, type CallOrder } from './local/placeCall.ts';

/** `npm run call`: a scripted caller rings the local centre. */
const usage = `Usage: npm run call -- [options]

  --from +14155550100   the caller's number, or anonymous (default ${callers[0]?.number ?? ''})
  --to ${centre.mainNumber}     the number to call (default: the centre)
  --say tone:440        what the caller says: tone, tone:<hertz> or silence (default tone)
  --digits 12w3#        keys to press once answered; w waits half a second
  --seconds 20          hang up so long after the answer (default: stay until the other side hangs up)
  --port ${DEFAULT_PORT}           the port npm start was given

The system must be running (npm start). Ctrl-C hangs up.`;

const lookEveryMs = 300;
const { port, order } = readOptions();
const interrupted = new AbortController();
process.once('SIGINT', () => {
  interrupted.abort();
});

try {
  const cause = await placeCall(order, {
    network: `http://127.0.0.1:${localPorts(port).twilio}`,
    say: (line) => {
      console.log(`${new Date().toLocaleTimeString('en-GB')}  ${line}`);
    },
    nextLook: () => sleep(lookEveryMs),
    signal: interrupted.signal,
  });
  process.exitCode = cause === 'completed' ? 0 : 1;
} catch (failure) {
  console.error((failure as Error).message);
  process.exitCode = 1;
}

function readOptions(): { port: number; order: CallOrder } {
  try {
    const { values } = parseArgs({
      options: {
        from: { type: 'string', default: callers[0]?.number ?? '' },
        to: { type: 'string' },
        say: { type: 'string', default: 'tone' },
        digits: { type: 'string' },
        seconds: { type: 'string' },
        port: { type: 'string', default: String(DEFAULT_PORT) },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const { from, to, say, digits, seconds } = values;
    const chosen = Number(values.port);
    if (!Number.isInteger(chosen)) throw new Error('The port must be a whole number.');
    return {
      port: chosen,
      order: {
        from,
        say,
        ...(to === undefined ? {} : { to }),
        ...(digits === undefined ? {} : { digits }),
        ...(seconds === undefined ? {} : { hangUpAfterSeconds: Number(seconds) }),
      },
    };
  } catch (failure) {
    console.error(`${(failure as Error).message}\n\n${usage}`);
    process.exit(2);
  }
}
