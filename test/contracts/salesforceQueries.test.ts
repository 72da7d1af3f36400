import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'jsforce';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { START_TIMEOUT_MS, connect, startOrg } from './salesforceConnection.ts';
import type { ContractOrg } from './salesforceConnection.ts';

type Found = Readonly<Record<string, unknown>>;

let org: ContractOrg;
let connection: Connection;
const count = async (sObject: string, condition: string): Promise<number> =>
  (await connection.query(`SELECT COUNT() FROM ${sObject} WHERE ${condition}`)).totalSize;
const first = async (soql: string): Promise<Found | undefined> =>
  (await connection.query<Found>(soql)).records[0];
const search = async (sosl: string): Promise<readonly Found[]> =>
  (await connection.search(sosl)).searchRecords;
const names = (records: readonly Found[]): readonly unknown[] =>
  records.map((record) => record.Name ?? record.Subject);

beforeAll(async () => {
  org = await startOrg({ customers: true });
  connection = await connect(org);
}, START_TIMEOUT_MS);
afterAll(() => org.stop(), START_TIMEOUT_MS);

describe('SOQL', () => {
  it('reads fields of parents, through several steps', async () => {
    const found = await first(
      `SELECT CaseNumber, Contact.Name, Contact.Account.Name, Contact.Account.Owner.Username FROM Case WHERE CaseNumber = '${org.caseNumber}'`,
    );

    expect(found).toMatchObject({
      attributes: { type: 'Case' },
      Contact: {
        attributes: { type: 'Contact' },
        Name: wellKnown.case.contact,
        Account: { Name: 'Acme Workshops Inc.' },
      },
    });
  });

  it('reads children of each parent, limited for each', async () => {
    const account = await first(
      "SELECT Name, (SELECT Name FROM Contacts ORDER BY Name LIMIT 2), (SELECT Id FROM Opportunities) FROM Account WHERE Name = 'Acme Workshops Inc.'",
    );

    expect(account).toMatchObject({
      Contacts: { totalSize: 2, records: [{ Name: 'Hannah Vogel' }, { Name: 'Maria Alvarez' }] },
      Opportunities: null,
    });
  });

  it('reads whom and what a task is about, whatever they are', async () => {
    const [lead, supportCase] = await Promise.all([
      first(`SELECT Id FROM Lead WHERE Name = '${wellKnown.lead.name}'`),
      first(`SELECT Id FROM Case WHERE CaseNumber = '${org.caseNumber}'`),
    ]);
    await connection.sobject('Task').create([
      { Subject: 'About a lead', WhoId: lead?.Id },
      { Subject: 'About a case', WhatId: supportCase?.Id },
    ]);

    const tasks = await connection.query(
      "SELECT Who.Name, Who.Type, What.Name, What.Type FROM Task WHERE Subject LIKE 'About a %' ORDER BY Subject DESC",
    );
    expect(tasks.records).toMatchObject([
      { Who: { Name: wellKnown.lead.name, Type: 'Lead' }, What: null },
      { Who: null, What: { Name: org.caseNumber, Type: 'Case' } },
    ]);
  });

  it('compares as the platform does: text without case, empty text as null, nulls unequal to everything', async () => {
    const [total, withPhone, unequal, notIn, negated] = await Promise.all([
      count('Contact', 'Id != null'),
      count('Contact', "Phone != ''"),
      count('Contact', "Phone != '(415) 555-0100'"),
      count('Contact', "Phone NOT IN ('(415) 555-0100')"),
      count('Contact', "(NOT Phone = '(415) 555-0100')"),
    ]);

    expect(withPhone).toBeLessThan(total);
    expect([unequal, notIn, negated]).toEqual([total - 1, total - 1, total - 1]);
    expect(await count('Contact', "LastName = 'ALVAREZ' AND FirstName LIKE 'mar_a'")).toBe(1);
  });

  it('understands dates by name, lists and queries inside', async () => {
    await connection.sobject('Task').create({ Subject: 'Made today', ActivityDate: '2026-01-02' });

    expect(
      await count('Task', "Subject = 'Made today' AND CreatedDate = TODAY AND CreatedDate > LAST_N_DAYS:2"),
    ).toBe(0);
    expect(
      await count('Task', "Subject = 'Made today' AND CreatedDate = TODAY AND CreatedDate >= LAST_N_DAYS:2"),
    ).toBe(1);
    expect(await count('Task', "Subject = 'Made today' AND ActivityDate IN (2026-01-02, 2026-01-03)")).toBe(
      1,
    );
    expect(
      await count('Contact', "AccountId IN (SELECT Id FROM Account WHERE Name = 'Acme Workshops Inc.')"),
    ).toBe(3);
  });

  it('groups, counts and sums', async () => {
    const call = { Subject: 'Counted', CallDurationInSeconds: 60 };
    await connection
      .sobject('Task')
      .create(
        ['Inbound', 'Inbound', 'Outbound', 'Outbound', 'Internal'].map((CallType) => ({ ...call, CallType })),
      );
    const { records } = await connection.query(
      "SELECT CallType, COUNT(Id) calls, SUM(CallDurationInSeconds) FROM Task WHERE Subject = 'Counted' GROUP BY CallType HAVING COUNT(Id) > 1 ORDER BY CallType",
    );

    expect(records).toMatchObject([
      {
        attributes: { type: 'AggregateResult' },
        CallType: 'Inbound',
        calls: 2,
        expr0: 120,
      },
      { CallType: 'Outbound' },
    ]);
  });

  it('hands out long answers page by page', async () => {
    const tasks = Array.from({ length: 220 }, () => ({ Subject: 'Paged' }));
    await connection.sobject('Task').create(tasks, { allowRecursive: true });
    const page = await connection.query("SELECT Id FROM Task WHERE Subject = 'Paged'", {
      headers: { 'Sforce-Query-Options': 'batchSize=200' },
    });
    const rest = await connection.queryMore(page.nextRecordsUrl ?? '');

    expect(page).toMatchObject({ done: false, totalSize: 220 });
    expect(rest.done).toBe(true);
    expect(new Set([...page.records, ...rest.records].map((record) => record.Id)).size).toBe(220);
  });

  it('shows deleted records to queryAll only', async () => {
    const { id } = (await connection.sobject('Task').create({ Subject: 'Deleted' })) as { id: string };
    await connection.sobject('Task').destroy(id);

    expect(await count('Task', `Id = '${id}'`)).toBe(0);
    const { records } = await connection.query(`SELECT IsDeleted FROM Task WHERE Id = '${id}'`, {
      scanAll: true,
    });
    expect(records).toMatchObject([{ IsDeleted: true }]);
  });

  it.each([
    ['an unknown field', 'SELECT Nothing FROM Contact', 'INVALID_FIELD'],
    ['an unknown parent', 'SELECT Nobody.Name FROM Contact', 'INVALID_FIELD'],
    ['unknown children', 'SELECT (SELECT Id FROM Nobodies) FROM Contact', 'INVALID_FIELD'],
    ['an unknown object', 'SELECT Id FROM Nothing__c', 'INVALID_TYPE'],
    ['no sense', 'SELECT FROM', 'MALFORMED_QUERY'],
    ['a text compared with a number', 'SELECT Id FROM Contact WHERE Phone = 5', 'INVALID_FIELD'],
    ['a malformed id', "SELECT Id FROM Contact WHERE AccountId = 'xyz'", 'INVALID_QUERY_FILTER_OPERATOR'],
  ])('refuses %s', async (_fault, soql, errorCode) => {
    await expect(connection.query(soql)).rejects.toMatchObject({ errorCode });
  });
});

