import type { Org, OrgUser, SObjectRecord } from '../org/org.ts';
import type { CtiArguments } from './messages.ts';
import type { LayoutSection, MatchKind, PopRule, SoftphoneLayout } from './softphoneLayout.ts';

/** A screen pop to carry out: what screenPop() takes. */
export interface Pop {
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly defaultFieldValues?: unknown;
}

export interface SearchAnswer {
  /** By record id: Id, Name, RecordType (the object's API name), LastModifiedDate and the layout's fields. */
  readonly records: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly pop?: Pop;
}

const perObject = 25;

/** Accounts and contacts come with these where the org has person accounts. */
const personFields = ['IsPersonAccount', 'PersonContactId', 'AccountId'];

/**
 * Searches what the softphone layout of the call's direction names and decides the pop by its rules; outbound and
 * internal calls pop nothing. Page "searchAndScreenPop() for Lightning Experience".
 */
export function searchAndPop(
  seat: { org: Org; user: OrgUser; layout: SoftphoneLayout },
  args: CtiArguments,
): SearchAnswer {
  const section = sectionOf(seat.layout, args.callType);
  const text = typeof args.searchParams === 'string' ? args.searchParams.trim() : '';
  const rows =
    text.length < 2
      ? []
      : Object.entries(section.objects).flatMap(([sObject, fields]) =>
          searchObject(seat, { text, sObject, fields: fields.map(({ apiName }) => apiName) }),
        );
  const pop =
    section === seat.layout.Inbound
      ? popFor(section.screenPopSettings[kindOf(rows.length)], { rows, text, args })
      : undefined;
  return { records: Object.fromEntries(rows.map((row) => [String(row.Id), row])), ...(pop && { pop }) };
}

type Row = Readonly<Record<string, unknown>>;

function sectionOf(layout: SoftphoneLayout, callType: unknown): LayoutSection {
  const wanted = typeof callType === 'string' ? callType.toLowerCase() : 'inbound';
  if (wanted === 'outbound') return layout.Outbound;
  return wanted === 'internal' ? layout.Internal : layout.Inbound;
}

function searchObject(
  { org, user }: { org: Org; user: OrgUser },
  wanted: { text: string; sObject: string; fields: readonly string[] },
): readonly Row[] {
  const describe = org.describe(wanted.sObject, user.id);
  if (!describe || wanted.fields.length === 0) return [];
  const known = (name: string): boolean => describe.fields.some((field) => field.name === name);
  const readable = wanted.fields.filter((name) => name.includes('.') || known(name));
  const nameField = describe.fields.find((field) => field.nameField)?.name ?? 'Id';
  const found = org.search(
    {
      text: wanted.text,
      in: 'ALL',
      returning: [{ sObject: wanted.sObject, fields: ['Id'] }],
      limit: perObject,
    },
    user.id,
  );
  if (found.length === 0) return [];
  const person = known('IsPersonAccount') ? personFields.filter(known) : [];
  const columns = [...new Set(['Id', 'LastModifiedDate', nameField, ...readable, ...person])];
  const ids = found.map((record) => `'${String(record.Id)}'`).join(', ');
  const { records } = org.query(
    `SELECT ${columns.join(', ')} FROM ${wanted.sObject} WHERE Id IN (${ids})`,
    user.id,
  );
  return records.map((record) => toRow(record, { sObject: wanted.sObject, nameField, readable, person }));
}

function toRow(
  record: SObjectRecord,
  shape: { sObject: string; nameField: string; readable: readonly string[]; person: readonly string[] },
): Row {
  const fields = [...shape.readable, ...shape.person].map((path) => [path, valueAt(record, path)] as const);
  return {
    ...Object.fromEntries(fields),
    Id: record.Id,
    Name: record[shape.nameField],
    RecordType: shape.sObject,
    LastModifiedDate: record.LastModifiedDate,
  };
}

function valueAt(record: SObjectRecord, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (value as Row | null | undefined)?.[name], record);
}

function kindOf(matches: number): MatchKind {
  if (matches === 0) return 'NoMatch';
  return matches === 1 ? 'SingleMatch' : 'MultipleMatches';
}

interface Found {
  readonly rows: readonly Row[];
  readonly text: string;
  readonly args: CtiArguments;
}

type DrawPop = (target: string, found: Found) => Pop;

/** What each rule of a layout's screen pop settings does; a rule that is not listed pops nothing. */
const pops: Readonly<Record<string, DrawPop>> = {
  PopToEntity: (entityName, { rows, args }) =>
    rows[0]
      ? { type: 'sobject', params: { recordId: rows[0].Id } }
      : { type: 'newrecordmodal', params: { entityName }, defaultFieldValues: args.defaultFieldValues ?? {} },
  PopToSearch: (_target, { text }) => ({ type: 'search', params: { searchString: text } }),
  PopToVisualforce: (page, { args }) => {
    const query = typeof args.queryParams === 'string' && args.queryParams ? `?${args.queryParams}` : '';
    return { type: 'url', params: { url: `/apex/${page}${query}` } };
  },
  PopToFlow: (flowDevName, { args }) => {
    const flow = (args.params as { FLOW?: { flowArgs?: unknown } } | undefined)?.FLOW;
    return { type: 'flow', params: { flowDevName, flowArgs: flow?.flowArgs ?? [] } };
  },
};

function popFor(rule: PopRule | undefined, found: Found): Pop | undefined {
  return rule && pops[rule.screenPopType]?.(rule.screenPopData ?? '', found);
}
