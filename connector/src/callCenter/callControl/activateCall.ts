import type { AgentId, InteractionId } from '../../../../softphone/core/index.ts';
import { openPart } from '../interactions/agentParts.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { changeParty, partyAt } from '../interactions/parties.ts';
import { agentPartyId } from '../interactions/partyRecord.ts';
import { settle } from '../interactions/settle.ts';
import type { Turn } from '../turn.ts';

/** The agent is heard in this call from now on; the agent's other calls wait. */
export async function activateCall(
  turn: Turn,
  agentId: AgentId,
  interactionId: InteractionId,
): Promise<void> {
  const desk = await turn.desk(agentId);
  for (const { id } of desk?.interactions ?? []) {
    const record = id === interactionId ? undefined : await turn.store.interaction(id);
    if (record && openPart(record, agentId)) await setAway(turn, record, { agentId, away: true });
  }
  await turn.tellAgent(agentId, { type: 'activated', interactionId, at: turn.at });
  const record = await turn.store.interaction(interactionId);
  if (record) await setAway(turn, record, { agentId, away: false });
}

async function setAway(
  turn: Turn,
  record: InteractionRecord,
  { agentId, away }: { agentId: AgentId; away: boolean },
): Promise<void> {
  const partyId = agentPartyId(agentId);
  const party = partyAt(record, partyId);
  if (party && party.away !== away) await settle(turn, changeParty(record, partyId, { away }));
}
