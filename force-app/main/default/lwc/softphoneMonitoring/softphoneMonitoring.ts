import { LightningElement, api } from 'lwc';
import type { Monitoring, SupervisorOrder } from '../../../../../softphone/core/index.ts';
import BARGE from '@salesforce/label/c.Supervisor_Barge';
import COACH from '@salesforce/label/c.Supervisor_Coach';
import COACHING from '@salesforce/label/c.Softphone_Monitoring_Coaching';
import CONNECTING from '@salesforce/label/c.Softphone_Monitoring_Connecting';
import LISTEN from '@salesforce/label/c.Supervisor_Listen';
import LISTENING from '@salesforce/label/c.Softphone_Monitoring_Listening';
import STOP from '@salesforce/label/c.Softphone_Monitoring_Stop';
import TAKE_OVER from '@salesforce/label/c.Supervisor_TakeOver';
import TITLE from '@salesforce/label/c.Softphone_Monitoring';
import WITH_COACHING from '@salesforce/label/c.Softphone_Monitoring_Coaching_Text';
import WITH_LISTENING from '@salesforce/label/c.Softphone_Monitoring_Listening_Text';
import { isSecondClick, raise } from 'c/softphoneCommand';
import { fill } from 'c/softphoneFormat';

type Wish = 'monitor' | 'coach' | 'barge' | 'takeOver';

const WISHES: readonly (readonly [Wish, string])[] = [
  ['monitor', LISTEN],
  ['coach', COACH],
  ['barge', BARGE],
  ['takeOver', TAKE_OVER],
];

/** Whom a supervisor hears, who hears the supervisor, and what the supervisor can do about it. */
export default class SoftphoneMonitoring extends LightningElement {
  @api monitoring!: Monitoring;

  words = { stop: STOP, title: TITLE };

  get connecting(): boolean {
    return this.monitoring.state === 'connecting';
  }

  get state(): string {
    if (this.connecting) return CONNECTING;
    return this.monitoring.mode === 'coach' ? COACHING : LISTENING;
  }

  /** Who hears the supervisor. */
  get heardBy(): string {
    const { mode, agentName } = this.monitoring;
    return fill(mode === 'coach' ? WITH_COACHING : WITH_LISTENING, agentName);
  }

  get wishes() {
    return WISHES.map(([name, label]) => {
      const chosen = name === this.monitoring.mode;
      return {
        name,
        label,
        pressed: chosen ? 'true' : undefined,
        className: `wish slds-button slds-button_${chosen ? 'brand' : 'neutral'}`,
      };
    });
  }

  choose(event: MouseEvent): void {
    const type = (event.currentTarget as HTMLElement).dataset.wish as Wish;
    const { agentId, interactionId, mode } = this.monitoring;
    if (type !== mode) this.order(event, { type, agentId, interactionId });
  }

  stop(event: MouseEvent): void {
    this.order(event, { type: 'stopMonitoring' });
  }

  order(event: MouseEvent, order: SupervisorOrder): void {
    if (!isSecondClick(event)) raise(this, { type: 'supervise', order });
  }
}
