import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'jsforce';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import {
  API_VERSION,
  START_TIMEOUT_MS,
  connect,
  describeInStandIn,
  startOrg,
} from './salesforceConnection.ts';
import type { ContractOrg } from './salesforceConnection.ts';

interface Saved {
  readonly id: string;
  readonly success: boolean;
  readonly created?: boolean;
  readonly errors: readonly { readonly statusCode: string }[];
}

const TASK_KEYS = '/composite/sobjects/Task/Call_Key__c';
let org: ContractOrg;
let connection: Connection;
let contactId = '';
let accountId = '';
let leadId = '';

const task = (fields: Record<string, unknown>): Promise<unknown> => connection.sobject('Task').create(fields);
const taskWith = (key: string, fields: Record<string, unknown> = {}) => ({
  attributes: { type: 'Task' },
  Call_Key__c: key,
  Subject: 'Call',
  ...fields,
});
const upsertTasks = (records: readonly object[]): Promise<Saved[]> =>
  connection.requestPatch<Saved[]>(TASK_KEYS, { allOrNone: false, records });
const idOf = async (soql: string): Promise<string> => (await connection.query(soql)).records[0]?.Id ?? '';

beforeAll(async () => {
  org = await startOrg({ customers: true });
  connection = await connect(org);
  contactId = await idOf(`SELECT Id FROM Contact WHERE Name = '${wellKnown.uniqueContact.name}'`);
  accountId = await idOf(`SELECT Id FROM Account WHERE Name = '${wellKnown.accountOnly.account}'`);
  leadId = await idOf(`SELECT Id FROM Lead WHERE Name = '${wellKnown.lead.name}'`);
}, START_TIMEOUT_MS);
afterAll(() => org.stop(), START_TIMEOUT_MS);

describe('records', () => {
  it('are created, read, changed and deleted', async () => {
    const contacts = connection.sobject('Contact');
    const { id } = (await contacts.create({ FirstName: 'Ines', LastName: "O'Neil" })) as { id: string };
    await contacts.update({ Id: id, Title: 'Owner' });
    const read = await contacts.retrieve(id);
    await contacts.destroy(id);

    expect(read).toMatchObject({ Name: "Ines O'Neil", Title: 'Owner', IsDeleted: false });
    expect(read.CreatedDate).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
    await expect(contacts.retrieve(id)).rejects.toMatchObject({ errorCode: 'NOT_FOUND' });
    await expect(contacts.update({ Id: id, Title: 'Ghost' })).rejects.toMatchObject({
      errorCode: 'ENTITY_IS_DELETED',
    });
  });

  it('have ids of 18 characters that answer to their first 15 too', async () => {
    expect(contactId).toMatch(/^003\w{15}$/);
    await expect(connection.sobject('Contact').retrieve(contactId.slice(0, 15))).resolves.toMatchObject({
      Id: contactId,
    });
  });

  it('fill in what follows from other fields', async () => {
    const { id } = (await task({
      Subject: 'Call',
      WhoId: contactId,
      Status: 'Completed',
      Priority: 'High',
    })) as { id: string };
    const contact = await connection.sobject('Contact').retrieve(contactId);

    await expect(connection.sobject('Task').retrieve(id)).resolves.toMatchObject({
      AccountId: contact.AccountId,
      IsClosed: true,
      IsHighPriority: true,
      TaskSubtype: 'Task',
    });
    expect(contact.LastActivityDate).toBe(new Date().toISOString().slice(0, 10));
  });

  it.each([
    ['a missing required field', 'Contact', { FirstName: 'Ines' }, 'REQUIRED_FIELD_MISSING', ['LastName']],
    ['an unknown field', 'Task', { Nothing__c: 1 }, 'INVALID_FIELD', undefined],
    [
      'a value outside a restricted picklist',
      'Task',
      { CallType: 'Sideways' },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      ['CallType'],
    ],
    ['text that is too long', 'Task', { CallObject: 'x'.repeat(256) }, 'STRING_TOO_LONG', ['CallObject']],
    [
      'a duration that is no whole number',
      'Task',
      { CallDurationInSeconds: 12.5 },
      'JSON_PARSER_ERROR',
      undefined,
    ],
    ['a malformed id', 'Task', { WhoId: 'xyz' }, 'MALFORMED_ID', ['WhoId']],
    [
      'an id of another object',
      'Task',
      { WhoId: '001Lc0000000001IAA' },
      'FIELD_INTEGRITY_EXCEPTION',
      ['WhoId'],
    ],
    ['an id of nobody', 'Task', { WhoId: '003Lc0000zzzzzzAAA' }, 'MALFORMED_ID', ['WhoId']],
    [
      'an id that leads nowhere',
      'Task',
      { WhoId: '003Lc0000zzzzzz' },
      'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
      undefined,
    ],
    [
      'a field the platform fills in',
      'Task',
      { AccountId: '001Lc0000000001IAA' },
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      ['AccountId'],
    ],
    [
      'an e-mail address that is none',
      'Contact',
      { LastName: 'Lee', Email: 'nowhere' },
      'INVALID_EMAIL_ADDRESS',
      ['Email'],
    ],
  ])('are refused with %s', async (_fault, sObject, fields, errorCode, faulty) => {
    await expect(connection.sobject(sObject).create(fields)).rejects.toMatchObject({
      errorCode,
      ...(faulty && { data: { fields: faulty } }),
    });
  });

  it('a task about a lead cannot be about another record too', async () => {
    await expect(task({ Subject: 'Call', WhoId: leadId, WhatId: accountId })).rejects.toMatchObject({
      errorCode: 'FIELD_INTEGRITY_EXCEPTION',
    });
  });

  it('keep the subtype of a task for ever', async () => {
    const { id } = (await task({ Subject: 'Call', TaskSubtype: 'Call' })) as { id: string };

    await expect(connection.sobject('Task').update({ Id: id, TaskSubtype: 'Call' })).rejects.toMatchObject({
      errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
    });
  });
});

