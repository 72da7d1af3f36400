import {
  newDesk,
  type AgentId,
  type Desk,
  type Instant,
  type RestingState,
} from '../../../../../softphone/core/index.ts';
import type { CentreChanges } from '../../turn.ts';
import { createVirtualClock, type VirtualClock } from '../../testing/virtualClock.ts';
import type { DayFigures } from '../dayFigures.ts';
import { createWallboard, type Wallboard } from '../wallboard.ts';

/** A wallboard of a centre without calls, on a told clock. */
export interface WallboardKit {
  readonly wallboard: Wallboard;
  readonly clock: VirtualClock;
  /** An agent is in this state from now on. */
  rests(id: string, state: RestingState): void;
  take(changes: Partial<CentreChanges>): void;
}

/** A day on which nobody has called. */
export const quietDay: DayFigures = {
  take: () => [],
  of: () => ({ offered: 0, answered: 0, abandoned: 0 }),
  onNewDay: () => undefined,
  serviceLevelSeconds: () => 20,
  stop: () => undefined,
};

export async function openWallboardKit(desks: readonly Desk[] = []): Promise<WallboardKit> {
  const clock = createVirtualClock();
  const wallboard = await createWallboard({
    store: { allDesks: () => Promise.resolve(desks), liveInteractions: () => Promise.resolve([]) },
    day: quietDay,
    queues: ['Support', 'Sales'],
    reasonCodes: () => ['Break', 'Lunch'],
    clock,
  });
  const take = (changes: Partial<CentreChanges>) =>
    wallboard.take({ desks: [], interactions: [], facts: [], ...changes });
  return {
    wallboard,
    clock,
    take,
    rests: (id, state) => take({ desks: [restingDesk(id, state, clock.now())] }),
  };
}

/** The desk of an agent without calls. */
export function restingDesk(id: string, resting: RestingState, at: Instant): Desk {
  const desk = newDesk({ id: id as AgentId, name: `Agent ${id}` }, at);
  return { ...desk, agent: { ...desk.agent, resting } };
}
