import type { AgentId, ListeningMode, PartyId } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { partyAt, withoutParty } from '../interactions/parties.ts';
import type { PartyRecord } from '../interactions/partyRecord.ts';
import { nameOf } from '../interactions/partyViews.ts';
import type { Turn } from '../turn.ts';
import { listenersTo, tellCoached } from './coached.ts';
import { comeIn } from './comeIn.ts';
import { tellStopped } from './stopListening.ts';

/**
 * A supervisor's leg is in: the supervisor listens, or comes into the call. While it rang, the supervisor may have wanted
 * something else, or the agent got another leg: who hears the supervisor is said anew.
 */
export async function listenerJoined(turn: Turn, record: InteractionRecord, partyId: PartyId): Promise<void> {
  const joined = await turn.save(record);
  const party = partyAt(joined, partyId);
  if (party) await listenerIn(turn, joined, party);
}

/** Does with a supervisor whose leg is in what the supervisor has come for. */
export async function listenerIn(turn: Turn, record: InteractionRecord, party: PartyRecord): Promise<void> {
  const { agentId, listens } = party;
  if (!listens || agentId === undefined) return;
  if (listens.for === 'barge' || listens.for === 'takeOver') return comeIn(turn, record, party);
  await tellListener(turn, record, party);
  await turn.ask({ type: 'adjustListening', interactionId: record.id, agentId });
}

/** A supervisor's leg is over, or did not come. */
export async function listenerGone(turn: Turn, record: InteractionRecord, party: PartyRecord): Promise<void> {
  const rest = await turn.save(withoutParty(record, party.id));
  await tellStopped(turn, rest, party);
  if (party.state !== 'ringing' || party.agentId === undefined) return;
  await turn.tellAgent(party.agentId, {
    type: 'commandFailed',
    command: 'supervise',
    refusal: { code: 'NO_ANSWER' },
    at: turn.at,
  });
}

/** The agent has another leg, or none: who coaches is to be heard there, or by nobody. */
export async function coachAgain(turn: Turn, record: InteractionRecord, agentId: AgentId): Promise<void> {
  for (const { agentId: supervisorId, listens } of listenersTo(record, agentId)) {
    if (listens?.for !== 'coach' || supervisorId === undefined) continue;
    await turn.ask({ type: 'adjustListening', interactionId: record.id, agentId: supervisorId });
  }
}

/** Tells a supervisor, and the agent who is coached, how it stands. */
export async function tellListener(
  turn: Turn,
  record: InteractionRecord,
  { agentId: supervisorId, listens, state, since }: PartyRecord,
): Promise<void> {
  if (supervisorId === undefined || !listens) return;
  const mode: ListeningMode = listens.for === 'coach' ? 'coach' : 'monitor';
  await turn.tellAgent(supervisorId, {
    type: 'monitoringChanged',
    monitoring: {
      interactionId: record.id,
      agentId: listens.agentId,
      agentName: await nameOf(turn, listens.agentId),
      mode,
      state: state === 'in' ? 'listening' : 'connecting',
      since,
    },
    at: turn.at,
  });
  await tellCoached(turn, record, listens.agentId);
}
