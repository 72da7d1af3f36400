import type { AgentId, Instant, RestingState, StateSetter } from '../../../../softphone/core/index.ts';
import { mayRing } from '../offers/admission.ts';
import type { Turn } from '../turn.ts';
import { availabilityOf } from './availability.ts';

/** Somebody sets the state that an agent has between calls. */
export interface StateChange {
  readonly state: RestingState;
  readonly by: StateSetter;
  /** When it was made, where it took a while to get here. */
  readonly madeAt?: Instant;
}

/**
 * Sets the state an agent has between calls, at the desk and at the router. Of two changes the one that was made later
 * counts, whichever comes first; `false` when a later one is known.
 */
export async function restAgent(
  turn: Turn,
  agentId: AgentId,
  { state, by, madeAt = turn.at }: StateChange,
): Promise<boolean> {
  const before = (await turn.desk(agentId))?.agent;
  if (!before || madeAt < (before.restingSetAt ?? 0)) return false;
  await turn.tellAgent(agentId, {
    type: 'agentStateSet',
    state,
    ...(by !== 'agent' && { by }),
    ...(madeAt < turn.at && { madeAt }),
    at: turn.at,
  });
  const desk = await turn.desk(agentId);
  // The router has its own change already, and may have the next one: that is not to be undone.
  if (desk && by !== 'router') await turn.ask(availabilityOf(desk));
  return true;
}

/**
 * Makes the router offer calls to an agent who can get one. The router stops doing so when a reservation runs out or is
 * rejected, also one that the agent never saw; an agent who is busy is offered again when that is over (`takeTurn`).
 */
export async function offerAgain(turn: Turn, agentId: AgentId): Promise<void> {
  const desk = await turn.desk(agentId);
  if (desk && mayRing(desk, 'queue', Infinity)) await turn.ask(availabilityOf(desk));
}
