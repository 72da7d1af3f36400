import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'jsforce';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import {
  API_VERSION,
  assertionFor,
  START_TIMEOUT_MS,
  connect,
  describeInStandIn,
  rejection,
  requestToken,
  startOrg,
} from './salesforceConnection.ts';
import type { ContractOrg } from './salesforceConnection.ts';

const DATA = `/services/data/v${API_VERSION}`;
const time = { at: Date.UTC(2026, 2, 2, 9), now: (): number => time.at };
let org: ContractOrg;
let connection: Connection;

beforeAll(async () => {
  org = await startOrg({ clock: time });
  connection = await connect(org);
}, START_TIMEOUT_MS);
afterEach(() => {
  org.standIn?.faults.clear();
});
afterAll(() => org.stop(), START_TIMEOUT_MS);

describe('signing in by assertion', () => {
  it('gives an approved user a token, and tells whose it is', async () => {
    const info: { preferred_username: string } = await connection.request('/services/oauth2/userinfo');
    const identity = await connection.identity();

    expect(info.preferred_username).toBe(identity.username);
    expect(identity.organization_id).toMatch(/^00D\w{15}$/);
    expect(connection.instanceUrl).toMatch(/^https?:/);
  });

  it('refuses an assertion that somebody else signed, and what is no assertion', async () => {
    const forged = await requestToken(org, assertionFor(org, {}, 'stranger'));
    const nonsense = await requestToken(org, 'not.an-assertion');

    const refusal = { status: 400, body: { error: 'invalid_grant', error_description: 'invalid assertion' } };
    expect([forged, nonsense]).toEqual([refusal, refusal]);
  });
});

describe('the API as a whole', () => {
  it('lists its versions and resources', async () => {
    const versions: { version: string }[] = await connection.request('/services/data');
    const resources: Record<string, string> = await connection.request(DATA);

    expect(versions.map(({ version }) => version)).toContain(API_VERSION);
    expect(resources.composite).toBe(`${DATA}/composite`);
  });

  it('answers 404 to an unknown resource and 405 to an unknown method', async () => {
    await expect(connection.request(`${DATA}/nowhere`)).rejects.toMatchObject({ errorCode: 'NOT_FOUND' });
    await expect(connection.requestPut(`${DATA}/query`, {})).rejects.toMatchObject({
      errorCode: 'METHOD_NOT_ALLOWED',
    });
  });

  it('refuses a body that is no JSON', async () => {
    const headers = {
      authorization: `Bearer ${connection.accessToken ?? ''}`,
      'content-type': 'application/json',
    };
    const response = await fetch(`${connection.instanceUrl}${DATA}/sobjects/Task`, {
      method: 'POST',
      headers,
      body: '{"Subject"',
    });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject([{ errorCode: 'JSON_PARSER_ERROR' }]);
  });

  it('describes an object with its custom fields', async () => {
    const described = await connection.sobject('Task').describe();
    const field = (name: string) => described.fields.find((one) => one.name === name);

    expect(field('Call_Key__c')).toMatchObject({
      externalId: true,
      unique: true,
      idLookup: true,
      caseSensitive: true,
      length: 64,
    });
    expect(field('CallType')?.picklistValues).toMatchObject([
      { value: 'Inbound' },
      { value: 'Internal' },
      { value: 'Outbound' },
    ]);
    expect(field('TaskSubtype')).toMatchObject({ createable: true, updateable: false });
    expect((await connection.describeGlobal()).sobjects.map(({ name }) => name)).toContain('Case');
  });
});

describeInStandIn('approval and expiry', () => {
  it.each([
    ['an unknown app', { iss: 'nobody' }, 'invalid_client_id', 'client identifier invalid'],
    ['another audience', { aud: 'https://example.com' }, 'invalid_grant', 'audience is invalid'],
    ['an expiry in the past', { exp: 1 }, 'invalid_grant', 'expired authorization code'],
    [
      'an unknown user',
      { sub: 'nobody@connector.example' },
      'invalid_grant',
      "user hasn't approved this consumer",
    ],
    [
      'a user nobody approved',
      { sub: wellKnown.users.supervisor },
      'invalid_grant',
      "user hasn't approved this consumer",
    ],
  ])('refuses an assertion with %s', async (_fault, claims, error, error_description) => {
    const answer = await requestToken(org, assertionFor(org, claims));

    expect(answer).toEqual({ status: 400, body: { error, error_description } });
  });

  it('ends a token with its life, and with a revocation', async () => {
    const [first, second] = await Promise.all([connect(org), connect(org)]);
    await fetch(`${org.url}/services/oauth2/revoke?token=${encodeURIComponent(first.accessToken ?? '')}`);

    await expect(first.query('SELECT Id FROM User')).rejects.toMatchObject({
      errorCode: 'INVALID_SESSION_ID',
    });
    await expect(second.query('SELECT Id FROM User')).resolves.toHaveProperty('done', true);
    time.at += 3 * 3_600_000;
    await expect(second.query('SELECT Id FROM User')).rejects.toMatchObject({
      errorCode: 'INVALID_SESSION_ID',
    });
    connection = await connect(org);
  });
});

