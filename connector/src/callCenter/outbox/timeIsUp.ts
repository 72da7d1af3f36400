import { wrapUpRunsOut } from '../agents/extendWrapUp.ts';
import type { Effect } from '../effects.ts';
import { openPart } from '../interactions/agentParts.ts';
import { endInteraction } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { notTaken } from '../offers/notTaken.ts';
import { recall } from '../parking/park.ts';
import { pageLost } from '../recovery/lostPage.ts';
import { giveUpConnection } from '../recovery/recovery.ts';
import type { Turn } from '../turn.ts';

export type Deadline = Extract<
  Effect,
  {
    type:
      'completeWrapUp' | 'expectAgentLeg' | 'offerExpires' | 'parkExpires' | 'connectionExpires' | 'pageLost';
  }
>;

/** A deadline has come. What it was for may be over by now: then nothing follows. */
export async function timeIsUp(turn: Turn, record: InteractionRecord, deadline: Deadline): Promise<void> {
  switch (deadline.type) {
    case 'completeWrapUp':
      return wrapUpRunsOut(turn, record, deadline.agentId);
    case 'expectAgentLeg':
      return giveUpWithoutAgentLeg(turn, record);
    case 'offerExpires':
      return offerExpired(turn, record, deadline);
    case 'parkExpires':
      return recall(turn, record, deadline);
    case 'connectionExpires':
      return giveUpConnection(turn, record, deadline);
    case 'pageLost':
      return pageLost(turn, record, deadline);
  }
}

async function giveUpWithoutAgentLeg(turn: Turn, record: InteractionRecord): Promise<void> {
  const came = record.parties.some(({ role, legId }) => role === 'agent' && legId !== undefined);
  if (record.phase === 'dialing' && !came) await endInteraction(turn, record, 'failed');
}

async function offerExpired(
  turn: Turn,
  record: InteractionRecord,
  { agentId, offeredAt }: Extract<Deadline, { type: 'offerExpires' }>,
): Promise<void> {
  const part = openPart(record, agentId);
  const waits = part?.offeredAt === offeredAt && part.acceptedAt === undefined;
  if (waits) await notTaken(turn, record, { part, how: 'missed' });
}
