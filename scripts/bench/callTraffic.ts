import { setTimeout as sleep } from 'node:timers/promises';
import { startSoundlessCentre, talk, type SoundlessCentre } from './callControlCentre.ts';
import type { LinkedDesk } from './callControlDesk.ts';
import { createProbe } from './conferencesHeld.ts';
import type { Section } from './report.ts';
import { watchWire, type WireMark } from './wireMarks.ts';

const CALLS = 40;
const WARM_UP_CALLS = 20;
const CALLER = '+14155550190';
/** So long what Twilio tells of the end of a call may take. */
const QUIET_MS = 500;
const IDLE_MS = 10_000;
/** Requests to Twilio, which begin with its product's name or version. */
const TWILIO = /^\/(api|taskrouter)\/|^\/(v1|2010-04-01)\//;

/**
 * Part `traffic`: what one call from a queue costs in webhooks, in requests to Twilio and in the connector's processor,
 * from its arrival to the end of wrap-up.
 */
export async function callTraffic(): Promise<Section[]> {
  const probe = createProbe();
  const centre = await startSoundlessCentre(probe.environment);
  const { connector } = centre.system;
  const wire = watchWire(connector.url);
  const used = async () => (await probe.look(connector.pid())).cpuMs;
  try {
    const desk = await centre.signIn(1);
    for (let call = 0; call < WARM_UP_CALLS; call += 1) await playCall(centre, desk);
    const idleFrom = await used();
    await sleep(IDLE_MS);
    wire.takeWebhooks();
    wire.takeRequests();
    const usedBefore = await used();
    const startedAt = performance.now();
    for (let call = 0; call < CALLS; call += 1) await playCall(centre, desk);
    const idleMs = ((usedBefore - idleFrom) / IDLE_MS) * (performance.now() - startedAt);
    const usedMs = (await used()) - usedBefore - idleMs;
    const webhooks = countByPath(wire.takeWebhooks().filter(({ path }) => path.startsWith('/twilio/')));
    const requests = countByPath(wire.takeRequests().filter(({ path }) => TWILIO.test(path)));
    return [
      sectionOf('Webhooks for a call', webhooks, [
        `The connector's processor: ${(usedMs / CALLS).toFixed(1)} ms for each call, without what it uses while nothing happens.`,
      ]),
      sectionOf('Requests to Twilio for a call', requests),
    ];
  } finally {
    wire.stop();
    await centre.stop();
    probe.stop();
  }
}

async function playCall(centre: SoundlessCentre, desk: LinkedDesk): Promise<void> {
  const { caller, interactionId } = await talk(centre, desk, CALLER);
  caller.hangUp();
  await desk.shows('wrap-up', ({ interactions }) => interactions.every(({ call }) => call.state === 'ended'));
  desk.press({ type: 'completeWrapUp', interactionId });
  await desk.shows('nothing is left to do', ({ interactions }) => interactions.length === 0);
  await sleep(QUIET_MS);
}

/** Ids and queries are left out. */
function countByPath(marks: readonly WireMark[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { method, path } of marks) {
    const [place = ''] = path.split('?');
    const name = `${method} ${place.replace(/\/[A-Z]{2}[0-9a-f]{32}(?=[/.]|$)/g, '/*').replace(/\/005\w+/g, '/*')}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function sectionOf(
  title: string,
  counts: ReadonlyMap<string, number>,
  remarks: readonly string[] = [],
): Section {
  const inAll = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const row = (name: string, count: number) => [name, (count / CALLS).toFixed(1)];
  return {
    title,
    columns: ['path', 'for each call'],
    rows: [...[...counts].toSorted().map(([name, count]) => row(name, count)), row('**all**', inAll)],
    remarks: [
      `${CALLS} calls, one at a time, which ring, are answered and are hung up by the caller; with the agent's way back to Ready, and what a comparison fell into.`,
      ...remarks,
    ],
  };
}
