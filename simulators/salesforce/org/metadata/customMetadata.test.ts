import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSalesforce, wellKnown } from '../../index.ts';
import type { SalesforceStandIn } from '../../index.ts';

let folder = '';
let standIn: SalesforceStandIn | undefined;

const put = (path: string, xml: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), xml);
};
const field = (name: string, type: string, more = ''): void => {
  put(
    `base/objects/Rule__mdt/fields/${name}.field-meta.xml`,
    `<CustomField><fullName>${name}</fullName><type>${type}</type>${more}</CustomField>`,
  );
};
const rule = (place: string, name: string, values: Readonly<Record<string, string>>): void => {
  const listed = Object.entries(values).map(
    ([key, value]) => `<values><field>${key}</field><value xsi:type="xsd:string">${value}</value></values>`,
  );
  put(
    `${place}/customMetadata/Rule.${name}.md-meta.xml`,
    `<CustomMetadata><label>The ${name}</label>${listed.join('')}</CustomMetadata>`,
  );
};
const start = async (): Promise<SalesforceStandIn> => {
  standIn = await startSalesforce({
    port: 0,
    console: false,
    forceApp: join(folder, 'base'),
    overlays: [join(folder, 'overlay')],
  });
  return standIn;
};
const userNamed = ({ org }: SalesforceStandIn, username: string): string =>
  org.users().find((user) => user.username === username)?.id ?? '';
const ALL =
  'SELECT DeveloperName, MasterLabel, Order__c, Active__c, Note__c FROM Rule__mdt ORDER BY DeveloperName';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'salesforce-'));
  put('base/objects/Rule__mdt/Rule__mdt.object-meta.xml', '<CustomObject><label>Rule</label></CustomObject>');
  field('Order__c', 'Number', '<precision>3</precision><scale>0</scale>');
  field('Active__c', 'Checkbox', '<defaultValue>true</defaultValue>');
  field('Note__c', 'Text', '<length>20</length>');
  rule('base', 'First', { Order__c: '1.0', Note__c: 'a &amp; b' });
  rule('base', 'Second', { Order__c: '2.0', Active__c: 'false' });
  mkdirSync(join(folder, 'overlay'));
});
afterEach(async () => {
  await standIn?.stop();
  standIn = undefined;
  rmSync(folder, { recursive: true });
});

describe('custom metadata', () => {
  it('is read as records with typed fields', async () => {
    const salesforce = await start();
    const { org } = salesforce;

    expect(org.query(ALL, userNamed(salesforce, wellKnown.users.administrator)).records).toMatchObject([
      { DeveloperName: 'First', MasterLabel: 'The First', Order__c: 1, Active__c: true, Note__c: 'a & b' },
      { DeveloperName: 'Second', Order__c: 2, Active__c: false, Note__c: null },
    ]);
    expect(org.schema.object('Rule__mdt')?.custom).toBe(true);
  });

  it('is changed by an overlay, not by a user', async () => {
    rule('overlay', 'Second', { Order__c: '7' });
    rule('overlay', 'Third', { Order__c: '8' });
    const salesforce = await start();
    const administrator = userNamed(salesforce, wellKnown.users.administrator);

    expect(salesforce.org.query(ALL, administrator).records).toMatchObject([
      { DeveloperName: 'First' },
      { DeveloperName: 'Second', Order__c: 7, Active__c: true },
      { DeveloperName: 'Third', Order__c: 8 },
    ]);
    expect(() => salesforce.org.create('Rule__mdt', { DeveloperName: 'Mine' }, administrator)).toThrow(
      'entity type cannot be inserted: Rule',
    );
  });

  it('opens to others by a permission set that names the type', async () => {
    const closed = await start();
    const agent = userNamed(closed, wellKnown.users.agents[0]);
    expect(() => closed.org.query(ALL, agent)).toThrow("sObject type 'Rule__mdt' is not supported");
    await closed.stop();

    put(
      'overlay/permissionsets/Phone.permissionset-meta.xml',
      '<PermissionSet><label>Phone</label><customMetadataTypeAccesses><enabled>true</enabled><name>Rule__mdt</name></customMetadataTypeAccesses></PermissionSet>',
    );
    const open = await start();
    expect(open.org.query(ALL, agent).totalSize).toBe(2);
    expect(() => open.org.query('SELECT CreatedDate FROM Rule__mdt', agent)).toThrow(
      "No such column 'CreatedDate'",
    );
  });

  it('stops the start when a record has a field that its type lacks', async () => {
    rule('overlay', 'Odd', { Colour__c: 'red' });

    await expect(start()).rejects.toThrow('Rule__mdt has no field Colour__c');
  });
});