describeInStandIn('what a real org keeps to itself', () => {
  it('counts every call, says so in each answer and in the limits', async () => {
    org.standIn?.usage.reset();
    await connection.query('SELECT Id FROM User');
    const limits = await connection.limits();

    expect(connection.limitInfo.apiUsage).toEqual({ used: 2, limit: 115_000 });
    expect(limits.DailyApiRequests).toEqual({ Max: 115_000, Remaining: 114_998 });
    const usage: unknown = await (await fetch(`${org.url}/_sim/usage`)).json();
    expect(usage).toEqual({ used: 2, allowed: 115_000, byKind: { 'GET query': 1, 'GET limits': 1 } });
  });

  it('serves the pictures contacts point to', async () => {
    const { records } = await connection.query<{ PhotoUrl: string }>(
      `SELECT PhotoUrl FROM Contact WHERE Name = '${wellKnown.uniqueContact.name}'`,
    );
    const picture = await fetch(org.url + (records[0]?.PhotoUrl ?? ''));

    expect(picture.headers.get('content-type')).toBe('image/svg+xml');
  });
});

describeInStandIn('ordered faults', () => {
  const order = (fault: object): Promise<Response> =>
    fetch(`${org.url}/_sim/faults`, {
      method: 'POST',
      body: JSON.stringify(fault),
      headers: { 'content-type': 'application/json' },
    });
  const createTask = (): Promise<unknown> => connection.sobject('Task').create({ Subject: 'Call' });

  it.each([
    ['invalidSession', 'INVALID_SESSION_ID'],
    ['unavailable', 'SERVER_UNAVAILABLE'],
    ['requestLimitExceeded', 'REQUEST_LIMIT_EXCEEDED'],
    ['lockedRow', 'UNABLE_TO_LOCK_ROW'],
  ])('%s hits as often as ordered', async (kind, errorCode) => {
    await order({ kind, times: 1 });

    await expect(createTask()).rejects.toMatchObject({ errorCode });
    await expect(createTask()).resolves.toHaveProperty('success', true);
  });

  it('a locked row fails alone in a collection', async () => {
    await order({ kind: 'lockedRow', on: 'Task', times: 1 });
    const results = await connection.sobject('Task').create([{ Subject: 'first' }, { Subject: 'second' }]);

    expect(results).toMatchObject([
      { success: false, errors: [{ statusCode: 'UNABLE_TO_LOCK_ROW' }] },
      { success: true },
    ]);
  });

  it('a lost answer leaves the work done', async () => {
    await order({ kind: 'answerLost', on: 'sobjects/Task', times: 1 });
    const failure = await rejection(connection.sobject('Task').create({ Subject: 'Said into the void' }));
    const { totalSize } = await connection.query("SELECT Id FROM Task WHERE Subject = 'Said into the void'");

    expect(failure).toBeInstanceOf(Error);
    expect(totalSize).toBe(1);
  });

  it('an ended session is mended by a new assertion', async () => {
    const lasting = await connect(org);
    await fetch(`${org.url}/_sim/sessions`, { method: 'DELETE' });
    const failure = await rejection(lasting.query('SELECT Id FROM User'));
    connection = await connect(org);

    expect(failure).toMatchObject({ errorCode: 'INVALID_SESSION_ID' });
    await expect(connection.query('SELECT Id FROM User')).resolves.toHaveProperty('done', true);
  });

  it('what is no fault is refused with a hint', async () => {
    const response = await order({ kind: 'earthquake' });

    expect(response.status).toBe(400);
  });
});
