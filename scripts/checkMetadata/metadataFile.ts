import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';

/** An element: its children by name, each a list, and its text. */
export interface XmlElement {
  readonly children: ReadonlyMap<string, readonly XmlElement[]>;
  readonly text: string;
}

/** One `-meta.xml` of a package. */
export interface MetadataFile {
  /** From the project's root. */
  readonly path: string;
  /** The Metadata API's type: `PermissionSet`. */
  readonly type: string;
  /** As other metadata refers to it: `CTI_Agent`, `Activity.Ani__c`. */
  readonly name: string;
  readonly root: XmlElement;
}

/** Something wrong in a file; the message says what, and so what to do. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

const namespace = 'http://soap.sforce.com/2006/04/metadata';
const attributes = ':@';
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  parseTagValue: false,
  ignoreDeclaration: true,
  attributeNamePrefix: '',
});

type Node = Readonly<Record<string, readonly Node[] | string>>;

/** Reads every `-meta.xml` below a folder; a file that is no metadata becomes a problem. */
export function readPackage(
  root: string,
  folder: string,
): { files: readonly MetadataFile[]; problems: readonly Problem[] } {
  const files: MetadataFile[] = [];
  const problems: Problem[] = [];
  for (const path of globSync('**/*-meta.xml', { cwd: join(root, folder) }).sort()) {
    const file = readMetadata(join(folder, path), readFileSync(join(root, folder, path), 'utf8'));
    if ('message' in file) problems.push(file);
    else files.push(file);
  }
  return { files, problems };
}

/** Reads one `-meta.xml`. */
export function readMetadata(path: string, xml: string): MetadataFile | Problem {
  const nodes = parse(xml);
  if ('message' in nodes) return { path, message: nodes.message };
  const node = nodes.find((candidate) => !isComment(candidate));
  const type = node && nameOf(node);
  if (!node || !type) return { path, message: 'is empty' };
  if (attributeOf(node, 'xmlns') !== namespace)
    return { path, message: `<${type}> needs xmlns="${namespace}"` };
  return { path, type, name: componentName(path, type), root: elementOf(node) };
}

/** The child elements of a name. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.get(name) ?? [];
}

/** The text of the first child of a name. */
export function textOf(element: XmlElement, name: string): string | undefined {
  return childrenOf(element, name)[0]?.text;
}

function parse(xml: string): readonly Node[] | Error {
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is a package of its own for this one call
    return parser.parse(xml, true) as readonly Node[];
  } catch (malformed) {
    return malformed as Error;
  }
}

function componentName(path: string, type: string): string {
  const name = basename(path).replace(/\.[^.]+-meta\.xml$/, '');
  return type === 'CustomField' ? `${basename(dirname(dirname(path)))}.${name}` : name;
}

function elementOf(node: Node): XmlElement {
  const inside = node[nameOf(node)] as readonly Node[];
  const children = new Map<string, XmlElement[]>();
  for (const child of inside.filter((candidate) => !('#text' in candidate) && !isComment(candidate))) {
    const name = nameOf(child);
    children.set(name, [...(children.get(name) ?? []), elementOf(child)]);
  }
  const text = inside.map((child) => (typeof child['#text'] === 'string' ? child['#text'] : '')).join('');
  return { children, text: text.trim() };
}

function nameOf(node: Node): string {
  return Object.keys(node).find((key) => key !== attributes) ?? '';
}

function attributeOf(node: Node, name: string): string | undefined {
  return (node[attributes] as unknown as Readonly<Record<string, string>> | undefined)?.[name];
}

function isComment(node: Node): boolean {
  return '#comment' in node;
}
