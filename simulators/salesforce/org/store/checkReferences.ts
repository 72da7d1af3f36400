import type { Access } from '../access/access.ts';
import { SalesforceError } from '../salesforceError.ts';
import type { FieldSpec } from '../schema/fieldSpec.ts';
import type { ObjectSpec, Schema } from '../schema/schema.ts';
import type { Database, Row } from './database.ts';

interface References {
  readonly database: Database;
  readonly schema: Schema;
  readonly row: (object: ObjectSpec, id: string) => Row | undefined;
}

/** Refuses ids of records that do not exist, are deleted, hidden from the writer, or may not stand in this field. */
export function checkReferences(
  org: References,
  object: ObjectSpec,
  written: { readonly values: Row; readonly access: Access },
): void {
  const { values, access } = written;
  for (const spec of object.fields) {
    const id = values[spec.name];
    if (spec.type !== 'reference' || typeof id !== 'string') continue;
    const target = org.schema.objectOf(id);
    const found = target && org.row(target, id);
    if (!target || !found || !access.seesRecord(target, found)) throw nowhere(spec, id);
    if (found.IsDeleted === 1)
      throw new SalesforceError('ENTITY_IS_DELETED', 'entity is deleted', { fields: [] });
    if (target.name === 'Lead' && found.IsConverted === 1 && spec.name === 'WhoId') throw convertedLead();
    if (spec.name === 'OwnerId') checkOwner(org, object, found);
  }
}

function checkOwner({ database }: References, object: ObjectSpec, owner: Row): void {
  const id = String(owner.Id);
  if (owner.IsActive === 0) {
    const message = `operation performed with inactive user [${id}] as owner of ${object.label.toLowerCase()}`;
    throw new SalesforceError('INACTIVE_OWNER_OR_USER', message, { fields: [] });
  }
  if (owner.Type !== 'Queue') return;
  const sql = 'SELECT 1 FROM "QueueSobject" WHERE "QueueId" = ? AND "SobjectType" = ? AND "IsDeleted" = 0';
  if (database.all(sql, [id, object.name]).length > 0) return;
  const message = 'Queue not associated with this SObject type';
  throw new SalesforceError('INVALID_CROSS_REFERENCE_KEY', message, { fields: ['OwnerId'] });
}

export function convertedLead(): SalesforceError {
  return new SalesforceError('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead', {
    fields: [],
  });
}

function nowhere(spec: FieldSpec, id: string): SalesforceError {
  if (spec.name === 'OwnerId') {
    const message = `${spec.label}: invalid cross reference id`;
    return new SalesforceError('INVALID_CROSS_REFERENCE_KEY', message, { fields: [spec.name] });
  }
  return new SalesforceError(
    'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
    `insufficient access rights on cross-reference id: ${id.slice(0, 15)}`,
  );
}
