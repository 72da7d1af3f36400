import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eachIsKilled, theDatabaseIsAway, theLeaderHangs } from '../../scripts/bench/instanceTroubles.ts';
import { rollingRestart } from '../../scripts/bench/rollingRestart.ts';
import { percentile } from '../../scripts/bench/statistics.ts';
import { throughTrouble, type ThroughTrouble } from '../../scripts/bench/throughTrouble.ts';
import { startSoakWorld, type SoakWorld } from '../../scripts/soak/soakWorld.ts';
import { eventually } from '../journeys/support/eventually.ts';
import { measured } from '../journeys/support/measured.ts';

/** A busy machine bears these beside other tests; `npm run bench -- instances` plays 1,000 and 500 a second. */
const RESTART_PER_SECOND = 200;
const TROUBLE_PER_SECOND = 150;
const AGENTS = 4;
const TALK_MS = 1_000;
/** Longer than the load balancer takes to notice, also where the machine is busy. */
const DRAIN_SECONDS = '3';
const BACK_MS = 2_000;
const TAKE_OVER_MS = 1_000;
const REPLACED_MS = 3_000;

let world: SoakWorld;

beforeAll(async () => {
  world = await startSoakWorld(AGENTS, () => TALK_MS, { CONNECTOR_DRAIN_SECONDS: DRAIN_SECONDS });
});

afterAll(() => world.stop());

describe('two instances behind a load balancer', () => {
  it('are replaced one after the other: no request fails, and every agent is linked again', async () => {
    const { sent, failures, cutOffMs } = await rollingRestart(world, RESTART_PER_SECOND);

    expect(sent).toBeGreaterThan(RESTART_PER_SECOND);
    expect(failures).toEqual([]);
    await eventually('every agent is linked', () =>
      Promise.resolve(world.agents.every((agent) => agent.isLinked())),
    );
    measured('An instance replaced, longest time without a link', Math.max(0, ...cutOffMs), BACK_MS);
  });

  it('are killed one after the other: what was answered 2xx has happened, each call and agent has one log', async () => {
    const played = await throughTrouble(world, eachIsKilled, TROUBLE_PER_SECOND);

    expectNothingLost(played);
    measured('An instance killed, one is found to lead', Math.max(...played.tookMs), TAKE_OVER_MS);
    measured('Webhooks meanwhile, answered, p99', percentile(played.answerMs, 0.99), TAKE_OVER_MS);
  });

  it('have another leader when theirs hangs, which comes back and does no harm', async () => {
    const played = await throughTrouble(world, theLeaderHangs, TROUBLE_PER_SECOND);

    expectNothingLost(played);
    measured('A leader hangs, another one leads', Math.max(...played.tookMs), REPLACED_MS);
  });

  it('answer 503 while the database is away, and catch all up when it is back', async () => {
    const played = await throughTrouble(world, theDatabaseIsAway, TROUBLE_PER_SECOND);

    expect([...new Set(played.failures)]).toEqual(['answered 503']);
    expectNothingLost(played);
    measured('The database is back, an instance leads', Math.max(...played.tookMs), TAKE_OVER_MS);
  });
});

function expectNothingLost({ calls, talks, lost, doubled }: ThroughTrouble): void {
  expect(Math.min(calls, talks)).toBeGreaterThan(0);
  expect([lost, doubled]).toEqual([[], []]);
}
