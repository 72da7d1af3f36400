import { childrenOf, textOf, type MetadataFile, type XmlElement } from '../checkMetadata/metadataFile.ts';

interface Item {
  readonly name: string;
  readonly label: string;
  readonly value: string;
}
interface Section {
  readonly name: string;
  readonly label: string;
  readonly items: readonly Item[];
}

/**
 * The call center as Setup imports it, from its metadata: the same sections in the same order. The import carries two
 * items that metadata keeps elsewhere, the internal and the displayed name; they come first.
 * Source: Open CTI Developer Guide, "Call Center Definition File Format".
 */
export function callCenterFile({ name, root }: MetadataFile): string {
  const names: readonly Item[] = [
    { name: 'reqInternalName', label: textOf(root, 'internalNameLabel') ?? '', value: name },
    {
      name: 'reqDisplayName',
      label: textOf(root, 'displayNameLabel') ?? '',
      value: textOf(root, 'displayName') ?? '',
    },
  ];
  const sections = childrenOf(root, 'sections').map(sectionOf);
  const written = sections.map((section, order) =>
    sectionLines(order === 0 ? { ...section, items: [...names, ...section.items] } : section, order),
  );
  return ['<callCenter>', ...written.flat(), '</callCenter>', ''].join('\n');
}

function sectionOf(section: XmlElement): Section {
  return {
    name: textOf(section, 'name') ?? '',
    label: textOf(section, 'label') ?? '',
    items: childrenOf(section, 'items').map((item) => ({
      name: textOf(item, 'name') ?? '',
      label: textOf(item, 'label') ?? '',
      value: textOf(item, 'value') ?? '',
    })),
  };
}

function sectionLines({ name, label, items }: Section, order: number): readonly string[] {
  const lines = items.map(
    (item, index) => `    <item ${attributes(item, index)}>${escaped(item.value)}</item>`,
  );
  return [`  <section ${attributes({ name, label }, order)}>`, ...lines, '  </section>'];
}

function attributes({ name, label }: Pick<Item, 'name' | 'label'>, order: number): string {
  return `sortOrder="${order}" name="${escaped(name)}" label="${escaped(label)}"`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
