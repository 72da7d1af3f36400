import { LightningElement, api } from 'lwc';
import type { Instant, Interaction } from '../../../../../softphone/core/index.ts';
import ANSWERING from '@salesforce/label/c.Softphone_Call_Answering';
import CONNECTED from '@salesforce/label/c.Softphone_Call_Connected';
import DIALING from '@salesforce/label/c.Softphone_Call_Dialing';
import LOST from '@salesforce/label/c.Softphone_Call_Lost';
import ON_HOLD from '@salesforce/label/c.Softphone_Call_CustomerHeld';
import RECORDING from '@salesforce/label/c.Softphone_Recording';
import RECORDING_PAUSED from '@salesforce/label/c.Softphone_Recording_Paused';
import SECONDS from '@salesforce/label/c.Softphone_Call_LostUnit';
import { endWords } from 'c/softphoneCallWords';
import { clockTime } from 'c/softphoneFormat';

/** How far a call is, how long it runs and how long it is on hold, whether it is recorded, and whether it is broken. */
export default class SoftphoneCallStatus extends LightningElement {
  @api interaction!: Interaction;
  /** Since when everybody else hears music. */
  @api holdSince?: Instant;

  words = { lost: LOST, onHold: ON_HOLD, seconds: SECONDS };

  get status(): string {
    const { call } = this.interaction;
    switch (call.state) {
      case 'offered':
      case 'answering':
        return ANSWERING;
      case 'dialing':
        return DIALING;
      case 'connected':
        return CONNECTED;
      case 'ended':
        return endWords(call.reason);
    }
  }

  get answeredAt() {
    const { call } = this.interaction;
    return call.state === 'connected' ? call.answeredAt : undefined;
  }

  get talkTime(): string {
    const { call } = this.interaction;
    if (call.state !== 'ended' || call.answeredAt === undefined) return '';
    return clockTime((call.endedAt - call.answeredAt) / 1000);
  }

  get heldSince() {
    return this.interaction.call.state === 'connected' ? this.holdSince : undefined;
  }

  get recording() {
    const { recording } = this.interaction;
    if (recording === undefined || recording === 'startable') return undefined;
    return recording === 'running'
      ? { className: 'recording', words: RECORDING }
      : { className: 'recording recording_paused', words: RECORDING_PAUSED };
  }
}
