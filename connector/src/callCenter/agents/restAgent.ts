import type { AgentId, RestingState } from '../../../../softphone/core/index.ts';
import type { Turn } from '../turn.ts';

const availabilities = { ready: 'available', notReady: 'unavailable', loggedOut: 'offline' } as const;

/** Sets the state an agent has between calls, at the desk and at the router. */
export async function restAgent(turn: Turn, agentId: AgentId, state: RestingState): Promise<void> {
  if (!(await turn.tellAgent(agentId, { type: 'agentStateSet', state, at: turn.at }))) return;
  const desk = await turn.desk(agentId);
  await turn.ask({
    type: 'setAvailability',
    agentId,
    name: desk?.agent.name ?? agentId,
    availability: availabilities[state.name],
  });
}

/**
 * Makes the router offer calls to an agent who is ready. The router stops doing so when a reservation runs out or is
 * rejected, also one that the agent never saw.
 */
export async function offerAgain(turn: Turn, agentId: AgentId): Promise<void> {
  const desk = await turn.desk(agentId);
  if (desk?.agent.resting.name !== 'ready') return;
  await turn.ask({ type: 'setAvailability', agentId, name: desk.agent.name, availability: 'available' });
}
