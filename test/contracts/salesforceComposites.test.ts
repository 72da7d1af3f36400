import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'jsforce';
import { API_VERSION, START_TIMEOUT_MS, connect, startOrg } from './salesforceConnection.ts';
import type { ContractOrg } from './salesforceConnection.ts';

interface Answer {
  readonly httpStatusCode: number;
  readonly body: unknown;
}

const DATA = `/services/data/v${API_VERSION}`;
let org: ContractOrg;
let connection: Connection;

const created = async (sObject: string, record: object): Promise<string> =>
  ((await connection.sobject(sObject).create(record)) as { id: string }).id;
const query = (referenceId: string, soql: string, resource = 'query') => ({
  method: 'GET',
  url: `${DATA}/${resource}?q=${encodeURIComponent(soql)}`,
  referenceId,
});
const post = (referenceId: string, sObject: string, body: object) => ({
  method: 'POST',
  url: `${DATA}/sobjects/${sObject}`,
  referenceId,
  body,
});
const count = async (name: string): Promise<number> =>
  (await connection.query(`SELECT COUNT() FROM Account WHERE Name = '${name}'`)).totalSize;

beforeAll(async () => {
  org = await startOrg();
  connection = await connect(org);
}, START_TIMEOUT_MS);
afterAll(() => org.stop(), START_TIMEOUT_MS);

describe('a composite', () => {
  it('queries, deleted records too, and costs one call', async () => {
    const id = await created('Lead', { LastName: 'Composed', Company: 'Gone' });
    await connection.sobject('Lead').destroy(id);
    const before = (await connection.limits()).DailyApiRequests?.Remaining ?? 0;
    const soql = `SELECT Id, IsDeleted FROM Lead WHERE Id = '${id}'`;
    const { compositeResponse } = await connection.requestPost<{ compositeResponse: Answer[] }>(
      '/composite',
      {
        compositeRequest: [
          query('live', soql),
          query('all', soql, 'queryAll'),
          query('people', 'SELECT Id FROM User LIMIT 1'),
        ],
      },
    );
    const after = (await connection.limits()).DailyApiRequests?.Remaining ?? 0;

    expect(compositeResponse.map(({ body }) => body)).toMatchObject([
      { totalSize: 0 },
      { totalSize: 1, records: [{ IsDeleted: true }] },
      { totalSize: 1 },
    ]);
    expect(before - after).toBeGreaterThanOrEqual(org.standIn ? 2 : 0);
    expect(before - after).toBeLessThanOrEqual(2);
  });

  it('takes five queries, not six', async () => {
    const compositeRequest = Array.from({ length: 6 }, (_, index) =>
      query(`q${index}`, 'SELECT Id FROM User'),
    );

    await expect(connection.requestPost('/composite', { compositeRequest })).rejects.toHaveProperty(
      'errorCode',
    );
  });

  it('upserts five collections in one call, not six, and deletes by external id beside them', async () => {
    const upsert = (referenceId: string, keys: readonly string[]) => ({
      method: 'PATCH',
      url: `${DATA}/composite/sobjects/Task/Call_Key__c`,
      referenceId,
      body: {
        allOrNone: false,
        records: keys.map((key) => ({ attributes: { type: 'Task' }, Call_Key__c: key, Subject: 'Call' })),
      },
    });
    const remove = (referenceId: string, key: string) => ({
      method: 'DELETE',
      url: `${DATA}/sobjects/Task/Call_Key__c/${encodeURIComponent(key)}`,
      referenceId,
    });
    const five = Array.from({ length: 5 }, (_, place) =>
      upsert(`part${place}`, [`many-${place}`, `more-${place}`]),
    );

    const { compositeResponse } = await connection.requestPost<{ compositeResponse: Answer[] }>(
      '/composite',
      {
        allOrNone: false,
        compositeRequest: [...five, remove('gone', 'many-0'), remove('never', 'was never there')],
      },
    );

    expect(compositeResponse.map(({ httpStatusCode }) => httpStatusCode)).toEqual([
      200, 200, 200, 200, 200, 204, 404,
    ]);
    expect(compositeResponse[4]?.body).toMatchObject([
      { success: true, created: true },
      { success: true, created: true },
    ]);
    expect(
      (await connection.query(`SELECT COUNT() FROM Task WHERE Call_Key__c LIKE 'many-%'`)).totalSize,
    ).toBe(4);
    await expect(
      connection.requestPost('/composite', { compositeRequest: [...five, upsert('sixth', ['too many'])] }),
    ).rejects.toHaveProperty('errorCode');
  });

  it('of several graphs undoes the one that fails', async () => {
    const { graphs } = await connection.requestPost<{ graphs: { isSuccessful: boolean }[] }>(
      '/composite/graph',
      {
        graphs: [
          {
            graphId: 'good',
            compositeRequest: [
              post('account', 'Account', { Name: 'Graph good' }),
              post('contact', 'Contact', { LastName: 'Graph', AccountId: '@{account.id}' }),
            ],
          },
          {
            graphId: 'bad',
            compositeRequest: [
              post('account', 'Account', { Name: 'Graph bad' }),
              post('contact', 'Contact', {}),
            ],
          },
        ],
      },
    );

    expect(graphs.map(({ isSuccessful }) => isSuccessful)).toEqual([true, false]);
    expect([await count('Graph good'), await count('Graph bad')]).toEqual([1, 0]);
  });

  it('as a batch knows no other call, and stops at an error when asked', async () => {
    const batchRequests = [
      { method: 'GET', url: `v${API_VERSION}/sobjects/Nothing__c/describe` },
      { method: 'GET', url: `v${API_VERSION}/limits` },
    ];
    const all = await connection.requestPost('/composite/batch', { batchRequests });
    const halted = await connection.requestPost('/composite/batch', { batchRequests, haltOnError: true });

    expect(all).toMatchObject({ hasErrors: true, results: [{ statusCode: 404 }, { statusCode: 200 }] });
    expect(halted).toMatchObject({ results: [{ statusCode: 404 }, { statusCode: 412 }] });
  });
});

