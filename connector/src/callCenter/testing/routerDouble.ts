import type { AgentId, Instant } from '../../../../softphone/core/index.ts';
import {
  routerNames,
  TelephonyError,
  type Availability,
  type FreshRouterState,
  type Telephony,
} from '../ports/telephony.ts';

type RouterTelephony = Pick<Telephony, 'routerState' | 'routerStates' | 'setAvailability'>;

/** The router, as far as it has agents in states: told by the connector, and changed by others. */
export interface RouterDouble {
  readonly telephony: RouterTelephony;
  /** Somebody else moves an agent: to one of the router's own states, or to one with a name of the administrator's. */
  moves(agentId: AgentId, stateName: string, since: Instant): void;
  /** Somebody deletes an agent. */
  forgets(agentId: AgentId): void;
  /** In which state the router has the agent. */
  stateOf(agentId: AgentId): string | undefined;
  /** Does something once, right after the next reading of an agent. */
  afterReading(action: () => void): void;
}

export function createRouterDouble(): RouterDouble {
  const states = new Map<AgentId, FreshRouterState>();
  let changes = 0;
  let next: (() => void) | undefined;

  function change(agentId: AgentId, state: Omit<FreshRouterState, 'agentId' | 'version'>): FreshRouterState {
    changes += 1;
    const changed = { ...state, agentId, version: String(changes) };
    states.set(agentId, changed);
    return changed;
  }

  /** The time of a change of the connector's own is of no account. */
  const own = (availability: Availability) =>
    ({ availability, stateName: routerNames[availability], since: 0 as Instant, own: true }) as const;

  return {
    telephony: {
      async routerState(agentId) {
        const state = states.get(agentId) ?? change(agentId, own('offline'));
        const action = next;
        next = undefined;
        action?.();
        return state;
      },
      routerStates: () => Promise.resolve([...states.values()]),
      async setAvailability(agentId, availability, version) {
        const before = states.get(agentId);
        if (version !== undefined && version !== before?.version)
          throw new TelephonyError('TELEPHONY_OVERTAKEN');
        if (before?.stateName !== routerNames[availability]) change(agentId, own(availability));
      },
    },
    moves(agentId, stateName, since) {
      change(agentId, { availability: availabilityOf(stateName), stateName, since, own: false });
    },
    forgets: (agentId) => void states.delete(agentId),
    stateOf: (agentId) => states.get(agentId)?.stateName,
    afterReading(action) {
      next = action;
    },
  };
}

function availabilityOf(stateName: string): Availability {
  if (stateName === routerNames.available) return 'available';
  return stateName === routerNames.offline ? 'offline' : 'unavailable';
}
