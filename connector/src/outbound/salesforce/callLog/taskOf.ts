import { WITHHELD } from '../../../../../softphone/core/index.ts';
import type { CallLog } from '../../../callCenter/ports/crm.ts';
import type { CallFact } from '../../../callCenter/ports/orgSettings.ts';
import { businessDayAfter, dayOf, type OrgCalendar } from '../orgSettings/businessDays.ts';
import type { OrgKnowledge } from '../orgSettings/orgKnowledge.ts';
import { cut, fitted, type TaskField } from '../orgSettings/taskShape.ts';
import type { Relations } from './relationsOf.ts';

type TaskValue = string | number | boolean | null;

/** Fields of a Task, by API name. Source: Object Reference, "Task". */
export type TaskFields = Readonly<Record<string, TaskValue>>;

/** The external id under which a call log is written once. */
export const KEY_FIELD = 'Interaction_Key__c';

/** Fields that the package adds to Task. */
export const OWN_FIELDS = [
  KEY_FIELD,
  'Ani__c',
  'Dnis__c',
  'Customer_Number__c',
  'Queue__c',
  'Call_Outcome__c',
  'Wait_Seconds__c',
  'Ring_Seconds__c',
  'Hold_Seconds__c',
  'Wrap_Up_Seconds__c',
  'Hung_Up_By__c',
  'Recording_Link__c',
] as const;

const LONGEST_SUBJECT = 255;
const LONGEST_DESCRIPTION = 32_000;

export interface TaskSurroundings {
  readonly org: OrgKnowledge;
  /** Where the org's own pages are. */
  readonly orgUrl: string;
}

/** The Task of a call log, related as `relations` say. */
export function taskOf(log: CallLog, relations: Relations, { org, orgUrl }: TaskSurroundings): TaskFields {
  const { calendar, task, settings } = org;
  const open = log.policy.log === 'open' ? log.policy : undefined;
  const own = {
    [KEY_FIELD]: log.key,
    Ani__c: log.direction === 'internal' ? null : log.ani,
    Dnis__c: log.direction === 'internal' ? null : log.dnis,
    Customer_Number__c: customerNumberOf(log),
    Queue__c: log.queue ?? null,
    Call_Outcome__c: outcomes[log.outcome],
    Wait_Seconds__c: log.waitSeconds,
    Ring_Seconds__c: log.ringSeconds,
    Hold_Seconds__c: log.holdSeconds,
    Wrap_Up_Seconds__c: log.wrapUpSeconds,
    Hung_Up_By__c: log.hungUpBy ? parties[log.hungUpBy] : null,
    Recording_Link__c: log.recorded ? recordingLink(orgUrl, log.key) : null,
  } satisfies Record<(typeof OWN_FIELDS)[number], TaskValue>;
  const ownerId = log.agentId ?? log.policy.ownerId;
  return {
    Subject: cut(subjectOf(log), LONGEST_SUBJECT),
    TaskSubtype: 'Call',
    Status: open ? task.openStatus : task.closedStatus,
    ActivityDate: open
      ? businessDayAfter(calendar, log.startedAt, open.dueBusinessDays)
      : dayOf(calendar, log.startedAt),
    CallType: callTypeOf(log),
    CallDurationInSeconds: log.talkSeconds,
    CallDisposition: log.disposition ?? null,
    CallObject: log.customerLegId ?? null,
    Description: descriptionOf(log.notes, relations.remarks),
    ...knownFields(own, org),
    ...adminFields(log, settings.callLog.fields, org),
    WhoId: relations.whoId ?? null,
    WhatId: relations.whatId ?? null,
    ...(ownerId !== undefined && { OwnerId: ownerId }),
  };
}

/** Where a page of the org plays the recording of a log. The org's link needs its own address before it. */
function recordingLink(orgUrl: string, key: string): string {
  return `${orgUrl}/lightning/cmp/c__callRecording?c__key=${encodeURIComponent(key)}`;
}

/** A field of ours that this org lacks, or hides from the connector, is not written: the set-up check says so. */
function knownFields(own: Readonly<Record<string, TaskValue>>, { task }: OrgKnowledge): TaskFields {
  const told = Object.keys(task.fields).length > 0;
  const known = Object.entries(own).filter(([name]) => !told || name === KEY_FIELD || name in task.fields);
  return Object.fromEntries(
    known.map(([name, value]) => [
      name,
      typeof value === 'string' && name !== KEY_FIELD ? (fitted(task.fields[name], value) ?? null) : value,
    ]),
  );
}