describe('a tree', () => {
  const tree = (name: string, contact: object) => ({
    records: [
      {
        attributes: { type: 'Account', referenceId: 'account' },
        Name: name,
        Contacts: { records: [{ attributes: { type: 'Contact', referenceId: 'contact' }, ...contact }] },
      },
    ],
  });

  it('is created with its branches', async () => {
    const answer = await connection.requestPost('/composite/tree/Account', tree('Oak', { LastName: 'Leaf' }));
    const { records } = await connection.query("SELECT Account.Name FROM Contact WHERE LastName = 'Leaf'");

    expect(answer).toMatchObject({
      hasErrors: false,
      results: [{ referenceId: 'account' }, { referenceId: 'contact' }],
    });
    expect(records).toMatchObject([{ Account: { Name: 'Oak' } }]);
  });

  it('falls with a branch', async () => {
    await expect(
      connection.requestPost('/composite/tree/Account', tree('Elm', { FirstName: 'Leaf' })),
    ).rejects.toThrow(/"referenceId":"contact".*REQUIRED_FIELD_MISSING/);
    expect(await count('Elm')).toBe(0);
  });
});

describe('replication', () => {
  const span = (): [string, string] => [
    new Date(Date.now() - 120_000).toISOString(),
    new Date(Date.now() + 120_000).toISOString(),
  ];

  it('tells what was deleted and what was changed', async () => {
    const gone = await created('Lead', { LastName: 'Replicated', Company: 'Gone' });
    const kept = await created('Lead', { LastName: 'Replicated', Company: 'Kept' });
    await connection.sobject('Lead').destroy(gone);
    const deleted = await connection.sobject('Lead').deleted(...span());
    const updated = await connection.sobject('Lead').updated(...span());

    expect(deleted.deletedRecords.map(({ id }) => id)).toContain(gone);
    expect(updated.ids).toContain(kept);
    expect(updated.ids).not.toContain(gone);
  });

  it('needs a start before its end, and no more than thirty days back', async () => {
    const [start, end] = span();
    await expect(connection.sobject('Lead').deleted(end, start)).rejects.toMatchObject({
      errorCode: 'INVALID_REPLICATION_DATE',
    });
    await expect(connection.sobject('Lead').deleted('2020-01-01T00:00:00Z', end)).rejects.toMatchObject({
      errorCode: 'INVALID_REPLICATION_DATE',
    });
  });
});
