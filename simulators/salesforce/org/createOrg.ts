import { dirname } from 'node:path';
import { compileSoql, attributesOf, planOf, rowsOf, runPage } from '../query/runQuery.ts';
import type { QueryPlan, RowQuery } from '../query/runQuery.ts';
import { columnsOf } from '../query/columnMetadata.ts';
import type { QueryColumns } from '../query/columnMetadata.ts';
import { runSearch } from '../query/runSearch.ts';
import type { QueryContext } from '../query/soqlScope.ts';
import { asksRecordAccess, runRecordAccess } from '../query/userRecordAccess.ts';
import { withCustomMetadata } from './metadata/customObjects.ts';
import { loadSettings } from './metadata/customMetadata.ts';
import { readPermissionSets } from './metadata/permissionSets.ts';
import type { FieldValue, Org, RecordInput, SObjectRecord } from './org.ts';
import { ACCESS_OBJECTS, SYSTEM, createPeople } from './people.ts';
import { parseRecordId, recordId } from './recordId.ts';
import { invalidField, notFound } from './salesforceError.ts';
import { checkRules, readValidationRules } from './rules/validationRules.ts';
import { describeObject, summarize } from './schema/describe.ts';
import type { RecordTypeInfo } from './schema/describe.ts';
import { withPersonAccounts } from './schema/personAccounts.ts';
import { Schema } from './schema/schema.ts';
import type { ObjectSpec } from './schema/schema.ts';
import { serviceObjects } from './schema/serviceObjects.ts';
import { setupObjects } from './schema/setupObjects.ts';
import { standardObjects } from './schema/standardObjects.ts';
import { createSessions } from './sessions.ts';
import { convertLead } from './store/convertLead.ts';
import { openDatabase } from './store/database.ts';
import type { Database } from './store/database.ts';
import { apiValue } from './store/fieldValues.ts';
import { loadRecords } from './store/loadRecords.ts';
import { pairContact } from './store/personContacts.ts';
import { createPhoneIndex } from './store/phoneIndex.ts';
import { createRecordStore } from './store/recordStore.ts';
import { createRecycleBin } from './store/recycleBin.ts';
import type { RecycleBin, Span } from './store/recycleBin.ts';
import type { StoreParts } from './store/recordStore.ts';

interface OrgOptions {
  /** A file, or `:memory:`. */
  readonly dataFile: string;
  /** Folders of metadata (`force-app/main/default`); a later one's files replace those at the same place. */
  readonly metadata: readonly string[];
  readonly personAccounts: boolean | undefined;
  readonly now: () => number;
  readonly beforeWrite: StoreParts['beforeWrite'];
}

/** What the REST API adds to the org: pages of long answers, and an end. */
export interface PagedOrg extends Org {
  queryPage(
    page: { soql: string; includeDeleted: boolean; skip: number; size: number },
    asUser: string,
  ): ReturnType<typeof runPage>;
  /** A query's rows one by one, for Bulk API. */
  queryRows(query: { soql: string; includeDeleted: boolean }, asUser: string): RowQuery;
  /** How a query would run ("Query Performance Feedback"): always a scan of the table. */
  explain(soql: string, asUser: string): QueryPlan;
  /** The columns a query answers (`query?columns=true`). */
  columns(soql: string, asUser: string): QueryColumns;
  /** Records deleted, or created and changed, between two instants in epoch ms. */
  deletions(sObject: string, between: Span, asUser: string): ReturnType<RecycleBin['deletions']>;
  updates(sObject: string, between: Span, asUser: string): readonly string[];
  /** Writes records by the hundred thousand, for benches: see `loadRecords`. Answers their ids. */
  load(sObject: string, records: Iterable<RecordInput>): readonly string[];
  /** Deletes a record for good, past the recycle bin. */
  purge(sObject: string, id: string, asUser: string): void;
  close(): void;
}

const ORG_ID = recordId('00D', 1);
const LARGEST_ANSWER = 50_000;

