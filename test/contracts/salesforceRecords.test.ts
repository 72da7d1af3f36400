import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'jsforce';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { START_TIMEOUT_MS, connect, startOrg } from './salesforceConnection.ts';
import type { ContractOrg } from './salesforceConnection.ts';

let org: ContractOrg;
let connection: Connection;
let contactId = '';
let accountId = '';
let leadId = '';

const task = (fields: Record<string, unknown>): Promise<unknown> => connection.sobject('Task').create(fields);
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
