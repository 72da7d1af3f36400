import { childrenOf, textOf, type MetadataFile } from '../checkMetadata/metadataFile.ts';

/** What leaves the org, by the Metadata API's types, and what stays there. */
export interface Removal {
  readonly goes: ReadonlyMap<string, readonly string[]>;
  readonly stays: readonly Staying[];
}

export interface Staying {
  readonly type: string;
  readonly name: string;
  readonly why: string;
}

/**
 * Sorts the package's files into what can be deleted and what cannot or should not be.
 * Source: Metadata API Developer Guide, "Deleting Components from an Organization".
 */
export function removalOf(files: readonly MetadataFile[], { fields }: { fields: boolean }): Removal {
  const goes = new Map<string, string[]>();
  const stays: Staying[] = [];
  for (const file of files) {
    const why = reasonToStay(file, fields);
    if (why !== undefined) stays.push({ type: file.type, name: file.name, why });
    else if (!isOfOwnObject(file)) add(goes, file);
  }
  return { goes, stays };
}

/** Go before the rest: a page that an app shows cannot be deleted, nor a class that a permission set opens. */
const first = new Set(['CustomApplication', 'PermissionSet']);

/** The manifests of what goes before and after; wildcards are not allowed in them. */
export function destructiveChanges({ goes }: Removal): { readonly pre: string; readonly post: string } {
  const sorted = [...goes].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return {
    pre: manifest(sorted.filter(([type]) => first.has(type)).map(typeLines)),
    post: manifest(sorted.filter(([type]) => !first.has(type)).map(typeLines)),
  };
}

function typeLines([type, names]: readonly [string, readonly string[]]): string {
  const members = names.toSorted().map((name) => `    <members>${name}</members>`);
  return ['  <types>', ...members, `    <name>${type}</name>`, '  </types>'].join('\n');
}

/** A deletion travels with a manifest of nothing to deploy. */
export function emptyPackage(apiVersion: string): string {
  return manifest([`  <version>${apiVersion}</version>`]);
}

function reasonToStay({ type, name }: MetadataFile, fields: boolean): string | undefined {
  if (type.endsWith('Settings'))
    return 'settings of an org can be changed, not deleted; change them back in Setup';
  if (type === 'Layout' || type === 'Profile') return 'it is the org’s own; take our parts off in Setup';
  if (type === 'CustomField' && !isOwnObject(name) && !fields) {
    return 'it holds what calls left on records; --with-fields deletes it with its values';
  }
  return undefined;
}

/** The fields of an object of ours go with the object. */
function isOfOwnObject({ type, name }: MetadataFile): boolean {
  return type === 'CustomField' && isOwnObject(name);
}

function isOwnObject(name: string): boolean {
  return /__(mdt|c|e)\./.test(name);
}

function add(goes: Map<string, string[]>, file: MetadataFile): void {
  // The file has all labels of an org: only ours may go.
  const ofFile = file.type === 'CustomLabels';
  const type = ofFile ? 'CustomLabel' : file.type;
  const names = ofFile
    ? childrenOf(file.root, 'labels').map((label) => textOf(label, 'fullName') ?? '')
    : [file.name];
  goes.set(type, [...(goes.get(type) ?? []), ...names]);
}

function manifest(lines: readonly string[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Package xmlns="http://soap.sforce.com/2006/04/metadata">',
    ...lines,
    '</Package>',
    '',
  ].join('\n');
}
