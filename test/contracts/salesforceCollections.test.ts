import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'jsforce';
import { API_VERSION, START_TIMEOUT_MS, connect, startOrg } from './salesforceConnection.ts';
import type { ContractOrg } from './salesforceConnection.ts';
import { taskWith, upsertTasks } from './salesforceTasks.ts';

let org: ContractOrg;
let connection: Connection;

beforeAll(async () => {
  org = await startOrg({ customers: true });
  connection = await connect(org);
}, START_TIMEOUT_MS);
afterAll(() => org.stop(), START_TIMEOUT_MS);

describe('collections and composites', () => {
  it('a faulty record fails alone, or takes all with it when asked', async () => {
    const records = [{ LastName: 'Good' }, { FirstName: 'Bad' }];
    const apart = await connection.sobject('Contact').create(records);
    const together = await connection.sobject('Contact').create(records, { allOrNone: true });

    expect(apart.map(({ success }) => success)).toEqual([true, false]);
    expect(together).toMatchObject([
      { success: false, errors: [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK' }] },
      { success: false, errors: [{ statusCode: 'REQUIRED_FIELD_MISSING', fields: ['LastName'] }] },
    ]);
    await expect(connection.query("SELECT Id FROM Contact WHERE LastName = 'Good'")).resolves.toHaveProperty(
      'totalSize',
      1,
    );
  });

  it('hold 200 records, not more', async () => {
    const records = Array.from({ length: 201 }, (_, index) => taskWith(`many-${index}`));

    await expect(upsertTasks(connection, records.slice(0, 200))).resolves.toHaveLength(200);
    await expect(upsertTasks(connection, records)).rejects.toMatchObject({
      errorCode: 'EXCEEDED_MAX_SIZE_REQUEST',
    });
  });

  const compositeOf = (contact: object) => ({
    allOrNone: true,
    compositeRequest: [
      {
        method: 'POST',
        url: `/services/data/v${API_VERSION}/sobjects/Account`,
        referenceId: 'account',
        body: { Name: 'Composed' },
      },
      {
        method: 'POST',
        url: `/services/data/v${API_VERSION}/sobjects/Contact`,
        referenceId: 'contact',
        body: { ...contact, AccountId: '@{account.id}' },
      },
      {
        method: 'GET',
        url: `/services/data/v${API_VERSION}/query?q=SELECT+Name+FROM+Contact+WHERE+AccountId='@{account.id}'`,
        referenceId: 'found',
      },
    ],
  });

  it('a composite uses the answers of its earlier calls', async () => {
    const { compositeResponse } = await connection.requestPost<{
      compositeResponse: { httpStatusCode: number; body: unknown }[];
    }>('/composite', compositeOf({ LastName: 'Composer' }));

    expect(compositeResponse.map(({ httpStatusCode }) => httpStatusCode)).toEqual([201, 201, 200]);
    expect(compositeResponse[2]?.body).toMatchObject({ records: [{ Name: 'Composer' }] });
  });

  it('a composite undoes all when one call fails', async () => {
    await connection
      .query("SELECT Id FROM Account WHERE Name = 'Composed'")
      .then(({ records }) => connection.sobject('Account').destroy(records.map(({ Id }) => Id ?? '')));
    const { compositeResponse } = await connection.requestPost<{ compositeResponse: { body: object[] }[] }>(
      '/composite',
      compositeOf({}),
    );

    expect(compositeResponse.flatMap(({ body }) => body)).toMatchObject([
      { errorCode: 'PROCESSING_HALTED' },
      { errorCode: 'REQUIRED_FIELD_MISSING' },
      { errorCode: 'PROCESSING_HALTED' },
    ]);
    await expect(connection.query("SELECT Id FROM Account WHERE Name = 'Composed'")).resolves.toHaveProperty(
      'totalSize',
      0,
    );
  });
});
