import { LightningElement, api } from 'lwc';
import type { Board, BoardAgent } from '../../../../../softphone/wallboard/board.ts';
import type { Instant, SupervisorOrder } from '../../../../../softphone/core/index.ts';
import FULL_SCREEN from '@salesforce/label/c.Wallboard_FullScreen';
import FULL_SCREEN_LEAVE from '@salesforce/label/c.Wallboard_FullScreen_Leave';
import LIVE from '@salesforce/label/c.Wallboard_Live';
import LOADING from '@salesforce/label/c.Wallboard_Loading';
import LOST from '@salesforce/label/c.Wallboard_Lost';
import LOST_SINCE from '@salesforce/label/c.Wallboard_Lost_Since';
import REFUSED from '@salesforce/label/c.Wallboard_Refused';
import RETRY from '@salesforce/label/c.Wallboard_Retry';
import TITLE from '@salesforce/label/c.Wallboard_Title';
import { watchBoard, type BoardLink } from 'c/ctiWallboardLink';
import { withChange } from 'c/ctiWallboardRows';
import { fill, timeOfDay } from 'c/softphoneFormat';

/** Queues and agents of the centre as they are now, for supervisors. */
export default class CtiWallboard extends LightningElement {
  /** From which a longest wait is marked, in seconds; 0: the threshold of the service level. */
  @api waitWarningSeconds = 0;
  /** From which a longest wait is marked more strongly; 0: three times that threshold. */
  @api waitCriticalSeconds = 0;
  /** Below which a service level is marked, in percent. */
  @api levelWarningPercent = 80;
  /** Below which a service level is marked more strongly. */
  @api levelCriticalPercent = 60;

  board?: Board;
  aheadMs = 0;
  connection: 'connecting' | 'live' | 'lost' | 'refused' = 'connecting';
  /** What the connector, Apex or the browser said of it. */
  reason = '';
  lostSince?: Instant;
  isFull = false;
  words = { title: TITLE, live: LIVE, loading: LOADING, lost: LOST, refused: REFUSED, retry: RETRY };
  link?: BoardLink;
  /** About whom the supervisor asks what can be done. */
  chosen?: BoardAgent['id'];
  /** Why the last order was not carried out. */
  refusal = '';

  connectedCallback(): void {
    this.follow();
  }

  disconnectedCallback(): void {
    this.link?.end();
  }

  get chosenAgent(): BoardAgent | undefined {
    return this.board?.agents.find(({ id }) => id === this.chosen);
  }

  get isLive(): boolean {
    return this.connection === 'live';
  }

  get isLoading(): boolean {
    return this.connection === 'connecting' && !this.board;
  }

  get isLost(): boolean {
    return this.connection === 'lost';
  }

  get isRefused(): boolean {
    return this.connection === 'refused';
  }

  get lostWords(): string {
    return this.lostSince === undefined ? '' : fill(LOST_SINCE, timeOfDay(this.lostSince));
  }

  get boardClass(): string {
    return this.isFull ? 'board board_full' : 'board';
  }

  get fullScreenWords(): string {
    return this.isFull ? FULL_SCREEN_LEAVE : FULL_SCREEN;
  }

  get limits() {
    const seconds = this.board?.serviceLevelSeconds ?? 0;
    return {
      waitSeconds: {
        warning: this.waitWarningSeconds || seconds,
        critical: this.waitCriticalSeconds || 3 * seconds,
      },
      level: { warning: this.levelWarningPercent / 100, critical: this.levelCriticalPercent / 100 },
    };
  }

  follow(): void {
    this.link?.end();
    this.connection = 'connecting';
    this.link = watchBoard({
      snapshot: (board, aheadMs) => {
        this.board = board;
        this.aheadMs = aheadMs;
        this.connection = 'live';
        this.lostSince = undefined;
      },
      change: (change) => {
        if (this.board) this.board = withChange(this.board, change);
      },
      lost: (words) => {
        if (this.board) this.lostSince ??= Date.now() as Instant;
        this.connection = 'lost';
        this.reason = words;
      },
      refused: (words) => {
        this.board = undefined;
        this.connection = 'refused';
        this.reason = words;
      },
    });
  }

  choose(event: CustomEvent<BoardAgent['id']>): void {
    this.chosen = event.detail;
    this.refusal = '';
  }

  closeOrders(): void {
    this.chosen = undefined;
  }

  /** What was carried out is seen on the board. */
  async takeOrder(event: CustomEvent<SupervisorOrder>): Promise<void> {
    this.refusal = '';
    const refusal = await this.link?.order(event.detail);
    this.refusal = refusal ?? '';
    if (refusal === undefined) this.closeOrders();
  }

  async changeFullScreen(): Promise<void> {
    if (document.fullscreenElement) {
      await document.exitFullscreen();
      return;
    }
    if (this.isFull) {
      this.isFull = false;
      return;
    }
    this.isFull = true;
    // A page may not be allowed more than its own frame: the board then fills that.
    await this.refs?.board?.requestFullscreen().catch(() => undefined);
  }

  takeFullScreenChange(): void {
    this.isFull = document.fullscreenElement !== null;
  }
}
