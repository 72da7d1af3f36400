import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Instant } from '../../../../softphone/core/index.ts';
import { createClockLook } from './clockLook.ts';

const NOON = Date.UTC(2026, 0, 5, 12);

let server: Server;
let url: string;
let date: string | undefined;

beforeEach(async () => {
  server = createServer((_request, response) => {
    response.sendDate = false;
    if (date !== undefined) response.setHeader('date', date);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function look(theirSeconds: number, names = ['Twilio']) {
  date = new Date(NOON + theirSeconds * 1000).toUTCString();
  const clock = { now: () => NOON as Instant };
  return createClockLook(
    clock,
    names.map((name) => ({ name, url: name === 'nowhere' ? 'http://127.0.0.1:1' : url })),
  ).look();
}

describe('our clock', () => {
  it('is right when the others’ differ by seconds', async () => {
    expect(await look(12, ['Salesforce', 'Twilio'])).toEqual([
      { name: 'clock', state: 'ok', detail: 'Salesforce: -12 s, Twilio: -12 s' },
    ]);
  });

  it.each([-31, 31])('is wrong when it differs by %i s', async (seconds) => {
    expect(await look(seconds)).toMatchObject([{ state: 'wrong', detail: `Twilio: ${-seconds} s` }]);
  });

  it('is judged by those who can be reached', async () => {
    expect(await look(0, ['nowhere', 'Twilio'])).toMatchObject([{ state: 'ok', detail: 'Twilio: 0 s' }]);
  });

  it('cannot be judged when nobody can be reached, or says the time', async () => {
    expect(await look(0, ['nowhere'])).toMatchObject([{ state: 'unknown' }]);
  });
});
