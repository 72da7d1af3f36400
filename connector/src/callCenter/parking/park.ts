import type { AgentId, InteractionId, Refusal } from '../../../../softphone/core/index.ts';
import { withAllTogether } from '../callControl/holding.ts';
import { endPart, after } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { agentPartyId } from '../interactions/partyRecord.ts';
import { putOut } from '../interactions/putOut.ts';
import { settle } from '../interactions/settle.ts';
import { offerCall } from '../offers/offerCall.ts';
import { requeue } from '../routing/requeue.ts';
import type { Turn } from '../turn.ts';

const FIRST_ORBIT = 701;

/** The agent's leg leaves; the others stay, with music, in a numbered place until somebody picks the call up. */
export async function park(
  turn: Turn,
  record: InteractionRecord,
  agentId: AgentId,
): Promise<Refusal | undefined> {
  if (record.direction === 'internal') return { code: 'OTHERS_IN_CALL' };
  const left = await endPart(turn, record, { agentId, left: 'parked', reason: 'parked' });
  await putIntoOrbit(turn, await putOut(turn, left, agentPartyId(agentId)), agentId);
  return undefined;
}

export async function putIntoOrbit(turn: Turn, record: InteractionRecord, agentId: AgentId): Promise<void> {
  const parked = { orbit: await freeOrbit(turn), agentId, at: turn.at };
  await settle(turn, withAllTogether({ ...record, parked }));
  turn.parkedChanged();
  await turn.ask(
    { type: 'parkExpires', interactionId: record.id, parkedAt: turn.at },
    after(turn.at, turn.settings.parkSeconds),
  );
}

async function freeOrbit(turn: Turn): Promise<string> {
  const taken = new Set((await turn.store.liveInteractions()).map(({ parked }) => parked?.orbit));
  let orbit = FIRST_ORBIT;
  while (taken.has(String(orbit))) orbit += 1;
  return String(orbit);
}

/** Nobody picked the call up: it comes back to the agent who parked it, else it goes to a queue. */
export async function recall(
  turn: Turn,
  record: InteractionRecord,
  { parkedAt }: { interactionId: InteractionId; parkedAt: InteractionRecord['startedAt'] },
): Promise<void> {
  if (record.parked?.at !== parkedAt) return;
  const { parked, ...rest } = record;
  turn.parkedChanged();
  const offered = await offerCall(turn, rest, { agentId: parked.agentId, via: 'recall' });
  if (offered) await settle(turn, offered);
  else await requeue(turn, rest);
}
