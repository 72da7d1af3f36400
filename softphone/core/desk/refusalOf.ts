import type { ReasonCode, RestingState } from '../agent/agent.ts';
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
  /** Why agents can be not ready, in the administrator's order. */
  readonly reasonCodes: readonly ReasonCode[];
  /** Whether an agent who is not ready says why; where there is nothing to choose, nobody is asked. */
  readonly reasonRequired: boolean;
  /** How often a wrap-up can be made longer, and by how much. */
  readonly wrapUpExtensions: number;
  readonly wrapUpExtensionSeconds: number;
}

/** The reasons that an agent may choose. */
export function choosableReasons({ reasonCodes }: Pick<DeskRules, 'reasonCodes'>): readonly ReasonCode[] {
  return reasonCodes.filter(({ choosable }) => choosable);
}

/** How often the interaction's wrap-up can still be made longer. */
export function extensionsLeft({ wrapUp }: Pick<Interaction, 'wrapUp'>, rules: DeskRules): number {
  return wrapUp ? Math.max(0, rules.wrapUpExtensions - (wrapUp.extensions ?? 0)) : 0;
}

/** Why the rules of the desk refuse `command`, or `undefined` when they allow it. */
export function refusalOf(desk: Desk, command: DeskCommand, rules: DeskRules): Refusal | undefined {
  switch (command.type) {
    case 'setAgentState':
      return restRefusal(desk, command.state, rules);
    case 'dial':
      return dialRefusal(desk, command, rules);
    case 'supervise':
      return undefined;
    case 'pickUp':
      return callingRefusal(desk, rules);
    case 'chooseRecord':
    case 'removeRecord':
    case 'writeNotes':
    case 'chooseDisposition':
    case 'extendWrapUp':
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
    case 'askForHelp':
    case 'setRecording':
      return callRefusal(desk, command, rules);
  }
}

function restRefusal(desk: Desk, state: RestingState, rules: DeskRules): Refusal | undefined {
  switch (state.name) {
    case 'ready':
      return undefined;
    case 'notReady':
      return reasonRefusal(state.reasonCode, rules);
    case 'loggedOut':
      return liveInteractions(desk).length > 0 ? { code: 'ON_ANOTHER_CALL' } : undefined;
  }
}

function reasonRefusal(reason: string, rules: DeskRules): Refusal | undefined {
  const names = choosableReasons(rules).map(({ name }) => name);
  if (reason !== '') return names.includes(reason) ? undefined : { code: 'REASON_UNKNOWN' };
  return rules.reasonRequired && names.length > 0 ? { code: 'REASON_REQUIRED' } : undefined;
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
  rules: DeskRules,
): Refusal | undefined {
  if (!interaction) return { code: 'CALL_GONE' };
  if (type !== 'completeWrapUp' && type !== 'extendWrapUp') return undefined;
  if (!interaction.wrapUp) return { code: 'CALL_GONE' };
  if (type === 'extendWrapUp') {
    return extensionsLeft(interaction, rules) > 0 ? undefined : { code: 'NO_EXTENSION_LEFT' };
  }
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
    case 'askForHelp':
      return connectedRefusal(interaction);
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
      return connectedRefusal(interaction) ?? recordingRefusal(interaction, command);
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

/** What has not begun cannot be paused. */
function recordingRefusal({ recording }: Interaction, command: Command<'setRecording'>): Refusal | undefined {
  const there = recording === 'startable' ? command.recording === 'running' : recording !== undefined;
  return there ? undefined : { code: 'NOT_RECORDED' };
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
