import { LightningElement, api } from 'lwc';
import DIAL_PAD from '@salesforce/label/c.Softphone_DialPad';

const KEYS: readonly { digit: string; letters: string }[] = [
  { digit: '1', letters: '' },
  { digit: '2', letters: 'ABC' },
  { digit: '3', letters: 'DEF' },
  { digit: '4', letters: 'GHI' },
  { digit: '5', letters: 'JKL' },
  { digit: '6', letters: 'MNO' },
  { digit: '7', letters: 'PQRS' },
  { digit: '8', letters: 'TUV' },
  { digit: '9', letters: 'WXYZ' },
  { digit: '*', letters: '' },
  { digit: '0', letters: '' },
  { digit: '#', letters: '' },
];

/** Twelve keys, also typed while the pad has the focus; raises `digit` for each. */
export default class SoftphoneDialPad extends LightningElement {
  words = { dialPad: DIAL_PAD };
  keys = KEYS;

  /** Puts the focus on the pad, so that the keyboard's digits reach it. */
  @api focus(): void {
    this.template?.querySelector<HTMLElement>('.pad')?.focus();
  }

  press(event: MouseEvent): void {
    this.raiseDigit((event.currentTarget as HTMLElement).dataset.digit ?? '');
  }

  type(event: KeyboardEvent): void {
    const isKey = KEYS.some(({ digit }) => digit === event.key);
    if (!isKey || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.raiseDigit(event.key);
  }

  raiseDigit(digit: string): void {
    this.dispatchEvent(new CustomEvent<string>('digit', { detail: digit }));
  }
}
