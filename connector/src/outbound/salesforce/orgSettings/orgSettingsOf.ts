import {
  callFacts,
  callKinds,
  defaultOrgSettings,
  type CallKind,
  type LogField,
  type LogPolicy,
  type OrgDisposition,
  type OrgSettings,
  type QueueRule,
  type RecordingPolicy,
} from '../../../callCenter/ports/orgSettings.ts';
import { agentRuleOf, reasonCodeOf } from './agentRuleOf.ts';
import type { Row } from './askTogether.ts';
import { byOrder, isWithin, listOf, textOf, type Read } from './rowValues.ts';

/** The queries of the settings, all custom metadata types, as many as go in one API call. */
export const SETTINGS_QUERIES = {
  policies: 'SELECT DeveloperName, Log__c, Owner__c, Due_Business_Days__c FROM Call_Log_Policy__mdt',
  dispositions: 'SELECT DeveloperName, MasterLabel, Queues__c, Order__c, Active__c FROM Disposition__mdt',
  queueRules:
    'SELECT DeveloperName, Queue__c, Disposition_Required__c, Record_Calls__c, Agents_May_Record__c, Wrap_Up_Seconds__c FROM Queue_Rule__mdt',
  reasonCodes:
    'SELECT DeveloperName, MasterLabel, Order__c, Colour__c, Agents_Choose__c, Active__c FROM Reason_Code__mdt',
  agentRules:
    'SELECT DeveloperName, Reason_Required__c, Default_Reason__c, Wrap_Up_Seconds__c, Wrap_Up_Extension_Seconds__c, Wrap_Up_Extensions__c, Missed_Not_Ready__c, Missed_Reason__c, Declined_Not_Ready__c, Declined_Reason__c, Gone_After_Seconds__c, Gone_Reason__c, After_Sign_In__c FROM Agent_Rule__mdt',
} as const;

/** What goes with the description of Tasks: an administrator who maps a field has made one. */
export const LOG_FIELDS_QUERY =
  'SELECT DeveloperName, Task_Field__c, Source__c, Value__c FROM Call_Log_Field__mdt';

/** The records of each type; `undefined` where the org refused the query. */
export type SettingsRows = Readonly<
  Record<keyof typeof SETTINGS_QUERIES | 'fields', readonly Row[] | undefined>
>;

/** A record that says nothing the connector understands. */
export interface WrongRow {
  readonly type: string;
  readonly record: string;
  readonly why: string;
}

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
  const reasonCodes = readAll('Reason_Code__mdt', rows.reasonCodes?.toSorted(byOrder), reasonCodeOf);
  const agentRules = readAll('Agent_Rule__mdt', rows.agentRules, agentRuleOf);
  const settings: OrgSettings = {
    callLog: {
      policies: { ...before.callLog.policies, ...Object.fromEntries(policies ?? []) },
      fields: readAll('Call_Log_Field__mdt', rows.fields, fieldOf) ?? before.callLog.fields,
    },
    queueRules: readAll('Queue_Rule__mdt', rows.queueRules, queueRuleOf) ?? before.queueRules,
    dispositions: dispositions?.flatMap((each) => each ?? []) ?? before.dispositions,
    reasonCodes: reasonCodes?.flatMap((each) => each ?? []) ?? before.reasonCodes,
    agentRule: agentRules ? (agentRules[0] ?? defaultOrgSettings.agentRule) : before.agentRule,
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
  const wrapUpSeconds = row['Wrap_Up_Seconds__c'];
  if (!isWithin(wrapUpSeconds, 1, 3_600))
    return { why: 'Wrap-Up Seconds is not a whole number from 1 to 3600' };
  return {
    value: {
      queue,
      dispositionRequired: row['Disposition_Required__c'] === true,
      recording: recordingOf(row),
      ...(typeof wrapUpSeconds === 'number' && { wrapUpSeconds }),
    },
  };
}

/** To record every call includes what agents would start. */
function recordingOf(row: Row): RecordingPolicy {
  if (row['Record_Calls__c'] === true) return 'all';
  return row['Agents_May_Record__c'] === true ? 'onDemand' : 'none';
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
