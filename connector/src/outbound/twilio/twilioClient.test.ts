import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer, type Agent } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOrCreateCertificate } from '../../../../simulators/shared/certificate.ts';
import type { OutsideRequest } from '../../callCenter/ports/requestCounter.ts';
import { createPatientTwilioClient, createTwilioClient, createTwilioKeyClient } from './twilioClient.ts';

const sid = (prefix: string) => prefix + '1'.repeat(32);

let server: Server;
let asked: string[];
let apiUrl: string;
/** How often the server says "too many" before it answers. */
let busy: number;
let status: number;

beforeEach(async () => {
  asked = [];
  busy = 0;
  status = 200;
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    busy -= 1;
    response.statusCode = busy >= 0 ? 429 : status;
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

  it('counts what came of each request, to the carrier and to the router', async () => {
    const counted: OutsideRequest[] = [];
    const account = { accountSid: sid('AC'), authToken: 'token', apiUrl };
    const client = createTwilioClient(account, (request) => counted.push(request));
    const fetchCall = () => client.calls(sid('CA')).fetch();

    await client.taskrouter.v1.workspaces(sid('WS')).fetch();
    for (status of [200, 401, 404, 429, 503]) await fetchCall().catch(() => undefined);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await fetchCall().catch(() => undefined);

    expect(counted.map(({ to, result }) => `${to} ${result}`)).toEqual([
      'router ok',
      'carrier ok',
      'carrier signInRefused',
      'carrier refused',
      'carrier tooMany',
      'carrier failed',
      'carrier unreachable',
    ]);
    expect(counted.every(({ seconds }) => seconds > 0 && seconds < 5)).toBe(true);
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

describe('a secure connection to Twilio', () => {
  it('serves one request after another, and outlasts the pause between two looks of the call watch', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'twilio-client-'));
    const file = join(folder, 'localhost.pem');
    const connections: Socket[] = [];
    const secure = createSecureServer(loadOrCreateCertificate(file), (_request, response) => {
      response.setHeader('content-type', 'application/json').end('{}');
    }).on('secureConnection', (socket) => connections.push(socket));
    // Node's server would ask for less.
    secure.keepAliveTimeout = 120_000;
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
    process.env['TWILIO_CA_BUNDLE'] = file;
    const client = createTwilioClient({
      accountSid: sid('AC'),
      authToken: 'token',
      apiUrl: `https://127.0.0.1:${(secure.address() as AddressInfo).port}`,
    });
    const { axios, defaultTimeout } = client.httpClient;
    const agent = axios.defaults.httpsAgent as Agent;

    try {
      await client.calls(sid('CA')).fetch();
      await client.calls(sid('CA')).fetch();

      const [idle] = Object.values(agent.freeSockets).flat();
      expect(connections).toHaveLength(1);
      expect(idle?.timeout).toBe(60_000);
      expect(defaultTimeout).toBe(10_000);
    } finally {
      delete process.env['TWILIO_CA_BUNDLE'];
      agent.destroy();
      secure.close();
      rmSync(folder, { recursive: true });
    }
  });
});
