import INBOUND from '@salesforce/label/c.Calls_Inbound';
import INTERNAL from '@salesforce/label/c.Calls_Internal';
import OPEN from '@salesforce/label/c.Calls_Open';
import OUTBOUND from '@salesforce/label/c.Calls_Outbound';
import TALKED from '@salesforce/label/c.Calls_Duration';
import QUEUE from '@salesforce/label/c.Unlogged_Queue';
import { clockTime, fill } from 'c/softphoneFormat';

/** A call log as Apex answers it; a field that is empty is absent. */
export interface LoggedCall {
  readonly Id: string;
  readonly Subject?: string | null;
  readonly CallType?: string | null;
  readonly Call_Outcome__c?: string | null;
  readonly CallDurationInSeconds?: number | null;
  readonly CallDisposition?: string | null;
  readonly Queue__c?: string | null;
  readonly Description?: string | null;
  readonly Interaction_Key__c?: string | null;
  readonly Recording_Link__c?: string | null;
  readonly Owner?: { readonly Name?: string } | null;
  readonly CreatedDate: string;
}

/** One line of the list. */
export interface CallRow {
  readonly id: string;
  readonly iconName: string;
  readonly iconClass: string;
  readonly what: string;
  readonly when: string;
  readonly facts: string;
  readonly notes: string;
  readonly agent: string;
  readonly openTitle: string;
  readonly url: string;
  /** Empty when the call was not recorded. */
  readonly recordingKey: string;
}

const DIRECTIONS: Readonly<Record<string, string>> = {
  Inbound: INBOUND,
  Outbound: OUTBOUND,
  Internal: INTERNAL,
};

const LONGEST_NOTES = 160;

/** What the list shows of a call, in the language of the browser. */
export function callRow(call: LoggedCall, locale?: string): CallRow {
  const direction = call.CallType ?? '';
  const outcome = call.Call_Outcome__c ?? '';
  const answered = outcome === '' || outcome === 'Answered';
  const seconds = call.CallDurationInSeconds ?? 0;
  return {
    id: call.Id,
    iconName: iconOf(direction, answered),
    iconClass: answered ? 'mark' : 'mark mark_unanswered',
    what: joined([DIRECTIONS[direction] ?? direction, outcome]),
    when: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
      // Salesforce ends datetimes with +0000, which not every browser reads.
      new Date(call.CreatedDate.replace(/\+0000$/, 'Z')),
    ),
    facts: joined([
      seconds > 0 ? fill(TALKED, clockTime(seconds)) : '',
      call.Queue__c ? fill(QUEUE, call.Queue__c) : '',
      call.CallDisposition ?? '',
    ]),
    notes: shortened(call.Description ?? ''),
    agent: call.Owner?.Name ?? '',
    openTitle: fill(OPEN, call.Subject ?? ''),
    url: `/lightning/r/Task/${call.Id}/view`,
    recordingKey: call.Recording_Link__c ? (call.Interaction_Key__c ?? '') : '',
  };
}

function iconOf(direction: string, answered: boolean): string {
  if (direction === 'Outbound') return 'utility:outbound_call';
  return answered ? 'utility:incoming_call' : 'utility:missed_call';
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

function shortened(text: string): string {
  return text.length > LONGEST_NOTES ? `${text.slice(0, LONGEST_NOTES).trimEnd()}…` : text;
}
