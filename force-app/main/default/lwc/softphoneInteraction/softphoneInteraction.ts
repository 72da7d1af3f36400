import { LightningElement, api } from 'lwc';
import type {
  Directory,
  DispositionChoice,
  Instant,
  Interaction,
  Phone,
  RecordMatch,
  RecordPart,
  RecordSights,
  SoftphoneCommand,
} from '../../../../../softphone/core/index.ts';
import CHANGE_RECORD from '@salesforce/label/c.Softphone_Record_Change';
import HELP from '@salesforce/label/c.Softphone_Help';
import NEW_CALL from '@salesforce/label/c.Softphone_Call_New';
import SHOW from '@salesforce/label/c.Softphone_Pop_Show';
import { viaWords } from 'c/softphoneCallWords';
import { isSecondClick, raise } from 'c/softphoneCommand';
import type { TransferPurpose } from 'c/softphoneTransfer';

type ControlsElement = HTMLElement & { focusControl(name: TransferPurpose): void };

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
  /** How often wrap-up can still be made longer; absent where that is never possible. */
  @api extensions?: number;
  @api extensionSeconds = 0;
  /** Whether the connector can be reached. */
  @api reachable = false;
  /** What the agent may do with this call. */
  @api may: readonly string[] = [];
  @api pending: readonly string[] = [];
  /** Since when everybody else hears music. */
  @api holdSince?: Instant;
  @api directory?: Directory;
  /** Whether the agent may call somebody else meanwhile; the button raises `newcall`. */
  @api callsOut = false;

  /** Whether the agent has opened or closed the choice between records, and for which parts it is made. */
  choice?: {
    readonly interactionId: string;
    readonly open: boolean;
    readonly made: readonly RecordPart[];
  };
  /** For what the agent is choosing somebody, and in which call. */
  choosing?: { readonly interactionId: string; readonly purpose: TransferPurpose };
  focusDue?: 'change' | TransferPurpose;
  words = { change: CHANGE_RECORD, help: HELP, newCall: NEW_CALL, show: SHOW };

  get via(): string {
    return viaWords(this.interaction);
  }

  get ended(): boolean {
    return this.interaction.call.state === 'ended';
  }

  /** Whether the agent may ask for a supervisor. */
  get helpable(): boolean {
    return this.may.includes('askForHelp') && !this.interaction.helpAsked;
  }

  /** Whether the agent has asked for one, or hears one. */
  get supervised(): boolean {
    return this.interaction.helpAsked === true || this.interaction.coachName !== undefined;
  }

  get several(): boolean {
    return this.interaction.parties.length > 1;
  }

  /** For what somebody is being chosen, as long as the call is there. */
  get purpose(): TransferPurpose | undefined {
    return !this.ended && this.choosing?.interactionId === this.interaction.id
      ? this.choosing.purpose
      : undefined;
  }

  /** The panel of the directory has the room meanwhile; what is typed below stays. */
  get covered(): boolean {
    return this.purpose !== undefined;
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

  /**
   * The choice stands open until the agent has made it; in wrap-up only where there is no record at all, and with
   * several parties not by itself.
   */
  get open(): boolean {
    const { id, person, subject } = this.interaction;
    if (this.choice?.interactionId === id) return this.choice.open;
    return !this.several && !(this.ended && (person ?? subject)) && this.undecided([]);
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
    const due = this.focusDue;
    this.focusDue = undefined;
    if (due === 'change') this.template?.querySelector<HTMLElement>('.change')?.focus();
    else if (due) this.template?.querySelector<ControlsElement>('c-softphone-call')?.focusControl(due);
  }

  show(): void {
    raise(this, { type: 'popScreen', interactionId: this.interaction.id });
  }

  askForHelp(event: MouseEvent): void {
    if (isSecondClick(event)) return;
    raise(this, { type: 'askForHelp', interactionId: this.interaction.id, asked: true });
  }

  callAnother(): void {
    this.dispatchEvent(new CustomEvent('newcall'));
  }

  /** Opens the panel, or closes the one that is open for the same. */
  chooseTarget({ detail: purpose }: CustomEvent<TransferPurpose>): void {
    const { id: interactionId } = this.interaction;
    if (this.purpose === purpose) this.closeTarget();
    else this.choosing = { interactionId, purpose };
  }

  closeTarget(): void {
    this.focusDue = this.purpose;
    this.choosing = undefined;
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
    if (!this.choice.open) this.focusDue = 'change';
  }
}
