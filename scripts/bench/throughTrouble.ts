import { setTimeout as pause } from 'node:timers/promises';
import { centre } from '../local/centre.ts';
import type { SoakWorld } from '../soak/soakWorld.ts';
import { aftermathOf, sendEvents, talksOf, type Aftermath } from './acknowledgedEvents.ts';
import type { Trouble } from './instanceTroubles.ts';
import type { SteadyFigures } from './steadyWebhooks.ts';

/** Between real calls, which agents take meanwhile. */
const CALL_MS = 500;

export interface ThroughTrouble extends SteadyFigures, Aftermath {
  /** Calls whose arrival and end were answered 2xx. */
  readonly calls: number;
  /** The parts that agents had in other calls. */
  readonly talks: number;
  /** What the trouble took, in milliseconds. */
  readonly tookMs: readonly number[];
}

/** Lets trouble happen while events come and agents take calls; then compares what was answered with what has happened. */
export async function throughTrouble(
  world: SoakWorld,
  trouble: Trouble,
  perSecond: number,
): Promise<ThroughTrouble> {
  let isOver = false;

  async function callAndCall(): Promise<void> {
    for (let calls = 0; !isOver; calls += 1) {
      world.parties.call(`+1415556${String(calls).padStart(4, '0')}`, centre.mainNumber);
      await pause(CALL_MS);
    }
  }

  const load = sendEvents(world, { perSecond, joins: 1 });
  const calling = callAndCall();
  const tookMs = await trouble(world);
  isOver = true;
  await calling;
  const events = await load.stop();
  const aftermath = await aftermathOf(world, events);
  return { ...events, ...aftermath, calls: events.ended.size, talks: talksOf(world).length, tookMs };
}
