import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'jsforce';
import { START_TIMEOUT_MS, connect, startOrg } from './salesforceConnection.ts';
import type { ContractOrg } from './salesforceConnection.ts';

let org: ContractOrg;
let connection: Connection;

beforeAll(async () => {
  org = await startOrg();
  connection = await connect(org);
  connection.bulk.pollInterval = connection.bulk2.pollInterval = org.standIn ? 20 : 2000;
}, START_TIMEOUT_MS);
afterAll(() => org.stop(), START_TIMEOUT_MS);

const leads = [
  { LastName: 'Loaded, "in quotes"', Company: 'Bulk' },
  { LastName: '', Company: 'Bulk' },
];

describe('Bulk API', () => {
  it('2.0 loads what it can, and reads it back', async () => {
    const results = await connection.bulk2.loadAndWaitForResults({
      object: 'Lead',
      operation: 'insert',
      input: leads,
    });
    const [done] = results.successfulResults;
    const found = await (
      await connection.bulk2.query(`SELECT Id, LastName FROM Lead WHERE Id = '${done?.sf__Id ?? ''}'`)
    ).toArray();

    expect(found).toMatchObject([{ LastName: 'Loaded, "in quotes"' }]);
    expect(results.failedResults).toMatchObject([
      { sf__Error: expect.stringMatching(/^REQUIRED_FIELD_MISSING:.*LastName/) },
    ]);
  });

  it('of before 2.0 does the same in batches', async () => {
    const results = await connection.bulk.load('Lead', 'insert', leads);

    expect(results).toMatchObject([
      { success: true, created: true, errors: [] },
      { id: null, success: false, errors: [expect.stringMatching(/^REQUIRED_FIELD_MISSING:.*LastName/)] },
    ]);
  });
});

describe('about queries', () => {
  it('the columns are told without running them', async () => {
    const soql = 'SELECT Id, Account.Name, (SELECT Subject FROM Tasks) FROM Contact';
    const columns = await connection.request(`/query?q=${encodeURIComponent(soql)}&columns=true`);

    expect(columns).toMatchObject({
      entityName: 'Contact',
      idSelected: true,
      columnMetadata: [
        { columnName: 'Id', joinColumns: [] },
        { columnName: 'Account', joinColumns: [{ columnName: 'Name', textType: true }] },
        { columnName: 'Tasks', aggregate: true, joinColumns: [{ columnName: 'Subject' }] },
      ],
    });
  });

  it('a plan is told, of list views too', async () => {
    const views = await connection.request<{ listviews: { id: string }[] }>('/sobjects/Account/listviews');
    const [ofQuery, ofView] = await Promise.all(
      ['SELECT Id FROM Account', views.listviews[0]?.id ?? ''].map((explained) =>
        connection.request(`/query?explain=${encodeURIComponent(explained)}`),
      ),
    );

    expect(ofQuery).toMatchObject({ plans: [{ sobjectType: 'Account' }] });
    expect(ofView).toMatchObject({ plans: [{ sobjectType: 'Account' }] });
  });
});
