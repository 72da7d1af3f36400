import { basename } from 'node:path';
import { systemAccess } from '../access/access.ts';
import { recordId } from '../recordId.ts';
import type { ObjectSpec, Schema } from '../schema/schema.ts';
import { quoted } from '../store/database.ts';
import type { Database } from '../store/database.ts';
import type { RecordStore } from '../store/recordStore.ts';
import { elements, isTrue, metadataFiles, readMetadata, textOf } from './xml.ts';

const SUFFIX = '.md-meta.xml';

/**
 * Makes the records of `customMetadata/<Type>.<Name>.md-meta.xml` the only ones of their types (Metadata API,
 * CustomMetadata). Throws for a type or field the folders do not describe, as a deployment fails.
 */
export function loadSettings(
  org: { database: Database; schema: Schema; store: RecordStore },
  folders: readonly string[],
): void {
  const deployer = { ...systemAccess(recordId('005', 1)), object: () => DEPLOYED };
  org.database.transaction(() => {
    for (const type of org.schema.objects.filter(({ kind }) => kind === 'settings')) {
      org.database.run(`DELETE FROM ${quoted(type.name)}`);
    }
    for (const path of metadataFiles(folders, SUFFIX)) {
      const { type, record } = readRecord(org.schema, path);
      org.store.create(type, record, deployer);
    }
  });
}

const DEPLOYED = { read: true, create: true, edit: true, delete: true, viewAll: true, modifyAll: true };

function readRecord(schema: Schema, path: string): { type: ObjectSpec; record: Record<string, unknown> } {
  const [typeName = '', name = ''] = basename(path, SUFFIX).split('.');
  const type = schema.object(`${typeName}__mdt`);
  if (!type)
    throw new Error(`${path}: no custom metadata type ${typeName}__mdt; add objects/${typeName}__mdt.`);
  const xml = readMetadata(path, 'CustomMetadata');
  const label = textOf(xml, 'label') ?? name;
  const values = elements(xml, 'values').map((entry): [string, unknown] => {
    const field = textOf(entry, 'field') ?? '';
    if (!type.field(field)) throw new Error(`${path}: ${type.name} has no field ${field}.`);
    return [field, textOf(entry, 'value') ?? null];
  });
  return {
    type,
    record: {
      DeveloperName: name,
      MasterLabel: label,
      Label: label,
      QualifiedApiName: name,
      Language: 'en_US',
      IsProtected: isTrue(xml, 'protected'),
      ...Object.fromEntries(values),
    },
  };
}
