import type { Access } from './access/access.ts';
import type { ObjectDescribe, ObjectSummary } from './schema/describe.ts';
import type { Schema } from './schema/schema.ts';

/** Newest version of the API, which addresses of records carry. */
export const LATEST_VERSION = '67.0';

/** A field's value as JSON carries it. Datetimes are `2026-01-31T10:00:00.000+0000` (UTC), dates `2026-01-31`. */
export type FieldValue = string | number | boolean | null;

/** Fields to write, by API name. `attributes` is ignored; `Id` names the record in an update. */
export type RecordInput = Readonly<Record<string, unknown>>;

/** A record as the REST API answers it: `attributes`, the asked fields, parents as records, children as results. */
export interface SObjectRecord {
  readonly attributes: { readonly type: string; readonly url?: string };
  readonly [field: string]: unknown;
}

interface QueryResult {
  readonly totalSize: number;
  readonly done: boolean;
  /** Path of the next page, when `done` is false. */
  readonly nextRecordsUrl?: string;
  readonly records: readonly SObjectRecord[];
}

export type SearchGroup = 'ALL' | 'NAME' | 'EMAIL' | 'PHONE' | 'SIDEBAR';

/** A text search, as SOSL or the parameterized search describe it. */
export interface TextSearch {
  /** Words, "phrases", OR, trailing wildcards. */
  readonly text: string;
  readonly in: SearchGroup;
  readonly returning: readonly SearchedObject[];
  /** At most this many records over all objects. */
  readonly limit?: number;
}

export interface SearchedObject {
  readonly sObject: string;
  /** `Id` when not given. */
  readonly fields?: readonly string[];
  /** What follows the fields inside SOSL's parentheses: `WHERE ... ORDER BY ... LIMIT ...`. */
  readonly tail?: string;
}

interface Upsert {
  readonly sObject: string;
  /** API name of an external id field, or `Id`. */
  readonly externalIdField: string;
  readonly value: unknown;
  readonly record: RecordInput;
}

export interface OrgUser {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly title: string | undefined;
  readonly profileName: string;
  readonly callCenterId: string | undefined;
  readonly permissionSets: readonly string[];
  readonly customPermissions: readonly string[];
}

export interface Session {
  readonly token: string;
  readonly userId: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/**
 * The org in process: what REST, the console and the seed stand on.
 *
 * Everything is synchronous and obeys the permissions of the user whose id comes last. A request Salesforce would
 * refuse throws `SalesforceError`, which carries the error code and HTTP status of the REST API.
 */
export interface Org {
  /** `00D...` */
  readonly id: string;
  readonly name: string;
  /** Folder beside the data file; undefined when the org lives in memory. */
  readonly dataFolder: string | undefined;
  readonly schema: Schema;
  now(): number;

  query(soql: string, asUser: string): QueryResult;
  search(search: TextSearch, asUser: string): readonly SObjectRecord[];
  /** The record with every readable field, or `fields` only. */
  retrieve(
    record: { sObject: string; id: string; fields?: readonly string[] },
    asUser: string,
  ): SObjectRecord;
  /** Answers the new record's id. */
  create(sObject: string, record: RecordInput, asUser: string): string;
  /** `record.Id` names the record. */
  update(sObject: string, record: RecordInput, asUser: string): void;
  upsert(upsert: Upsert, asUser: string): { id: string; created: boolean };
  delete(sObject: string, id: string, asUser: string): void;
  /** Makes an account and a contact of a lead, which stays as converted. */
  convertLead(id: string, asUser: string): { readonly accountId: string; readonly contactId: string };
  /** Takes a record out of the recycle bin, with those that were deleted with it. */
  undelete(id: string, asUser: string): void;
  /** Merges one or two `others` into `master`: accounts, contacts or leads. */
  merge(records: { readonly master: string; readonly others: readonly string[] }, asUser: string): void;
  /** Ids of the records whose external id field has this value. */
  findByExternalId(key: Omit<Upsert, 'record'>, asUser: string): readonly string[];
  /** Runs `work` in one transaction; a throw undoes all of it. Nests. */
  transaction<Answer>(work: () => Answer): Answer;

  /** Undefined when the user may not read the object, or it does not exist. */
  describe(sObject: string, asUser: string): ObjectDescribe | undefined;
  describeGlobal(asUser: string): readonly ObjectSummary[];

  /** Active users, the administrator first. */
  users(): readonly OrgUser[];
  effectiveAccess(userId: string): Access;

  /** Opens a session for a user without asking for a password. */
  sessionFor(userId: string): Session;
  /** The session of a token, or undefined when it is unknown, revoked or expired. */
  session(token: string): Session | undefined;
  /** False when the token was not known. */
  revoke(token: string): boolean;
  /** Ends every session, as an administrator may. */
  revokeAll(): void;
  /** Life of sessions opened from now on, in seconds. */
  setSessionSeconds(seconds: number): void;
}
