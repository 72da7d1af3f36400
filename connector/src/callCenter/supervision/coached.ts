import type { AgentId } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { PartyRecord } from '../interactions/partyRecord.ts';
import { nameOf } from '../interactions/partyViews.ts';
import type { Turn } from '../turn.ts';

/** The supervisors who listen to an agent of the interaction. */
export function listenersTo({ parties }: InteractionRecord, agentId: AgentId): readonly PartyRecord[] {
  return parties.filter(({ listens }) => listens?.agentId === agentId);
}

/** An agent hears who speaks in the agent's ear; of a supervisor who only listens, nothing is said. */
export async function tellCoached(turn: Turn, record: InteractionRecord, agentId: AgentId): Promise<void> {
  const { id: interactionId } = record;
  const coaches = listenersTo(record, agentId).filter(
    ({ listens, state }) => listens?.for === 'coach' && state === 'in',
  );
  const names = await Promise.all(
    coaches.flatMap(({ agentId: coach }) => (coach ? [nameOf(turn, coach)] : [])),
  );
  const coachName = names.join(', ') || undefined;
  const shown = (await turn.desk(agentId))?.interactions.find(({ id }) => id === interactionId);
  if (!shown || shown.call.state === 'ended' || shown.coachName === coachName) return;
  await turn.tellAgent(agentId, {
    type: 'coachChanged',
    interactionId,
    ...(coachName !== undefined && { coachName }),
    at: turn.at,
  });
}
