import { LightningElement, api } from 'lwc';
import type {
  AgentSettings,
  Directory,
  NumberEntry,
  ParkedCall,
  Target,
} from '../../../../../softphone/core/index.ts';
import BACK from '@salesforce/label/c.Softphone_Call_New_Back';
import BACKSPACE from '@salesforce/label/c.Softphone_Dialer_Backspace';
import CALL from '@salesforce/label/c.Softphone_Dialer_Call';
import CALLER_ID from '@salesforce/label/c.Softphone_Dialer_CallerId';
import CALLER_ID_STANDARD from '@salesforce/label/c.Softphone_Dialer_CallerId_Standard';
import INCOMPLETE from '@salesforce/label/c.Softphone_Dialer_Incomplete';
import NUMBER from '@salesforce/label/c.Softphone_Dialer_Number';
import PLACEHOLDER from '@salesforce/label/c.Softphone_Dialer_Placeholder';
import { raise } from 'c/softphoneCommand';
import type { Chosen } from 'c/softphoneDirectory';
import { Draft } from 'c/softphoneDraft';
import { countryName } from 'c/softphoneFormat';
import { displayNumber } from 'c/softphoneNumber';
import { isDialing } from 'c/softphonePending';
import { meantTarget, typedTarget } from 'c/softphoneTarget';

/** Whom to call: found in the directory, or a number, typed as it comes and read below in its country's form. */
export default class SoftphoneDialer extends LightningElement {
  @api directory?: Directory;
  @api country = 'US';
  /** The numbers that the agent can show to others. */
  @api callerIds: AgentSettings['callerIds'] = [];

  /** Whether the agent may call out now. */
  @api allowed = false;
  @api parkedCalls?: readonly ParkedCall[];
  @api mayPickUp = false;
  @api pending: readonly string[] = [];
  /** Whether there is a call to go back to; the button raises `back`. */
  @api back = false;

  callerId = '';
  draft = new Draft();
  typed = '';
  read: NumberEntry = { typed: '', formatted: '', valid: false };
  words = {
    back: BACK,
    backspace: BACKSPACE,
    call: CALL,
    callerId: CALLER_ID,
    number: NUMBER,
    placeholder: PLACEHOLDER,
    standard: CALLER_ID_STANDARD,
  };

  @api get entry(): NumberEntry {
    return this.read;
  }
  set entry(entry: NumberEntry) {
    this.draft.hear(entry.typed);
    this.read = entry;
    this.typed = this.draft.text;
  }

  /** The number as understood; empty while the reading lags behind the typing. */
  get reading(): string {
    const { typed, formatted, country, valid } = this.read;
    if (this.nothingTyped || typed !== this.typed) return '';
    const place = country ? countryName(country) : '';
    return [formatted, valid ? place : INCOMPLETE].filter(Boolean).join(' · ');
  }

  get choosesCallerId(): boolean {
    return this.callerIds.length > 0;
  }

  get callerIdOptions() {
    return this.callerIds.map(({ number, label }) => ({
      number,
      label: [label, displayNumber(number, this.country)].filter(Boolean).join(' · '),
      chosen: number === this.callerId,
    }));
  }

  /** In a call the parked ones have their own tab. */
  get parkedShown(): boolean {
    return this.parkedCalls !== undefined && !this.back;
  }

  get mayNotCall(): boolean {
    return this.nothingTyped || !this.allowed;
  }

  get nothingTyped(): boolean {
    return this.typed.trim() === '';
  }

  typeByKeyboard(event: Event): void {
    this.type((event.target as HTMLInputElement).value);
  }

  typeDigit(event: CustomEvent<string>): void {
    this.type(this.typed + event.detail);
  }

  eraseLast(): void {
    this.type(this.typed.slice(0, -1));
  }

  type(text: string): void {
    this.draft.text = text;
    this.typed = text;
    raise(this, { type: 'typeNumber', typed: this.draft.send() });
  }

  dial(event: Event): void {
    event.preventDefault();
    if (this.mayNotCall) return;
    this.call(
      this.read.valid && this.read.typed === this.typed ? numberOf(this.typed) : typedTarget(this.typed),
    );
  }

  goBack(): void {
    this.dispatchEvent(new CustomEvent('back'));
  }

  callChosen(event: CustomEvent<Chosen>): void {
    this.call(meantTarget(event.detail.target));
  }

  chooseCallerId(event: Event): void {
    this.callerId = (event.target as HTMLSelectElement).value;
  }

  get dialing(): 'true' | undefined {
    return isDialing(this.pending) ? 'true' : undefined;
  }

  call(target: Target): void {
    if (isDialing(this.pending)) return;
    const { callerId } = this;
    raise(this, { type: 'dial', target, ...(callerId !== '' && { callerId }) });
  }
}

function numberOf(typed: string): Target {
  return { kind: 'number', number: typed.trim() };
}
