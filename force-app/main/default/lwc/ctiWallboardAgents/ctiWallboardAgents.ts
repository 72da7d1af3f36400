import { LightningElement, api } from 'lwc';
import type { BoardAgent, BoardQueue } from '../../../../../softphone/wallboard/board.ts';
import AGENTS from '@salesforce/label/c.Wallboard_Agents';
import ACTIONS from '@salesforce/label/c.Wallboard_Agents_Column_Actions';
import COUNT from '@salesforce/label/c.Wallboard_Agents_Count';
import EMPTY from '@salesforce/label/c.Wallboard_Agents_Empty';
import EMPTY_TEXT from '@salesforce/label/c.Wallboard_Agents_Empty_Text';
import NONE_FOUND from '@salesforce/label/c.Wallboard_Agents_NoneFound';
import QUEUE from '@salesforce/label/c.Wallboard_Filter_Queue';
import STATE from '@salesforce/label/c.Wallboard_Filter_State';
import TEXT from '@salesforce/label/c.Wallboard_Filter_Text';
import { agentsShown, firstLook, rowsInSight, type Column, type Look } from 'c/ctiWallboardRows';
import { fill } from 'c/softphoneFormat';
import { headOf, queueChoices, stateChoices } from './choices.ts';
import { rowOf } from './row.ts';

/** As the stylesheet has it: every row is equally high, so that only those in sight have to be there. */
const ROW_PX = 36;

/** The agents as a table that can be sorted and filtered; of a long one only the rows in sight are drawn. */
export default class CtiWallboardAgents extends LightningElement {
  @api agents: readonly BoardAgent[] = [];
  @api queues: readonly BoardQueue[] = [];
  /** By how much the connector's clock is ahead of the browser's. */
  @api aheadMs = 0;
  /** Fills the height that it is given, in place of a part of the window. */
  @api full = false;

  look: Look = firstLook;
  scrolledPx = 0;
  heightPx = 0;
  words = {
    agents: AGENTS,
    actions: ACTIONS,
    empty: EMPTY,
    emptyText: EMPTY_TEXT,
    noneFound: NONE_FOUND,
    state: STATE,
    queue: QUEUE,
    text: TEXT,
  };

  renderedCallback(): void {
    this.measure();
  }

  get isEmpty(): boolean {
    return this.agents.length === 0;
  }

  get shown(): readonly BoardAgent[] {
    return agentsShown(this.agents, this.look);
  }

  get table() {
    const { shown } = this;
    const { first, end } = rowsInSight({
      count: shown.length,
      rowPx: ROW_PX,
      scrolledPx: this.scrolledPx,
      heightPx: this.heightPx,
    });
    return {
      isEmpty: shown.length === 0,
      // The head is a row too.
      count: shown.length + 1,
      rows: shown.slice(first, end).map((agent, index) => rowOf(agent, first + index + 2, this.aheadMs)),
      above: `height: ${first * ROW_PX}px`,
      below: `height: ${(shown.length - end) * ROW_PX}px`,
      words: fill(COUNT, shown.length, this.agents.length),
    };
  }

  get heads() {
    return headOf(this.look);
  }

  get states() {
    return stateChoices(this.look.state);
  }

  get queueNames() {
    return queueChoices(this.queues, this.look.queue);
  }

  get scrollClass(): string {
    return this.full ? 'scroll scroll_full' : 'scroll';
  }

  sort(event: MouseEvent): void {
    const column = (event.currentTarget as HTMLElement).dataset.column as Column;
    const descending = this.look.column === column && !this.look.descending;
    this.look = { ...this.look, column, descending };
  }

  chooseState(event: Event): void {
    this.narrow({ state: valueOf(event) as Look['state'] });
  }

  chooseQueue(event: Event): void {
    this.narrow({ queue: valueOf(event) });
  }

  search(event: Event): void {
    this.narrow({ text: valueOf(event) });
  }

  /** Whoever looks for somebody wants to see the first that fits. */
  narrow(change: Partial<Look>): void {
    this.look = { ...this.look, ...change };
    const scroll = this.refs?.scroll;
    if (scroll) scroll.scrollTop = 0;
    this.scrolledPx = 0;
  }

  measure(): void {
    const scroll = this.refs?.scroll;
    if (!scroll) return;
    const scrolledPx = Math.floor(scroll.scrollTop / ROW_PX) * ROW_PX;
    if (scrolledPx !== this.scrolledPx) this.scrolledPx = scrolledPx;
    if (scroll.clientHeight !== this.heightPx) this.heightPx = scroll.clientHeight;
  }
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}
