import type { AgentId } from '../../../../softphone/core/index.ts';
import type { Store } from '../ports/store.ts';
import type { Telephony } from '../ports/telephony.ts';
import type { CallCenterSettings } from '../settings.ts';
import type { Turn } from '../turn.ts';
import { wantedAvailability } from './availability.ts';
import { followRouter } from './followRouter.ts';
import { reasonsOf, whoIsRight, withToldTime, type RouterChange, type Verdict } from './whoIsRight.ts';

export interface RouterHands {
  readonly telephony: Pick<Telephony, 'routerState' | 'setAvailability'>;
  readonly store: Pick<Store, 'desk'>;
  readonly settings: Pick<CallCenterSettings, 'agent'>;
  readonly takeTurn: (decide: (turn: Turn) => Promise<void>) => Promise<void>;
}

/**
 * Makes desk and router agree about an agent, and says who was right. Whoever changes the agent at the router between
 * reading and writing is not overwritten: that rejects with `TELEPHONY_OVERTAKEN`, and is to be repeated.
 */
export async function alignRouter(
  { telephony, store, settings, takeTurn }: RouterHands,
  agentId: AgentId,
  changed?: RouterChange,
): Promise<Verdict> {
  const seen = withToldTime(await telephony.routerState(agentId), changed);
  const desk = (await store.desk(agentId))?.desk;
  if (!desk) return 'agreed';
  const verdict = whoIsRight(desk, seen, reasonsOf(settings));
  if (verdict === 'routerIsRight') await takeTurn((turn) => followRouter(turn, agentId, seen));
  if (verdict === 'deskIsRight')
    await telephony.setAvailability(agentId, wantedAvailability(desk), seen.version);
  return verdict;
}
