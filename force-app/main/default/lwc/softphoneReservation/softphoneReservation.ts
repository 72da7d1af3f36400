import { LightningElement, api } from 'lwc';
import type { Interaction, RecordSights } from '../../../../../softphone/core/index.ts';
import ACCEPT from '@salesforce/label/c.Softphone_Accept';
import COLLECTED from '@salesforce/label/c.Softphone_Collected';
import DECLINE from '@salesforce/label/c.Softphone_Decline';
import INCOMING from '@salesforce/label/c.Softphone_Incoming';
import ANSWER_AND_HOLD from '@salesforce/label/c.Softphone_Calls_AnswerAndHold';
import INCOMING_QUEUE from '@salesforce/label/c.Softphone_Incoming_Queue';
import MATCHES_NONE from '@salesforce/label/c.Softphone_Matches_None';
import MATCHES_SEARCHING from '@salesforce/label/c.Softphone_Matches_Searching';
import MATCHES_SEVERAL from '@salesforce/label/c.Softphone_Matches_Several';
import SHOW from '@salesforce/label/c.Softphone_Pop_Show';
import { callName, viaWords } from 'c/softphoneCallWords';
import { isSecondClick, raise } from 'c/softphoneCommand';
import { fill } from 'c/softphoneFormat';
import { isPending } from 'c/softphonePending';
import { isHidden, objectIcon, recordFace, recordName } from 'c/softphoneRecord';

/** Records shown before the agent has answered; the chooser shows all. */
const PREVIEWED = 3;

/** A call that waits for this agent: who calls, why, how long it waits, Accept and Decline. */
export default class SoftphoneReservation extends LightningElement {
  @api interaction!: Interaction;
  @api records?: RecordSights;
  /** Whether the desktop has something to show for this call. */
  @api showable = false;
  @api country = 'US';
  /** Whether answering holds another call. */
  @api holdsAnother = false;
  @api pending: readonly string[] = [];

  words = { decline: DECLINE, show: SHOW };

  /** How the call comes: through which queue, or from whom. */
  get heading(): string {
    const { queue, via } = this.interaction;
    if (via !== 'queue') return viaWords(this.interaction);
    return queue ? fill(INCOMING_QUEUE, queue) : INCOMING;
  }

  get acceptLabel(): string {
    return this.holdsAnother ? ANSWER_AND_HOLD : ACCEPT;
  }

  get answering(): 'true' | undefined {
    return this.waits('answer') ? 'true' : undefined;
  }

  get declining(): 'true' | undefined {
    return this.waits('decline') ? 'true' : undefined;
  }

  /** The call, for those who hear the panel. */
  get announcement(): string {
    const name = callName(this.interaction, { records: this.records, country: this.country });
    return `${this.heading}, ${name}`;
  }

  get offeredAt() {
    const { call } = this.interaction;
    return call.state === 'offered' ? call.offeredAt : undefined;
  }

  get expiresAt() {
    const { call } = this.interaction;
    return call.state === 'offered' ? call.expiresAt : undefined;
  }

  get collected(): string {
    const { collected } = this.interaction;
    return collected ? fill(COLLECTED, collected) : '';
  }

  /** What the search has found, unless it has found the caller: that is the party itself. */
  get found(): string {
    const { matched, matches, person, subject, direction } = this.interaction;
    if (direction === 'internal' || (person ?? subject)) return '';
    if (!matched) return MATCHES_SEARCHING;
    const callers = matches.filter(({ belongsTo }) => belongsTo === undefined).length;
    return callers > 0 ? fill(MATCHES_SEVERAL, callers) : MATCHES_NONE;
  }

  get preview() {
    const { matches, person, subject } = this.interaction;
    const others = matches.filter(
      (match) =>
        match.recordId !== person?.recordId &&
        match.recordId !== subject?.recordId &&
        !isHidden(this.records, match),
    );
    return others.slice(0, PREVIEWED).map((match) => ({
      recordId: match.recordId,
      iconName: objectIcon(match.objectType),
      text: [recordName(this.records, match), recordFace(this.records, match)?.detail]
        .filter(Boolean)
        .join(' · '),
    }));
  }

  accept(event: MouseEvent): void {
    this.reply(event, 'answer');
  }

  show(): void {
    raise(this, { type: 'popScreen', interactionId: this.interaction.id });
  }

  decline(event: MouseEvent): void {
    this.reply(event, 'decline');
  }

  reply(event: MouseEvent, type: 'answer' | 'decline'): void {
    if (isSecondClick(event) || this.waits('answer') || this.waits('decline')) return;
    raise(this, { type, interactionId: this.interaction.id });
  }

  waits(type: 'answer' | 'decline'): boolean {
    return isPending(this.pending, { type, interactionId: this.interaction.id });
  }
}
