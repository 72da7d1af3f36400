import type { Desk } from '../../../../softphone/core/index.ts';
import type { Effect } from '../effects.ts';
import type { Availability } from '../ports/telephony.ts';

const availabilities = { ready: 'available', notReady: 'unavailable', loggedOut: 'offline' } as const;

/** How the router should see an agent. */
export function wantedAvailability({ agent }: Desk): Availability {
  return availabilities[agent.resting.name];
}

/** Asks the router to see an agent as the agent's own desk does by then. */
export function availabilityOf({ agent }: Desk): Extract<Effect, { type: 'setAvailability' }> {
  return { type: 'setAvailability', agentId: agent.id };
}
