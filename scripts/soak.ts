import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { machineFacts } from './bench/machineFacts.ts';
import { milliseconds, render } from './bench/report.ts';
import { percentile } from './bench/statistics.ts';
import { centre } from './local/centre.ts';
import { soakFaults } from './soak/soakFaults.ts';
import { startMeters } from './soak/soakMeters.ts';
import { startSoakWorld } from './soak/soakWorld.ts';

/**
 * `npm run soak -- --minutes 10 [--agents 20] [--calls-per-minute 60] [--calm]`: calls, agents and faults together, on
 * two instances with a PostgreSQL; `--calm` leaves the faults out. Ends with 1 when a call was lost or logged twice.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    agents: { type: 'string', default: '20' },
    'calls-per-minute': { type: 'string', default: '60' },
    calm: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
const pauseMs = 60_000 / Number(values['calls-per-minute']);
/** After the last fault all has to be caught up, and logged, in this time. */
const CATCH_UP_MS = 120_000;
const BETWEEN_FAULTS_MS = 12_000;
const METERS_MS = 1_000;

const world = await startSoakWorld(Number(values.agents), () => 1_000 + Math.random() * 4_000);
const { system, parties, postgres, agents } = world;
const meters = startMeters(system.instances, METERS_MS);
const faults = values.calm ? [] : soakFaults(system, postgres);
const happened = new Map<string, number>();
const startedAt = performance.now();
const endsAt = startedAt + minutes * 60_000;
await sleep(3_000);
const memoryBefore = (await meters.totals()).memory;
let calls = 0;

async function callAndCall(): Promise<void> {
  while (performance.now() < endsAt) {
    calls += 1;
    parties.call(`+1415556${String(calls % 10_000).padStart(4, '0')}`, centre.mainNumber);
    await sleep(pauseMs);
  }
}

async function goWrong(): Promise<void> {
  for (let place = 0; faults.length > 0; place += 1) {
    await sleep(BETWEEN_FAULTS_MS);
    if (performance.now() > endsAt) return;
    const fault = faults[place % faults.length];
    if (!fault) return;
    console.log(`${seconds()} s: ${fault.name}; ${calls} calls, ${world.logKeys().length} logs`);
    happened.set(fault.name, (happened.get(fault.name) ?? 0) + 1);
    await fault.happen();
  }
}

function seconds(): string {
  return ((performance.now() - startedAt) / 1_000).toFixed(0);
}

const wanted = () => agents.flatMap(({ talkedIn }) => [...talkedIn]);
const logged = () => new Set(world.logKeys().map(interactionOf));

/** The key of a log begins with its interaction. */
function interactionOf(key: string): string {
  return key.split(':')[0] ?? '';
}

await Promise.all([callAndCall(), goWrong()]);
const catchUpBy = performance.now() + CATCH_UP_MS;
const isCaughtUp = () => agents.every((agent) => agent.isIdle()) && wanted().every((id) => logged().has(id));
while (!isCaughtUp() && performance.now() < catchUpBy) await sleep(500);
const caughtUpMs = CATCH_UP_MS - (catchUpBy - performance.now());

const keys = world.logKeys();
const lost = [...new Set(wanted())].filter((id) => !logged().has(id)).length;
const doubled = keys.length - new Set(keys).size;
const { webhooks, turns, repaired, memory } = await meters.totals();
const answers = agents.flatMap(({ answerMs }) => answerMs);
const cuts = agents.flatMap(({ cutOffMs }) => cutOffMs);
const quantiles = (times: readonly number[]) =>
  [0.5, 0.95, 0.99].map((share) => milliseconds(percentile(times, share))).join(', ');
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;

console.log(render(machineFacts()));
console.log(
  render({
    title: `Soak of ${minutes} minutes, ${agents.length} agents, two instances`,
    columns: ['what', 'figure'],
    rows: [
      ['calls', String(calls)],
      ['webhooks answered, turns', `${webhooks}, ${turns}`],
      ['calls talked in', String(new Set(wanted()).size)],
      ['call logs', String(keys.length)],
      ['lost: talked in, and not logged', String(lost)],
      ['doubled: logged twice for one agent', String(doubled)],
      ['repaired by comparing with Twilio', String(repaired)],
      ['caught up after the end', `${(caughtUpMs / 1_000).toFixed(1)} s`],
      ['answer pressed to talking, p50, p95, p99', quantiles(answers)],
      ['softphones cut off', `${cuts.length} times, p50, p95, p99: ${quantiles(cuts)}`],
      ['memory of an instance, at the start and end', `${megabytes(memoryBefore)}, ${megabytes(memory)}`],
      ...[...happened].map(([name, times]) => [name, `${times} times`]),
    ],
    remarks: [
      'A killed instance begins anew: what it counted in its last second is not in webhooks, turns and repairs.',
    ],
  }),
);
meters.stop();
await world.stop();
process.exitCode = lost > 0 || doubled > 0 ? 1 : 0;
