import { LightningElement, api } from 'lwc';
import type { Instant } from '../../../../../softphone/core/index.ts';
import { clockTime } from 'c/softphoneFormat';

/** Circumference of the ring in the units of its view box. */
const RING_LENGTH = 100;

/**
 * Time since an instant, or, with `until`, time left; drawn anew each second.
 *
 * The only component of the softphone that reads a clock: all others draw instants of the view.
 */
export default class SoftphoneTimer extends LightningElement {
  @api since?: Instant;
  @api until?: Instant;
  /** Draws the time left as a ring that empties from `since` to `until`. */
  @api ring = false;
  /** Writes whole seconds, for sentences. */
  @api seconds = false;

  now = Date.now();
  ticking?: ReturnType<typeof setInterval>;

  connectedCallback(): void {
    this.now = Date.now();
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- the one place where time is drawn
    this.ticking = setInterval(() => {
      this.now = Date.now();
    }, 1000);
  }

  disconnectedCallback(): void {
    clearInterval(this.ticking);
  }

  get span(): number {
    if (this.until !== undefined) return Math.max(0, Math.ceil((this.until - this.now) / 1000));
    return Math.max(0, (this.now - (this.since ?? this.now)) / 1000);
  }

  get text(): string {
    const bare = this.seconds || (this.ring && this.span < 100);
    return bare ? String(Math.floor(this.span)) : clockTime(this.span);
  }

  get ringDashes(): string {
    const whole = Number(this.until) - Number(this.since);
    const left = whole > 0 ? Math.min(1, (this.span * 1000) / whole) : 0;
    return `${left * RING_LENGTH} ${RING_LENGTH}`;
  }

  get timerClass(): string {
    return this.ring ? 'timer timer_ring' : 'timer';
  }
}
