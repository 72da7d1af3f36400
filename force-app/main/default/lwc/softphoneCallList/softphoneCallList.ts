import { LightningElement, api } from 'lwc';
import type {
  Instant,
  Interaction,
  InteractionId,
  RecordSights,
} from '../../../../../softphone/core/index.ts';
import ACCEPT from '@salesforce/label/c.Softphone_Accept';
import ANSWER_AND_HOLD from '@salesforce/label/c.Softphone_Calls_AnswerAndHold';
import ANSWER_AND_HOLD_TITLE from '@salesforce/label/c.Softphone_Calls_AnswerAndHold_Title';
import ANSWER_TITLE from '@salesforce/label/c.Softphone_Calls_Answer_Title';
import ANSWERING from '@salesforce/label/c.Softphone_Call_Answering';
import CALLS from '@salesforce/label/c.Softphone_Calls';
import DECLINE_TITLE from '@salesforce/label/c.Softphone_Calls_Decline_Title';
import DIALING from '@salesforce/label/c.Softphone_Call_Dialing';
import LOST from '@salesforce/label/c.Softphone_Parties_Lost';
import ON_HOLD from '@salesforce/label/c.Softphone_Call_CustomerHeld';
import SWITCH from '@salesforce/label/c.Softphone_Calls_Switch';
import TALKING from '@salesforce/label/c.Softphone_Calls_Talking';
import WAITING from '@salesforce/label/c.Softphone_Call_Waiting';
import WRAP_UP from '@salesforce/label/c.Softphone_State_WrapUp';
import { callName, viaWords } from 'c/softphoneCallWords';
import { isSecondClick, raise } from 'c/softphoneCommand';
import { fill } from 'c/softphoneFormat';
import { isPending } from 'c/softphonePending';

interface Look {
  readonly state: string;
  readonly iconName: string;
  readonly kind: 'ringing' | 'talking' | 'held' | 'over';
  /** Beside the state: how long it lasts. */
  readonly since?: Instant | undefined;
  readonly until?: Instant | undefined;
  /** At the end of the row: how long the call runs. */
  readonly total?: Instant | undefined;
}

/** The agent's calls, one row each: who, how it is, since when; a click switches, one that rings has its buttons. */
export default class SoftphoneCallList extends LightningElement {
  @api interactions: readonly Interaction[] = [];
  /** The call in which the agent is heard. */
  @api active?: InteractionId;
  /** The call that is shown below. */
  @api shown?: InteractionId;
  @api records?: RecordSights;
  @api country = 'US';
  /** Since when everybody else in a call hears music, by interaction id. */
  @api holdSince: Readonly<Record<string, Instant>> = {};
  /** What the agent may do, by interaction id. */
  @api may: Readonly<Record<string, readonly string[]>> = {};
  @api pending: readonly string[] = [];

  words = { calls: CALLS };

  get holdsAnother(): boolean {
    return this.active !== undefined;
  }

  get answerLabel(): string {
    return this.holdsAnother ? ANSWER_AND_HOLD : ACCEPT;
  }

  get rows() {
    return this.interactions.map((interaction) => {
      const { id } = interaction;
      const name = callName(interaction, { records: this.records, country: this.country });
      const look = this.lookOf(interaction);
      const answering = isPending(this.pending, { type: 'answer', interactionId: id });
      const declining = isPending(this.pending, { type: 'decline', interactionId: id });
      const shown = id === this.shown;
      return {
        id,
        name,
        ...look,
        rings: look.kind === 'ringing',
        // The panel below has larger ones.
        repliable: look.kind === 'ringing' && !shown,
        via: look.kind === 'ringing' ? viaWords(interaction) : '',
        current: shown ? 'true' : 'false',
        className: `call call_${look.kind} ${shown ? 'call_shown' : ''}`,
        title: fill(SWITCH, name),
        answerTitle: fill(this.holdsAnother ? ANSWER_AND_HOLD_TITLE : ANSWER_TITLE, name),
        declineTitle: fill(DECLINE_TITLE, name),
        busy: answering || declining ? 'true' : undefined,
      };
    });
  }

  lookOf({ id, call, lostUntil, wrapUp }: Interaction): Look {
    switch (call.state) {
      case 'offered':
        return { kind: 'ringing', state: '', iconName: 'utility:incoming_call', until: call.expiresAt };
      case 'answering':
        return { kind: 'talking', state: ANSWERING, iconName: 'utility:call' };
      case 'dialing':
        return { kind: 'talking', state: DIALING, iconName: 'utility:outbound_call' };
      case 'connected': {
        const total = call.answeredAt;
        if (lostUntil !== undefined) {
          return { kind: 'held', state: LOST, iconName: 'utility:warning', until: lostUntil, total };
        }
        const since = this.holdSince[id];
        if (since !== undefined) {
          return { kind: 'held', state: ON_HOLD, iconName: 'utility:pause', since, total };
        }
        return id === this.active
          ? { kind: 'talking', state: TALKING, iconName: 'utility:call', total }
          : { kind: 'held', state: WAITING, iconName: 'utility:pause', total };
      }
      case 'ended':
        return { kind: 'over', state: WRAP_UP, iconName: 'utility:edit', until: wrapUp?.endsAt };
    }
  }

  /** Shows a call below, and where it waits for the agent, makes it the one in which the agent is heard. */
  choose(event: MouseEvent): void {
    if (isSecondClick(event)) return;
    const interactionId = idOf(event);
    this.dispatchEvent(new CustomEvent<InteractionId>('choose', { detail: interactionId }));
    const pending = isPending(this.pending, { type: 'activate', interactionId });
    if (pending || !this.may[interactionId]?.includes('activate')) return;
    raise(this, { type: 'activate', interactionId });
  }

  answer(event: MouseEvent): void {
    this.reply(event, 'answer');
  }

  decline(event: MouseEvent): void {
    this.reply(event, 'decline');
  }

  reply(event: MouseEvent, type: 'answer' | 'decline'): void {
    const interactionId = idOf(event);
    const waits = (['answer', 'decline'] as const).some((each) =>
      isPending(this.pending, { type: each, interactionId }),
    );
    if (waits || isSecondClick(event)) return;
    raise(this, { type, interactionId });
  }
}

function idOf(event: MouseEvent): InteractionId {
  return (event.currentTarget as HTMLElement).dataset.id as InteractionId;
}
