import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'jsforce';
import { API_VERSION, START_TIMEOUT_MS, connect, startOrg } from './salesforceConnection.ts';
import type { ContractOrg } from './salesforceConnection.ts';
import { taskWith, upsertTasks } from './salesforceTasks.ts';

let org: ContractOrg;
let connection: Connection;

const task = (fields: Record<string, unknown>): Promise<unknown> => connection.sobject('Task').create(fields);

beforeAll(async () => {
  org = await startOrg({ customers: true });
  connection = await connect(org);
}, START_TIMEOUT_MS);
afterAll(() => org.stop(), START_TIMEOUT_MS);

describe('upserts by external id', () => {
  it('create once and update afterwards', async () => {
    const [created] = await upsertTasks(connection, [
      taskWith('call-1', { TaskSubtype: 'Call', CallType: 'Inbound' }),
    ]);
    const [updated] = await upsertTasks(connection, [
      taskWith('call-1', { CallDurationInSeconds: 65, Status: 'Completed' }),
    ]);

    expect(created).toMatchObject({ success: true, created: true });
    expect(updated).toMatchObject({ success: true, created: false, id: created?.id });
    await expect(connection.sobject('Task').retrieve(created?.id ?? '')).resolves.toMatchObject({
      CallType: 'Inbound',
      CallDurationInSeconds: 65,
      TaskSubtype: 'Call',
    });
  });

  it('leave one record however many arrive at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => upsertTasks(connection, [taskWith('call-2')])),
    );

    expect(answers.flat().filter((answer) => answer.created)).toHaveLength(1);
    expect(new Set(answers.flat().map((answer) => answer.id)).size).toBe(1);
  });

  it('refuse a subtype for a task that is there', async () => {
    await upsertTasks(connection, [taskWith('call-3', { TaskSubtype: 'Call' })]);
    const [again] = await upsertTasks(connection, [taskWith('call-3', { TaskSubtype: 'Call' })]);

    expect(again).toMatchObject({
      success: false,
      errors: [{ statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', fields: ['TaskSubtype'] }],
    });
  });

  it('work one by one, where the key needs encoding', async () => {
    const key = encodeURIComponent('a/b?c#d');
    const first = await connection
      .sobject('Task')
      .upsert({ Call_Key__c: key, Subject: 'Call' }, 'Call_Key__c');
    const second = await connection
      .sobject('Task')
      .upsert({ Call_Key__c: key, Subject: 'Call' }, 'Call_Key__c');

    expect(first).toMatchObject({ success: true, created: true });
    expect(second).toMatchObject({ created: false, id: first.id });
    await expect(connection.sobject('Task').retrieve(first.id ?? '')).resolves.toMatchObject({
      Call_Key__c: 'a/b?c#d',
    });
  });

  it('tell keys apart by case, refuse a second record with the key, and name the first', async () => {
    await upsertTasks(connection, [taskWith('Case-Key')]);
    const [other] = await upsertTasks(connection, [taskWith('case-key')]);

    expect(other?.created).toBe(true);
    await expect(task({ Subject: 'Call', Call_Key__c: 'case-key' })).rejects.toMatchObject({
      errorCode: 'DUPLICATE_VALUE',
      message: expect.stringContaining(other?.id.slice(0, 15) ?? ''),
    });
  });

  it('answer 300 with the candidates when the key is not unique', async () => {
    await connection.sobject('Contact').create([
      { LastName: 'One', Customer_Number__c: '7' },
      { LastName: 'Two', Customer_Number__c: '7' },
    ]);
    const response = await fetch(
      `${connection.instanceUrl}/services/data/v${API_VERSION}/sobjects/Contact/Customer_Number__c/7`,
      {
        headers: { authorization: `Bearer ${connection.accessToken ?? ''}` },
      },
    );

    expect(response.status).toBe(300);
    expect(await response.json()).toHaveLength(2);
  });

  it('find parents by their external ids', async () => {
    await connection.sobject('Contact').create({ LastName: 'Keyed', Customer_Number__c: '42' });
    await expect(
      task({ Subject: 'Call', Who: { attributes: { type: 'Contact' }, Customer_Number__c: '42' } }),
    ).resolves.toHaveProperty('success', true);
  });

  it('need an external id field that exists, and a value', async () => {
    await expect(
      connection.requestPatch('/composite/sobjects/Task/Subject', { records: [taskWith('x')] }),
    ).resolves.toMatchObject([{ success: false, errors: [{ statusCode: 'NOT_FOUND' }] }]);
    await expect(
      upsertTasks(connection, [{ attributes: { type: 'Task' }, Subject: 'Call' }]),
    ).resolves.toMatchObject([{ success: false, errors: [{ statusCode: 'MISSING_ARGUMENT' }] }]);
  });
});
