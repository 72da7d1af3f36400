import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTwilioClient } from './twilioClient.ts';

const sid = (prefix: string) => prefix + '1'.repeat(32);

let server: Server;
let asked: string[];
let apiUrl: string;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe('the Twilio client', () => {
  it('finds each product in its folder when the API is elsewhere', async () => {
    const client = createTwilioClient({ accountSid: sid('AC'), authToken: 'token', apiUrl });

    await client.calls(sid('CA')).fetch();
    await client.taskrouter.v1.workspaces(sid('WS')).workers(sid('WK')).fetch();

    const credentials = `Basic ${Buffer.from(`${sid('AC')}:token`).toString('base64')}`;
    expect(asked).toEqual([
      `GET /api/2010-04-01/Accounts/${sid('AC')}/Calls/${sid('CA')}.json ${credentials}`,
      `GET /taskrouter/v1/Workspaces/${sid('WS')}/Workers/${sid('WK')} ${credentials}`,
    ]);
  });
});
