import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePortBase } from '../../test/journeys/support/freePorts.ts';
import { startLocal } from '../local/startLocal.ts';
import type { MemoryLog } from './connectorMemory.ts';
import type { Section } from './report.ts';
import { newCall, newJoin, signWebhook, type KnownCall, type Webhook } from './signedWebhooks.ts';
import { median } from './statistics.ts';
import { sendAll } from './webhookLoad.ts';

const ROUNDS = 5;
const BARE_REQUESTS = 6_000;
const CONNECTOR_REQUESTS = 3_000;
const KNOWN_CALLS = 200;

/** A server under load, and what it is told. */
interface Contestant {
  readonly name: string;
  readonly url: string;
  readonly requests: number;
  readonly webhook: () => Webhook;
}

/**
 * Part `requests`: webhooks a second that the connector takes in, each signed, new and durable before its answer,
 * beside servers that only check the same signature. Round by round in turn, so that a change of the machine's
 * mood meets all of them.
 */
export async function webhookRate(memory: MemoryLog): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'cti-bench-'));
  const system = await startLocal({
    port: await freePortBase(),
    folder,
    reset: false,
    say: () => undefined,
  });
  const { authToken } = system.keys;
  const bare = await startBareServer('node', authToken);
  const framework = await startBareServer('fastify', authToken);
  try {
    memory.note('started, no call yet', system.connector);
    const known = await makeCalls({ url: system.connector.url, authToken }, KNOWN_CALLS);
    let turn = 0;
    const join = () => newJoin(known[turn++ % known.length] ?? { interactionId: '', callSid: '' });
    const contestants: Contestant[] = [
      { name: 'bare node:http', url: bare.url, requests: BARE_REQUESTS, webhook: join },
      { name: 'bare Fastify', url: framework.url, requests: BARE_REQUESTS, webhook: join },
      {
        name: 'connector, events of known calls',
        url: system.connector.url,
        requests: CONNECTOR_REQUESTS,
        webhook: join,
      },
      {
        name: 'connector, new calls',
        url: system.connector.url,
        requests: CONNECTOR_REQUESTS,
        webhook: newCall,
      },
    ];
    const results = await compare(contestants, authToken);
    memory.note(`after ${ROUNDS * 2 * CONNECTOR_REQUESTS} webhooks at full load`, system.connector);
    return sectionOf(contestants, results);
  } finally {
    bare.stop();
    framework.stop();
    await system.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(contestants: readonly Contestant[], authToken: string) {
  const rates = contestants.map(() => [] as number[]);
  let failed = 0;
  // The round before the first warms up and does not count.
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [index, { url, requests, webhook }] of contestants.entries()) {
      const webhooks = Array.from({ length: requests }, () => signWebhook({ url, authToken }, webhook()));
      const result = await sendAll(url, webhooks);
      failed += result.failed;
      if (round >= 0) rates[index]?.push(result.perSecond);
    }
  }
  return { rates, failed };
}

function sectionOf(
  contestants: readonly Contestant[],
  { rates, failed }: { rates: readonly (readonly number[])[]; failed: number },
): Section {
  const ratioTo = (yardstick: number, index: number) => {
    const ratios = (rates[index] ?? []).map((rate, round) => rate / (rates[yardstick]?.[round] ?? NaN));
    return median(ratios).toFixed(2);
  };
  return {
    title: 'Webhooks a second',
    columns: ['server', 'webhooks/s', 'to bare node:http', 'to bare Fastify'],
    rows: contestants.map(({ name }, index) => [
      name,
      median(rates[index] ?? []).toFixed(0),
      ratioTo(0, index),
      ratioTo(1, index),
    ]),
    remarks: [
      `Medians of ${ROUNDS} rounds in turn; a ratio is the median of the rounds' ratios.`,
      ...(failed > 0 ? [`${failed} requests were not answered with 2xx.`] : []),
    ],
  };
}

/** Lets calls arrive, and reads the interaction of each from the connector's TwiML. */
async function makeCalls(target: { url: string; authToken: string }, count: number): Promise<KnownCall[]> {
  const calls: KnownCall[] = [];
  while (calls.length < count) {
    const call = newCall();
    const { path, headers, body } = signWebhook(target, call);
    const answer = await fetch(target.url + path, { method: 'POST', headers, body });
    const [, interactionId] = /[?&]i=([\w-]+)/.exec(await answer.text()) ?? [];
    if (interactionId === undefined) throw new Error(`The connector did not take a call: ${answer.status}`);
    calls.push({ interactionId, callSid: call.form['CallSid'] ?? '' });
  }
  return calls;
}

async function startBareServer(kind: 'node' | 'fastify', authToken: string) {
  const server: ChildProcess = spawn(
    process.execPath,
    [join(import.meta.dirname, 'bareServer.ts'), kind, authToken],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [port] = (await once(server.stdout ?? server, 'data')) as [Buffer];
  return { url: `http://127.0.0.1:${port.toString().trim()}`, stop: () => server.kill() };
}
