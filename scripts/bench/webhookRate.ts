import type { MemoryLog } from './connectorMemory.ts';
import { KNOWN_CALLS, startKnownCentre } from './knownCentre.ts';
import { milliseconds, type Section } from './report.ts';
import { newCall, signWebhook, type Webhook } from './signedWebhooks.ts';
import { startBareServer } from './startBareServer.ts';
import { median } from './statistics.ts';
import { sendAll } from './webhookLoad.ts';

const ROUNDS = 5;
const WARM_UP_ROUNDS = 5;
const BARE_REQUESTS = 6_000;
const CONNECTOR_REQUESTS = 3_000;

/** A server under load, and what it is told. */
interface Contestant {
  readonly name: string;
  readonly url: string;
  readonly requests: number;
  readonly webhook: () => Webhook;
  /** Resolves when all that it has answered is decided too. */
  readonly settled?: () => Promise<void>;
}

/**
 * Part `requests`: webhooks a second that the connector takes in, each signed, new and durable before its answer,
 * beside servers that only check the same signature. Round by round in turn, so that a change of the machine's
 * mood meets all of them.
 */
export async function webhookRate(memory: MemoryLog): Promise<readonly Section[]> {
  const centre = await startKnownCentre({ name: 'connector, events of known calls', instances: 1 });
  const { target, next, connector } = centre;
  const { url, authToken } = target;
  const bare = await startBareServer('node', authToken);
  const framework = await startBareServer('fastify', authToken);
  try {
    memory.note(`started, ${KNOWN_CALLS} callers wait`, connector);
    const requests = CONNECTOR_REQUESTS;
    const yardsticks: Contestant[] = [
      { name: 'bare node:http', url: bare.url, requests: BARE_REQUESTS, webhook: next },
      { name: 'bare Fastify', url: framework.url, requests: BARE_REQUESTS, webhook: next },
    ];
    const settled = () => centre.settled();
    const events = [...yardsticks, { name: centre.name, url, requests, webhook: next, settled }];
    const eventRates = await compare(events, authToken);
    // Last: the carrier knows nothing of these calls, and the connector asks about each of them from then on.
    const calls = [...yardsticks, { name: 'connector, new calls', url, requests, webhook: newCall }];
    const callRates = await compare(calls, authToken);
    memory.note(
      `after ${(WARM_UP_ROUNDS + ROUNDS) * 2 * CONNECTOR_REQUESTS} webhooks at full load`,
      connector,
    );
    return [
      sectionOf('Webhooks a second', events, eventRates),
      sectionOf('New calls a second', calls, callRates),
    ];
  } finally {
    bare.stop();
    framework.stop();
    await centre.stop();
  }
}

async function compare(contestants: readonly Contestant[], authToken: string) {
  const rates = contestants.map(() => [] as number[]);
  const behindMs: number[] = [];
  let failed = 0;
  // A cold process needs seconds before it answers as it does afterwards: the first rounds do not count.
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    for (const [index, { url, requests, webhook, settled }] of contestants.entries()) {
      const webhooks = Array.from({ length: requests }, () => signWebhook({ url, authToken }, webhook()));
      const result = await sendAll(url, webhooks);
      failed += result.failed;
      if (round >= 0) rates[index]?.push(result.perSecond);
      if (!settled) continue;
      await settled();
      if (round >= 0) behindMs.push(performance.now() - result.lastAt);
    }
  }
  return { rates, behindMs, failed };
}

function sectionOf(
  title: string,
  contestants: readonly Contestant[],
  { rates, behindMs, failed }: Awaited<ReturnType<typeof compare>>,
): Section {
  const ratioTo = (yardstick: number, index: number) => {
    const ratios = (rates[index] ?? []).map((rate, round) => rate / (rates[yardstick]?.[round] ?? NaN));
    return median(ratios).toFixed(2);
  };
  return {
    title,
    columns: ['server', 'webhooks/s', 'to bare node:http', 'to bare Fastify'],
    rows: contestants.map(({ name }, index) => [
      name,
      median(rates[index] ?? []).toFixed(0),
      ratioTo(0, index),
      ratioTo(1, index),
    ]),
    remarks: [
      `Medians of ${ROUNDS} rounds in turn; a ratio is the median of the rounds' ratios.`,
      ...(behindMs.length > 0
        ? [
            `The last of ${CONNECTOR_REQUESTS} events was decided less than ${milliseconds(median(behindMs))} after the last answer; the load generator ends up to a second after it.`,
          ]
        : []),
      ...(failed > 0 ? [`${failed} requests were not answered with 2xx.`] : []),
    ],
  };
}
