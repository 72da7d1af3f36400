import { SalesforceError } from '../salesforceError.ts';
import type { ObjectSpec, Schema } from '../schema/schema.ts';
import { quoted } from './database.ts';
import type { Database, Row, SqlValue } from './database.ts';
import { personValues } from './personContacts.ts';

interface Context {
  readonly database: Database;
  readonly schema: Schema;
  /** API datetime of this write. */
  readonly at: string;
}

interface Change {
  readonly changes: Row;
  /** Empty for a new record. */
  readonly before: Row;
}

type Derivation = (context: Context, change: Change) => Row;

/** Fields the platform fills in from others; refuses combinations it does not allow. */
export function deriveFields(context: Context, object: ObjectSpec, change: Change): Row {
  return derivations[object.name]?.(context, change) ?? {};
}

const fullName: Derivation = (_context, change) => {
  const after = { ...change.before, ...change.changes };
  return { Name: [after.FirstName, after.LastName].filter(Boolean).join(' ') };
};

const derivations: Readonly<Record<string, Derivation>> = {
  Account: ({ database, schema }, { before, changes }) => {
    const account = schema.object('Account');
    return account ? personValues(database, account, { ...before, ...changes }) : {};
  },
  Contact: fullName,
  Lead: fullName,
  User: fullName,
  Opportunity: (_context, { before, changes }) => {
    const stage = String({ ...before, ...changes }.StageName);
    return { IsClosed: Number(stage.startsWith('Closed')), IsWon: Number(stage === 'Closed Won') };
  },
  Case: (context, { before, changes }) => {
    const after = { ...before, ...changes };
    const contact = parentRow(context, after.ContactId);
    const closed = after.Status === 'Closed';
    return {
      AccountId: after.AccountId ?? contact?.AccountId ?? null,
      ContactPhone: contact?.Phone ?? null,
      ContactEmail: contact?.Email ?? null,
      IsClosed: Number(closed),
      ClosedDate: closed ? (before.ClosedDate ?? context.at) : null,
    };
  },
  Task: (context, { before, changes }) => {
    const after = { ...before, ...changes };
    if (isOf(context, after.WhoId, 'Lead') && after.WhatId != null) {
      const message = 'Related To ID: a task whose name is a lead cannot be related to another record';
      throw new SalesforceError('FIELD_INTEGRITY_EXCEPTION', message, { fields: ['WhatId'] });
    }
    const closed = after.Status === 'Completed';
    return {
      AccountId: accountOf(context, after.WhatId) ?? accountOf(context, after.WhoId) ?? null,
      IsClosed: Number(closed),
      IsHighPriority: Number(after.Priority === 'High'),
      CompletedDateTime: closed ? (before.CompletedDateTime ?? context.at) : null,
    };
  },
};

/** Carries a written record's news to the records that show it. */
export function propagate(context: Context, object: ObjectSpec, record: Row): void {
  if (object.name === 'Task' && record.IsClosed === 1) {
    const day = record.ActivityDate ?? context.at.slice(0, 10);
    for (const id of [record.WhoId, record.WhatId, record.AccountId]) noteActivity(context, id, day);
  }
  if (object.name === 'Contact') {
    const shown = [record.Phone ?? null, record.Email ?? null];
    const sql = `UPDATE "Case" SET "ContactPhone" = ?, "ContactEmail" = ?, "SystemModstamp" = ?
      WHERE "ContactId" = ? AND ("ContactPhone" IS NOT ? OR "ContactEmail" IS NOT ?)`;
    context.database.run(sql, [...shown, context.at, record.Id ?? null, ...shown]);
  }
}

function noteActivity(context: Context, id: SqlValue | undefined, day: SqlValue): void {
  const object = typeof id === 'string' ? context.schema.objectOf(id) : undefined;
  if (!object?.field('LastActivityDate') || id === undefined) return;
  const sql = `UPDATE ${quoted(object.name)} SET "LastActivityDate" = ?, "SystemModstamp" = ?
    WHERE "Id" = ? AND COALESCE("LastActivityDate", '') < ?`;
  context.database.run(sql, [day, context.at, id, day]);
}

function accountOf(context: Context, id: SqlValue | undefined): SqlValue | undefined {
  if (isOf(context, id, 'Account')) return id;
  return parentRow(context, id)?.AccountId;
}

function isOf(context: Context, id: SqlValue | undefined, sObject: string): boolean {
  return typeof id === 'string' && context.schema.objectOf(id)?.name === sObject;
}

function parentRow(context: Context, id: SqlValue | undefined): Row | undefined {
  const object = typeof id === 'string' ? context.schema.objectOf(id) : undefined;
  if (!object || id === undefined) return undefined;
  return context.database.all(`SELECT * FROM ${quoted(object.name)} WHERE "Id" = ?`, [id])[0];
}
