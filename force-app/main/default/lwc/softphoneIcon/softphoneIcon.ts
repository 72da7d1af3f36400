import { LightningElement, api } from 'lwc';
import SOFTPHONE from '@salesforce/resourceUrl/softphone';

/** One icon of the design system's sprite. It is decoration: the words stand beside it. */
export default class SoftphoneIcon extends LightningElement {
  /** `utility:call`, `standard:contact`; standard icons bring their coloured tile. */
  @api name = 'utility:call';
  /** `xx-small`, `x-small`, `small`, `medium` or `large`. */
  @api size = 'x-small';

  get href(): string {
    return `${SOFTPHONE}/symbols.svg#${this.name.replace(':', '-')}`;
  }

  get tileClass(): string {
    const tile = this.name.replace(':', '-').replaceAll('_', '-');
    return this.name.startsWith('standard:')
      ? `slds-icon_container slds-icon-${tile}`
      : 'slds-icon_container';
  }

  get iconClass(): string {
    return `icon slds-icon slds-icon_${this.size}`;
  }
}
