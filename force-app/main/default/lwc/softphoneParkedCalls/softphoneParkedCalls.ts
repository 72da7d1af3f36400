import { LightningElement, api } from 'lwc';
import type { InteractionId, ParkedCall } from '../../../../../softphone/core/index.ts';
import BY from '@salesforce/label/c.Softphone_Parked_By';
import EMPTY from '@salesforce/label/c.Softphone_Parked_Empty';
import EMPTY_TEXT from '@salesforce/label/c.Softphone_Parked_Empty_Text';
import ORBIT from '@salesforce/label/c.Softphone_Parked_Orbit';
import PARKED from '@salesforce/label/c.Softphone_Parked';
import PICK_UP from '@salesforce/label/c.Softphone_Parked_PickUp';
import PICK_UP_TITLE from '@salesforce/label/c.Softphone_Parked_PickUp_Title';
import UNKNOWN from '@salesforce/label/c.Softphone_Calls_Unknown';
import WAITING from '@salesforce/label/c.Softphone_Parked_Waiting';
import { isSecondClick, raise } from 'c/softphoneCommand';
import { fill } from 'c/softphoneFormat';
import { displayNumber } from 'c/softphoneNumber';
import { isPending } from 'c/softphonePending';

/** The calls that wait in orbits, the longest first, for anybody to pick up. */
export default class SoftphoneParkedCalls extends LightningElement {
  @api parkedCalls: readonly ParkedCall[] = [];
  @api country = 'US';
  /** Whether the agent may take one now. */
  @api mayPickUp = false;
  @api pending: readonly string[] = [];
  /** Only the call that waits longest, in a row that is always there. */
  @api brief = false;

  words = { empty: EMPTY, emptyText: EMPTY_TEXT, parked: PARKED, pickUp: PICK_UP, waiting: WAITING };

  get isEmpty(): boolean {
    return this.parkedCalls.length === 0;
  }

  get hasNotice(): boolean {
    return this.isEmpty && !this.brief;
  }

  get disabled(): boolean {
    return !this.mayPickUp;
  }

  get rows() {
    const byAge = [...this.parkedCalls].sort((one, other) => one.since - other.since);
    return (this.brief ? byAge.slice(0, 1) : byAge).map((parked) => {
      const { interactionId, orbit, number, queue, parkedBy, since } = parked;
      const name = number === undefined ? UNKNOWN : displayNumber(number, this.country);
      return {
        interactionId,
        orbit,
        name,
        since,
        orbitTitle: fill(ORBIT, orbit),
        detail: [fill(BY, parkedBy), queue].filter(Boolean).join(' · '),
        title: fill(PICK_UP_TITLE, name, orbit),
        busy: isPending(this.pending, { type: 'pickUp', interactionId }) ? 'true' : undefined,
      };
    });
  }

  pickUp(event: MouseEvent): void {
    const interactionId = (event.currentTarget as HTMLElement).dataset.id as InteractionId;
    const command = { type: 'pickUp', interactionId } as const;
    if (isSecondClick(event) || isPending(this.pending, command)) return;
    raise(this, command);
  }
}
