import { setTimeout as pause } from 'node:timers/promises';
import type { SoakWorld } from '../soak/soakWorld.ts';
import { arrive, newJoin } from './signedWebhooks.ts';
import { sendSteadily, type SteadyFigures } from './steadyWebhooks.ts';

const KNOWN_CALLS = 50;
/** Before the first is stopped, between the two, and after the last. */
const SETTLE_MS = 2_000;

export interface RollingRestart extends SteadyFigures {
  /** Milliseconds without a link, for each time that an agent lost it. */
  readonly cutOffMs: readonly number[];
}

/** Stops and starts one instance after the other, as for a new version, while webhooks come through the load balancer. */
export async function rollingRestart(world: SoakWorld, perSecond: number): Promise<RollingRestart> {
  const { system, url, agents } = world;
  const target = { url, authToken: system.keys.authToken };
  const known = await Promise.all(Array.from({ length: KNOWN_CALLS }, () => arrive(target)));
  let turn = 0;
  const next = () => newJoin(known[turn++ % known.length] ?? { interactionId: '', callSid: '' });
  const cutsBefore = agents.map(({ cutOffMs }) => cutOffMs.length);

  const load = sendSteadily({ target, perSecond, next });
  for (const instance of system.instances) {
    await pause(SETTLE_MS);
    await instance.stop();
    await instance.start();
  }
  await pause(SETTLE_MS);
  const figures = await load.stop();
  return { ...figures, cutOffMs: agents.flatMap(({ cutOffMs }, place) => cutOffMs.slice(cutsBefore[place])) };
}
