import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Instant } from '../../../../softphone/core/index.ts';
import { LIGHTNING, openOrgApiKit, type OrgApiKit, type TokenChanges } from './testing/orgApiKit.ts';

let kit: OrgApiKit;

beforeEach(async () => {
  kit = await openOrgApiKit();
});
afterEach(() => kit.close());

const admin = { permissions: ['CTI_Admin'] };
const supervisor = { permissions: ['CTI_Supervisor'] };
const agent = { permissions: ['CTI_Agent'] };

describe('a token of the org', () => {
  it('opens one request', async () => {
    const token = kit.token();

    const [first, second] = [await kit.ask('/setup', { token }), await kit.ask('/setup', { token })];

    expect(first.statusCode).toBe(200);
    expect(second).toMatchObject({ statusCode: 401 });
    expect(second.json()).toMatchObject({ code: 'TOKEN_USED' });
  });

  it('must be there', async () => {
    const answer = await kit.ask('/setup', { token: undefined });

    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({ code: 'TOKEN_MISSING' });
  });

  const now = Date.UTC(2026, 0, 5, 9) / 1000;
  const bad: [string, TokenChanges][] = [
    ['signed by another key', { forged: true }],
    ['with another algorithm', { alg: 'none' }],
    ['of another org', { claims: { iss: '00D000000000002AAA' } }],
    ['for the agent link', { claims: { aud: 'https://cti.example.com' } }],
    ['for another connector', { claims: { aud: 'https://other.example.com/org' } }],
    ['that has expired', { claims: { iat: now - 90, exp: now } }],
    ['that lives too long', { claims: { exp: now + 3_600 } }],
    ['from the future', { claims: { iat: now + 60, exp: now + 90 } }],
    ['without an id', { claims: { jti: undefined } }],
    ['without a user', { claims: { sub: undefined } }],
  ];
  it.each(bad)('is refused %s', async (_what, changes) => {
    const answer = await kit.ask('/setup', { token: kit.token(changes) });

    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({ code: 'TOKEN_REFUSED' });
  });

  it('is refused when it is no token', async () => {
    for (const token of ['a.b.c', 'x'.repeat(5_000), '..']) {
      expect((await kit.ask('/setup', { token })).json()).toMatchObject({ code: 'TOKEN_REFUSED' });
    }
  });

  it('is refused without the permission', async () => {
    for (const [path, claims] of [
      ['/setup', agent],
      ['/setup', supervisor],
      ['/setup', { permissions: 'CTI_Admin' }],
      ['/unloggedCalls', agent],
      ['/recordings/i1', { permissions: [], recording: 'i1' }],
    ] as const) {
      const answer = await kit.ask(path, { token: kit.token({ claims }) });

      expect(answer.statusCode).toBe(403);
      expect(answer.json()).toMatchObject({ code: 'PERMISSION_MISSING' });
    }
  });
});

describe('the reports of a day', () => {
  const rebuild = (day: string, token = kit.token()) =>
    kit.ask(`/reports/${day}/rebuild`, { method: 'POST', token });

  it('are written again for an administrator', async () => {
    const answer = await rebuild('2026-01-04');

    expect([answer.statusCode, answer.json()]).toEqual([202, { day: '2026-01-04', rows: 12 }]);
    const refused = await rebuild('2026-01-04', kit.token({ claims: supervisor }));
    expect(refused.json()).toMatchObject({ code: 'PERMISSION_MISSING' });
  });

  it.each([
    ['2026-02-30', 404, 'DAY_MISSING'],
    ['2025-01-04', 410, 'DAY_FORGOTTEN'],
  ])('are not for %s', async (day, status, code) => {
    const answer = await rebuild(day);

    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ code });
  });
});

describe('a user who asks too often', () => {
  it('waits a moment, and nobody else does', async () => {
    for (let asked = 0; asked < 120; asked += 1) await kit.ask('/setup');

    const refused = await kit.ask('/setup');
    const other = await kit.ask('/setup', { token: kit.token({ claims: { sub: '005000000000002AAA' } }) });

    expect(refused.statusCode).toBe(429);
    expect(refused.headers['retry-after']).toBe('1');
    expect(refused.json()).toEqual({ code: 'TOO_MANY_REQUESTS', message: 'Ask again in 1 s.' });
    expect(other.statusCode).toBe(200);
    kit.clock.advance(1_000);
    expect((await kit.ask('/setup')).statusCode).toBe(200);
  });
});

