import { startSoakWorld } from '../soak/soakWorld.ts';
import { eachIsKilled } from './instanceTroubles.ts';
import { milliseconds, type Section } from './report.ts';
import { rollingRestart } from './rollingRestart.ts';
import { percentile } from './statistics.ts';
import type { SteadyFigures } from './steadyWebhooks.ts';
import { throughTrouble } from './throughTrouble.ts';

const RESTART_PER_SECOND = 1_000;
const KILL_PER_SECOND = 500;
const AGENTS = 10;
/** Longer than the load balancer takes to notice. */
const DRAIN_SECONDS = '3';
const TALK_MS = 2_000;

/**
 * Part `instances`: two of them on one PostgreSQL are replaced, and then killed, one after the other, while webhooks come
 * through a load balancer, agents are linked and take calls.
 */
export async function instances(): Promise<Section[]> {
  const world = await startSoakWorld(AGENTS, () => TALK_MS, { CONNECTOR_DRAIN_SECONDS: DRAIN_SECONDS });
  try {
    const restart = await rollingRestart(world, RESTART_PER_SECOND);
    const kills = await throughTrouble(world, eachIsKilled, KILL_PER_SECOND);
    return [
      {
        title: `Two instances replaced one after the other, ${RESTART_PER_SECOND} webhooks/s`,
        columns: ['what', 'figure'],
        rows: [
          ...rowsOf(restart),
          ['links lost', String(restart.cutOffMs.length)],
          ['without a link, p50, p99', quantiles(restart.cutOffMs)],
        ],
        remarks: ['An agent links again 500 ms after a link is lost.'],
      },
      {
        title: `Two instances killed one after the other, ${KILL_PER_SECOND} webhooks/s`,
        columns: ['what', 'figure'],
        rows: [
          ...rowsOf(kills),
          ['calls that arrived and ended, talks of agents', `${kills.calls}, ${kills.talks}`],
          ['answered 2xx and lost', String(kills.lost.length)],
          ['logged twice', String(kills.doubled.length)],
          ['until one was found to lead', kills.tookMs.map(milliseconds).join(', ')],
        ],
        remarks: ['What failed was sent again, as Twilio does, until it was answered 2xx.'],
      },
    ];
  } finally {
    await world.stop();
  }
}

function rowsOf({ sent, failures, answerMs }: SteadyFigures): string[][] {
  return [
    ['webhooks sent', String(sent)],
    ['not answered 2xx', String(failures.length)],
    ['answered, p50, p99', quantiles(answerMs)],
  ];
}

function quantiles(times: readonly number[]): string {
  return [0.5, 0.99].map((share) => milliseconds(percentile(times, share))).join(', ');
}
