import { LightningElement, api } from 'lwc';
import type { BoardQueue } from '../../../../../softphone/wallboard/board.ts';
import CRITICAL from '@salesforce/label/c.Wallboard_Level_Critical';
import WARNING from '@salesforce/label/c.Wallboard_Level_Warning';
import ABANDONED from '@salesforce/label/c.Wallboard_Queue_Abandoned';
import ANSWERED from '@salesforce/label/c.Wallboard_Queue_Answered';
import LONGEST_WAIT from '@salesforce/label/c.Wallboard_Queue_LongestWait';
import OFFERED from '@salesforce/label/c.Wallboard_Queue_Offered';
import ON_CALL from '@salesforce/label/c.Wallboard_Queue_OnCall';
import READY from '@salesforce/label/c.Wallboard_Queue_Ready';
import SERVICE_LEVEL from '@salesforce/label/c.Wallboard_Queue_ServiceLevel';
import WAITING from '@salesforce/label/c.Wallboard_Queue_Waiting';
import QUEUES from '@salesforce/label/c.Wallboard_Queues';
import EMPTY from '@salesforce/label/c.Wallboard_Queues_Empty';
import { clockTime, fill } from 'c/softphoneFormat';
import { levelOf, type Level, type Limits } from './levels.ts';

const UNKNOWN = '–';
const LEVEL_WORDS: Readonly<Record<Level, string>> = { fine: '', warning: WARNING, critical: CRITICAL };

/** The queues as tiles; a tile is marked while its longest wait or its service level is beyond a limit. */
export default class CtiWallboardQueues extends LightningElement {
  @api queues: readonly BoardQueue[] = [];
  @api limits!: Limits;
  @api serviceLevelSeconds = 0;
  /** By how much the connector's clock is ahead of the browser's. */
  @api aheadMs = 0;

  now = Date.now();
  ticking?: ReturnType<typeof setInterval>;
  words = {
    queues: QUEUES,
    empty: EMPTY,
    waiting: WAITING,
    longestWait: LONGEST_WAIT,
    ready: READY,
    onCall: ON_CALL,
    offered: OFFERED,
    answered: ANSWERED,
    abandoned: ABANDONED,
  };

  connectedCallback(): void {
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- waits grow without news of them
    this.ticking = setInterval(() => {
      this.now = Date.now();
    }, 1000);
  }

  disconnectedCallback(): void {
    clearInterval(this.ticking);
  }

  get isEmpty(): boolean {
    return this.queues.length === 0;
  }

  get serviceLevelWords(): string {
    return fill(SERVICE_LEVEL, this.serviceLevelSeconds);
  }

  get tiles() {
    const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });
    return this.queues.map((queue) => {
      const { name, waiting, longestSince, readyAgents, onCallAgents, today } = queue;
      const waitSeconds =
        longestSince === undefined ? undefined : Math.max(0, (this.now + this.aheadMs - longestSince) / 1000);
      const level = levelOf({ waitSeconds, serviceLevel: today.serviceLevel }, this.limits);
      return {
        name,
        waiting,
        longestWait: waitSeconds === undefined ? UNKNOWN : clockTime(waitSeconds),
        serviceLevel: today.serviceLevel === undefined ? UNKNOWN : percent.format(today.serviceLevel),
        ready: readyAgents,
        onCall: onCallAgents,
        offered: today.offered,
        answered: today.answered,
        abandoned: today.abandoned,
        tileClass: `tile tile_${level.tile}`,
        waitClass: `figure figure_${level.wait}`,
        levelClass: `figure figure_${level.serviceLevel}`,
        marked: level.tile !== 'fine',
        levelWords: LEVEL_WORDS[level.tile],
        iconName: level.tile === 'critical' ? 'utility:error' : 'utility:warning',
      };
    });
  }
}