/** What the admin has mapped, as each field takes it. */
function adminFields(
  log: CallLog,
  fields: OrgKnowledge['settings']['callLog']['fields'],
  { task, calendar }: OrgKnowledge,
): TaskFields {
  const told = Object.keys(task.fields).length > 0;
  return Object.fromEntries(
    fields.flatMap((each) => {
      if (told && !(each.field in task.fields)) return [];
      const field = task.fields[each.field];
      const value = 'text' in each ? each.text : factFor(field, each.fact, { log, calendar });
      return [[each.field, value === undefined ? null : (fitted(field, value) ?? null)]];
    }),
  );
}

/** A day is that of the org, wherever the instant is told. */
function factFor(
  field: TaskField | undefined,
  fact: CallFact,
  { log, calendar }: { log: CallLog; calendar: OrgCalendar },
): string | number | undefined {
  const isDay = field?.type === 'date' && (fact === 'startedAt' || fact === 'endedAt');
  return isDay ? dayOf(calendar, log[fact]) : facts[fact](log);
}

const facts: Readonly<Record<CallFact, (log: CallLog) => string | number | undefined>> = {
  ani: ({ ani }) => ani,
  dnis: ({ dnis }) => dnis,
  queue: ({ queue }) => queue,
  collected: ({ collected }) => collected,
  direction: (log) => callTypeOf(log),
  outcome: ({ outcome }) => outcomes[outcome],
  disposition: ({ disposition }) => disposition,
  waitSeconds: ({ waitSeconds }) => waitSeconds,
  ringSeconds: ({ ringSeconds }) => ringSeconds,
  talkSeconds: ({ talkSeconds }) => talkSeconds,
  holdSeconds: ({ holdSeconds }) => holdSeconds,
  wrapUpSeconds: ({ wrapUpSeconds }) => wrapUpSeconds,
  hungUpBy: ({ hungUpBy }) => hungUpBy && parties[hungUpBy],
  agentId: ({ agentId }) => agentId,
  interactionId: ({ interactionId }) => interactionId,
  customerLegId: ({ customerLegId }) => customerLegId,
  startedAt: ({ startedAt }) => new Date(startedAt).toISOString(),
  endedAt: ({ endedAt }) => new Date(endedAt).toISOString(),
};

/** Values of the picklist `Call_Outcome__c`. */
const outcomes: Readonly<Record<CallLog['outcome'], string>> = {
  answered: 'Answered',
  missed: 'Missed',
  declined: 'Declined',
  abandoned: 'Abandoned',
  voicemail: 'Voicemail',
  noAnswer: 'No Answer',
  busy: 'Busy',
  failed: 'Failed',
};

/** Values of the picklist `Hung_Up_By__c`. */
const parties = { customer: 'Customer', agent: 'Agent', system: 'System' } as const;

function callTypeOf({ kind, direction }: CallLog): string {
  if (kind === 'internal') return 'Internal';
  return direction === 'inbound' ? 'Inbound' : 'Outbound';
}

/** None where it is withheld, or nobody outside took part: such calls have no number in common. */
function customerNumberOf({ direction, ani, dnis }: CallLog): string | null {
  if (direction === 'internal') return null;
  if (direction === 'outbound') return dnis;
  return ani === WITHHELD ? null : ani;
}

function subjectOf({ direction, outcome, ani, dnis }: CallLog): string {
  if (direction === 'outbound') return `Outbound call: ${dnis}`;
  if (direction === 'internal') return 'Internal call';
  switch (outcome) {
    case 'voicemail':
      return `Message from: ${ani}`;
    case 'missed':
    case 'declined':
    case 'abandoned':
      return `${outcomes[outcome]} call: ${ani}`;
    case 'answered':
    case 'noAnswer':
    case 'busy':
    case 'failed':
      return `Inbound call: ${ani}`;
  }
}

/** The agent's notes; what became of a record that could not be related stands below them. */
function descriptionOf(notes: string, remarks: readonly string[]): string | null {
  const below = remarks.join('\n');
  const above = cut(notes, LONGEST_DESCRIPTION - below.length - 2);
  const text = [above, below].filter((part) => part !== '').join('\n\n');
  return text === '' ? null : text;
}
