import { LightningElement, api } from 'lwc';
import type { DispositionChoice, Interaction } from '../../../../../softphone/core/index.ts';
import DONE from '@salesforce/label/c.Softphone_WrapUp_Done';
import TIME_LEFT from '@salesforce/label/c.Softphone_WrapUp_TimeLeft';
import { isSecondClick, raise } from 'c/softphoneCommand';

/** What remains after a call: its disposition, the time left for it, Done. */
export default class SoftphoneWrapUp extends LightningElement {
  @api interaction!: Interaction;
  @api dispositions?: DispositionChoice;

  words = { done: DONE, timeLeft: TIME_LEFT };

  complete(event: MouseEvent): void {
    if (isSecondClick(event)) return;
    raise(this, { type: 'completeWrapUp', interactionId: this.interaction.id });
  }
}