describe('SOSL', () => {
  const everywhere = 'RETURNING Contact(Id, Name), Account(Id, Name), Lead(Id, Name), Case(Id, Subject)';

  it.each([
    ['one contact', '4155550100', [wellKnown.uniqueContact.name]],
    ['two contacts that share a number', '4155550111', wellKnown.sharedNumber.names],
    [
      'a contact and its account',
      '2079460321',
      [wellKnown.contactAndAccount.contact, wellKnown.contactAndAccount.account],
    ],
    ['an account alone', '4155550122', [wellKnown.accountOnly.account]],
    ['a lead', '4155550133', [wellKnown.lead.name]],
    ['a case by the number left on it', '4155550155', [wellKnown.suppliedPhoneCase.subject]],
    ['a number with an extension', '4155550166', [wellKnown.extension.name]],
    ['nobody', '4155550199', []],
  ])('finds %s by the national number, however it was typed', async (_what, digits, expected) => {
    const found = await search(`FIND {${digits}} IN PHONE FIELDS ${everywhere}`);

    expect(names(found)).toEqual(expected);
  });

  it('does not find a stored national number by one with the country code, unless both spellings are asked for', async () => {
    const alone = await search(`FIND {14155550100} IN PHONE FIELDS ${everywhere}`);
    const both = await search(
      `FIND {14155550100 OR 4155550100 OR "415 555 0100"} IN PHONE FIELDS ${everywhere}`,
    );

    expect(names(alone)).toEqual([]);
    expect(names(both)).toEqual([wellKnown.uniqueContact.name]);
  });

  it('finds whole words, beginnings with a wildcard, and obeys conditions of each object', async () => {
    const whole = await search('FIND {Mari} IN NAME FIELDS RETURNING Contact(Name)');
    const start = await search(
      "FIND {Mari* Alvarez} IN NAME FIELDS RETURNING Contact(Name WHERE Phone LIKE '(415)%' LIMIT 5)",
    );
    const all = await search('FIND {Whitfield} RETURNING Lead(Name), Contact(Name)');

    expect(names(whole)).toEqual([]);
    expect(names(start)).toEqual([wellKnown.uniqueContact.name]);
    expect(names(all)).toEqual([wellKnown.lead.name]);
  });

  it('is asked with parameters as well', async () => {
    const answer = await connection.requestPost<{ searchRecords: Found[] }>('/parameterizedSearch', {
      q: '(415) 555-0100',
      in: 'PHONE',
      fields: ['Id', 'Name'],
      sobjects: [{ name: 'Contact', where: "Name LIKE 'Maria%'", limit: 1 }, { name: 'Account' }],
    });

    expect(names(answer.searchRecords)).toEqual([wellKnown.uniqueContact.name]);
  });

  it('refuses a search without a term', async () => {
    await expect(search('FIND {} IN PHONE FIELDS RETURNING Contact(Id)')).rejects.toMatchObject({
      errorCode: 'MALFORMED_SEARCH',
    });
    await expect(search('SEEK {Maria}')).rejects.toMatchObject({ errorCode: 'MALFORMED_SEARCH' });
  });
});
