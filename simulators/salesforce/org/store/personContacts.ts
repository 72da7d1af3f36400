import type { Access } from '../access/access.ts';
import { SalesforceError } from '../salesforceError.ts';
import { personFields } from '../schema/personAccounts.ts';
import type { ObjectSpec, Schema } from '../schema/schema.ts';
import { quoted } from './database.ts';
import type { Database, Row } from './database.ts';
import type { RecordStore } from './recordStore.ts';

interface Parts {
  readonly database: Database;
  readonly schema: Schema;
  readonly store: RecordStore;
  /** May write what only the platform writes. */
  readonly platform: Access;
}

/** What makes an account a person: a last name, or a record type for persons. */
export function personValues(database: Database, object: ObjectSpec, after: Row): Row {
  if (object.name !== 'Account' || !object.field('IsPersonAccount')) return {};
  const [type] = database.all('SELECT "IsPersonType" AS person FROM "RecordType" WHERE "Id" = ?', [
    after.RecordTypeId ?? '',
  ]);
  const isPerson = type?.person === 1 || after.LastName != null;
  if (isPerson && after.LastName == null) throw missing('LastName');
  if (!isPerson && after.Name == null) throw missing('Name');
  return isPerson
    ? { IsPersonAccount: 1, Name: [after.FirstName, after.LastName].filter(Boolean).join(' ') }
    : {};
}

/** Gives a person account its contact, and the contact the account's newest values. */
export function pairContact({ database, schema, store, platform }: Parts, accountId: string): void {
  const [account, contact] = [schema.object('Account'), schema.object('Contact')];
  const row = account && store.row(account, accountId);
  if (!contact || row?.IsPersonAccount !== 1) return;
  const values = Object.fromEntries(
    Object.entries(personFields).map(([field, shownAs]) => {
      const isFlag = contact.field(field)?.type === 'boolean';
      return [field, isFlag ? row[shownAs] === 1 : (row[shownAs] ?? null)];
    }),
  );
  if (typeof row.PersonContactId === 'string') {
    store.update(contact, { ...values, Id: row.PersonContactId }, platform);
    return;
  }
  const whose = { AccountId: accountId, OwnerId: row.OwnerId, IsPersonAccount: true };
  const contactId = store.create(contact, { ...values, ...whose }, platform);
  database.run(`UPDATE ${quoted('Account')} SET "PersonContactId" = ? WHERE "Id" = ?`, [
    contactId,
    accountId,
  ]);
}

function missing(field: string): SalesforceError {
  return new SalesforceError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${field}]`, {
    fields: [field],
  });
}
