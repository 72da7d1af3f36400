import { LightningElement } from 'lwc';
import LOADING from '@salesforce/label/c.Calls_Loading';
import INBOUND from '@salesforce/label/c.Calls_Inbound';
import OUTBOUND from '@salesforce/label/c.Calls_Outbound';
import REFRESH from '@salesforce/label/c.Calls_Refresh';
import ACTIONS from '@salesforce/label/c.Unlogged_Actions';
import AGENT from '@salesforce/label/c.Unlogged_Agent';
import ATTEMPTS from '@salesforce/label/c.Unlogged_Attempts';
import CANCEL from '@salesforce/label/c.Unlogged_Cancel';
import DISMISS from '@salesforce/label/c.Unlogged_Dismiss';
import SURE from '@salesforce/label/c.Unlogged_Dismiss_Sure';
import DISMISSED from '@salesforce/label/c.Unlogged_Dismissed';
import EMPTY from '@salesforce/label/c.Unlogged_Empty';
import EMPTY_TEXT from '@salesforce/label/c.Unlogged_Empty_Text';
import FIELDS from '@salesforce/label/c.Unlogged_Fields';
import QUEUE from '@salesforce/label/c.Unlogged_Queue';
import REASON from '@salesforce/label/c.Unlogged_Reason';
import RETRIED from '@salesforce/label/c.Unlogged_Retried';
import RETRY from '@salesforce/label/c.Unlogged_Retry';
import STARTED from '@salesforce/label/c.Unlogged_Started';
import TEXT from '@salesforce/label/c.Unlogged_Text';
import TITLE from '@salesforce/label/c.Unlogged_Title';
import { ask, wordsOf } from 'c/connectorApi';
import { fill } from 'c/softphoneFormat';

/** As the org API answers it; instants in milliseconds since 1970. docs/orgApi.md. */
interface UnloggedCall {
  readonly key: string;
  readonly startedAt: number;
  readonly direction: 'inbound' | 'outbound';
  readonly agentId?: string;
  readonly queue?: string;
  readonly reason: string;
  readonly fields: readonly string[];
  readonly attempts: number;
  readonly givenUpAt: number;
}

/** The call logs that Salesforce refuses for good: why, and what to do with each. */
export default class UnloggedCalls extends LightningElement {
  calls: readonly UnloggedCall[] = [];
  loading = true;
  problem = '';
  notice = '';
  /** Key of the call that is about to be dismissed. */
  asked = '';
  words = {
    title: TITLE,
    text: TEXT,
    refresh: REFRESH,
    loading: LOADING,
    empty: EMPTY,
    emptyText: EMPTY_TEXT,
    started: STARTED,
    reason: REASON,
    actions: ACTIONS,
    agent: AGENT,
    retry: RETRY,
    dismiss: DISMISS,
    sure: SURE,
    cancel: CANCEL,
  };

  connectedCallback(): void {
    this.load();
  }

  get isEmpty(): boolean {
    return !this.loading && this.problem === '' && this.calls.length === 0;
  }

  get hasCalls(): boolean {
    return this.calls.length > 0;
  }

  get rows() {
    const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
    return this.calls.map((call) => ({
      key: call.key,
      started: time.format(call.startedAt),
      direction: call.direction === 'inbound' ? INBOUND : OUTBOUND,
      queue: call.queue === undefined ? '' : fill(QUEUE, call.queue),
      agentUrl: call.agentId === undefined ? '' : `/lightning/r/User/${call.agentId}/view`,
      reason: call.reason,
      fields: call.fields.length === 0 ? '' : fill(FIELDS, call.fields.join(', ')),
      attempts: fill(ATTEMPTS, call.attempts, time.format(call.givenUpAt)),
      isAsked: call.key === this.asked,
    }));
  }

  async load(): Promise<void> {
    this.loading = true;
    await this.carryOut(async () => {
      const { calls } = await ask<{ calls: readonly UnloggedCall[] }>('/unloggedCalls');
      this.calls = calls;
    });
    this.loading = false;
  }

  async retry(event: MouseEvent): Promise<void> {
    await this.order('retry', keyOf(event), RETRIED);
  }

  askToDismiss(event: MouseEvent): void {
    this.asked = keyOf(event);
  }

  keep(): void {
    this.asked = '';
  }

  async dismiss(event: MouseEvent): Promise<void> {
    await this.order('dismiss', keyOf(event), DISMISSED);
  }

  async order(order: 'retry' | 'dismiss', key: string, done: string): Promise<void> {
    this.asked = '';
    await this.carryOut(async () => {
      await ask(`/unloggedCalls/${encodeURIComponent(key)}/${order}`, 'POST');
      this.calls = this.calls.filter((call) => call.key !== key);
      this.notice = done;
    });
  }

  async carryOut(work: () => Promise<void>): Promise<void> {
    this.problem = '';
    this.notice = '';
    try {
      await work();
    } catch (failure) {
      this.problem = wordsOf(failure);
    }
  }
}

function keyOf(event: MouseEvent): string {
  return (event.currentTarget as HTMLElement).dataset.key ?? '';
}
