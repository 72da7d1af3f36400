import type { Access } from '../access/access.ts';
import { parseRecordId } from '../recordId.ts';
import { SalesforceError, notFound, readOnlyRecord } from '../salesforceError.ts';
import type { ChildRelationship, ObjectSpec } from '../schema/schema.ts';
import { quoted } from './database.ts';
import type { Row } from './database.ts';
import { datetime } from './fieldValues.ts';
import type { RecordStore, StoreParts } from './recordStore.ts';

/** Where deleted records go, and what brings them back or away for good. */
export interface RecycleBin {
  delete(object: ObjectSpec, id: string, access: Access): void;
  /** Brings back a record with what went with it. */
  undelete(object: ObjectSpec, id: string, access: Access): void;
  /** Removes the row itself, deleted before or not. */
  purge(object: ObjectSpec, id: string, access: Access): void;
  /** Makes `master` of two or three records: the others' related records become its own, they are deleted and name it. */
  merge(object: ObjectSpec, records: { master: string; others: readonly string[] }, access: Access): void;
  /** Records deleted between two instants (epoch ms) and still gone, purged ones too. */
  deletions(object: ObjectSpec, between: Span): readonly { readonly id: string; readonly at: string }[];
  /** Records created or changed between two instants (epoch ms). */
  updates(object: ObjectSpec, between: Span): readonly string[];
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Lookups whose records go with their parent, as master-detail ones do (Object Reference, Account). */
const GO_ALONG: readonly string[] = ['Contact.AccountId', 'Opportunity.AccountId'];
/** Lookups whose records keep their parent from being deleted (Salesforce Help, "Delete Accounts", "Delete Contacts"). */
const HOLD_BACK: readonly string[] = ['Case.AccountId', 'Case.ContactId'];
const MERGED: readonly string[] = ['Account', 'Contact', 'Lead'];

export function createRecycleBin(parts: StoreParts, store: RecordStore): RecycleBin {
  const { database, schema, phones, now } = parts;

  const related = (
    object: ObjectSpec,
    id: string,
    fields: readonly string[],
  ): readonly [ChildRelationship, Row][] =>
    schema
      .children(object)
      .filter(({ child, field }) => field.masterDetail || fields.includes(`${child.name}.${field.name}`))
      .flatMap((relation) => {
        const { child, field } = relation;
        const sql = `SELECT * FROM ${quoted(child.name)} WHERE ${quoted(field.name)} = ? ORDER BY "Id"`;
        return database.all(sql, [id]).map((row): [ChildRelationship, Row] => [relation, row]);
      });

  const log = (object: ObjectSpec, id: string, at: string): void => {
    database.run('INSERT OR REPLACE INTO _deletion (recordId, sObject, at) VALUES (?, ?, ?)', [
      id,
      object.name,
      at,
    ]);
  };

  const mark = (
    object: ObjectSpec,
    id: string,
    change: { access: Access; at: string; master?: string },
  ): void => {
    const master = change.master === undefined ? '' : ', "MasterRecordId" = ?';
    const sql = `UPDATE ${quoted(object.name)} SET "IsDeleted" = 1, "LastModifiedDate" = ?, "LastModifiedById" = ?, "SystemModstamp" = ?${master} WHERE "Id" = ?`;
    const stamps = [change.at, change.access.userId, change.at];
    database.run(sql, [...stamps, ...(change.master === undefined ? [] : [change.master]), id]);
    phones.remove(id);
    log(object, id, change.at);
  };

  const remove = (object: ObjectSpec, id: string, change: { access: Access; at: string }): void => {
    parts.beforeWrite(object, id);
    const holding = related(object, id, HOLD_BACK).filter(
      ([{ child, field }, row]) => HOLD_BACK.includes(`${child.name}.${field.name}`) && row.IsDeleted === 0,
    );
    if (holding.length > 0) throw heldBack(object, store.row(object, id), holding);
    mark(object, id, change);
    for (const [{ child }, row] of related(object, id, GO_ALONG)) {
      if (row.IsDeleted === 0) remove(child, String(row.Id), change);
    }
  };

  const restore = (object: ObjectSpec, row: Row, deletedAt: Row[string]): void => {
    const id = String(row.Id);
    database.run(`UPDATE ${quoted(object.name)} SET "IsDeleted" = 0, "SystemModstamp" = ? WHERE "Id" = ?`, [
      datetime(now()),
      id,
    ]);
    database.run('DELETE FROM _deletion WHERE recordId = ?', [id]);
    phones.update(object, id, row);
    for (const [{ child }, other] of related(object, id, GO_ALONG)) {
      if (other.IsDeleted === 1 && other.LastModifiedDate === deletedAt) restore(child, other, deletedAt);
    }
  };

  /** Hands everything that points to `from` over to `to`. */
  const handOver = (object: ObjectSpec, from: string, to: string): void => {
    for (const { child, field } of schema.children(object)) {
      if (field.name === 'MasterRecordId') continue;
      const sql = `UPDATE ${quoted(child.name)} SET ${quoted(field.name)} = ?, "SystemModstamp" = ? WHERE ${quoted(field.name)} = ?`;
      database.run(sql, [to, datetime(now()), from]);
    }
  };

  const spanOf = ({ start, end }: Span): [string, string] => [datetime(start), datetime(end)];

  return {
    delete: (object, text, access) => {
      database.transaction(() => {
        const id = String(store.existing(object, text).Id);
        if (!access.object(object).delete || !access.editsRecord(object, store.existing(object, id)))
          throw readOnlyRecord();
        remove(object, id, { access, at: datetime(now()) });
      });
    },
    undelete: (object, text, access) => {
      database.transaction(() => {
        const row = store.row(object, parseRecordId(text) ?? '');
        if (row?.IsDeleted !== 1 || row.MasterRecordId != null) {
          throw new SalesforceError('UNDELETE_FAILED', 'Entity is not in the recycle bin', { fields: [] });
        }
        if (!access.object(object).delete) throw readOnlyRecord();
        restore(object, row, row.LastModifiedDate ?? null);
      });
    },
    purge: (object, text, access) => {
      const row = store.row(object, parseRecordId(text) ?? '');
      if (!row) throw notFound('Provided external ID field does not exist or is not accessible: Id');
      if (!access.object(object).delete) throw readOnlyRecord();
      const id = String(row.Id);
      database.transaction(() => {
        parts.beforeWrite(object, id);
        phones.remove(id);
        if (row.IsDeleted === 0) log(object, id, datetime(now()));
        database.run(`DELETE FROM ${quoted(object.name)} WHERE "Id" = ?`, [id]);
      });
    },
    merge: (object, { master, others }, access) => {
      database.transaction(() => {
        if (!MERGED.includes(object.name) || others.length < 1 || others.length > 2) {
          const message = `Only two or three records of ${MERGED.join(', ')} can be merged`;
          throw new SalesforceError('INVALID_OPERATION', message);
        }
        const grant = access.object(object);
        if (!grant.edit || !grant.delete) throw readOnlyRecord();
        const masterId = String(store.existing(object, master).Id);
        for (const other of others) {
          const id = String(store.existing(object, other).Id);
          handOver(object, id, masterId);
          mark(object, id, { access, at: datetime(now()), master: masterId });
        }
        store.touch(object, masterId, access);
      });
    },
    deletions: (object, between) =>
      database
        .all(
          'SELECT recordId, at FROM _deletion WHERE sObject = ? AND at >= ? AND at < ? ORDER BY at, recordId',
          [object.name, ...spanOf(between)],
        )
        .map((row) => ({ id: String(row.recordId), at: String(row.at) })),
    updates: (object, between) => {
      const sql = `SELECT "Id" FROM ${quoted(object.name)} WHERE "SystemModstamp" >= ? AND "SystemModstamp" < ? AND "IsDeleted" = 0 ORDER BY "Id"`;
      return database.all(sql, spanOf(between)).map((row) => String(row.Id));
    },
  };
}

function heldBack(
  object: ObjectSpec,
  row: Row | undefined,
  holding: readonly [ChildRelationship, Row][],
): SalesforceError {
  const [first] = holding;
  const name = String(row?.[object.nameField?.name ?? 'Id'] ?? '');
  const shown = holding.map(([{ child }, one]) => String(one[child.nameField?.name ?? 'Id'])).join(', ');
  const what = first?.[0].child.labelPlural.toLowerCase() ?? '';
  const message = `Your attempt to delete ${name} could not be completed because it is associated with the following ${what}.: ${shown}\n`;
  return new SalesforceError('DELETE_FAILED', message, { fields: [] });
}
