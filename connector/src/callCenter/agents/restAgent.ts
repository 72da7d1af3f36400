import type { AgentId, RestingState } from '../../../../softphone/core/index.ts';
import { mayRing } from '../offers/admission.ts';
import type { Turn } from '../turn.ts';
import { availabilityOf } from './availability.ts';

/** Sets the state an agent has between calls, at the desk and at the router. */
export async function restAgent(turn: Turn, agentId: AgentId, state: RestingState): Promise<void> {
  if (!(await turn.tellAgent(agentId, { type: 'agentStateSet', state, at: turn.at }))) return;
  const desk = await turn.desk(agentId);
  if (desk) await turn.ask(availabilityOf(desk));
}

/**
 * Makes the router offer calls to an agent who can get one. The router stops doing so when a reservation runs out or is
 * rejected, also one that the agent never saw; an agent who is busy is offered again when that is over (`takeTurn`).
 */
export async function offerAgain(turn: Turn, agentId: AgentId): Promise<void> {
  const desk = await turn.desk(agentId);
  if (desk && mayRing(desk, 'queue', Infinity)) await turn.ask(availabilityOf(desk));
}
