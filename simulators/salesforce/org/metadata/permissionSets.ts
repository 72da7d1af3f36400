import { basename } from 'node:path';
import { elements, isTrue, metadataFiles, readMetadata, textOf } from './xml.ts';
import type { XmlElement } from './xml.ts';

export interface ObjectGrant {
  readonly read: boolean;
  readonly create: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  /** Records of others too, whatever the sharing. */
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
}

/** What a permission set (or profile) gives. Names are API names: `Contact`, `Task.WhoId`. */
export interface Grants {
  readonly objects: ReadonlyMap<string, ObjectGrant>;
  readonly fields: ReadonlyMap<string, { readonly read: boolean; readonly edit: boolean }>;
  readonly settingsTypes: ReadonlySet<string>;
  readonly userPermissions: ReadonlySet<string>;
  readonly customPermissions: ReadonlySet<string>;
}

export interface PermissionSetMetadata {
  readonly name: string;
  readonly label: string;
  readonly grants: Grants;
}

/** The permission sets of a source folder (Metadata API, PermissionSet). */
export function readPermissionSets(folders: readonly string[]): readonly PermissionSetMetadata[] {
  return metadataFiles(folders, '.permissionset-meta.xml').map((path) => {
    const name = basename(path, '.permissionset-meta.xml');
    const xml = readMetadata(path, 'PermissionSet');
    return { name, label: textOf(xml, 'label') ?? name, grants: readGrants(xml) };
  });
}

function readGrants(xml: XmlElement): Grants {
  const objects = elements(xml, 'objectPermissions').map((grant): [string, ObjectGrant] => [
    textOf(grant, 'object') ?? '',
    {
      read: isTrue(grant, 'allowRead'),
      create: isTrue(grant, 'allowCreate'),
      edit: isTrue(grant, 'allowEdit'),
      delete: isTrue(grant, 'allowDelete'),
      viewAll: isTrue(grant, 'viewAllRecords') || isTrue(grant, 'modifyAllRecords'),
      modifyAll: isTrue(grant, 'modifyAllRecords'),
    },
  ]);
  const fields = elements(xml, 'fieldPermissions').map(
    (grant): [string, { read: boolean; edit: boolean }] => [
      textOf(grant, 'field') ?? '',
      { read: isTrue(grant, 'readable') || isTrue(grant, 'editable'), edit: isTrue(grant, 'editable') },
    ],
  );
  return {
    objects: new Map(objects),
    fields: new Map(fields),
    settingsTypes: enabledNames(elements(xml, 'customMetadataTypeAccesses')),
    userPermissions: enabledNames(elements(xml, 'userPermissions')),
    customPermissions: enabledNames(elements(xml, 'customPermissions')),
  };
}

function enabledNames(entries: readonly XmlElement[]): ReadonlySet<string> {
  return new Set(
    entries.filter((entry) => isTrue(entry, 'enabled')).map((entry) => textOf(entry, 'name') ?? ''),
  );
}
