import { connect } from 'node:net';
import { monotonicMs, type FromCrowd, type Guest, type ToCrowd } from './linkedCrowd.ts';
import { pageFrame, takeTexts } from './linkFrames.ts';

/**
 * Softphones that cost as little as they can, so that what is measured is the server: plain sockets that read the
 * beginning of each message. `linkedCrowd.ts` starts it.
 */
const AT_ONCE = 50;
const PONG = pageFrame(JSON.stringify({ type: 'pong' }));
const END_OF_HEADERS = '\r\n\r\n';

let linked = 0;
let heardAt: number[] = [];

process.on('message', (message: ToCrowd) => {
  void linkAll(message);
});
process.once('disconnect', () => process.exit());

async function linkAll({ url, guests }: ToCrowd): Promise<void> {
  const startedAt = monotonicMs();
  const waiting = [...guests];
  const linkSome = async () => {
    for (let guest = waiting.pop(); guest; guest = waiting.pop()) {
      await link(url, guest);
      linked += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, linkSome));
  tell({ type: 'linked', tookMs: monotonicMs() - startedAt });
}

/** Resolves with the welcome. */
function link(url: string, guest: Guest): Promise<void> {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  let rest: Buffer = Buffer.alloc(0);
  let upgraded = false;
  socket.write(
    `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}${END_OF_HEADERS}`,
  );
  socket.write(pageFrame(JSON.stringify({ type: 'hello', ...guest })));

  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`A softphone was cut off: ${rest.toString()}`)));
    socket.on('data', (chunk) => {
      const at = monotonicMs();
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      if (!upgraded) {
        const end = rest.indexOf(END_OF_HEADERS);
        if (end < 0) return;
        upgraded = true;
        rest = rest.subarray(end + END_OF_HEADERS.length);
      }
      const taken = takeTexts(rest);
      rest = Buffer.from(taken.rest);
      for (const text of taken.texts) {
        if (says(text, 'ping')) socket.write(PONG);
        else if (says(text, 'parkedCalls')) hear(at, text);
        else if (says(text, 'welcome')) resolve();
      }
    });
  });
}

function says(text: Buffer, type: string): boolean {
  return text.subarray(0, 32).toString('latin1').startsWith(`{"type":"${type}"`);
}

/** The broadcast is over when there are as many as links. */
function hear(at: number, text: Buffer): void {
  heardAt.push(at);
  if (heardAt.length < linked) return;
  tell({ type: 'heard', at: heardAt, text: text.toString() });
  heardAt = [];
}

function tell(message: FromCrowd): void {
  process.send?.(message);
}
