import {
  callFacts,
  callKinds,
  type CallKind,
  type LogField,
  type LogPolicy,
  type OrgDisposition,
  type OrgSettings,
  type QueueRule,
} from '../../../callCenter/ports/orgSettings.ts';
import type { Row } from './askTogether.ts';

/** The queries of the settings, all custom metadata types: in an org they cost no more than the API call. */
export const SETTINGS_QUERIES = {
  policies: 'SELECT DeveloperName, Log__c, Owner__c, Due_Business_Days__c FROM Call_Log_Policy__mdt',
  dispositions: 'SELECT DeveloperName, MasterLabel, Queues__c, Order__c, Active__c FROM Disposition__mdt',
  queueRules: 'SELECT DeveloperName, Queue__c, Disposition_Required__c, Record_Calls__c FROM Queue_Rule__mdt',
  fields: 'SELECT DeveloperName, Task_Field__c, Source__c, Value__c FROM Call_Log_Field__mdt',
} as const;

/** The records of each type; `undefined` where the org refused the query. */
export type SettingsRows = { readonly [Type in keyof typeof SETTINGS_QUERIES]: readonly Row[] | undefined };

/** A record that says nothing the connector understands. */
export interface WrongRow {
  readonly type: string;
  readonly record: string;
  readonly why: string;
}

type Read<Value> = { readonly value: Value } | { readonly why: string };

const DEFAULT_DUE_DAYS = 1;

/** The settings as the records say; what was not read, or is wrong, stays as in `before`. */
export function orgSettingsOf(
  rows: SettingsRows,
  before: OrgSettings,
): { readonly settings: OrgSettings; readonly wrong: readonly WrongRow[] } {
  const wrong: WrongRow[] = [];
  const readAll = <Value>(type: string, found: readonly Row[] | undefined, read: (row: Row) => Read<Value>) =>
    found?.flatMap((row) => {
      const result = read(row);
      if ('value' in result) return [result.value];
      wrong.push({ type, record: textOf(row['DeveloperName']) ?? '', why: result.why });
      return [];
    });

  const policies = readAll('Call_Log_Policy__mdt', rows.policies, policyOf);
  const dispositions = readAll('Disposition__mdt', rows.dispositions?.toSorted(byOrder), dispositionOf);
  const settings: OrgSettings = {
    callLog: {
      policies: { ...before.callLog.policies, ...Object.fromEntries(policies ?? []) },
      fields: readAll('Call_Log_Field__mdt', rows.fields, fieldOf) ?? before.callLog.fields,
    },
    queueRules: readAll('Queue_Rule__mdt', rows.queueRules, queueRuleOf) ?? before.queueRules,
    dispositions: dispositions?.flatMap((each) => each ?? []) ?? before.dispositions,
  };
  return { settings, wrong };
}

function policyOf(row: Row): Read<readonly [CallKind, LogPolicy]> {
  const name = (textOf(row['DeveloperName']) ?? '').toLowerCase();
  const kind = callKinds.find((each) => each === name);
  if (!kind) return { why: `is named after none of ${callKinds.join(', ')}` };
  const ownerId = textOf(row['Owner__c']);
  if (ownerId !== undefined && !/^(?:005|00G)\w{12}(?:\w{3})?$/.test(ownerId)) {
    return { why: 'Owner is not the id of a user or a queue' };
  }
  const owner = ownerId === undefined ? {} : { ownerId };
  const due = row['Due_Business_Days__c'];
  switch (row['Log__c']) {
    case 'None':
      return { value: [kind, { log: 'none' }] };
    case 'Closed':
      return { value: [kind, { log: 'closed', ...owner }] };
    case 'Open': {
      const dueBusinessDays = typeof due === 'number' && due >= 0 ? due : DEFAULT_DUE_DAYS;
      return { value: [kind, { log: 'open', dueBusinessDays, ...owner }] };
    }
    default:
      return { why: 'Log is neither Closed nor Open nor None' };
  }
}

/** `undefined` for one that is not offered any more. */
function dispositionOf(row: Row): Read<OrgDisposition | undefined> {
  const name = textOf(row['MasterLabel']);
  if (name === undefined) return { why: 'has no label' };
  if (row['Active__c'] === false) return { value: undefined };
  return { value: { name, queues: listOf(row['Queues__c']) } };
}

function queueRuleOf(row: Row): Read<QueueRule> {
  const queue = textOf(row['Queue__c']);
  if (queue === undefined) return { why: 'names no queue' };
  return {
    value: {
      queue,
      dispositionRequired: row['Disposition_Required__c'] === true,
      recordCalls: row['Record_Calls__c'] === true,
    },
  };
}

function fieldOf(row: Row): Read<LogField> {
  const field = textOf(row['Task_Field__c']);
  if (field === undefined || !/^[A-Za-z]\w*$/.test(field))
    return { why: 'Task Field is not a name of a field' };
  const source = textOf(row['Source__c']);
  if (source === 'text') {
    const text = textOf(row['Value__c']);
    return text === undefined ? { why: 'has no Value' } : { value: { field, text } };
  }
  const fact = callFacts.find((each) => each === source);
  return fact ? { value: { field, fact } } : { why: `Source ${source ?? ''} is not known` };
}

function byOrder(one: Row, other: Row): number {
  return orderOf(one) - orderOf(other);
}

function orderOf(row: Row): number {
  const order = row['Order__c'];
  return typeof order === 'number' ? order : Number.MAX_SAFE_INTEGER;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function listOf(value: unknown): readonly string[] {
  return (textOf(value) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
