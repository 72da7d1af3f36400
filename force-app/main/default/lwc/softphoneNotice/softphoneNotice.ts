import { LightningElement, api } from 'lwc';

/** A quiet message in the middle of an empty panel, with at most one thing to do about it. */
export default class SoftphoneNotice extends LightningElement {
  @api heading = '';
  @api text = '';
  /** The button's words; without them there is no button. Pressing it raises `act`. */
  @api action = '';
  @api iconName = '';
  /** Shows a spinner in place of the icon. */
  @api busy = false;

  get hasIcon(): boolean {
    return this.iconName !== '' && !this.busy;
  }

  act(): void {
    this.dispatchEvent(new CustomEvent('act'));
  }
}
