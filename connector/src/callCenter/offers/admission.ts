import { agentStateOf, liveInteractions, type Desk, type Via } from '../../../../softphone/core/index.ts';

/**
 * Whether a call may ring at an agent now: the one place where that is decided. Turns run one after another, so that
 * two calls cannot both find the agent free.
 *
 * A call of a queue comes to an agent who is ready and has nothing else at hand. A call that is meant for this agent may come
 * while the agent is on others, unless the agent is logged out or has as many calls as are allowed. A direct call does
 * not disturb an agent who is not ready; one that the agent has parked or given away comes back all the same.
 */
export function mayRing(desk: Desk | undefined, via: Via, mostCalls: number): boolean {
  if (!desk || desk.agent.resting.name === 'loggedOut') return false;
  if (desk.monitoring && via === 'queue') return false;
  const calls = liveInteractions(desk).length;
  switch (via) {
    case 'queue':
      return agentStateOf(desk).name === 'ready';
    case 'direct':
      return (desk.agent.resting.name === 'ready' || calls > 0) && calls < mostCalls;
    case 'transfer':
    case 'consult':
    case 'recall':
    case 'returned':
    case 'internal':
    case 'pickUp':
    case 'barge':
    case 'dialed':
      return calls < mostCalls;
  }
}
