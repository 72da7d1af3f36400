import { LightningElement, api } from 'lwc';
import type { EarlierNotes } from '../../../../../softphone/core/index.ts';
import HEADING from '@salesforce/label/c.Softphone_EarlierNotes';
import { fill } from 'c/softphoneFormat';

/** What the agents wrote who had the call before, behind a heading that opens and closes it. */
export default class SoftphoneEarlierNotes extends LightningElement {
  /** First to last. */
  @api notes: readonly EarlierNotes[] = [];
  /** Shown open until the agent closes it. */
  @api opened = false;

  /** What the agent has chosen. */
  choice?: boolean;

  get any(): boolean {
    return this.notes.length > 0;
  }

  get open(): boolean {
    return this.choice ?? this.opened;
  }

  get expanded(): string {
    return String(this.open);
  }

  get heading(): string {
    return fill(HEADING, [...new Set(this.notes.map(({ agentName }) => agentName))].join(', '));
  }

  get iconName(): string {
    return this.open ? 'utility:chevrondown' : 'utility:chevronright';
  }

  get rows() {
    const several = this.notes.length > 1;
    return this.notes.map(({ agentName, notes }, place) => ({
      key: String(place),
      agentName: several ? agentName : '',
      notes,
    }));
  }

  toggle(): void {
    this.choice = !this.open;
  }
}
