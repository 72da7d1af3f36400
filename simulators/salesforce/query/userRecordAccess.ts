import type { Access } from '../org/access/access.ts';
import type { SObjectRecord } from '../org/org.ts';
import { parseRecordId } from '../org/recordId.ts';
import { SalesforceError } from '../org/salesforceError.ts';
import type { ObjectSpec, Schema } from '../org/schema/schema.ts';
import { quoted } from '../org/store/database.ts';
import type { Database, Row } from '../org/store/database.ts';

interface Parts {
  readonly database: Database;
  readonly schema: Schema;
  readonly access: (userId: string) => Access;
}

const MOST_RECORDS = 200;

/** Whether a query asks UserRecordAccess, which has no rows: its answer is worked out (Object Reference, UserRecordAccess). */
export function asksRecordAccess(soql: string): boolean {
  return /\bFROM\s+UserRecordAccess\b/i.test(soql);
}

/** Answers `... FROM UserRecordAccess WHERE UserId = '...' AND RecordId IN ('...')` with every field the object has. */
export function runRecordAccess(parts: Parts, soql: string): readonly SObjectRecord[] {
  const [, userId] = /\bUserId\s*=\s*'(\w+)'/i.exec(soql) ?? [];
  const [, single, list] = /\bRecordId\s*(?:=\s*'(\w+)'|IN\s*\(([^)]*)\))/i.exec(soql) ?? [];
  const ids = single === undefined ? Array.from((list ?? '').matchAll(/\w+/g), ([id]) => id) : [single];
  if (userId === undefined || ids.length === 0 || ids.length > MOST_RECORDS) {
    const message = 'UserRecordAccess: can only be filtered by UserId and up to 200 RecordIds';
    throw new SalesforceError('MALFORMED_QUERY', message);
  }
  return ids.map((id) => accessTo(parts, parts.access(parseRecordId(userId) ?? userId), id));
}

function accessTo({ database, schema }: Parts, access: Access, text: string): SObjectRecord {
  const id = parseRecordId(text) ?? text;
  const object = schema.objectOf(id);
  const row = object && database.all(`SELECT * FROM ${quoted(object.name)} WHERE "Id" = ?`, [id])[0];
  const { read, edit, remove } = object && row ? levelsOf(access, object, row) : NO_ACCESS;
  return {
    attributes: { type: 'UserRecordAccess' },
    RecordId: id,
    HasReadAccess: read,
    HasEditAccess: edit,
    HasDeleteAccess: remove,
    HasTransferAccess: remove,
    HasAllAccess: remove,
    MaxAccessLevel: remove ? 'All' : edit ? 'Edit' : read ? 'Read' : 'None',
  };
}

interface Levels {
  readonly read: boolean;
  readonly edit: boolean;
  readonly remove: boolean;
}

const NO_ACCESS: Levels = { read: false, edit: false, remove: false };

function levelsOf(access: Access, object: ObjectSpec, row: Row): Levels {
  const grant = access.object(object);
  const read = grant.read && access.seesRecord(object, row);
  const edit = read && grant.edit && access.editsRecord(object, row);
  return { read, edit, remove: edit && grant.delete };
}
