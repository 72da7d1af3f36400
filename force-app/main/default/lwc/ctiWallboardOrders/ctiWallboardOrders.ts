import { LightningElement, api } from 'lwc';
import type { RestingState, SupervisorOrder } from '../../../../../softphone/core/index.ts';
import type { BoardAgent, BoardCall } from '../../../../../softphone/wallboard/board.ts';
import BARGE from '@salesforce/label/c.Supervisor_Barge';
import CANCEL from '@salesforce/label/c.Supervisor_Cancel';
import CLOSE from '@salesforce/label/c.Supervisor_Close';
import COACH from '@salesforce/label/c.Supervisor_Coach';
import END_CALL from '@salesforce/label/c.Supervisor_EndCall';
import END_CALL_ASK from '@salesforce/label/c.Supervisor_EndCall_Ask';
import LISTEN from '@salesforce/label/c.Supervisor_Listen';
import LOG_OUT from '@salesforce/label/c.Supervisor_LogOut';
import NOT_READY from '@salesforce/label/c.Supervisor_NotReady';
import READY from '@salesforce/label/c.Supervisor_Ready';
import STATE from '@salesforce/label/c.Supervisor_State';
import TAKE_OVER from '@salesforce/label/c.Supervisor_TakeOver';
import { callWords, stateWords } from 'c/ctiWallboardWords';
import { fill } from 'c/softphoneFormat';

type Wish = 'monitor' | 'coach' | 'barge' | 'takeOver';

const WISHES: readonly (readonly [Wish, string])[] = [
  ['monitor', LISTEN],
  ['coach', COACH],
  ['barge', BARGE],
  ['takeOver', TAKE_OVER],
];

/**
 * What a supervisor can do about an agent and the agent's calls. Raises `order` with what is wanted, and `close`; to end
 * a call is asked back.
 */
export default class CtiWallboardOrders extends LightningElement {
  @api agent!: BoardAgent;
  /** Why the agent can be made not ready. */
  @api reasonCodes: readonly string[] = [];
  /** Why the last order was not carried out. */
  @api refusal = '';

  /** The call that is to be ended, once the supervisor has said yes. */
  ending?: string;
  focused = false;
  words = { cancel: CANCEL, close: CLOSE, endCall: END_CALL, state: STATE };

  renderedCallback(): void {
    if (this.focused) return;
    this.focused = true;
    (this.refs?.heading as HTMLElement | undefined)?.focus();
  }

  get state(): string {
    return stateWords(this.agent);
  }

  get ask(): string {
    return fill(END_CALL_ASK, this.agent.name);
  }

  get calls() {
    return this.agent.calls.map((call) => ({
      id: call.interactionId,
      words: [callWords(call), call.queue].filter(Boolean).join(' · '),
      wishes: isAnswered(call) ? WISHES.map(([wish, label]) => ({ wish, label })) : [],
      asks: this.ending === call.interactionId,
    }));
  }

  get states() {
    const reasons = this.reasonCodes.map((reason) => ({
      key: `notReady ${reason}`,
      reason,
      label: fill(NOT_READY, reason),
    }));
    return [
      { key: 'ready', label: READY, reason: undefined },
      ...reasons,
      { key: 'loggedOut', label: LOG_OUT, reason: undefined },
    ];
  }

  supervise(event: MouseEvent): void {
    const { wish, call } = (event.currentTarget as HTMLElement).dataset;
    this.order({ type: wish as Wish, ...this.about(call) });
  }

  setState(event: MouseEvent): void {
    const { state = '' } = (event.currentTarget as HTMLElement).dataset;
    const chosen = this.states.find(({ key }) => key === state);
    const resting =
      chosen?.reason === undefined
        ? ({ name: state } as RestingState)
        : ({ name: 'notReady', reasonCode: chosen.reason } as const);
    this.order({ type: 'setState', agentId: this.agent.id, state: resting });
  }

  askToEnd(event: MouseEvent): void {
    this.ending = (event.currentTarget as HTMLElement).dataset.call;
  }

  endCall(): void {
    this.order({ type: 'endInteraction', ...this.about(this.ending) });
    this.ending = undefined;
  }

  keepCall(): void {
    this.ending = undefined;
  }

  closeByKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.close();
  }

  close(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }

  about(call: string | undefined) {
    return { agentId: this.agent.id, interactionId: call as BoardCall['interactionId'] };
  }

  order(detail: SupervisorOrder): void {
    this.dispatchEvent(new CustomEvent<SupervisorOrder>('order', { detail }));
  }
}

function isAnswered({ state }: BoardCall): boolean {
  return state === 'talking' || state === 'held';
}
