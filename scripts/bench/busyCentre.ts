import { setTimeout as sleep } from 'node:timers/promises';
import type { SoundlessCentre } from './callControlCentre.ts';
import type { LinkedDesk } from './callControlDesk.ts';

export const AGENTS = 500;
/** How often all agents together change their states, in changes a second. */
export const rates = [1, 20, 100] as const;
/** So many agents sign in at once. */
const TOGETHER = 10;

/** Signs five hundred agents in. */
export async function signInAll(centre: SoundlessCentre): Promise<readonly LinkedDesk[]> {
  const desks: LinkedDesk[] = [];
  while (desks.length < AGENTS) {
    const places = Array.from({ length: TOGETHER }, (_, index) => desks.length + index + 1);
    desks.push(...(await Promise.all(places.map((place) => centre.signIn(place)))));
  }
  return desks;
}

/** Changes between Ready and Not Ready; resolves when the agent is told. */
export async function changeState(desk: LinkedDesk): Promise<number> {
  const name = desk.desk().agent.resting.name === 'ready' ? 'notReady' : 'ready';
  const pressedAt = desk.press({
    type: 'setAgentState',
    state: name === 'ready' ? { name } : { name, reasonCode: 'Break' },
  });
  await desk.shows(name, ({ agent }) => agent.resting.name === name);
  return pressedAt;
}

/** Agents change their states at this rate, in changes a second; resolves with how many there were. */
export async function changeAtRate(
  others: readonly LinkedDesk[],
  rate: number,
  until: number,
): Promise<number> {
  let changes = 0;
  const startedAt = Date.now();
  while (Date.now() < until) {
    const due = Math.floor(((Date.now() - startedAt) / 1000) * rate);
    const now = Array.from(
      { length: due - changes },
      (_, index) => others[(changes + index) % others.length],
    );
    changes = due;
    await Promise.all([sleep(20), ...now.map((desk) => desk && changeState(desk))]);
  }
  return changes;
}
