import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildOrgPages } from './build/buildOrgPages.ts';
import { buildSoftphone } from './build/buildSoftphone.ts';
import { centre } from './local/centre.ts';
import { DEFAULT_PORT } from './local/localPorts.ts';
import { startLocal, type LocalSystem } from './local/startLocal.ts';

/** `npm start`: the whole product on this machine, until Ctrl-C. */
const root = join(import.meta.dirname, '..');
const { port, reset } = options();
let system: LocalSystem | undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());

try {
  console.log('The softphone: built from softphone/ and force-app/ ...');
  await buildSoftphone({ root, entry: 'softphone/entries/openCtiSoftphone.ts' });
  await buildOrgPages(root);
  system = await startLocal({
    port,
    reset,
    folder: join(root, '.local', String(port)),
    say: (line) => console.log(line),
  });
  console.log(welcome(system.url));
} catch (failure) {
  console.error((failure as Error).message);
  process.exit(1);
}

async function stop(): Promise<void> {
  console.log('\nStopping ...');
  try {
    await system?.stop();
    process.exit(0);
  } catch (failure) {
    console.error(failure);
    process.exit(1);
  }
}

function options(): { port: number; reset: boolean } {
  const usage = 'Usage: npm start -- [--port 8443] [--reset]';
  try {
    const { values } = parseArgs({ options: { port: { type: 'string' }, reset: { type: 'boolean' } } });
    const chosen = Number(values.port ?? DEFAULT_PORT);
    if (!Number.isInteger(chosen) || chosen < 1024 || chosen > 65_532) {
      throw new Error('The port must be a whole number from 1024 to 65532.');
    }
    return { port: chosen, reset: values.reset ?? false };
  } catch (failure) {
    console.error(`${(failure as Error).message}\n${usage}`);
    process.exit(2);
  }
}

function welcome(url: string): string {
  return `
Open   ${url}
       Sign in as an agent, open the phone at the bottom, choose Ready.
       The browser asks once about the self-made certificate.

Call   ${url}/handset   dials ${centre.mainNumber}; ${centre.caseNumber} asks for a case number, ${centre.directNumber} for an extension
       or: npm run call${port === DEFAULT_PORT ? '' : ` -- --port ${port}`}

Ctrl-C stops everything; the data stays. --reset begins anew.
`;
}
