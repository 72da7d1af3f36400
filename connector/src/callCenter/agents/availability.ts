import type { Desk } from '../../../../softphone/core/index.ts';
import type { Effect } from '../effects.ts';

const availabilities = { ready: 'available', notReady: 'unavailable', loggedOut: 'offline' } as const;

/** Asks the router to see an agent as the agent's own desk does. */
export function availabilityOf({ agent }: Desk): Extract<Effect, { type: 'setAvailability' }> {
  const { id: agentId, name, resting } = agent;
  return { type: 'setAvailability', agentId, name, availability: availabilities[resting.name] };
}
