import { LightningElement, api } from 'lwc';

/** Stands in for `lightning-click-to-dial`: a phone number that does nothing until a softphone enables it. */
export default class ClickToDial extends LightningElement {
  @api value = '';
  @api recordId = '';

  disabled = true;
  forget = (): void => undefined;

  connectedCallback(): void {
    const { clickToDial } = window.lightningHost;
    this.disabled = !clickToDial.enabled;
    this.forget = clickToDial.onChange(() => {
      this.disabled = !clickToDial.enabled;
    });
  }

  disconnectedCallback(): void {
    this.forget();
  }

  get label(): string {
    return `Dial ${this.value}`;
  }

  dial(): void {
    window.lightningHost.clickToDial.dial({ number: this.value, recordId: this.recordId });
  }
}
