import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSalesforce, wellKnown } from '../../index.ts';
import type { SalesforceStandIn } from '../../index.ts';

let standIn: SalesforceStandIn;
let me = '';
const add = (sObject: string, record: object): string => standIn.org.create(sObject, { ...record }, me);
const rows = (soql: string): readonly unknown[] =>
  standIn.org.queryPage({ soql, includeDeleted: true, skip: 0, size: 100 }, me).records;
const found = (digits: string): number =>
  standIn.org.search({ text: digits, in: 'PHONE', returning: [{ sObject: 'Contact' }] }, me).length;

beforeAll(async () => {
  standIn = await startSalesforce({
    port: 0,
    console: false,
    forceApp: fileURLToPath(new URL('../../../../test/contracts/salesforceMetadata', import.meta.url)),
  });
  me = standIn.org.users()[0]?.id ?? '';
});
afterAll(() => standIn.stop());

describe('a deleted record', () => {
  it('takes along what belongs to it, and brings it back', () => {
    const account = add('Account', { Name: 'Gone' });
    const contact = add('Contact', { LastName: 'Gone too', AccountId: account, Phone: '415 555 0188' });
    standIn.org.delete('Account', account, me);

    expect(rows(`SELECT IsDeleted FROM Contact WHERE Id = '${contact}'`)).toMatchObject([
      { IsDeleted: true },
    ]);
    expect(found('4155550188')).toBe(0);
    standIn.org.undelete(account, me);
    expect(rows(`SELECT IsDeleted FROM Contact WHERE Id = '${contact}'`)).toMatchObject([
      { IsDeleted: false },
    ]);
    expect(found('4155550188')).toBe(1);
    expect(() => {
      standIn.org.undelete(account, me);
    }).toThrow('not in the recycle bin');
  });

  it('stays when a case needs it', () => {
    const { records } = standIn.org.query(
      `SELECT Id FROM Contact WHERE Name = '${wellKnown.case.contact}'`,
      me,
    );

    expect(() => {
      standIn.org.delete('Contact', String(records[0]?.Id), me);
    }).toThrow(`associated with the following cases.: ${wellKnown.case.caseNumber}`);
  });

  it('cannot be pointed to', () => {
    const contact = add('Contact', { LastName: 'Absent' });
    standIn.org.delete('Contact', contact, me);

    expect(() => add('Task', { Subject: 'Call', WhoId: contact })).toThrow('entity is deleted');
  });

  it('is remembered among the deletions, unless it came back', () => {
    const [kept = '', back = '', purged = ''] = ['Kept', 'Back', 'Purged'].map((LastName) =>
      add('Lead', { LastName, Company: 'Bin' }),
    );
    for (const id of [kept, back]) standIn.org.delete('Lead', id, me);
    standIn.org.undelete(back, me);
    standIn.org.purge('Lead', purged, me);
    const span = { start: standIn.org.now() - 60_000, end: standIn.org.now() + 60_000 };

    expect(standIn.org.deletions('Lead', span, me).map(({ id }) => id)).toEqual([kept, purged]);
    expect(standIn.org.updates('Lead', span, me)).toContain(back);
    expect(rows(`SELECT Id FROM Lead WHERE Id = '${purged}'`)).toEqual([]);
  });
});

describe('merged records', () => {
  it('leave their tasks and cases to the master, and say who it is', () => {
    const master = add('Contact', { LastName: 'Master' });
    const other = add('Contact', { LastName: 'Other', Phone: '415 555 0189' });
    const task = add('Task', { Subject: 'Call', WhoId: other });
    const supportCase = add('Case', { Subject: 'Question', ContactId: other });
    standIn.org.merge({ master, others: [other] }, me);

    expect(rows(`SELECT IsDeleted, MasterRecordId FROM Contact WHERE Id = '${other}'`)).toMatchObject([
      { IsDeleted: true, MasterRecordId: master },
    ]);
    expect(standIn.org.retrieve({ sObject: 'Task', id: task }, me)).toHaveProperty('WhoId', master);
    expect(standIn.org.retrieve({ sObject: 'Case', id: supportCase }, me)).toHaveProperty(
      'ContactId',
      master,
    );
    expect(found('4155550189')).toBe(0);
  });

  it('are accounts, contacts or leads, three at most', () => {
    const [one = '', two = '', three = '', four = ''] = [1, 2, 3, 4].map((n) =>
      add('Account', { Name: `M${n}` }),
    );
    expect(() => {
      standIn.org.merge({ master: one, others: [two, three, four] }, me);
    }).toThrow('two or three records');
    const task = add('Task', { Subject: 'Call' });
    expect(() => {
      standIn.org.merge({ master: task, others: [add('Task', { Subject: 'Call' })] }, me);
    }).toThrow('two or three records');
  });
});
