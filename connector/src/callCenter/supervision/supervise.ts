import {
  liveInteractions,
  type AgentId,
  type Desk,
  type Refusal,
  type SupervisorOrder,
} from '../../../../softphone/core/index.ts';
import { restAgent } from '../agents/restAgent.ts';
import { openPart, writtenPart } from '../interactions/agentParts.ts';
import { completeWrapUp, endInteraction } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { partyAt, withParty } from '../interactions/parties.ts';
import {
  agentPartyId,
  newParty,
  supervisorPartyId,
  type Listening,
  type PartyRecord,
} from '../interactions/partyRecord.ts';
import type { SupervisorAct } from '../ledger/fact.ts';
import type { Turn } from '../turn.ts';
import { listenerIn, tellListener } from './listeners.ts';
import { stopMonitoring } from './stopListening.ts';

interface SupervisorOrders {
  readonly turn: Turn;
  readonly agentId: AgentId;
  readonly supervises: boolean;
}

type Listen = Extract<SupervisorOrder, { type: 'monitor' | 'coach' | 'barge' | 'takeOver' }>;

/** Carries out what a supervisor wants, or says why not. What was done is kept for the audit. */
export async function supervise(
  { turn, agentId: supervisorId, supervises }: SupervisorOrders,
  order: SupervisorOrder,
): Promise<Refusal | undefined> {
  if (!supervises) return { code: 'NOT_A_SUPERVISOR' };
  const refusal = await obey(turn, supervisorId, order);
  if (!refusal && order.type !== 'stopMonitoring') {
    const { agentId } = order;
    turn.keepFact({
      type: 'supervised',
      at: turn.at,
      supervisorId,
      agentId,
      act: actOf(order),
      ...('interactionId' in order && { interactionId: order.interactionId }),
    });
  }
  return refusal;
}

async function obey(turn: Turn, supervisorId: AgentId, order: SupervisorOrder): Promise<Refusal | undefined> {
  switch (order.type) {
    case 'monitor':
    case 'coach':
    case 'barge':
    case 'takeOver':
      return listen(turn, supervisorId, order);
    case 'stopMonitoring':
      await stopMonitoring(turn, supervisorId);
      return undefined;
    case 'setState':
      return setState(turn, order);
    case 'endInteraction':
      return endStuck(turn, order);
  }
}

function actOf(order: Exclude<SupervisorOrder, { type: 'stopMonitoring' }>): SupervisorAct {
  if (order.type !== 'setState') return order.type;
  return order.state.name === 'loggedOut' ? 'logOut' : 'setAgentState';
}

/** A supervisor hears one call at a time, and none while in a call. */
async function listen(turn: Turn, supervisorId: AgentId, order: Listen): Promise<Refusal | undefined> {
  const { agentId, interactionId, type } = order;
  const desk = await turn.desk(supervisorId);
  if (!desk || !hasSoftphone(desk)) return { code: 'LOGGED_OUT' };
  if (liveInteractions(desk).length > 0) return { code: 'ON_ANOTHER_CALL' };
  const record = await turn.store.interaction(interactionId);
  if (!record || !isTalkingTo(record, agentId)) return { code: 'CALL_GONE' };
  const { monitoring } = desk;
  const same = monitoring?.interactionId === interactionId && monitoring.agentId === agentId;
  if (!same) await stopMonitoring(turn, supervisorId);
  const current = (await turn.store.interaction(interactionId)) ?? record;
  const known = partyAt(current, supervisorPartyId(supervisorId));
  if (known) await change(turn, current, { ...known, listens: { agentId, for: type } });
  else await begin(turn, current, { supervisorId, listens: { agentId, for: type } });
  return undefined;
}

/** What a supervisor hears comes to the supervisor's own softphone. */
function hasSoftphone({ agent: { resting, goneSince } }: Desk): boolean {
  return resting.name !== 'loggedOut' && goneSince === undefined;
}

async function begin(
  turn: Turn,
  record: InteractionRecord,
  { supervisorId, listens }: { readonly supervisorId: AgentId; readonly listens: Listening },
): Promise<void> {
  const { id: interactionId } = record;
  const partyId = supervisorPartyId(supervisorId);
  const party = newParty(
    { id: partyId, role: 'supervisor', agentId: supervisorId, state: 'ringing', listens },
    turn.at,
  );
  await tellListener(turn, await turn.save(withParty(record, party)), party);
  await turn.ask({ type: 'ringParty', interactionId, partyId, since: turn.at });
}

/** A supervisor wants something else of the call. A leg that is on its way is told when it is there. */
async function change(turn: Turn, record: InteractionRecord, party: PartyRecord): Promise<void> {
  const changed = await turn.save(withParty(record, party));
  if (party.state === 'in') await listenerIn(turn, changed, party);
  else await tellListener(turn, changed, party);
}

function isTalkingTo(record: InteractionRecord, agentId: AgentId): boolean {
  const talks = openPart(record, agentId)?.answeredAt !== undefined;
  return talks && partyAt(record, agentPartyId(agentId))?.state === 'in';
}

async function setState(
  turn: Turn,
  { agentId, state }: Extract<SupervisorOrder, { type: 'setState' }>,
): Promise<Refusal | undefined> {
  if (!(await turn.desk(agentId))) return { code: 'TARGET_UNKNOWN' };
  const { reasonCodes } = turn.settings.agent;
  const known = state.name !== 'notReady' || reasonCodes.some(({ name }) => name === state.reasonCode);
  if (!known) return { code: 'REASON_UNKNOWN' };
  await restAgent(turn, agentId, { state, by: 'supervisor' });
  return undefined;
}

/** A call that hangs for whatever reason is ended, and the agent's wrap-up of it with it. */
async function endStuck(
  turn: Turn,
  { agentId, interactionId }: Extract<SupervisorOrder, { type: 'endInteraction' }>,
): Promise<Refusal | undefined> {
  const record = await turn.store.interaction(interactionId);
  if (!record || !writtenPart(record, agentId)) return { code: 'CALL_GONE' };
  await endInteraction(turn, record, 'hungUp');
  await completeWrapUp(turn, (await turn.store.interaction(interactionId)) ?? record, agentId);
  return undefined;
}
