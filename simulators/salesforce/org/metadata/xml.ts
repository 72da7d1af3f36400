import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';

/** One element of a metadata file: every child is a list, text is under `#text`. */
export type XmlElement = Readonly<Record<string, readonly (XmlElement | string)[] | undefined>>;

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  ignoreDeclaration: true,
  isArray: () => true,
});

/**
 * Paths of the files whose name ends with `suffix`, in a stable order. Of several folders a later one's file replaces an
 * earlier one's at the same place.
 */
export function metadataFiles(folders: string | readonly string[], suffix: string): readonly string[] {
  const places = new Map<string, string>();
  for (const folder of [folders].flat()) {
    const inside = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const path of inside.filter((one) => one.endsWith(suffix))) places.set(path, join(folder, path));
  }
  return [...places].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, path]) => path);
}

/** The root element of a metadata file; throws when the file holds another kind of metadata. */
export function readMetadata(path: string, rootName: string): XmlElement {
  const document = parser.parse(readFileSync(path, 'utf8')) as XmlElement;
  const [root] = document[rootName] ?? [];
  if (root === undefined)
    throw new Error(`${path}: expected <${rootName}> at the top; check the file's kind of metadata.`);
  return typeof root === 'string' ? {} : root;
}

export function elements(parent: XmlElement | undefined, name: string): readonly XmlElement[] {
  return (parent?.[name] ?? []).filter((child) => typeof child !== 'string');
}

export function element(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return elements(parent, name)[0];
}

export function texts(parent: XmlElement | undefined, name: string): readonly string[] {
  return (parent?.[name] ?? []).filter((child) => typeof child === 'string');
}

export function textOf(parent: XmlElement | undefined, name: string): string | undefined {
  return texts(parent, name)[0];
}

export function isTrue(parent: XmlElement | undefined, name: string): boolean {
  return textOf(parent, name) === 'true';
}
