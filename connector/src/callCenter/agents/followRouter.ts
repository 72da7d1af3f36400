import type { AgentId } from '../../../../softphone/core/index.ts';
import { routerNames, type FreshRouterState } from '../ports/telephony.ts';
import type { TelephonyNews } from '../telephonyEvents.ts';
import type { Turn } from '../turn.ts';
import { availabilityOf, wantedAvailability } from './availability.ts';
import { restAgent } from './restAgent.ts';
import { reasonsOf, restingStateOf, whoIsRight } from './whoIsRight.ts';

/**
 * The router tells that an agent is in another state there. What is as the desk wants it, as after every change that
 * came from here, is no news; for anything else the router is read again, after what is still on its way there.
 */
export async function availabilityChanged(
  turn: Turn,
  { agentId, stateName, at }: Extract<TelephonyNews, { type: 'availabilityChanged' }>,
): Promise<void> {
  const desk = await turn.desk(agentId);
  if (!desk || stateName === routerNames[wantedAvailability(desk)]) return;
  await turn.ask({ ...availabilityOf(desk), changed: { stateName, at } });
}

/** Takes over what somebody has changed at the router, unless the desk has changed since. */
export async function followRouter(turn: Turn, agentId: AgentId, seen: FreshRouterState): Promise<void> {
  const desk = await turn.desk(agentId);
  const reasons = reasonsOf(turn.settings);
  if (!desk || whoIsRight(desk, seen, reasons) !== 'routerIsRight') return;
  await restAgent(turn, agentId, {
    state: restingStateOf(seen, reasons),
    by: 'router',
    madeAt: seen.since,
  });
}
