import { LightningElement, api } from 'lwc';
import type { DispositionChoice, Interaction } from '../../../../../softphone/core/index.ts';
import DONE from '@salesforce/label/c.Softphone_WrapUp_Done';
import EXTEND from '@salesforce/label/c.Softphone_WrapUp_Extend';
import EXTENSIONS_LEFT from '@salesforce/label/c.Softphone_WrapUp_ExtensionsLeft';
import TIME_LEFT from '@salesforce/label/c.Softphone_WrapUp_TimeLeft';
import { isSecondClick, raise } from 'c/softphoneCommand';
import { fill } from 'c/softphoneFormat';

/** What remains after a call: its disposition, the time left for it, more time, Done. */
export default class SoftphoneWrapUp extends LightningElement {
  @api interaction!: Interaction;
  @api dispositions?: DispositionChoice;

  /** How often wrap-up can still be made longer; absent where that is never possible. */
  @api extensions?: number;
  @api extensionSeconds = 0;

  words = { done: DONE, timeLeft: TIME_LEFT };

  get extendable(): boolean {
    return this.extensions !== undefined;
  }

  get usedUp(): boolean {
    return this.extensions === 0;
  }

  get extendLabel(): string {
    return fill(EXTEND, String(this.extensionSeconds));
  }

  get extensionsLeft(): string {
    return fill(EXTENSIONS_LEFT, String(this.extensions ?? 0));
  }

  extend(): void {
    raise(this, { type: 'extendWrapUp', interactionId: this.interaction.id });
  }

  complete(event: MouseEvent): void {
    if (isSecondClick(event)) return;
    raise(this, { type: 'completeWrapUp', interactionId: this.interaction.id });
  }
}
