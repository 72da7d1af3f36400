import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { aftermathOf, sendEvents } from './bench/acknowledgedEvents.ts';
import { machineFacts } from './bench/machineFacts.ts';
import { milliseconds, render } from './bench/report.ts';
import { percentile } from './bench/statistics.ts';
import { centre } from './local/centre.ts';
import { soakFaults } from './soak/soakFaults.ts';
import { startMeters } from './soak/soakMeters.ts';
import { startSoakWorld } from './soak/soakWorld.ts';

/**
 * `npm run soak -- --minutes 10 [--agents 20] [--calls-per-minute 60] [--events-per-second 100] [--calm]`: calls that
 * agents take, events of other calls, and faults together, on two instances with a PostgreSQL; `--calm` leaves the faults
 * out. Ends with 1 when an event or a log was lost, or a call logged twice.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    agents: { type: 'string', default: '20' },
    'calls-per-minute': { type: 'string', default: '60' },
    'events-per-second': { type: 'string', default: '100' },
    calm: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
const pauseMs = 60_000 / Number(values['calls-per-minute']);
/** Of each call that no agent takes, so that there are many events, and fewer logs than a day has. */
const JOINS = 20;
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
    console.log(`${seconds()} s: ${fault.name}; ${calls} calls, ${world.logs().length} logs`);
    happened.set(fault.name, (happened.get(fault.name) ?? 0) + 1);
    await fault.happen();
  }
}

function seconds(): string {
  return ((performance.now() - startedAt) / 1_000).toFixed(0);
}

const load = sendEvents(world, { perSecond: Number(values['events-per-second']), joins: JOINS });
await Promise.all([callAndCall(), goWrong()]);
const events = await load.stop();
const overAt = performance.now();
const { lost, doubled } = await aftermathOf(world, events);
const caughtUpMs = performance.now() - overAt;
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
      ['events sent, by Twilio and beside it', String(webhooks)],
      ['turns', String(turns)],
      ['calls, talked in', `${calls}, ${new Set(agents.flatMap(({ talkedIn }) => [...talkedIn])).size}`],
      ['other calls, of which events were sent', String(events.ended.size)],
      ['call logs', String(world.logs().length)],
      ['lost: answered 2xx and not taken in, or not logged', String(lost.length)],
      ['doubled: logged twice for one agent, or one call', String(doubled.length)],
      ['repaired by comparing with Twilio', String(repaired)],
      ['caught up after the end', `${(caughtUpMs / 1_000).toFixed(1)} s`],
      ['an event to its 2xx, p50, p95, p99', quantiles(events.answerMs)],
      ['answers that were no 2xx, and were sent again', String(events.failures.length)],
      ['answer pressed to talking, p50, p95, p99', quantiles(answers)],
      ['softphones cut off', `${cuts.length} times, p50, p95, p99: ${quantiles(cuts)}`],
      ['memory of an instance, at the start and end', `${megabytes(memoryBefore)}, ${megabytes(memory)}`],
      ...[...happened].map(([name, times]) => [name, `${times} times`]),
    ],
    remarks: [
      'A killed instance begins anew: what it counted in its last second is not in events, turns and repairs.',
      'An event that met a fault was sent again until it was answered 2xx: that time is in its figures.',
    ],
  }),
);
meters.stop();
await world.stop();
process.exitCode = lost.length > 0 || doubled.length > 0 ? 1 : 0;
