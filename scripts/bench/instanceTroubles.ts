import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../../test/journeys/support/eventually.ts';
import { leads, theLeader } from '../../test/journeys/support/instances.ts';
import type { ConnectorProcess } from '../local/connectorProcess.ts';
import type { SoakWorld } from '../soak/soakWorld.ts';

/** Something that goes wrong and is put right again; resolves with what it took, in milliseconds. */
export type Trouble = (world: SoakWorld) => Promise<readonly number[]>;

/** Before and after it, and some more by chance, so that it meets any moment. */
const BETWEEN_MS = 1_500;
const CHANCE_MS = 500;
const DATABASE_AWAY_MS = 3_000;

/** Each is killed, the leader first; it took so long until the other one led, or was found to lead still. */
export const eachIsKilled: Trouble = async (world) => {
  const took: number[] = [];
  for (const whom of [theLeader, theOther]) {
    await before();
    const killed = await whom(world.system);
    const killedAt = performance.now();
    await killed.stop('kill');
    await theLeader(world.system);
    took.push(performance.now() - killedAt);
    await pause(BETWEEN_MS);
    await killed.start();
  }
  return took;
};

/** The leader stands still until the other one leads, and goes on; there is one leader then. It took so long to replace. */
export const theLeaderHangs: Trouble = async ({ system }) => {
  await before();
  const [leader, other] = [await theLeader(system), await theOther(system)];
  const pid = leader.pid();
  if (pid === undefined) throw new Error('The leader does not run');
  const stoppedAt = performance.now();
  process.kill(pid, 'SIGSTOP');
  try {
    await eventually('the other one leads', () => leads(other));
    return [performance.now() - stoppedAt];
  } finally {
    process.kill(pid, 'SIGCONT');
    await pause(BETWEEN_MS);
    await theLeader(system);
  }
};

/** The database is stopped, and started again after a while; it took so long until an instance led again. */
export const theDatabaseIsAway: Trouble = async ({ postgres, system }) => {
  await before();
  await postgres.stop();
  await pause(DATABASE_AWAY_MS);
  await postgres.start();
  const startedAt = performance.now();
  await theLeader(system);
  const took = performance.now() - startedAt;
  await pause(BETWEEN_MS);
  return [took];
};

async function theOther(system: SoakWorld['system']): Promise<ConnectorProcess> {
  const leader = await theLeader(system);
  const other = system.instances.find((each) => each !== leader);
  if (!other) throw new Error('There is one instance only');
  return other;
}

function before(): Promise<void> {
  return pause(BETWEEN_MS + Math.random() * CHANCE_MS);
}
