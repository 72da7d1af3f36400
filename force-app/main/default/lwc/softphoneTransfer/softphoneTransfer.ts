import { LightningElement, api } from 'lwc';
import type { Directory, Interaction, Target } from '../../../../../softphone/core/index.ts';
import BACK from '@salesforce/label/c.Softphone_Transfer_Back';
import CHOSEN from '@salesforce/label/c.Softphone_Transfer_Chosen';
import CONSULT from '@salesforce/label/c.Softphone_Transfer_Consult';
import CONSULT_FIRST from '@salesforce/label/c.Softphone_Transfer_ConsultFirst';
import CONSULT_FIRST_TEXT from '@salesforce/label/c.Softphone_Transfer_ConsultFirst_Text';
import CONSULT_NOW from '@salesforce/label/c.Softphone_Transfer_ConsultNow';
import EMPTY from '@salesforce/label/c.Softphone_Transfer_Empty';
import EMPTY_CONSULT from '@salesforce/label/c.Softphone_Transfer_Empty_Consult';
import FORGET from '@salesforce/label/c.Softphone_Transfer_Forget';
import NO_QUEUE_TALK from '@salesforce/label/c.Softphone_Transfer_NoQueueTalk';
import NOW from '@salesforce/label/c.Softphone_Transfer_Now';
import NOW_TEXT from '@salesforce/label/c.Softphone_Transfer_Now_Text';
import TRANSFER from '@salesforce/label/c.Softphone_Transfer';
import { isSecondClick, raise } from 'c/softphoneCommand';
import type { Chosen } from 'c/softphoneDirectory';
import { fill } from 'c/softphoneFormat';
import { meantTarget } from 'c/softphoneTarget';

/** What the agent wants with the third party: to give it the call, or only to talk with it. */
export type TransferPurpose = 'transfer' | 'consult';

const ICONS: Readonly<Record<Target['kind'], string>> = {
  agent: 'utility:people',
  queue: 'utility:queue',
  extension: 'utility:people',
  number: 'utility:call',
};

/** Whom to transfer to, or to consult: choose first, then act. Raises `close` when it is done or the agent turns back. */
export default class SoftphoneTransfer extends LightningElement {
  @api interaction!: Interaction;
  @api directory?: Directory;
  @api country = 'US';
  @api purpose: TransferPurpose = 'transfer';
  /** What the agent may do with this call. */
  @api may: readonly string[] = [];

  chosen?: Chosen;
  focusDue = true;
  words = {
    back: BACK,
    forget: FORGET,
    now: NOW,
    nowText: NOW_TEXT,
  };

  get transfers(): boolean {
    return this.purpose === 'transfer';
  }

  get heading(): string {
    return this.transfers ? TRANSFER : CONSULT;
  }

  get consultWord(): string {
    return this.transfers ? CONSULT_FIRST : CONSULT_NOW;
  }

  /** The first button is the one that is meant: to transfer now, or to consult where that alone is asked. */
  get consultClass(): string {
    return this.transfers
      ? 'consult slds-button slds-button_neutral'
      : 'first consult slds-button slds-button_brand';
  }

  get choice() {
    const { chosen } = this;
    return chosen && { name: chosen.name, iconName: ICONS[meantTarget(chosen.target).kind] };
  }

  get announcement(): string {
    return this.chosen ? fill(CHOSEN, this.chosen.name) : '';
  }

  get empty(): string {
    if (this.chosen) return '';
    return this.transfers ? EMPTY : EMPTY_CONSULT;
  }

  get toQueue(): boolean {
    return this.chosen?.target.kind === 'queue';
  }

  get consultText(): string {
    return this.toQueue ? NO_QUEUE_TALK : CONSULT_FIRST_TEXT;
  }

  get mayNotTransfer(): boolean {
    return !this.chosen || !this.may.includes('transfer');
  }

  get mayNotConsult(): boolean {
    return !this.chosen || this.toQueue || !this.may.includes('consult');
  }

  renderedCallback(): void {
    if (!this.focusDue) return;
    this.focusDue = false;
    const chosen = this.chosen && this.template?.querySelector<HTMLElement>('.first');
    (chosen ?? this.template?.querySelector<HTMLElement>('c-softphone-directory'))?.focus();
  }

  choose(event: CustomEvent<Chosen>): void {
    this.chosen = event.detail;
    this.focusDue = true;
  }

  forget(): void {
    this.chosen = undefined;
    this.focusDue = true;
  }

  transferNow(event: MouseEvent): void {
    this.act(event, 'transfer');
  }

  consultFirst(event: MouseEvent): void {
    this.act(event, 'consult');
  }

  act(event: MouseEvent, type: TransferPurpose): void {
    if (!this.chosen || isSecondClick(event)) return;
    const target = meantTarget(this.chosen.target);
    raise(this, { type, interactionId: this.interaction.id, target });
    this.close();
  }

  closeByKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.close();
  }

  close(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }
}
