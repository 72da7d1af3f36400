import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createPatientTwilioClient, createTwilioClient, createTwilioKeyClient } from './twilioClient.ts';

const sid = (prefix: string) => prefix + '1'.repeat(32);

let server: Server;
let asked: string[];
let apiUrl: string;
/** How often the server says "too many" before it answers. */
let busy: number;

beforeEach(async () => {
  asked = [];
  busy = 0;
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    busy -= 1;
    response.statusCode = busy >= 0 ? 429 : 200;
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

  it('asks with an API key about the account', async () => {
    const key = { apiKeySid: sid('SK'), apiKeySecret: 'secret' };
    const client = createTwilioKeyClient({ accountSid: sid('AC'), ...key, apiUrl });

    await client.calls(sid('CA')).fetch();

    expect(asked[0]).toContain(`/Accounts/${sid('AC')}/Calls`);
    expect(asked[0]).toContain(Buffer.from(`${sid('SK')}:secret`).toString('base64'));
  });

  it('asks again what was too much only when it has time', async () => {
    const account = { accountSid: sid('AC'), authToken: 'token', apiUrl };
    busy = 1;
    await expect(createTwilioClient(account).calls(sid('CA')).fetch()).rejects.toMatchObject({ status: 429 });

    busy = 1;
    await createPatientTwilioClient(account).calls(sid('CA')).fetch();
    expect(asked).toHaveLength(3);
  });
});
