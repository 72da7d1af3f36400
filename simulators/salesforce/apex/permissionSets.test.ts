import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SalesforceStandIn, startSalesforce, wellKnown } from '../index.ts';

const forceApp = join(import.meta.dirname, '../../../force-app/main/default');

let salesforce: SalesforceStandIn;

beforeAll(async () => {
  salesforce = await startSalesforce({ port: 0, forceApp, console: false });
});

afterAll(() => salesforce.stop());

const [agent] = wellKnown.users.agents;
const { integration, administrator } = wellKnown.users;

const idOf = (username: string) => salesforce.org.users().find((user) => user.username === username)!.id;
const ask = (soql: string, username: string) => salesforce.org.query(soql, idOf(username)).records;

describe('an agent', () => {
  it.each([
    'Connector__mdt',
    'Caller_Object__mdt',
    'Call_Log_Policy__mdt',
    'Call_Log_Field__mdt',
    'Queue_Rule__mdt',
    'Disposition__mdt',
    'Reason_Code__mdt',
    'Agent_Rule__mdt',
  ])("reads none of the settings in %s: Apex reads them in the agent's place", (type) => {
    expect(() => ask(`SELECT Id FROM ${type}`, agent)).toThrow(type);
  });

  it('reads what is logged of a call, and cannot change it', () => {
    const taskId = salesforce.org.create(
      'Task',
      { Subject: 'Call', Ani__c: '+14155550100' },
      idOf(administrator),
    );

    expect(ask(`SELECT Ani__c FROM Task WHERE Id = '${taskId}'`, agent)).toMatchObject([
      { Ani__c: '+14155550100' },
    ]);
    expect(() => salesforce.org.update('Task', { Id: taskId, Ani__c: '+14155550199' }, idOf(agent))).toThrow(
      'Ani__c',
    );
  });
});

describe("the connector's user", () => {
  it.each([
    'SELECT Id, Phone, MobilePhone, HomePhone, OtherPhone, AssistantPhone, MailingCountry, Account.BillingCountry FROM Contact',
    'SELECT Id, Phone, AccountNumber, BillingCountry, ShippingCountry, LastActivityDate FROM Account',
    'SELECT Id, Phone, MobilePhone, Country FROM Lead WHERE IsConverted = false',
    'SELECT Id, SuppliedPhone, ContactId, CaseNumber, Account.BillingCountry FROM Case WHERE IsClosed = false',
    'SELECT Id, Phone, MobilePhone FROM User WHERE IsActive = true',
    'SELECT Object__c, Phone_Fields__c FROM Caller_Object__mdt',
    'SELECT DeveloperName, Log__c FROM Call_Log_Policy__mdt',
  ])('reads what it finds callers with: %s', (soql) => {
    expect(ask(soql, integration).length).toBeGreaterThan(0);
  });

  it('writes a call log', () => {
    const WhoId = String(ask('SELECT Id FROM Contact LIMIT 1', integration)[0]!['Id']);
    const log = { Subject: 'Inbound call', WhoId, Interaction_Key__c: 'i1', Hold_Seconds__c: 5 };

    const taskId = salesforce.org.create('Task', log, idOf(integration));

    expect(ask(`SELECT Interaction_Key__c FROM Task WHERE Id = '${taskId}'`, integration)).toMatchObject([
      { Interaction_Key__c: 'i1' },
    ]);
  });

  it.each([
    ["a contact's e-mail address", 'SELECT Email FROM Contact'],
    ["a case's subject", 'SELECT Subject FROM Case'],
    ["an account's industry", 'SELECT Industry FROM Account'],
    ['opportunities', 'SELECT Id FROM Opportunity'],
    ['the connector it belongs to', 'SELECT Audience__c FROM Connector__mdt'],
    ['who has which permission', 'SELECT Id FROM PermissionSetAssignment'],
  ])('does not read %s', (_what, soql) => {
    expect(() => ask(soql, integration)).toThrow();
  });

  it('changes no customer', () => {
    const Id = String(ask('SELECT Id FROM Contact LIMIT 1', integration)[0]!['Id']);

    expect(() => salesforce.org.update('Contact', { Id, Phone: '1' }, idOf(integration))).toThrow();
    expect(() => salesforce.org.delete('Contact', Id, idOf(integration))).toThrow();
    expect(() => salesforce.org.create('Lead', { LastName: 'A', Company: 'B' }, idOf(integration))).toThrow();
  });
});