describe('a page', () => {
  it("of the org may ask and read the answer's headers", async () => {
    const { headers, statusCode } = await kit.ask('/setup', { headers: { origin: LIGHTNING } });

    expect(statusCode).toBe(200);
    expect(headers['access-control-allow-origin']).toBe(LIGHTNING);
    expect(headers['access-control-expose-headers']).toContain('content-range');
    expect(headers.vary).toBe('origin');
    expect(headers['cache-control']).toBe('no-store');
  });

  it('of the org may ask beforehand, without a token', async () => {
    const { headers, statusCode } = await kit.ask('/unloggedCalls/i1/retry', {
      method: 'OPTIONS',
      token: undefined,
      headers: { origin: LIGHTNING, 'access-control-request-method': 'POST' },
    });

    expect(statusCode).toBe(204);
    expect(headers['access-control-allow-origin']).toBe(LIGHTNING);
    expect(headers['access-control-allow-methods']).toBe('GET, POST');
    expect(headers['access-control-allow-headers']).toContain('authorization');
  });

  it.each(['GET', 'OPTIONS'] as const)('of another origin is refused: %s', async (method) => {
    for (const origin of ['https://evil.example.com', 'null', `${LIGHTNING}.evil.example.com`]) {
      const answer = await kit.ask('/setup', { method, headers: { origin } });

      expect(answer.statusCode).toBe(403);
      expect(answer.json()).toMatchObject({ code: 'ORIGIN_REFUSED' });
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('reads why it was refused', async () => {
    const answer = await kit.ask('/setup', { token: undefined, headers: { origin: LIGHTNING } });

    expect(answer.headers['access-control-allow-origin']).toBe(LIGHTNING);
    expect(answer.json()).toMatchObject({ code: 'TOKEN_MISSING' });
  });

  it('may not send much', async () => {
    const answer = await kit.ask('/unloggedCalls/i1/retry', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'x'.repeat(2_000) }),
    });

    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toMatchObject({ code: 'BODY_INVALID' });
  });

  it('is told when a route does not exist', async () => {
    const answer = await kit.ask('/nothing');

    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'ROUTE_MISSING' });
  });
});

describe('the set-up', () => {
  it('is what every part finds out about itself', async () => {
    kit.setupLooks.push(
      { name: 'storage', look: () => Promise.resolve([{ name: 'storage', state: 'ok' }]) },
      {
        name: 'twilio',
        look: () =>
          Promise.resolve([
            { name: 'twilioAccount', state: 'ok' },
            { name: 'twilioNumbers', state: 'wrong', detail: '+14155550199', remedy: 'npm run provision' },
          ]),
      },
    );

    expect((await kit.ask('/setup')).json()).toEqual({
      checks: [
        { name: 'storage', state: 'ok' },
        { name: 'twilioAccount', state: 'ok' },
        { name: 'twilioNumbers', state: 'wrong', detail: '+14155550199', remedy: 'npm run provision' },
      ],
    });
  });

  it('says unknown where a part fails, and goes on', async () => {
    kit.setupLooks.push(
      { name: 'callerIndex', look: () => Promise.reject(new Error('broken')) },
      { name: 'storage', look: () => Promise.resolve([{ name: 'storage', state: 'ok' }]) },
    );

    expect((await kit.ask('/setup')).json()).toEqual({
      checks: [
        { name: 'callerIndex', state: 'unknown', remedy: 'See the log of the connector.' },
        { name: 'storage', state: 'ok' },
      ],
    });
  });
});

describe('the calls that could not be logged', () => {
  const call = {
    key: 'i1:005000000000001AAA',
    startedAt: 0 as Instant,
    direction: 'inbound',
    reason: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    fields: ['Subject'],
    attempts: 1,
    givenUpAt: 60_000 as Instant,
  } as const;

  beforeEach(() => void kit.unlogged.push(call));

  it.each([admin, supervisor])('are listed for %o', async (claims) => {
    const answer = await kit.ask('/unloggedCalls', { token: kit.token({ claims }) });

    expect(answer.json()).toEqual({ calls: [call] });
  });

  it.each(['retry', 'dismiss'])('take the order %s', async (order) => {
    const answer = await kit.ask(`/unloggedCalls/${encodeURIComponent(call.key)}/${order}`, {
      method: 'POST',
    });

    expect(answer.statusCode).toBe(202);
    expect(kit.orders).toEqual([`${order} ${call.key}`]);
  });

  it('take no order of an agent', async () => {
    const token = kit.token({ claims: agent });

    expect((await kit.ask('/unloggedCalls/i1/retry', { method: 'POST', token })).statusCode).toBe(403);
    expect(kit.orders).toEqual([]);
  });

  it('take no order for one that is not there', async () => {
    const answer = await kit.ask('/unloggedCalls/i2/dismiss', { method: 'POST' });

    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'UNLOGGED_CALL_MISSING' });
  });

  it('take no order by GET', async () => {
    expect((await kit.ask('/unloggedCalls/i1/retry')).statusCode).toBe(404);
    expect(kit.orders).toEqual([]);
  });
});

describe('a broken connector', () => {
  it('says so without saying what is inside, and logs it', async () => {
    kit.failure = new Error('database at /var/lib is gone');

    const answer = await kit.ask('/unloggedCalls');

    expect(answer.statusCode).toBe(503);
    expect(answer.body).not.toContain('/var/lib');
    expect(kit.problems).toEqual(['ORG_API_FAILED']);
  });
});
