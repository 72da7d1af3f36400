import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '../local/postgres.ts';
import { startKnownCentre, type WebhookServer } from './knownCentre.ts';
import { milliseconds, type Section } from './report.ts';
import { signWebhook } from './signedWebhooks.ts';
import { startBareServer } from './startBareServer.ts';
import { median, percentile } from './statistics.ts';
import { sendSteadily, type SteadyFigures } from './steadyWebhooks.ts';
import { sendAll } from './webhookLoad.ts';

const ROUNDS = 5;
const REQUESTS = 3_000;
const STEADY_PER_SECOND = 2_000;
const STEADY_MS = 10_000;
/** A cold process needs seconds before it answers as it does afterwards. */
const WARM_UP_MS = 10_000;

/** A server, and what it did in each round. */
interface Rounds {
  readonly server: WebhookServer;
  /** Webhooks a second, until the last answer, and until the last decision. */
  readonly answered: number[];
  readonly decided: number[];
}

interface Steady {
  readonly server: WebhookServer;
  readonly figures: SteadyFigures;
  /** From the last answer to the last decision. */
  readonly behindMs: number;
}

/**
 * Part `throughput`: events of known calls that one connector takes in on SQLite and on PostgreSQL, and two on one
 * PostgreSQL, beside a server that only checks the same signature: as many as they can, in turn; and at a fixed rate,
 * whether or not those before are answered.
 */
export async function throughput(): Promise<Section[]> {
  const postgres = await startPostgres({ durable: true });
  const servers: WebhookServer[] = [];
  try {
    servers.push(await startKnownCentre({ name: 'one on SQLite', instances: 1 }));
    for (const instances of [1, 2]) {
      const database = await postgres.newDatabase();
      const name = `${instances === 1 ? 'one' : 'two'} on PostgreSQL`;
      servers.push(await startKnownCentre({ name, instances, database }));
    }
    servers.unshift(await bareLike(servers[0]));
    const steady: Steady[] = [];
    for (const server of servers.slice(0, 3)) steady.push(await sendAtRate(server));
    const rounds = await compare(servers);
    return [steadySection(steady), ratesSection(rounds)];
  } finally {
    for (const server of servers) await server.stop();
    await postgres.remove();
  }
}

/** The bare server, told the same. */
async function bareLike(server: WebhookServer | undefined): Promise<WebhookServer> {
  if (!server) throw new Error('There is no connector');
  const { authToken } = server.target;
  const bare = await startBareServer('node', authToken);
  return {
    ...server,
    name: 'bare node:http',
    target: { url: bare.url, authToken },
    urls: [bare.url],
    settled: () => Promise.resolve(),
    stop() {
      bare.stop();
      return Promise.resolve();
    },
  };
}

/** Round by round in turn, so that a change of the machine's mood meets all of them. The first does not count. */
async function compare(servers: readonly WebhookServer[]): Promise<readonly Rounds[]> {
  const all = servers.map((server) => ({ server, answered: [] as number[], decided: [] as number[] }));
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const { server, answered, decided } of all) {
      const { target, urls, next, settled } = server;
      const webhooks = Array.from({ length: REQUESTS }, () => signWebhook(target, next()));
      const startedAt = performance.now();
      const results = await Promise.all(
        urls.map((url, place) =>
          sendAll(
            url,
            webhooks.filter((_webhook, index) => index % urls.length === place),
          ),
        ),
      );
      await settled();
      const failed = results.reduce((sum, result) => sum + result.failed, 0);
      if (failed > 0) throw new Error(`${server.name} did not answer ${failed} webhooks with 2xx`);
      if (round < 0) continue;
      answered.push(results.reduce((sum, { perSecond }) => sum + perSecond, 0));
      decided.push((REQUESTS * 1000) / (performance.now() - startedAt));
    }
  }
  return all;
}

async function sendAtRate(server: WebhookServer): Promise<Steady> {
  const { target, next, settled } = server;
  const send = async (lastingMs: number) => {
    const sending = sendSteadily({ target, next, perSecond: STEADY_PER_SECOND });
    await sleep(lastingMs);
    return sending.stop();
  };
  await send(WARM_UP_MS);
  await settled();
  const figures = await send(STEADY_MS);
  const answeredAt = performance.now();
  await settled();
  return { server, figures, behindMs: performance.now() - answeredAt };
}

function ratesSection(all: readonly Rounds[]): Section {
  const [bare] = all;
  const toBare = ({ answered }: Rounds) =>
    median(answered.map((rate, round) => rate / (bare?.answered[round] ?? NaN))).toFixed(2);
  return {
    title: 'Webhooks a second, by database and instances',
    columns: ['server', 'answered/s', 'to bare', 'decided/s'],
    rows: all.map((each) => [
      each.server.name,
      median(each.answered).toFixed(0),
      toBare(each),
      each === bare ? '' : median(each.decided).toFixed(0),
    ]),
    remarks: [
      `${REQUESTS} events of known calls in each of ${ROUNDS} rounds in turn, over 50 connections to each instance; medians, and the median of the rounds' ratios. Decided: until the last of a round is, which includes the start of the load and looks at the metrics. Servers, PostgreSQL (durable) and load share the machine.`,
    ],
  };
}

function steadySection(all: readonly Steady[]): Section {
  const [bare] = all;
  const p99 = ({ figures }: Steady) => percentile(figures.answerMs, 0.99);
  return {
    title: `Answers at ${STEADY_PER_SECOND.toLocaleString('en')} webhooks a second`,
    columns: ['server', 'sent', 'not 2xx', 'p50', 'p99', 'p99 to bare', 'decided after the last answer'],
    rows: all.map((each) => [
      each.server.name,
      String(each.figures.sent),
      String(each.figures.failures.length),
      milliseconds(median(each.figures.answerMs)),
      milliseconds(p99(each)),
      (p99(each) / (bare ? p99(bare) : NaN)).toFixed(1),
      each === bare ? '' : milliseconds(each.behindMs),
    ]),
    remarks: [
      `Open loop, ${STEADY_MS / 1000} s: each is sent when it is due, whether or not those before are answered, and its time counts from then.`,
    ],
  };
}
