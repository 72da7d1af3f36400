import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readPackage, type MetadataFile } from '../checkMetadata/metadataFile.ts';
import { destructiveChanges, emptyPackage, removalOf } from './removal.ts';

const { files } = readPackage(join(import.meta.dirname, '../..'), 'force-app');
const removal = removalOf(files, { fields: false });
const goes = [...removal.goes].flatMap(([type, names]) => names.map((name) => `${type} ${name}`));
const nameOf = ({ type, name }: { type: string; name: string }) => `${type} ${name}`;

describe('the removal of the package', () => {
  it('says of every file that it goes, goes with its object, or stays and why', () => {
    const stays = removal.stays.map(nameOf);
    const withObject = ({ type, name }: MetadataFile) =>
      type === 'CustomField' && goes.includes(`CustomObject ${name.split('.')[0] ?? ''}`);

    const forgotten = files.filter(
      (file) =>
        file.type !== 'CustomLabels' &&
        !goes.includes(nameOf(file)) &&
        !stays.includes(nameOf(file)) &&
        !withObject(file),
    );
    expect(forgotten.map(nameOf)).toEqual([]);
    expect(removal.stays.filter(({ why }) => why === '')).toEqual([]);
  });

  it('takes the call center, the classes, the components and the permission sets', () => {
    expect(goes).toEqual(
      expect.arrayContaining([
        'CallCenter CtiConnector',
        'ApexClass ConnectorAuth',
        'ApexPage Softphone',
        'LightningComponentBundle softphone',
        'PermissionSet CTI_Agent',
        'CustomObject Connector__mdt',
        'CustomMetadata Connector.Default',
        'StaticResource softphone',
      ]),
    );
  });

  it('takes our labels one by one: an org has one file of labels for everybody', () => {
    expect(goes.filter((name) => name.startsWith('CustomLabel ')).length).toBeGreaterThan(50);
    expect(removal.goes.has('CustomLabels')).toBe(false);
  });

  it('leaves the fields of activities, where calls left something, unless they are to go too', () => {
    expect(goes).not.toContain('CustomField Activity.Interaction_Key__c');
    expect(removal.stays.map(nameOf)).toContain('CustomField Activity.Interaction_Key__c');

    const everything = removalOf(files, { fields: true });
    expect(everything.goes.get('CustomField')).toContain('Activity.Interaction_Key__c');
    expect(everything.goes.get('CustomField')?.join()).not.toMatch(/__mdt/);
  });

  it('leaves the settings of the org, which nothing can delete', () => {
    expect(removal.stays.filter(({ type }) => type.endsWith('Settings'))).not.toEqual([]);
    expect(goes.filter((name) => name.includes('Settings '))).toEqual([]);
  });

  it('takes the app before the pages that it shows', () => {
    const { pre, post } = destructiveChanges(removal);

    expect(pre).toContain('<name>CustomApplication</name>');
    expect(post).toContain('<name>FlexiPage</name>');
  });

  it('names each thing in a manifest, and travels with an empty one', () => {
    const { pre, post } = destructiveChanges(removal);

    expect(post).toMatch(/<types>\s*<members>CtiConnector<\/members>\s*<name>CallCenter<\/name>\s*<\/types>/);
    expect(pre + post).not.toContain('*');
    const named = [...`${pre}${post}`.matchAll(/<members>/g)];
    expect(named).toHaveLength(goes.length);
    expect(emptyPackage('66.0')).toContain('<version>66.0</version>');
  });
});
