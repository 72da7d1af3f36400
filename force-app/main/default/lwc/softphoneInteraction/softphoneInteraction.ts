import { LightningElement, api } from 'lwc';
import type { EndReason, Interaction, Phone, SoftphoneCommand } from '../../../../../softphone/core/index.ts';
import ANSWERING from '@salesforce/label/c.Softphone_Call_Answering';
import CONNECTED from '@salesforce/label/c.Softphone_Call_Connected';
import DIALING from '@salesforce/label/c.Softphone_Call_Dialing';
import END_ABANDONED from '@salesforce/label/c.Softphone_End_Abandoned';
import END_BUSY from '@salesforce/label/c.Softphone_End_Busy';
import END_CANCELED from '@salesforce/label/c.Softphone_End_Canceled';
import END_CUSTOMER from '@salesforce/label/c.Softphone_End_CustomerHungUp';
import END_DECLINED from '@salesforce/label/c.Softphone_End_Declined';
import END_FAILED from '@salesforce/label/c.Softphone_End_Failed';
import END_HUNG_UP from '@salesforce/label/c.Softphone_End_HungUp';
import END_MISSED from '@salesforce/label/c.Softphone_End_Missed';
import END_NO_ANSWER from '@salesforce/label/c.Softphone_End_NoAnswer';
import CHANGE_RECORD from '@salesforce/label/c.Softphone_Record_Change';
import { clockTime } from 'c/softphoneFormat';

const ENDINGS: Readonly<Record<EndReason, string>> = {
  abandoned: END_ABANDONED,
  busy: END_BUSY,
  canceled: END_CANCELED,
  customerHungUp: END_CUSTOMER,
  declined: END_DECLINED,
  failed: END_FAILED,
  hungUp: END_HUNG_UP,
  missed: END_MISSED,
  noAnswer: END_NO_ANSWER,
};

/** One interaction from Accept to Done: the party and the notes stay in place while call becomes wrap-up. */
export default class SoftphoneInteraction extends LightningElement {
  @api interaction!: Interaction;
  @api phone!: Phone;
  @api country = 'US';
  @api dispositions: readonly string[] = [];
  /** Whether the connector can be reached. */
  @api reachable = false;

  /** Whether the agent has opened or closed the choice between records. */
  choice?: { readonly interactionId: string; readonly open: boolean };
  focusDue = false;
  words = { change: CHANGE_RECORD };

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
        return ENDINGS[call.reason];
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

  get ended(): boolean {
    return this.interaction.call.state === 'ended';
  }

  get severalMatch(): boolean {
    return this.interaction.matches.length > 1;
  }

  /** The choice stands open until the agent has chosen; in wrap-up only where there is no record at all. */
  get choosing(): boolean {
    const { id, relatedRecord } = this.interaction;
    const untouched = !(this.ended && relatedRecord);
    const open = this.choice?.interactionId === id ? this.choice.open : untouched;
    return this.severalMatch && open;
  }

  get changeable(): boolean {
    return this.severalMatch && !this.choosing;
  }

  renderedCallback(): void {
    if (!this.focusDue) return;
    this.focusDue = false;
    this.template?.querySelector<HTMLElement>('.change')?.focus();
  }

  openChoice(): void {
    this.choice = { interactionId: this.interaction.id, open: true };
  }

  closeChoice(event: CustomEvent<SoftphoneCommand>): void {
    if (event.detail.type !== 'chooseRecord') return;
    this.choice = { interactionId: this.interaction.id, open: false };
    this.focusDue = true;
  }
}
