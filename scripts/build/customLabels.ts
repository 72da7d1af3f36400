import { existsSync, readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';

interface LabelsFile {
  readonly CustomLabels?: {
    readonly labels?: readonly { readonly fullName: string; readonly value: string }[];
  };
}

const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => name === 'labels',
});

/** The words of a `CustomLabels.labels-meta.xml` by their names; none when the file does not exist. */
export function customLabels(file: string): ReadonlyMap<string, string> {
  if (!existsSync(file)) return new Map();
  const { CustomLabels } = parser.parse(readFileSync(file, 'utf8')) as LabelsFile;
  return new Map((CustomLabels?.labels ?? []).map(({ fullName, value }) => [fullName, value]));
}