/** Opens the org of a data file, with the objects that the project's metadata describes. */
export function createOrg(options: OrgOptions): PagedOrg {
  const usual = [...setupObjects, ...serviceObjects, ...standardObjects];
  const standard = options.personAccounts === true ? withPersonAccounts(usual) : usual;
  const schema = new Schema(withCustomMetadata(standard, options.metadata));
  const rules = readValidationRules(options.metadata);
  const database = openDatabase(options.dataFile, schema);
  const phones = createPhoneIndex(database);
  const { now, beforeWrite } = options;
  const parts: StoreParts = {
    database,
    schema,
    phones,
    now,
    beforeWrite,
    checkRules: (object, written) => {
      if (!written.access.platform) checkRules(rules, object, written);
    },
  };
  const store = createRecordStore(parts);
  const bin = createRecycleBin(parts, store);
  loadSettings({ database, schema, store }, options.metadata);
  const sessions = createSessions(database, { id: ORG_ID, now: options.now });
  const people = createPeople(database, readPermissionSets(options.metadata));

  const contextFor = (userId: string, includeDeleted = false): QueryContext => ({
    schema,
    access: people.access(userId),
    now: options.now(),
    includeDeleted,
  });
  const visible = (name: string, userId: string): ObjectSpec => {
    const object = schema.object(name);
    if (!object || !people.access(userId).object(object).read) throw notFound();
    return object;
  };
  const objectOf = (id: string, userId: string): ObjectSpec =>
    visible(schema.objectOf(id)?.name ?? '', userId);
  const afterWrite = (object: ObjectSpec, id: string): void => {
    if (ACCESS_OBJECTS.includes(object.name)) people.forget();
    if (object.name === 'Account')
      pairContact({ database, schema, store, platform: people.access(SYSTEM) }, id);
  };
  /** A write together with what follows from it. */
  const written = <Outcome extends { readonly id: string }>(
    object: ObjectSpec,
    write: () => Outcome,
  ): Outcome =>
    database.transaction(() => {
      const outcome = write();
      afterWrite(object, outcome.id);
      return outcome;
    });
  const queryPage: PagedOrg['queryPage'] = ({ soql, includeDeleted, skip, size }, asUser) => {
    if (asksRecordAccess(soql)) {
      const records = runRecordAccess({ database, schema, access: people.access }, soql);
      return { totalSize: records.length, records, more: false };
    }
    const context = contextFor(asUser, includeDeleted);
    return runPage(database, context, { select: compileSoql(context, soql), skip, size });
  };

  return {
    id: ORG_ID,
    name: 'Connector Demo',
    dataFolder: options.dataFile === ':memory:' ? undefined : dirname(options.dataFile),
    schema,
    now: options.now,
    queryPage,
    queryRows: ({ soql, includeDeleted }, asUser) =>
      rowsOf(database, compileSoql(contextFor(asUser, includeDeleted), soql)),
    load: (sObject, records) => {
      const into = { object: visible(sObject, SYSTEM), userId: people.access(SYSTEM).userId };
      return database.transaction(() => [...loadRecords(parts, into, records)]);
    },
    columns: (soql, asUser) => {
      const context = contextFor(asUser);
      return columnsOf(context, compileSoql(context, soql));
    },
    explain: (soql, asUser) => planOf(database, compileSoql(contextFor(asUser), soql)),
    purge: (sObject, id, asUser) => {
      bin.purge(visible(sObject, asUser), id, people.access(asUser));
    },
    query: (soql, asUser) => {
      const { totalSize, records } = queryPage(
        { soql, includeDeleted: false, skip: 0, size: LARGEST_ANSWER },
        asUser,
      );
      return { totalSize, done: true, records };
    },
    search: (search, asUser) => runSearch({ database, phones }, contextFor(asUser), search),
    retrieve: ({ sObject, id, fields }, asUser): SObjectRecord => {
      const object = visible(sObject, asUser);
      const recordKey = parseRecordId(id);
      const row = recordKey === undefined ? undefined : store.row(object, recordKey);
      const access = people.access(asUser);
      if (row?.IsDeleted !== 0 || !access.seesRecord(object, row)) throw notFound();
      const wanted = fields?.map((name) => {
        const spec = object.field(name);
        if (!spec || !access.mayRead(object, spec)) throw invalidField(object.name, name);
        return spec;
      });
      const shown = wanted ?? object.fields.filter((spec) => access.mayRead(object, spec));
      const values = shown.map((spec): [string, FieldValue] => [spec.name, apiValue(spec, row[spec.name])]);
      return { attributes: attributesOf(object, String(row.Id)), ...Object.fromEntries(values) };
    },
    create: (sObject, record, asUser) => {
      const object = visible(sObject, asUser);
      return written(object, () => ({ id: store.create(object, record, people.access(asUser)) })).id;
    },
    update: (sObject, record, asUser) => {
      const object = visible(sObject, asUser);
      written(object, () => ({ id: store.update(object, record, people.access(asUser)) }));
    },
    upsert: ({ sObject, ...keyed }, asUser) => {
      const object = visible(sObject, asUser);
      return written(object, () => store.upsert(object, keyed, people.access(asUser)));
    },
    delete: (sObject, id, asUser) => {
      const object = visible(sObject, asUser);
      bin.delete(object, id, people.access(asUser));
      afterWrite(object, id);
    },
    convertLead: (id, asUser) => {
      objectOf(id, asUser);
      return convertLead({ database, schema, store, now }, id, people.access(SYSTEM));
    },
    undelete: (id, asUser) => {
      bin.undelete(objectOf(id, asUser), id, people.access(asUser));
    },
    merge: (records, asUser) => {
      bin.merge(objectOf(records.master, asUser), records, people.access(asUser));
    },
    deletions: (sObject, between, asUser) => bin.deletions(visible(sObject, asUser), between),
    updates: (sObject, between, asUser) => bin.updates(visible(sObject, asUser), between),
    findByExternalId: ({ sObject, externalIdField, value }, asUser) =>
      store.findByExternalId(visible(sObject, asUser), externalIdField, value),
    transaction: database.transaction,
    describe: (sObject, asUser) => {
      const object = schema.object(sObject);
      const access = people.access(asUser);
      return object && access.object(object).read
        ? describeObject(schema, object, { access, recordTypes: recordTypesOf(database, object) })
        : undefined;
    },
    describeGlobal: (asUser) => {
      const access = people.access(asUser);
      return schema.objects
        .filter((object) => access.object(object).read)
        .map((object) => summarize(object, access));
    },
    users: people.users,
    effectiveAccess: people.access,
    sessionFor: sessions.open,
    session: sessions.find,
    revoke: sessions.revoke,
    revokeAll: sessions.revokeAll,
    setSessionSeconds: sessions.setLife,
    close: database.close,
  };
}

function recordTypesOf(database: Database, object: ObjectSpec): readonly RecordTypeInfo[] {
  const sql = 'SELECT * FROM "RecordType" WHERE "SobjectType" = ? AND "IsDeleted" = 0 ORDER BY "Id"';
  return database.all(sql, [object.name]).map((row) => ({
    recordTypeId: String(row.Id),
    name: String(row.Name),
    developerName: String(row.DeveloperName),
    active: row.IsActive === 1,
    available: row.IsActive === 1,
    defaultRecordTypeMapping: false,
    master: false,
  }));
}
