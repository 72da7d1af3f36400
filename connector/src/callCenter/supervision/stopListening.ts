import type { AgentId } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { partyAt } from '../interactions/parties.ts';
import { supervisorPartyId, type PartyRecord } from '../interactions/partyRecord.ts';
import { putOut } from '../interactions/putOut.ts';
import type { Turn } from '../turn.ts';
import { listenersTo, tellCoached } from './coached.ts';

/** The interaction in which nobody listens to an agent any more, whose part is over. */
export async function withoutListeners(
  turn: Turn,
  record: InteractionRecord,
  agentId: AgentId,
): Promise<InteractionRecord> {
  let rest = record;
  for (const party of listenersTo(record, agentId)) {
    rest = await withoutListener(turn, rest, party);
  }
  return rest;
}

/** The interaction to which a supervisor does not listen any more. */
async function withoutListener(
  turn: Turn,
  record: InteractionRecord,
  party: PartyRecord,
): Promise<InteractionRecord> {
  const rest = await putOut(turn, record, party.id);
  await tellStopped(turn, rest, party);
  return rest;
}

/** A supervisor who listens to a call does so no more. */
export async function stopMonitoring(turn: Turn, supervisorId: AgentId): Promise<void> {
  const interactionId = (await turn.desk(supervisorId))?.monitoring?.interactionId;
  const record = interactionId && (await turn.store.interaction(interactionId));
  const party = record && partyAt(record, supervisorPartyId(supervisorId));
  if (record && party) await turn.save(await withoutListener(turn, record, party));
}

/** Tells a supervisor, and who was coached, that the supervisor listens no more. */
export async function tellStopped(
  turn: Turn,
  record: InteractionRecord,
  { agentId: supervisorId, listens }: PartyRecord,
): Promise<void> {
  if (supervisorId === undefined) return;
  await turn.tellAgent(supervisorId, { type: 'monitoringChanged', at: turn.at });
  if (listens) await tellCoached(turn, record, listens.agentId);
}
