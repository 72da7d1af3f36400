import { LightningElement, api } from 'lwc';
import type {
  DispositionChoice,
  EndReason,
  Interaction,
  Phone,
  RecordMatch,
  RecordPart,
  RecordSights,
  SoftphoneCommand,
} from '../../../../../softphone/core/index.ts';
import ANSWERING from '@salesforce/label/c.Softphone_Call_Answering';
import CONNECTED from '@salesforce/label/c.Softphone_Call_Connected';
import DIALING from '@salesforce/label/c.Softphone_Call_Dialing';
import END_ABANDONED from '@salesforce/label/c.Softphone_End_Abandoned';
import END_BUSY from '@salesforce/label/c.Softphone_End_Busy';
import END_CANCELED from '@salesforce/label/c.Softphone_End_Canceled';
import END_CUSTOMER from '@salesforce/label/c.Softphone_End_CustomerHungUp';
import END_DECLINED from '@salesforce/label/c.Softphone_End_Declined';
import END_FAILED from '@salesforce/label/c.Softphone_End_Failed';
import END_HUNG_UP from '@salesforce/label/c.Softphone_End_HungUp';
import END_MISSED from '@salesforce/label/c.Softphone_End_Missed';
import END_NO_ANSWER from '@salesforce/label/c.Softphone_End_NoAnswer';
import CHANGE_RECORD from '@salesforce/label/c.Softphone_Record_Change';
import RECORDED from '@salesforce/label/c.Softphone_Call_Recorded';
import SHOW from '@salesforce/label/c.Softphone_Pop_Show';
import { raise } from 'c/softphoneCommand';
import { clockTime } from 'c/softphoneFormat';

const ENDINGS: Readonly<Record<EndReason, string>> = {
  abandoned: END_ABANDONED,
  busy: END_BUSY,
  canceled: END_CANCELED,
  customerHungUp: END_CUSTOMER,
  declined: END_DECLINED,
  failed: END_FAILED,
  hungUp: END_HUNG_UP,
  missed: END_MISSED,
  noAnswer: END_NO_ANSWER,
};

/** One interaction from Accept to Done: the party and the notes stay in place while call becomes wrap-up. */
export default class SoftphoneInteraction extends LightningElement {
  @api interaction!: Interaction;
  @api phone!: Phone;
  @api country = 'US';
  @api records?: RecordSights;
  /** Whether the desktop has something to show for this call. */
  @api showable = false;
  /** The record that the desktop shows. */
  @api inView?: RecordMatch;
  @api dispositions?: DispositionChoice;
  /** Whether the connector can be reached. */
  @api reachable = false;

  /** Whether the agent has opened or closed the choice between records, and for which parts it is made. */
  choice?: {
    readonly interactionId: string;
    readonly open: boolean;
    readonly made: readonly RecordPart[];
  };
  focusDue = false;
  words = { change: CHANGE_RECORD, recorded: RECORDED, show: SHOW };

  get status(): string {
    const { call } = this.interaction;
    switch (call.state) {
      case 'offered':
      case 'answering':
        return ANSWERING;
      case 'dialing':
        return DIALING;
      case 'connected':
        return CONNECTED;
      case 'ended':
        return ENDINGS[call.reason];
    }
  }

  get answeredAt() {
    const { call } = this.interaction;
    return call.state === 'connected' ? call.answeredAt : undefined;
  }

  get talkTime(): string {
    const { call } = this.interaction;
    if (call.state !== 'ended' || call.answeredAt === undefined) return '';
    return clockTime((call.endedAt - call.answeredAt) / 1000);
  }

  get ended(): boolean {
    return this.interaction.call.state === 'ended';
  }

  get choosesPerson(): boolean {
    return this.open && this.offers('person');
  }

  get choosesSubject(): boolean {
    return this.open && this.offers('subject');
  }

  get changeable(): boolean {
    return !this.open && (this.offers('person') || this.offers('subject'));
  }

  /** The choice stands open until the agent has made it; in wrap-up only where there is no record at all. */
  get open(): boolean {
    const { id, person, subject } = this.interaction;
    if (this.choice?.interactionId === id) return this.choice.open;
    return !(this.ended && (person ?? subject)) && this.undecided([]);
  }

  /** Whether there is something to choose: one person alone is related without asking. */
  offers(part: RecordPart): boolean {
    const offered = this.interaction.matches.filter((match) => match.part === part);
    const chosenAlone = part === 'person' && offered.length === 1 && this.interaction.person !== undefined;
    return offered.length > 0 && !chosenAlone;
  }

  undecided(made: readonly RecordPart[]): boolean {
    const parts: readonly RecordPart[] = ['person', 'subject'];
    return parts.some((part) => this.offers(part) && !this.interaction[part] && !made.includes(part));
  }

  renderedCallback(): void {
    if (!this.focusDue) return;
    this.focusDue = false;
    this.template?.querySelector<HTMLElement>('.change')?.focus();
  }

  show(): void {
    raise(this, { type: 'popScreen', interactionId: this.interaction.id });
  }

  openChoice(): void {
    this.choice = { interactionId: this.interaction.id, open: true, made: [] };
  }

  /** Closes when nothing is left to choose. */
  followChoice(event: CustomEvent<SoftphoneCommand>): void {
    const command = event.detail;
    if (command.type !== 'chooseRecord' && command.type !== 'removeRecord') return;
    const { id } = this.interaction;
    const part = command.type === 'chooseRecord' ? command.record.part : command.part;
    const made = [...(this.choice?.interactionId === id ? this.choice.made : []), part];
    this.choice = { interactionId: id, open: this.undecided(made), made };
    this.focusDue = !this.choice.open;
  }
}
