import type { AgentId, Dnis, PartyId } from '../../../../softphone/core/index.ts';
import { openParts } from '../interactions/agentParts.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { withParty } from '../interactions/parties.ts';
import { newParty, outsidePartyId } from '../interactions/partyRecord.ts';
import { settle } from '../interactions/settle.ts';
import { returnCall } from '../offers/notTaken.ts';
import type { LegEnd } from '../ports/telephony.ts';
import type { Turn } from '../turn.ts';

/** Rings somebody outside the centre into the call. */
export async function ringOutside(turn: Turn, record: InteractionRecord, number: Dnis): Promise<void> {
  const id = outsidePartyId(record.parties);
  const party = newParty({ id, role: 'outside', number, state: 'ringing' }, turn.at);
  await settle(turn, withParty(record, party));
  await turn.ask({ type: 'ringParty', interactionId: record.id, partyId: id, since: turn.at });
}

/** Who was called outside did not come: a call that was given there returns, an agent who consults is told. */
export async function outsideDidNotAnswer(
  turn: Turn,
  record: InteractionRecord,
  { cause }: { partyId: PartyId; cause: LegEnd['cause'] },
): Promise<void> {
  if (record.returnTo !== undefined) return returnCall(turn, record, record.returnTo);
  for (const { agentId, answeredAt } of openParts(record)) {
    if (answeredAt !== undefined) await tellFailed(turn, agentId, cause);
  }
  await settle(turn, record);
}

async function tellFailed(turn: Turn, agentId: AgentId, cause: LegEnd['cause']): Promise<void> {
  const code = cause === 'failed' ? 'COMMAND_FAILED' : 'NO_ANSWER';
  await turn.tellAgent(agentId, {
    type: 'commandFailed',
    command: 'consult',
    refusal: { code },
    at: turn.at,
  });
}
