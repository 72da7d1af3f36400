import { LightningElement, api } from 'lwc';
import type { CallSummary, RecordMatch, RecordSights } from '../../../../../softphone/core/index.ts';
import CALL_BACK from '@salesforce/label/c.Softphone_History_CallBack';
import EMPTY from '@salesforce/label/c.Softphone_History_Empty';
import EMPTY_TEXT from '@salesforce/label/c.Softphone_History_Empty_Text';
import ABANDONED from '@salesforce/label/c.Softphone_Outcome_Abandoned';
import ANSWERED_IN from '@salesforce/label/c.Softphone_Outcome_AnsweredInbound';
import ANSWERED_OUT from '@salesforce/label/c.Softphone_Outcome_AnsweredOutbound';
import BUSY from '@salesforce/label/c.Softphone_Outcome_Busy';
import DECLINED from '@salesforce/label/c.Softphone_Outcome_Declined';
import FAILED from '@salesforce/label/c.Softphone_Outcome_Failed';
import MISSED from '@salesforce/label/c.Softphone_Outcome_Missed';
import NO_ANSWER from '@salesforce/label/c.Softphone_Outcome_NoAnswer';
import VOICEMAIL from '@salesforce/label/c.Softphone_Outcome_Voicemail';
import INTERNAL from '@salesforce/label/c.Softphone_History_Internal';
import OPEN_RECORD from '@salesforce/label/c.Softphone_Record_Open';
import { raise } from 'c/softphoneCommand';
import { clockTime, fill, timeOfDay } from 'c/softphoneFormat';
import { displayNumber, isCallable } from 'c/softphoneNumber';
import { recordFace } from 'c/softphoneRecord';

const UNANSWERED: Readonly<Record<Exclude<CallSummary['outcome'], 'answered'>, string>> = {
  abandoned: ABANDONED,
  busy: BUSY,
  declined: DECLINED,
  failed: FAILED,
  missed: MISSED,
  noAnswer: NO_ANSWER,
  voicemail: VOICEMAIL,
};

/** The day's calls, newest first; each can be called back, and its record opened. */
export default class SoftphoneHistory extends LightningElement {
  @api history: readonly CallSummary[] = [];
  @api records?: RecordSights;
  @api country = 'US';

  words = { empty: EMPTY, emptyText: EMPTY_TEXT };

  get isEmpty(): boolean {
    return this.history.length === 0;
  }

  get rows() {
    return this.history.map((call) => {
      const number = call.direction === 'internal' ? INTERNAL : displayNumber(otherParty(call), this.country);
      const record = recordOf(call);
      const known = recordFace(this.records, record)?.name;
      const name = known ?? number;
      return {
        key: call.interactionId,
        name,
        number: known ? number : '',
        record: known && record,
        outcome: outcomeWords(call),
        iconName: iconOf(call),
        className: call.outcome === 'answered' ? 'mark' : 'mark mark_unanswered',
        time: timeOfDay(call.startedAt),
        duration: call.talkSeconds > 0 ? clockTime(call.talkSeconds) : '',
        openTitle: fill(OPEN_RECORD, name),
        callTitle: fill(CALL_BACK, name),
        callable: isCallable(otherParty(call)),
      };
    });
  }

  callBack(event: MouseEvent): void {
    const call = this.callOf(event);
    if (!call) return;
    const record = recordOf(call);
    const target = { kind: 'number', number: otherParty(call) } as const;
    raise(this, { type: 'dial', target, ...(record && { record }) });
  }

  openRecord(event: MouseEvent): void {
    const call = this.callOf(event);
    const record = call && recordOf(call);
    if (record) raise(this, { type: 'openRecord', record });
  }

  callOf(event: MouseEvent): CallSummary | undefined {
    const { key } = (event.currentTarget as HTMLElement).dataset;
    return this.history.find(({ interactionId }) => interactionId === key);
  }
}

/** Who the call was with, else what it was about. */
function recordOf({ person, subject }: CallSummary): RecordMatch | undefined {
  return person ?? subject;
}

function otherParty({ direction, ani, dnis }: CallSummary): string {
  return direction === 'inbound' ? ani : dnis;
}

function outcomeWords({ direction, outcome }: CallSummary): string {
  if (outcome !== 'answered') return UNANSWERED[outcome];
  return direction === 'outbound' ? ANSWERED_OUT : ANSWERED_IN;
}

function iconOf({ direction, outcome }: CallSummary): string {
  if (direction === 'outbound') return 'utility:outbound_call';
  if (direction === 'internal') return 'utility:people';
  return outcome === 'answered' ? 'utility:incoming_call' : 'utility:missed_call';
}
