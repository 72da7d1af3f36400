import type { RelatedRecords } from '../../../../softphone/core/index.ts';
import type { CallLog } from '../../callCenter/ports/crm.ts';

/** Fields of a Task, by API name. Source: Object Reference, "Task". */
export type TaskFields = Readonly<Record<string, string | number | null>>;

/** The external id under which a call log is written once. */
export const KEY_FIELD = 'Interaction_Key__c';

const LONGEST_SUBJECT = 255;
const LONGEST_DESCRIPTION = 32_000;

/**
 * The Task of a call log. `caseContactId` is the contact of a related case, when there is one.
 * A person goes into WhoId, everything else into WhatId; with a lead in WhoId, WhatId must stay empty.
 */
export function taskOf(log: CallLog, caseContactId?: string): TaskFields {
  return {
    [KEY_FIELD]: log.key,
    Subject: subjectOf(log).slice(0, LONGEST_SUBJECT),
    Status: 'Completed',
    ActivityDate: new Date(log.startedAt).toISOString().slice(0, 10),
    CallType: log.direction === 'inbound' ? 'Inbound' : 'Outbound',
    CallDurationInSeconds: log.talkSeconds,
    CallDisposition: log.disposition ?? null,
    CallObject: log.customerLegId ?? null,
    Description: log.notes === '' ? null : log.notes.slice(0, LONGEST_DESCRIPTION),
    Ani__c: log.ani,
    Dnis__c: log.dnis,
    Queue__c: log.queue ?? null,
    Call_Outcome__c: outcomes[log.outcome],
    ...relatedTo(log, caseContactId),
    ...(log.agentId !== undefined && { OwnerId: log.agentId }),
  };
}

/** Values of the picklist `Call_Outcome__c`. */
const outcomes: Readonly<Record<CallLog['outcome'], string>> = {
  answered: 'Answered',
  missed: 'Missed',
  declined: 'Declined',
  abandoned: 'Abandoned',
  noAnswer: 'No Answer',
  busy: 'Busy',
  failed: 'Failed',
};

function subjectOf({ direction, outcome, ani, dnis }: CallLog): string {
  const party = direction === 'inbound' ? ani : dnis;
  if (direction === 'outbound') return `Outbound call: ${party}`;
  const kinds = {
    answered: 'Inbound',
    missed: 'Missed',
    declined: 'Declined',
    abandoned: 'Abandoned',
  } as const;
  const kind = outcome in kinds ? kinds[outcome as keyof typeof kinds] : 'Inbound';
  return `${kind} call: ${party}`;
}

function relatedTo({ person, subject }: RelatedRecords, caseContactId: string | undefined): TaskFields {
  if (person?.objectType === 'Lead') return { WhoId: person.recordId, WhatId: null };
  const personAccountId = person?.objectType === 'Account' ? person.recordId : undefined;
  return {
    WhoId: (personAccountId ? undefined : person?.recordId) ?? caseContactId ?? null,
    WhatId: subject?.recordId ?? personAccountId ?? null,
  };
}
