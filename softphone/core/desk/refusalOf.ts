import type { RestingState } from '../agent/agent.ts';
import type { Call } from '../call/call.ts';
import { needsDisposition, type DispositionRules } from '../interaction/disposition.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { Party, PartyId } from '../interaction/party.ts';
import {
  DIALED_LIMIT,
  type CallCommand,
  type DeskCommand,
  type Refusal,
  type WritingCommand,
} from './command.ts';
import { agentStateOf, interactionAt, liveInteractions, type Desk } from './desk.ts';
import type { Target } from './target.ts';

type CallState = Call['state'];
type Command<Type extends DeskCommand['type']> = Extract<DeskCommand, { type: Type }>;

/** What the administrator allows at a desk. */
export interface DeskRules extends DispositionRules {
  /** The agent states in which an agent may call out; on a call it is always allowed. */
  readonly dialFrom: readonly ('ready' | 'notReady')[];
  /** How many calls an agent may have at once. */
  readonly mostCalls: number;
  /** How many parties a call may have, the agent included. */
  readonly mostParties: number;
}

/** Why the rules of the desk refuse `command`, or `undefined` when they allow it. */
export function refusalOf(desk: Desk, command: DeskCommand, rules: DeskRules): Refusal | undefined {
  switch (command.type) {
    case 'setAgentState':
      return restRefusal(desk, command.state);
    case 'dial':
      return dialRefusal(desk, command, rules);
    case 'pickUp':
      return callingRefusal(desk, rules);
    case 'chooseRecord':
    case 'removeRecord':
    case 'writeNotes':
    case 'chooseDisposition':
    case 'completeWrapUp':
      return writingRefusal(interactionAt(desk, command.interactionId), command, rules);
    case 'answer':
    case 'decline':
    case 'hangUp':
    case 'activate':
    case 'hold':
    case 'resume':
    case 'setMuted':
    case 'consult':
    case 'swap':
    case 'joinAll':
    case 'removeParty':
    case 'leave':
    case 'transfer':
    case 'park':
    case 'rejoin':
    case 'setRecording':
      return callRefusal(desk, command, rules);
  }
}

function restRefusal(desk: Desk, state: RestingState): Refusal | undefined {
  switch (state.name) {
    case 'ready':
      return undefined;
    case 'notReady':
      return state.reasonCode === '' ? { code: 'REASON_REQUIRED' } : undefined;
    case 'loggedOut':
      return liveInteractions(desk).length > 0 ? { code: 'ON_ANOTHER_CALL' } : undefined;
  }
}

/** On a call, an agent may always call out: the call before waits. */
function dialRefusal(desk: Desk, { target }: Command<'dial'>, rules: DeskRules): Refusal | undefined {
  const refusal = callingRefusal(desk, rules) ?? targetRefusal(target);
  if (refusal) return refusal;
  if (target.kind === 'queue') return { code: 'TARGET_UNKNOWN' };
  const { resting } = desk.agent;
  const free = liveInteractions(desk).length === 0;
  const forbidden = free && resting.name !== 'loggedOut' && !rules.dialFrom.includes(resting.name);
  return forbidden ? { code: 'DIAL_NOT_ALLOWED' } : undefined;
}

function callingRefusal(desk: Desk, { mostCalls }: DeskRules): Refusal | undefined {
  const calls = liveInteractions(desk);
  if (calls.some(({ call }) => call.state === 'offered')) return { code: 'ON_ANOTHER_CALL' };
  if (agentStateOf(desk).name === 'loggedOut') return { code: 'LOGGED_OUT' };
  return calls.length >= mostCalls ? { code: 'TOO_MANY_CALLS' } : undefined;
}

function targetRefusal(target: Target): Refusal | undefined {
  const typed =
    target.kind === 'number' ? target.number : target.kind === 'extension' ? target.extension : '';
  return typed.length > DIALED_LIMIT ? { code: 'NUMBER_INVALID' } : undefined;
}

