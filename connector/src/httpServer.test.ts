import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createHttpServer } from './httpServer.ts';

let http: FastifyInstance;
let problems: string[];

beforeEach(() => {
  problems = [];
  const journal = { note: () => undefined, problem: (code: string) => void problems.push(code) };
  http = createHttpServer({ trustedProxies: ['10.0.0.0/8'], journal });
  http.get('/fails', () => Promise.reject(new Error('SQLITE_FULL: /var/lib/cti/connector.sqlite')));
  http.get('/address', (request) => ({ address: request.ip }));
  http.get('/sound', (_request, reply) => reply.header('cache-control', 'public, max-age=60').send('la'));
  http.post('/echo', (request) => ({ body: request.body }));
});

afterEach(() => http.close());

describe('the server', () => {
  it('tells the log what broke, and who asked only that', async () => {
    const answer = await http.inject('/fails');

    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toEqual({
      code: 'REQUEST_FAILED',
      message: 'Try again; the log of the connector says why.',
    });
    expect(problems).toEqual(['REQUEST_FAILED']);
  });

  it('refuses what it cannot read without a word of it, and without a line in the log', async () => {
    const json = { 'content-type': 'application/json' };
    const broken = await http.inject({ method: 'POST', url: '/echo', headers: json, payload: '{"<b>' });
    const poisoned = await http.inject({
      method: 'POST',
      url: '/echo',
      headers: json,
      payload: '{"__proto__":{"admin":true}}',
    });
    const missing = await http.inject('/%3Cscript%3E');

    expect([broken, poisoned, missing].map(({ statusCode }) => statusCode)).toEqual([400, 400, 404]);
    for (const { body } of [broken, poisoned, missing]) expect(body).not.toMatch(/<|%3C|proto|Unexpected/);
    expect(problems).toEqual([]);
  });

  it('lets nobody keep an answer or take it for something else, unless the route says so', async () => {
    const [address, sound] = [await http.inject('/address'), await http.inject('/sound')];

    expect(address.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(sound.headers['cache-control']).toBe('public, max-age=60');
  });

  it('believes the proxies that it knows, and nobody else, about who asks', async () => {
    const addressFor = async (remoteAddress: string, forwarded: string) => {
      const headers = { 'x-forwarded-for': forwarded };
      return (await http.inject({ url: '/address', remoteAddress, headers })).json<{ address: string }>()
        .address;
    };

    expect(await addressFor('10.1.2.3', '198.51.100.7')).toBe('198.51.100.7');
    expect(await addressFor('10.1.2.3', '203.0.113.9, 198.51.100.7')).toBe('198.51.100.7');
    expect(await addressFor('192.0.2.1', '198.51.100.7')).toBe('192.0.2.1');
  });
});