describe('upserts by external id', () => {
  it('create once and update afterwards', async () => {
    const [created] = await upsertTasks([taskWith('call-1', { TaskSubtype: 'Call', CallType: 'Inbound' })]);
    const [updated] = await upsertTasks([
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
    const answers = await Promise.all(Array.from({ length: 20 }, () => upsertTasks([taskWith('call-2')])));

    expect(answers.flat().filter((answer) => answer.created)).toHaveLength(1);
    expect(new Set(answers.flat().map((answer) => answer.id)).size).toBe(1);
  });

  it('refuse a subtype for a task that is there', async () => {
    await upsertTasks([taskWith('call-3', { TaskSubtype: 'Call' })]);
    const [again] = await upsertTasks([taskWith('call-3', { TaskSubtype: 'Call' })]);

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
    await upsertTasks([taskWith('Case-Key')]);
    const [other] = await upsertTasks([taskWith('case-key')]);

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
    await expect(upsertTasks([{ attributes: { type: 'Task' }, Subject: 'Call' }])).resolves.toMatchObject([
      { success: false, errors: [{ statusCode: 'MISSING_ARGUMENT' }] },
    ]);
  });
});

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

    await expect(upsertTasks(records.slice(0, 200))).resolves.toHaveLength(200);
    await expect(upsertTasks(records)).rejects.toMatchObject({ errorCode: 'EXCEEDED_MAX_SIZE_REQUEST' });
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

describeInStandIn('permissions', () => {
  let integration: Connection;
  let agent: Connection;

  beforeAll(async () => {
    integration = await connect(org, { sub: wellKnown.users.integration });
    agent = await connect(org, { sub: wellKnown.users.agents[0] });
  });

  it('come to the integration user from its permission set alone', async () => {
    await expect(
      integration.query(`SELECT Name, Phone FROM Contact WHERE Id = '${contactId}'`),
    ).resolves.toHaveProperty('totalSize', 1);
    await expect(integration.query('SELECT Id FROM Account')).rejects.toMatchObject({
      errorCode: 'INVALID_TYPE',
    });
    await expect(integration.query('SELECT MobilePhone FROM Contact')).rejects.toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
    await expect(
      integration.search('FIND {4155550144} IN PHONE FIELDS RETURNING Contact(Id)'),
    ).resolves.toEqual({
      searchRecords: [],
    });
    await expect(integration.sobject('Contact').describe()).resolves.not.toMatchObject({
      fields: expect.arrayContaining([expect.objectContaining({ name: 'MobilePhone' })]),
    });
  });

  it('decide who may write what', async () => {
    await expect(
      integration.sobject('Task').create({ Subject: 'Call', Call_Key__c: 'mine', WhoId: contactId }),
    ).resolves.toHaveProperty('success', true);
    await expect(integration.sobject('Contact').create({ LastName: 'New' })).rejects.toMatchObject({
      errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    });
    await expect(
      integration.sobject('Contact').update({ Id: contactId, LastName: 'Else' }),
    ).rejects.toMatchObject({ errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY' });
    await expect(
      integration.sobject('Task').create({ Subject: 'Call', Description: 'Hidden' }),
    ).rejects.toMatchObject({ errorCode: 'INVALID_FIELD' });
  });

  it('hide a custom field from an agent without its permission set', async () => {
    await expect(agent.query('SELECT Customer_Number__c FROM Contact')).rejects.toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
    await expect(agent.query('SELECT MobilePhone FROM Contact LIMIT 1')).resolves.toHaveProperty(
      'totalSize',
      1,
    );
  });

  it('let an agent see call centers, not change them', async () => {
    const { records } = await agent.query(
      "SELECT Name, AdapterUrl FROM CallCenter WHERE InternalName = 'Test_Phone'",
    );
    const { records: users } = await agent.query(
      `SELECT CallCenterId FROM User WHERE Username = '${wellKnown.users.agents[0]}'`,
    );

    expect(records).toMatchObject([{ Name: 'Test Phone', AdapterUrl: '/apex/softphone' }]);
    expect(users[0]?.CallCenterId).toMatch(/^04v/);
    await expect(
      agent.sobject('CallCenter').create({ Name: 'Mine', InternalName: 'Mine' }),
    ).rejects.toMatchObject({
      errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    });
  });
});
