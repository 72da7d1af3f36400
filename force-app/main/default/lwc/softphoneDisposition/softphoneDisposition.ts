import { LightningElement, api } from 'lwc';
import type { DispositionChoice, Interaction } from '../../../../../softphone/core/index.ts';
import DISPOSITION from '@salesforce/label/c.Softphone_Disposition';
import NONE from '@salesforce/label/c.Softphone_Disposition_None';
import REQUIRED from '@salesforce/label/c.Softphone_Disposition_Required';
import { raise } from 'c/softphoneCommand';

/** Up to so many dispositions stand side by side, one press each; more go into a list. */
const SIDE_BY_SIDE = 6;

/** How the interaction ended, for the call log. */
export default class SoftphoneDisposition extends LightningElement {
  @api interaction!: Interaction;
  /** What can be chosen for this interaction, and whether one must be. */
  @api dispositions?: DispositionChoice;

  words = { disposition: DISPOSITION, none: NONE, required: REQUIRED };

  get names(): readonly string[] {
    return this.dispositions?.names ?? [];
  }

  get required(): boolean {
    return this.dispositions?.required === true;
  }

  get choices() {
    return this.names.map((disposition) => ({
      disposition,
      chosen: disposition === this.interaction.disposition,
    }));
  }

  get hasChoices(): boolean {
    return this.names.length > 0;
  }

  get sideBySide(): boolean {
    return this.names.length <= SIDE_BY_SIDE;
  }

  get nothingChosen(): boolean {
    return this.interaction.disposition === undefined;
  }

  choose(event: Event): void {
    const disposition = (event.target as HTMLInputElement | HTMLSelectElement).value;
    if (disposition === '') return;
    raise(this, { type: 'chooseDisposition', interactionId: this.interaction.id, disposition });
  }
}
