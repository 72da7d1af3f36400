import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSalesforce, wellKnown } from '../index.ts';
import type { SalesforceOptions, SalesforceStandIn } from '../index.ts';

const forceApp = fileURLToPath(new URL('../../../test/contracts/salesforceMetadata', import.meta.url));
let folder = '';
let standIn: SalesforceStandIn;

const put = (path: string, xml: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), xml);
};
const start = async (options: Partial<SalesforceOptions> = {}): Promise<void> => {
  standIn = await startSalesforce({ port: 0, console: false, forceApp, overlays: [folder], ...options });
};
const user = (username: string): string =>
  standIn.org.users().find((one) => one.username === username)?.id ?? '';
const administrator = (): string => user(wellKnown.users.administrator);
const agent = (place: 0 | 1): string => user(wellKnown.users.agents[place]);
const add = (sObject: string, record: object, asUser = administrator()): string =>
  standIn.org.create(sObject, { ...record }, asUser);
const rows = (soql: string, asUser = administrator()): readonly Readonly<Record<string, unknown>>[] =>
  standIn.org.query(soql, asUser).records;

const refusal = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'salesforce-'));
});
afterEach(async () => {
  await standIn.stop();
  rmSync(folder, { recursive: true });
});

describe('private records', () => {
  beforeEach(async () => {
    put(
      'objects/Account/Account.object-meta.xml',
      '<CustomObject><sharingModel>Private</sharingModel></CustomObject>',
    );
    await start();
  });

  it('are for their owner and for administrators', () => {
    const mine = add('Account', { Name: 'Mine', Phone: '415 555 0190' }, agent(0));
    const contact = add('Contact', { LastName: 'Shared', AccountId: mine }, agent(0));
    const soql = `SELECT Name FROM Account WHERE Id = '${mine}'`;

    expect([rows(soql).length, rows(soql, agent(0)).length, rows(soql, agent(1)).length]).toEqual([1, 1, 0]);
    expect(rows(`SELECT Account.Name FROM Contact WHERE Id = '${contact}'`, agent(1))).toMatchObject([
      { Account: null },
    ]);
    const search = { text: '4155550190', in: 'PHONE', returning: [{ sObject: 'Account' }] } as const;
    expect(standIn.org.search(search, agent(1))).toEqual([]);
    expect(() => standIn.org.retrieve({ sObject: 'Account', id: mine }, agent(1))).toThrow('does not exist');
    expect(() => {
      standIn.org.update('Account', { Id: mine, Name: 'Taken' }, agent(1));
    }).toThrow('insufficient access rights on object id');
    expect(() => add('Task', { Subject: 'Call', WhatId: mine }, agent(1))).toThrow(
      'insufficient access rights on cross-reference id',
    );
  });

  it('say to whom they are open', () => {
    const id = add('Account', { Name: 'Mine' }, agent(0));
    const asked = (userId: string): unknown =>
      rows(
        `SELECT RecordId, HasReadAccess FROM UserRecordAccess WHERE UserId = '${userId}' AND RecordId = '${id}'`,
      )[0];

    expect(asked(agent(0))).toMatchObject({ RecordId: id, HasReadAccess: true, HasEditAccess: true });
    expect(asked(agent(1))).toMatchObject({ HasReadAccess: false, MaxAccessLevel: 'None' });
  });
});

describe('rules of an overlay', () => {
  it('refuse what they speak against, with their own words', async () => {
    put(
      'objects/Activity/validationRules/Result.validationRule-meta.xml',
      '<ValidationRule><active>true</active><errorConditionFormula>AND(ISPICKVAL(Status, "Completed"), ISBLANK(CallDisposition), $Profile.Name &lt;&gt; "System Administrator")</errorConditionFormula><errorDisplayField>CallDisposition</errorDisplayField><errorMessage>Choose a result.</errorMessage></ValidationRule>',
    );
    await start();

    expect(refusal(() => add('Task', { Subject: 'Call', Status: 'Completed' }, agent(0)))).toMatchObject({
      errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: 'Choose a result.',
      fields: ['CallDisposition'],
    });
    expect(add('Task', { Subject: 'Call', Status: 'Completed' })).toMatch(/^00T/);
  });

  it('may require a custom field, and bring a custom object with its own phone field', async () => {
    put(
      'objects/Activity/fields/Reason__c.field-meta.xml',
      '<CustomField><fullName>Reason__c</fullName><type>Text</type><length>20</length><required>true</required></CustomField>',
    );
    put('objects/Site__c/Site__c.object-meta.xml', '<CustomObject><label>Site</label></CustomObject>');
    put(
      'objects/Site__c/fields/Gate_Phone__c.field-meta.xml',
      '<CustomField><fullName>Gate_Phone__c</fullName><type>Phone</type></CustomField>',
    );
    await start();
    const id = add('Site__c', { Name: 'Harbor', Gate_Phone__c: '(415) 555-0191' });
    const found = standIn.org.search(
      { text: '4155550191', in: 'PHONE', returning: [{ sObject: 'Site__c' }] },
      administrator(),
    );

    expect(found).toMatchObject([{ Id: id }]);
    expect(() => add('Task', { Subject: 'Call' })).toThrow('Required fields are missing: [Reason__c]');
  });
});

