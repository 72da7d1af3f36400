import { CrmError } from '../../../../callCenter/ports/crm.ts';
import type { OrgRow } from '../callerRow.ts';
import type { CallerSource, Changes } from '../callerSource.ts';
import type { ObjectDescription } from '../objectShape.ts';

/** An org of a few records, whose answers a test can hold up or spoil. */
export interface FakeCallerSource extends CallerSource {
  /** Rows of `Caller_Object__mdt`. */
  settings: readonly OrgRow[] | undefined;
  readonly rows: Map<string, OrgRow[]>;
  /** Names of the fields that an object has. */
  readonly fields: Map<string, readonly string[]>;
  /** Which rows meet the object's condition. */
  readonly open: Map<string, (row: OrgRow) => boolean>;
  /** Adds or changes a record; `at` is its `SystemModstamp`. */
  save(objectType: string, row: OrgRow, at?: number): void;
  /** Every call so far, by its name. */
  readonly calls: string[];
  /** Called before each answer; a throw is the answer. */
  before: (call: string) => void;
  /** Results of loads that Salesforce has thrown away. */
  readonly gone: Set<string>;
  readonly rowsAPage: number;
  /** More changes than this are too many. */
  mostChanges: number;
}

const PREFIXES: Readonly<Record<string, string>> = {
  Contact: '003',
  Account: '001',
  Case: '500',
  Lead: '00Q',
  Site__c: 'a00',
};

export const down = () => {
  throw new CrmError('CRM_UNAVAILABLE', { detail: 'down' });
};

export function createFakeCallerSource(nowMs: () => number, rowsAPage = 2): FakeCallerSource {
  const loads = new Map<string, readonly OrgRow[]>();
  // A throw before the answer is a rejection of the port.
  const answer = async <Result>(call: string, give: () => Result): Promise<Result> => {
    source.calls.push(call);
    source.before(call);
    return give();
  };
  const isOpen = (objectType: string, row: OrgRow) => source.open.get(objectType)?.(row) ?? true;
  const rowsOf = (objectType: string) => source.rows.get(objectType) ?? [];

  const source: FakeCallerSource = {
    settings: undefined,
    rows: new Map(),
    fields: new Map(),
    open: new Map(),
    calls: [],
    gone: new Set(),
    rowsAPage,
    mostChanges: 100,
    before: () => undefined,
    save(objectType, row, at = nowMs()) {
      const others = rowsOf(objectType).filter(({ Id }) => Id !== row['Id']);
      const stamped = {
        IsDeleted: false,
        ...row,
        SystemModstamp: new Date(at).toISOString().replace('Z', '+0000'),
      };
      source.rows.set(objectType, [...others, stamped]);
    },
    readSettings: () => answer('readSettings', () => source.settings),
    describe: (objectType) =>
      answer(`describe ${objectType}`, () => descriptionOf(objectType, source.fields.get(objectType))),
    startLoad: (soql) =>
      answer(`startLoad ${objectIn(soql)}`, () => {
        const objectType = objectIn(soql);
        const id = `job${loads.size}`;
        const rows = rowsOf(objectType).filter((row) => row['IsDeleted'] !== true);
        loads.set(id, soql.includes('WHERE') ? rows.filter((row) => isOpen(objectType, row)) : rows);
        return { id, startedAt: new Date(nowMs()).toISOString() };
      }),
    loadState: (id) =>
      answer(`loadState ${id}`, () => {
        const rows = loads.get(id);
        return rows && !source.gone.has(id)
          ? { state: 'ready' as const, rowsTotal: rows.length }
          : { state: 'gone' as const };
      }),
    readPage: (id, locator = '0') =>
      answer(`readPage ${id} ${locator}`, () => {
        const rows = loads.get(id) ?? [];
        const end = Number(locator) + rowsAPage;
        return {
          rows: streamed(rows.slice(Number(locator), end)),
          ...(end < rows.length && { next: String(end) }),
        };
      }),
    dropLoad: (id) => answer(`dropLoad ${id}`, () => undefined),
    readChanges: (queries) => answer(`readChanges ${queries.length}`, () => queries.map(changesOf)),
    query: () => answer('query', () => []),
    search: () => answer('search', () => []),
  };

  function changesOf(soql: string): Changes {
    if (soql.includes('Caller_Object__mdt'))
      return source.settings ? { rows: source.settings } : { refused: 'INVALID_TYPE' };
    const objectType = objectIn(soql);
    const since = /SystemModstamp > (\S+)/.exec(soql)?.[1] ?? '';
    const changed = rowsOf(objectType).filter((row) => String(row['SystemModstamp']) > since);
    const rows = soql.includes(' AND (') ? changed.filter((row) => isOpen(objectType, row)) : changed;
    return rows.length > source.mostChanges ? { tooMany: rows.length } : { rows };
  }

  return source;
}

function descriptionOf(
  objectType: string,
  fields: readonly string[] | undefined,
): ObjectDescription | undefined {
  if (!fields) return undefined;
  return {
    keyPrefix: PREFIXES[objectType] ?? null,
    fields: ['Id', 'IsDeleted', ...fields].map((name) => ({
      name,
      ...(name === 'AccountId' && { relationshipName: 'Account', referenceTo: ['Account'] }),
    })),
  };
}

function objectIn(soql: string): string {
  return /FROM (\w+)/.exec(soql)?.[1] ?? '';
}

async function* streamed(rows: readonly OrgRow[]): AsyncGenerator<OrgRow> {
  for (const row of rows) yield await Promise.resolve(row);
}
