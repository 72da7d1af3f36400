import type { RestingState } from '../agent/agent.ts';
import type { Call } from '../call/call.ts';
import { needsDisposition, type DispositionRules } from '../interaction/disposition.ts';
import type { Interaction, RecordMatch, RecordPart } from '../interaction/interaction.ts';
import type { InteractionId } from '../vocabulary.ts';
import { agentStateOf, interactionAt, liveInteraction, type Desk } from './desk.ts';

type CallState = Call['state'];

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
      /** From which the agent dials. */
      readonly record?: RecordMatch;
    }
  | {
      readonly type: 'chooseRecord';
      readonly interactionId: InteractionId;
      readonly record: RecordMatch;
    }
  | {
      readonly type: 'removeRecord';
      readonly interactionId: InteractionId;
      readonly part: RecordPart;
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
  | 'CALL_GONE'
  | 'ON_ANOTHER_CALL'
  | 'LOGGED_OUT'
  | 'NUMBER_INVALID'
  | 'REASON_REQUIRED'
  | 'DISPOSITION_REQUIRED'
  | 'COMMAND_FAILED';

export interface Refusal {
  readonly code: RefusalCode;
  /** The vendor's own words where they help, without numbers or names. */
  readonly detail?: string;
}

/** Longest notes that a call log takes, in characters. */
export const NOTES_LIMIT = 30_000;

/** Longest number that can be dialed, as typed. */
export const DIALED_LIMIT = 40;

/** Why the rules of the desk refuse `command`, or `undefined` when they allow it. */
export function refusalOf(desk: Desk, command: DeskCommand, rules: DispositionRules): Refusal | undefined {
  switch (command.type) {
    case 'setAgentState':
      return restRefusal(desk, command.state);
    case 'dial':
      return dialRefusal(desk, command.number);
    case 'answer':
    case 'decline':
      return goneUnless(callState(desk, command.interactionId) === 'offered');
    case 'hangUp':
      return goneUnless(canHangUp.has(callState(desk, command.interactionId)));
    case 'completeWrapUp':
      return wrapUpRefusal(interactionAt(desk, command.interactionId), rules);
    case 'chooseRecord':
    case 'removeRecord':
    case 'writeNotes':
    case 'chooseDisposition':
      return goneUnless(interactionAt(desk, command.interactionId) !== undefined);
  }
}

const canHangUp: ReadonlySet<CallState | undefined> = new Set<CallState>([
  'answering',
  'dialing',
  'connected',
]);

function restRefusal(desk: Desk, state: RestingState): Refusal | undefined {
  switch (state.name) {
    case 'ready':
      return undefined;
    case 'notReady':
      return state.reasonCode === '' ? { code: 'REASON_REQUIRED' } : undefined;
    case 'loggedOut':
      return liveInteraction(desk) ? { code: 'ON_ANOTHER_CALL' } : undefined;
  }
}

function dialRefusal(desk: Desk, number: string): Refusal | undefined {
  if (liveInteraction(desk)) return { code: 'ON_ANOTHER_CALL' };
  if (agentStateOf(desk).name === 'loggedOut') return { code: 'LOGGED_OUT' };
  return number.length > DIALED_LIMIT ? { code: 'NUMBER_INVALID' } : undefined;
}

function wrapUpRefusal(interaction: Interaction | undefined, rules: DispositionRules): Refusal | undefined {
  if (!interaction?.wrapUp) return { code: 'CALL_GONE' };
  const missing = interaction.disposition === undefined && needsDisposition(rules, interaction);
  return missing ? { code: 'DISPOSITION_REQUIRED' } : undefined;
}

function goneUnless(there: boolean): Refusal | undefined {
  return there ? undefined : { code: 'CALL_GONE' };
}

function callState(desk: Desk, id: InteractionId): CallState | undefined {
  return interactionAt(desk, id)?.call.state;
}