describe('whose records are', () => {
  beforeEach(() => start());

  it('queues own what they were made for', () => {
    const [queue] = rows(`SELECT Id FROM Group WHERE Type = 'Queue' AND Name = '${wellKnown.queue.name}'`);
    const id = add('Task', { Subject: 'Missed call', OwnerId: queue?.Id });

    expect(rows(`SELECT Owner.Name, Owner.Type FROM Task WHERE Id = '${id}'`)).toMatchObject([
      { Owner: { Name: wellKnown.queue.name, Type: 'Group' } },
    ]);
    const other = add('Group', { Name: 'Cases', Type: 'Queue' });
    expect(() => add('Task', { Subject: 'Call', OwnerId: other })).toThrow('Queue not associated');
  });

  it('nobody who has left gets any', () => {
    standIn.org.update('User', { Id: agent(1), IsActive: false }, administrator());
    const [gone] = rows(`SELECT Id FROM User WHERE Username = '${wellKnown.users.agents[1]}'`);

    expect(() => add('Task', { Subject: 'Call', OwnerId: gone?.Id })).toThrow('inactive user');
  });
});

describe('a converted lead', () => {
  it('leaves its tasks to the contact, and takes no new ones', async () => {
    await start();
    const lead = add('Lead', { LastName: 'Convert', Company: 'Converted', Phone: '415 555 0192' });
    const task = add('Task', { Subject: 'Call', WhoId: lead });
    const { accountId, contactId } = standIn.org.convertLead(lead, administrator());

    expect(rows(`SELECT WhoId, AccountId FROM Task WHERE Id = '${task}'`)).toMatchObject([
      { WhoId: contactId, AccountId: accountId },
    ]);
    expect(rows(`SELECT IsConverted, ConvertedContactId FROM Lead WHERE Id = '${lead}'`)).toMatchObject([
      { IsConverted: true, ConvertedContactId: contactId },
    ]);
    expect(() => add('Task', { Subject: 'Call', WhoId: lead })).toThrow('cannot reference converted lead');
  });
});

describe('person accounts', () => {
  it('have a contact that follows them', async () => {
    await start({ personAccounts: true });
    const [person] = rows(
      `SELECT Id, IsPersonAccount, PersonContactId, PersonMobilePhone FROM Account WHERE Name = '${wellKnown.personAccount.name}'`,
    );
    const contact = (): unknown =>
      rows(
        `SELECT Name, MobilePhone, AccountId, IsPersonAccount FROM Contact WHERE Id = '${String(person?.PersonContactId)}'`,
      )[0];
    expect(contact()).toMatchObject({
      Name: wellKnown.personAccount.name,
      MobilePhone: wellKnown.personAccount.typed,
      AccountId: person?.Id,
      IsPersonAccount: true,
    });

    standIn.org.update(
      'Account',
      { Id: person?.Id, LastName: 'Ivanova', PersonMobilePhone: null },
      administrator(),
    );
    expect(contact()).toMatchObject({ Name: 'Elena Ivanova', MobilePhone: null });
    const task = add('Task', { Subject: 'Call', WhoId: person?.PersonContactId });
    expect(rows(`SELECT AccountId FROM Task WHERE Id = '${task}'`)).toMatchObject([
      { AccountId: person?.Id },
    ]);
    expect(() => add('Account', { Phone: '1' })).toThrow('Required fields are missing: [Name]');
  });

  it('are unknown where they are switched off', async () => {
    await start();

    expect(() => rows('SELECT IsPersonAccount FROM Account')).toThrow("No such column 'IsPersonAccount'");
  });
});

describe('a write that is ordered to fail', () => {
  it('fails with the code that was asked for', async () => {
    await start();
    const task = add('Task', { Subject: 'Call' });
    standIn.faults.add({
      kind: 'writeRefused',
      on: task,
      errorCode: 'ENTITY_IS_LOCKED',
      message: 'the entity is locked for editing',
    });

    const update = (): void => {
      standIn.org.update('Task', { Id: task, Subject: 'Again' }, administrator());
    };
    expect(refusal(update)).toHaveProperty('errorCode', 'ENTITY_IS_LOCKED');
    expect(add('Task', { Subject: 'Another' })).toMatch(/^00T/);
  });
});
