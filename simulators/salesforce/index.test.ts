import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSalesforce, wellKnown } from './index.ts';
import type { SalesforceStandIn } from './index.ts';

const metadata = fileURLToPath(new URL('../../test/contracts/salesforceMetadata', import.meta.url));
const time = { at: Date.UTC(2026, 2, 2), now: (): number => time.at };
let folder = '';
let org: SalesforceStandIn | undefined;

const start = async (): Promise<SalesforceStandIn> => {
  org = await startSalesforce({
    port: 0,
    dataFile: join(folder, 'data', 'org.db'),
    forceApp: join(folder, 'metadata'),
    clock: time,
    console: false,
  });
  return org;
};
const administrator = (standIn: SalesforceStandIn): string => standIn.org.users()[0]?.id ?? '';
const namesWith = (standIn: SalesforceStandIn, ani: string): readonly unknown[] => {
  const returning = ['Contact', 'Account', 'Lead'].map((sObject) => ({ sObject, fields: ['Name'] }));
  const national = ani.replace(/^\+(1|44)/, '');
  return standIn.org
    .search({ text: national, in: 'PHONE', returning }, administrator(standIn))
    .map((record) => record.Name);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'salesforce-'));
  cpSync(metadata, join(folder, 'metadata'), { recursive: true });
});
afterEach(async () => {
  await org?.stop();
  rmSync(folder, { recursive: true });
});

describe('an org on disk', () => {
  it('keeps its records, sessions and ids between starts', async () => {
    const first = await start();
    const token = first.org.sessionFor(administrator(first)).token;
    const id = first.org.create('Account', { Name: 'Kept' }, administrator(first));
    await first.stop();

    const second = await start();
    expect(second.org.session(token)?.userId).toBe(administrator(second));
    expect(second.org.retrieve({ sObject: 'Account', id }, administrator(second))).toMatchObject({
      Name: 'Kept',
    });
    const next = second.org.create('Account', { Name: 'Next' }, administrator(second));
    expect(next > id).toBe(true);
    expect(
      second.org.query("SELECT Id FROM Contact WHERE Name = 'Maria Alvarez'", administrator(second))
        .totalSize,
    ).toBe(1);
  });

  it('takes in fields, permission sets and call centers that the project has added', async () => {
    await (await start()).stop();
    const field =
      '<CustomField><fullName>Tier__c</fullName><label>Tier</label><length>5</length><type>Text</type></CustomField>';
    writeFileSync(join(folder, 'metadata', 'objects', 'Contact', 'fields', 'Tier__c.field-meta.xml'), field);
    const set =
      '<PermissionSet><label>Phone</label><fieldPermissions><editable>true</editable><field>Contact.Tier__c</field><readable>true</readable></fieldPermissions></PermissionSet>';
    writeFileSync(join(folder, 'metadata', 'permissionsets', 'Phone.permissionset-meta.xml'), set);

    const { org: later } = await start();
    const agent = later.users().find((user) => user.username === wellKnown.users.agents[0]);
    expect(agent?.permissionSets).toEqual(['Phone']);
    const id = later.create('Contact', { LastName: 'Tiered', Tier__c: 'gold' }, agent?.id ?? '');
    expect(
      later.query("SELECT Id FROM Contact WHERE Tier__c = 'GOLD'", agent?.id ?? '').records,
    ).toMatchObject([{ Id: id }]);
  });

  it('starts with the same people and customers every time', async () => {
    const world = (standIn: SalesforceStandIn): readonly unknown[] =>
      standIn.org.query(
        'SELECT Id, Name, Phone, MobilePhone, Account.Name FROM Contact',
        administrator(standIn),
      ).records;
    const first = world(await start());
    await org?.stop();
    rmSync(join(folder, 'data'), { recursive: true });

    expect(world(await start())).toEqual(first);
    expect(first).toHaveLength(300);
  });
});

describe('many records', () => {
  it('are loaded at once, and found by their numbers', async () => {
    const { org: loaded } = await start();
    const ids = loaded.load(
      'Contact',
      Array.from({ length: 3000 }, (_, place) => ({
        LastName: `Load ${place}`,
        Phone: `(212) 555-${7000 + place}`,
      })),
    );
    const me = loaded.users()[0]?.id ?? '';

    expect(loaded.query("SELECT COUNT() FROM Contact WHERE Name LIKE 'Load %'", me).totalSize).toBe(3000);
    const search = { text: '2125558234', in: 'PHONE', returning: [{ sObject: 'Contact' }] } as const;
    expect(loaded.search(search, me)).toMatchObject([{ Id: ids[1234] }]);
    expect(loaded.create('Contact', { LastName: 'Next' }, me) > (ids.at(-1) ?? '')).toBe(true);
  });
});

describe('the well-known records', () => {
  it('have their numbers for themselves', async () => {
    const standIn = await start();
    const { uniqueContact, sharedNumber, contactAndAccount, accountOnly, lead, unknownAni } = wellKnown;

    expect(namesWith(standIn, uniqueContact.ani)).toEqual([uniqueContact.name]);
    expect(namesWith(standIn, sharedNumber.ani)).toEqual(sharedNumber.names);
    expect(namesWith(standIn, contactAndAccount.ani)).toEqual([
      contactAndAccount.contact,
      contactAndAccount.account,
    ]);
    expect(namesWith(standIn, accountOnly.ani)).toEqual([accountOnly.account]);
    expect(namesWith(standIn, lead.ani)).toEqual([lead.name]);
    expect(namesWith(standIn, wellKnown.case.ani)).toEqual([wellKnown.case.contact]);
    expect(namesWith(standIn, unknownAni)).toEqual([]);
  });

  it('live among customers of eight countries', async () => {
    const standIn = await start();
    const { records } = standIn.org.query(
      'SELECT MailingCountry, COUNT(Id) people FROM Contact WHERE MailingCountry != null GROUP BY MailingCountry',
      administrator(standIn),
    );

    expect(records).toHaveLength(8);
    expect(records.every((record) => Number(record.people) > 10)).toBe(true);
  });
});
