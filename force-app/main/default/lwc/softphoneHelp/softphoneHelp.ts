import { LightningElement, api } from 'lwc';
import type { Interaction } from '../../../../../softphone/core/index.ts';
import ASKED from '@salesforce/label/c.Softphone_Help_Asked';
import COACHED from '@salesforce/label/c.Softphone_Help_Coached';
import TAKE_BACK from '@salesforce/label/c.Softphone_Help_TakeBack';
import { isSecondClick, raise } from 'c/softphoneCommand';
import { fill } from 'c/softphoneFormat';

/** What supervisors have to do with a call: that the agent has asked for one, and who speaks to the agent alone. */
export default class SoftphoneHelp extends LightningElement {
  @api interaction!: Interaction;
  @api may: readonly string[] = [];

  words = { asked: ASKED, takeBack: TAKE_BACK };

  get coached(): string {
    const { coachName } = this.interaction;
    return coachName === undefined ? '' : fill(COACHED, coachName);
  }

  get disabled(): boolean {
    return !this.may.includes('askForHelp');
  }

  takeBack(event: MouseEvent): void {
    if (isSecondClick(event)) return;
    raise(this, { type: 'askForHelp', interactionId: this.interaction.id, asked: false });
  }
}