function writingRefusal(
  interaction: Interaction | undefined,
  { type }: WritingCommand,
  rules: DispositionRules,
): Refusal | undefined {
  if (!interaction) return { code: 'CALL_GONE' };
  if (type !== 'completeWrapUp') return undefined;
  if (!interaction.wrapUp) return { code: 'CALL_GONE' };
  const missing = interaction.disposition === undefined && needsDisposition(rules, interaction);
  return missing ? { code: 'DISPOSITION_REQUIRED' } : undefined;
}

const running: ReadonlySet<CallState> = new Set<CallState>(['answering', 'dialing', 'connected']);

function callRefusal(desk: Desk, command: CallCommand, rules: DeskRules): Refusal | undefined {
  const interaction = interactionAt(desk, command.interactionId);
  const state = interaction?.call.state;
  if (!interaction || state === undefined || state === 'ended') return { code: 'CALL_GONE' };
  switch (command.type) {
    case 'answer':
    case 'decline':
      return goneUnless(state === 'offered');
    case 'hangUp':
    case 'activate':
    case 'setMuted':
      return goneUnless(running.has(state));
    case 'rejoin':
      return goneUnless(isSilent(interaction, command));
    case 'hold':
    case 'resume':
      return connectedRefusal(interaction) ?? goneUnless(isPartyIn(interaction, command.partyId));
    case 'removeParty':
      return connectedRefusal(interaction) ?? goneUnless(hasParty(interaction, command.partyId));
    case 'consult':
      return connectedRefusal(interaction) ?? consultRefusal(interaction, command, rules);
    case 'transfer':
      return connectedRefusal(interaction) ?? targetRefusal(command.target);
    case 'park':
      return connectedRefusal(interaction) ?? othersRefusal(interaction);
    case 'swap':
    case 'joinAll':
    case 'leave':
      return connectedRefusal(interaction) ?? alone(interaction);
    case 'setRecording':
      return connectedRefusal(interaction) ?? (interaction.recording ? undefined : { code: 'NOT_RECORDED' });
  }
}

/** Whether the agent's connection is lost, or that of a page that is gone, which the carrier has not noticed yet. */
function isSilent({ call, lostUntil }: Interaction, { unnoticed }: Command<'rejoin'>): boolean {
  return lostUntil !== undefined || (unnoticed === true && call.state === 'connected');
}

function connectedRefusal({ call, lostUntil }: Interaction): Refusal | undefined {
  return call.state === 'connected' && lostUntil === undefined ? undefined : { code: 'NOT_CONNECTED' };
}

function consultRefusal(
  { parties }: Interaction,
  { target }: Command<'consult'>,
  { mostParties }: DeskRules,
): Refusal | undefined {
  if (target.kind === 'queue') return { code: 'TARGET_UNKNOWN' };
  if (parties.length + 1 >= mostParties) return { code: 'TOO_MANY_PARTIES' };
  return targetRefusal(target);
}

/** An agent cannot be put into an orbit, nor be left in a call that waits in one. */
function othersRefusal({ parties }: Interaction): Refusal | undefined {
  return parties.some(({ role }) => role === 'agent') ? { code: 'OTHERS_IN_CALL' } : undefined;
}

/** With one other party there is nobody to bring together, or to leave together. */
function alone({ parties }: Interaction): Refusal | undefined {
  return parties.filter(isIn).length > 1 ? undefined : { code: 'NOT_CONNECTED' };
}

function hasParty({ parties }: Interaction, partyId: PartyId): boolean {
  return parties.some(({ id }) => id === partyId);
}

function isPartyIn({ parties }: Interaction, partyId: PartyId): boolean {
  return parties.some((party) => party.id === partyId && isIn(party));
}

function isIn({ state }: Party): boolean {
  return state === 'talking' || state === 'onHold';
}

function goneUnless(there: boolean): Refusal | undefined {
  return there ? undefined : { code: 'CALL_GONE' };
}
