import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { childrenOf, readPackage, textOf } from '../checkMetadata/metadataFile.ts';
import { callCenterFile } from './callCenterFile.ts';

interface Written {
  readonly name: string;
  readonly label: string;
  readonly sortOrder: string;
}
interface WrittenItem extends Written {
  readonly '#text': string;
}
interface WrittenSection extends Written {
  readonly item: readonly WrittenItem[];
}

const root = join(import.meta.dirname, '../..');
const [metadata] = readPackage(root, 'force-app/main/default/callCenters').files;
const written = sectionsOf(callCenterFile(metadata!));
const items = written.flatMap(({ item }) => item);
const valueOf = (name: string) => items.find((item) => item.name === name)?.['#text'] ?? '';

function sectionsOf(xml: string): readonly WrittenSection[] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    isArray: (name) => name === 'section' || name === 'item',
  });
  return (parser.parse(xml) as { callCenter: { section: readonly WrittenSection[] } }).callCenter.section;
}

describe('the file that Setup imports as a call center', () => {
  it('says what the deployed call center says, value for value', () => {
    const deployed = childrenOf(metadata!.root, 'sections').flatMap((section) =>
      childrenOf(section, 'items').map((item) => [textOf(item, 'name'), textOf(item, 'value')]),
    );

    expect(items.slice(2).map((item) => [item.name, item['#text']])).toEqual(deployed);
  });

  it('opens with the internal and the displayed name', () => {
    expect(items.slice(0, 2).map(({ name, sortOrder }) => `${sortOrder} ${name}`)).toEqual([
      '0 reqInternalName',
      '1 reqDisplayName',
    ]);
    expect(valueOf('reqInternalName')).toMatch(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/);
    expect(valueOf('reqDisplayName')).not.toBe('');
  });

  it('counts sections and items from 0, without a gap', () => {
    const orders = [written, ...written.map(({ item }) => item)].map((each) =>
      each.map(({ sortOrder }) => Number(sortOrder)),
    );

    for (const order of orders) expect(order).toEqual([...order.keys()]);
  });

  it('names everything in 1 to 40 letters and digits, once, and never as Salesforce names its own', () => {
    const names = [...written, ...items].map(({ name }) => name);

    expect(names.filter((name) => !/^[a-zA-Z0-9]{1,40}$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    for (const reserved of ['label', 'sortOrder', 'internalNameLabel', 'displayNameLabel'])
      expect(names).not.toContain(reserved);
    expect([...written, ...items].filter(({ label }) => label.length > 1000)).toEqual([]);
  });

  it('has what Lightning needs: Open CTI, a size that it can show, a standby with its time', () => {
    expect(valueOf('reqUseApi')).toBe('true');
    expect(valueOf('reqSalesforceCompatibilityMode')).toBe('Lightning');
    const [height, width] = [Number(valueOf('reqSoftphoneHeight')), Number(valueOf('reqSoftphoneWidth'))];
    expect(height >= 240 && height <= 2560 && width >= 200 && width <= 1920).toBe(true);
    expect([valueOf('reqStandbyUrl'), valueOf('reqTimeout')]).not.toContain('');
    expect(valueOf('reqAdapterUrl')).toMatch(/^(\/apex\/|https:)/);
  });

  it('writes marks of XML as text', () => {
    const name = 'A & "B" <C>';
    const item = { children: new Map([['value', [{ children: new Map(), text: name }]]]), text: '' };
    const section = { children: new Map([['items', [item]]]), text: '' };
    const file = callCenterFile({
      ...metadata!,
      root: { children: new Map([['sections', [section]]]), text: '' },
    });

    expect(file).toContain('>A &amp; &quot;B&quot; &lt;C&gt;</item>');
  });
});
