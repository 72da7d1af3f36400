import type { Desk, Instant, RestingState } from '../../../../softphone/core/index.ts';
import { mayRing } from '../offers/admission.ts';
import { routerNames, type FreshRouterState, type RouterState } from '../ports/telephony.ts';
import type { CallCenterSettings } from '../settings.ts';
import { wantedAvailability } from './availability.ts';

/** A change at the router, as it told about it. */
export interface RouterChange {
  readonly stateName: string;
  readonly at: Instant;
}

/** What follows from a difference between an agent's desk and the router. */
export type Verdict = 'agreed' | 'deskIsRight' | 'routerIsRight';

/** Why an agent is not ready whom somebody changed at the router, in a state that is no reason code. */
export const CHANGED_IN_ROUTER = 'Changed in the router';

/** The router's time is to the second: what it told of may have happened that much after. */
const SECOND_MS = 1_000;

/**
 * Who is right about an agent's state: the desk, unless somebody else has changed it at the router, and later
 * (docs/decisions/0021-who-is-right-about-a-state.md). Nobody has who finds it as this connector has left it, or in the
 * state of those who did not take a call: out of that one the agent comes again when the desk is free.
 */
export function whoIsRight(desk: Desk, seen: FreshRouterState, reasons: readonly string[]): Verdict {
  const { resting, restingSetAt, restingSince, goneSince } = desk.agent;
  if (seen.stateName === routerNames.notTaken) {
    const busy = wantedAvailability(desk) === 'available' && !mayRing(desk, 'queue', Infinity);
    return busy ? 'agreed' : 'deskIsRight';
  }
  if (isSame(resting, seen, reasons)) return 'agreed';
  const nobodyThere = seen.availability === 'available' && goneSince !== undefined;
  const later = seen.since > (restingSetAt ?? restingSince);
  return later && !seen.own && !nobodyThere ? 'routerIsRight' : 'deskIsRight';
}

/** The names that are reason codes, also of those that nobody may choose. */
export function reasonsOf({ agent }: Pick<CallCenterSettings, 'agent'>): readonly string[] {
  return agent.reasonCodes.map(({ name }) => name);
}

/** The state at a desk that one at the router stands for. */
export function restingStateOf(
  { availability, stateName }: RouterState,
  reasons: readonly string[],
): RestingState {
  switch (availability) {
    case 'available':
      return { name: 'ready' };
    case 'offline':
      return { name: 'loggedOut' };
    case 'unavailable': {
      const reasonCode = reasons.includes(stateName) ? stateName : CHANGED_IN_ROUTER;
      return { name: 'notReady', reasonCode };
    }
  }
}

/** The same state with the time that the router told, when that is the change which brought it. */
export function withToldTime<State extends RouterState>(
  seen: State,
  changed: RouterChange | undefined,
): State {
  const told = changed?.stateName === seen.stateName && Math.abs(changed.at - seen.since) <= 2 * SECOND_MS;
  return told ? { ...seen, since: changed.at } : seen;
}

/** Every reason fits the router's own state of who gets no calls. */
function isSame(resting: RestingState, seen: RouterState, reasons: readonly string[]): boolean {
  const there = restingStateOf(seen, reasons);
  if (resting.name !== 'notReady' || there.name !== 'notReady') return resting.name === there.name;
  return seen.stateName === routerNames.unavailable || resting.reasonCode === there.reasonCode;
}
