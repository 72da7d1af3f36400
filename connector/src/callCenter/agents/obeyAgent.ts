import {
  refusalOf,
  type AgentId,
  type CallCommand,
  type DeskCommand,
  type InteractionId,
  type Refusal,
  type RestingState,
} from '../../../../softphone/core/index.ts';
import { activateCall } from '../callControl/activateCall.ts';
import { consult } from '../callControl/consult.ts';
import { withAllTogether, withHeld, withSwapped } from '../callControl/holding.ts';
import { removeParty } from '../callControl/removeParty.ts';
import { leave, transfer } from '../callControl/transfer.ts';
import type { AgentPart } from '../interactions/agentPart.ts';
import { changePart, openPart } from '../interactions/agentParts.ts';
import { endInteraction } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { settle } from '../interactions/settle.ts';
import { isTalking } from '../interactions/partyRecord.ts';
import { answerOffer } from '../offers/answerOffer.ts';
import { notTaken } from '../offers/notTaken.ts';
import { park } from '../parking/park.ts';
import { pickUp } from '../parking/pickUp.ts';
import type { Numbers } from '../ports/numbers.ts';
import { rejoin } from '../recovery/recovery.ts';
import { setRecording } from '../recording/setRecording.ts';
import { askForHelp } from '../supervision/askForHelp.ts';
import { stopMonitoring } from '../supervision/stopListening.ts';
import { supervise } from '../supervision/supervise.ts';
import type { Turn } from '../turn.ts';
import { dial } from './dial.ts';
import { restAgent } from './restAgent.ts';
import { write } from './write.ts';

export interface AgentOrders {
  readonly turn: Turn;
  readonly agentId: AgentId;
  readonly numbers: Numbers;
  readonly newId: () => InteractionId;
  /** Whether the agent may supervise others. */
  readonly supervises: boolean;
}

/** Carries out an agent's command, or says why not. The same rules run in the softphone, ahead of the answer. */
export async function obeyAgent(orders: AgentOrders, command: DeskCommand): Promise<Refusal | undefined> {
  const { turn, agentId } = orders;
  if (command.type === 'supervise') return supervise(orders, command.order);
  const desk = await turn.desk(agentId);
  if (!desk) return { code: 'LOGGED_OUT' };
  const refusal = refusalOf(desk, command, turn.settings.agent);
  if (refusal) return refusal;
  if (desk.monitoring && endsListening(command)) await stopMonitoring(turn, agentId);
  switch (command.type) {
    case 'setAgentState':
      await restAgent(turn, agentId, { state: withReason(turn, command.state), by: 'agent' });
      return undefined;
    case 'dial':
      return dial(orders, command);
    case 'pickUp':
      return pickUp(turn, await turn.store.interaction(command.interactionId), agentId);
    case 'chooseRecord':
    case 'removeRecord':
    case 'writeNotes':
    case 'chooseDisposition':
    case 'extendWrapUp':
    case 'completeWrapUp':
      return write(turn, agentId, command);
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
    case 'setRecording': {
      const record = await turn.store.interaction(command.interactionId);
      const part = record && openPart(record, agentId);
      return part ? controlCall(orders, { record, part }, command) : { code: 'CALL_GONE' };
    }
  }
}

const beginnings: ReadonlySet<DeskCommand['type']> = new Set(['answer', 'dial', 'pickUp'] as const);

/** Whoever begins a call, or goes, listens to no other. */
function endsListening(command: DeskCommand): boolean {
  const goes = command.type === 'setAgentState' && command.state.name === 'loggedOut';
  return goes || beginnings.has(command.type);
}

/** An agent who says no reason has the administrator's. */
function withReason({ settings }: Turn, state: RestingState): RestingState {
  const missing = state.name === 'notReady' && state.reasonCode === '';
  return missing ? { ...state, reasonCode: settings.agentRule.defaultReason } : state;
}

interface CallAtHand {
  readonly record: InteractionRecord;
  readonly part: AgentPart;
}

async function controlCall(
  orders: AgentOrders,
  { record, part }: CallAtHand,
  command: CallCommand,
): Promise<Refusal | undefined> {
  const { turn, agentId } = orders;
  switch (command.type) {
    case 'answer':
      return answerOffer(turn, record, part);
    case 'decline':
      return done(notTaken(turn, record, { part, how: 'declined' }));
    case 'hangUp':
      return done(hangUp(turn, record, part));
    case 'activate':
      return done(activateCall(turn, agentId, record.id));
    case 'hold':
      return done(settle(turn, withHeld(record, command.partyId, true)));
    case 'resume':
      return done(settle(turn, withHeld(record, command.partyId, false)));
    case 'swap':
      return done(settle(turn, withSwapped(record, agentId)));
    case 'joinAll':
      return done(settle(turn, withAllTogether(record)));
    case 'setMuted':
      return setMuted(turn, record, { agentId, muted: command.muted });
    case 'consult':
      return consult(turn, record, { ...orders, target: command.target });
    case 'transfer':
      return transfer(turn, record, { ...orders, target: command.target });
    case 'removeParty':
      return removeParty(turn, record, command.partyId);
    case 'leave':
      return done(leave(turn, record, agentId));
    case 'park':
      return park(turn, record, agentId);
    case 'askForHelp':
      return done(askForHelp(turn, record, { agentId, asked: command.asked }));
    case 'rejoin':
      return rejoin(turn, record, { part, unnoticed: command.unnoticed });
    case 'setRecording':
      return setRecording(turn, record, command.recording);
  }
}

async function done(change: Promise<unknown>): Promise<undefined> {
  await change;
  return undefined;
}

/** While another agent talks with somebody, only the own part ends. */
async function hangUp(turn: Turn, record: InteractionRecord, part: AgentPart): Promise<void> {
  const others = record.parties.filter((party) => party.agentId !== part.agentId && isTalking(party));
  const goesOn = others.length > 1 && others.some(({ role }) => role === 'agent');
  if (!goesOn) await endInteraction(turn, record, 'hungUp');
  else if (part.answeredAt === undefined) await notTaken(turn, record, { part, how: 'declined' });
  else await leave(turn, record, part.agentId);
}

async function setMuted(
  turn: Turn,
  record: InteractionRecord,
  { agentId, muted }: { agentId: AgentId; muted: boolean },
): Promise<undefined> {
  await turn.save(changePart(record, agentId, (part) => ({ ...part, muted })));
  await turn.tellAgent(agentId, { type: 'mutedSet', interactionId: record.id, muted, at: turn.at });
}
