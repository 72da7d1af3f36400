import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Connection } from 'jsforce';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { START_TIMEOUT_MS, connect, describeInStandIn, startOrg } from './salesforceConnection.ts';
import type { ContractOrg } from './salesforceConnection.ts';

let org: ContractOrg;
let connection: Connection;
let contactId = '';

const idOf = async (soql: string): Promise<string> => (await connection.query(soql)).records[0]?.Id ?? '';

beforeAll(async () => {
  org = await startOrg({ customers: true });
  connection = await connect(org);
  contactId = await idOf(`SELECT Id FROM Contact WHERE Name = '${wellKnown.uniqueContact.name}'`);
}, START_TIMEOUT_MS);
afterAll(() => org.stop(), START_TIMEOUT_MS);

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
