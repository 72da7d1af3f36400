import type { RestingState } from '../agent/agent.ts';
import type { RecordMatch } from '../interaction/interaction.ts';
import type { InteractionId } from '../vocabulary.ts';
import { agentStateOf, interactionAt, liveInteraction, type Desk } from './desk.ts';

/** What an agent asks of the connector. */
export type DeskCommand =
  | { readonly type: 'setAgentState'; readonly state: RestingState }
  | { readonly type: 'answer'; readonly interactionId: InteractionId }
  | { readonly type: 'decline'; readonly interactionId: InteractionId }
  | { readonly type: 'hangUp'; readonly interactionId: InteractionId }
  | {
      readonly type: 'dial';
      /** As typed or clicked; the connector turns it into E.164. */
      readonly number: string;
      readonly relatedRecord?: RecordMatch;
    }
  | {
      readonly type: 'chooseRecord';
      readonly interactionId: InteractionId;
      readonly record: RecordMatch | null;
    }
  | { readonly type: 'writeNotes'; readonly interactionId: InteractionId; readonly notes: string }
  | {
      readonly type: 'chooseDisposition';
      readonly interactionId: InteractionId;
      readonly disposition: string;
    }
  | { readonly type: 'completeWrapUp'; readonly interactionId: InteractionId };

/** Why a command is not carried out. The softphone has a sentence for each. */
export type RefusalCode =
  'CALL_GONE' | 'ON_ANOTHER_CALL' | 'LOGGED_OUT' | 'NUMBER_INVALID' | 'REASON_REQUIRED' | 'COMMAND_FAILED';

export interface Refusal {
  readonly code: RefusalCode;
  /** The vendor's own words where they help, without numbers or names. */
  readonly detail?: string;
}

/** Longest notes that a call log takes, in characters. */
export const NOTES_LIMIT = 30_000;

/** Why the rules of the desk refuse `command`, or `undefined` when they allow it. */
export function refusalOf(desk: Desk, command: DeskCommand): Refusal | undefined {
  switch (command.type) {
    case 'setAgentState':
      return command.state.name === 'notReady' && command.state.reasonCode === ''
        ? { code: 'REASON_REQUIRED' }
        : logOutRefusal(desk, command.state);
    case 'dial':
      if (liveInteraction(desk)) return { code: 'ON_ANOTHER_CALL' };
      return agentStateOf(desk).name === 'loggedOut' ? { code: 'LOGGED_OUT' } : undefined;
    case 'answer':
    case 'decline':
      return callState(desk, command.interactionId) === 'offered' ? undefined : { code: 'CALL_GONE' };
    case 'hangUp':
      return ['answering', 'dialing', 'connected'].includes(callState(desk, command.interactionId))
        ? undefined
        : { code: 'CALL_GONE' };
    case 'completeWrapUp':
      return interactionAt(desk, command.interactionId)?.wrapUp ? undefined : { code: 'CALL_GONE' };
    case 'chooseRecord':
    case 'writeNotes':
    case 'chooseDisposition':
      return interactionAt(desk, command.interactionId) ? undefined : { code: 'CALL_GONE' };
  }
}

function logOutRefusal(desk: Desk, state: RestingState): Refusal | undefined {
  return state.name === 'loggedOut' && liveInteraction(desk) ? { code: 'ON_ANOTHER_CALL' } : undefined;
}

function callState(desk: Desk, id: InteractionId): string {
  return interactionAt(desk, id)?.call.state ?? 'gone';
}
