import { LightningElement, api } from 'lwc';
import type { NumberEntry } from '../../../../../softphone/core/index.ts';
import BACKSPACE from '@salesforce/label/c.Softphone_Dialer_Backspace';
import CALL from '@salesforce/label/c.Softphone_Dialer_Call';
import INCOMPLETE from '@salesforce/label/c.Softphone_Dialer_Incomplete';
import NUMBER from '@salesforce/label/c.Softphone_Dialer_Number';
import PLACEHOLDER from '@salesforce/label/c.Softphone_Dialer_Placeholder';
import { raise } from 'c/softphoneCommand';
import { Draft } from 'c/softphoneDraft';
import { countryName } from 'c/softphoneFormat';

/** Number entry: typed as it comes, read below in its country's form. */
export default class SoftphoneDialer extends LightningElement {
  draft = new Draft();
  typed = '';
  read: NumberEntry = { typed: '', formatted: '', valid: false };
  words = { backspace: BACKSPACE, call: CALL, number: NUMBER, placeholder: PLACEHOLDER };

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
    if (this.nothingTyped) return;
    raise(this, { type: 'dial', number: this.typed.trim() });
  }
}
