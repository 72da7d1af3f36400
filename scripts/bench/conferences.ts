import { setTimeout as sleep } from 'node:timers/promises';
import {
  startSoundlessCentre,
  customerIs,
  talk,
  type SoundlessCentre,
  type Talk,
} from './callControlCentre.ts';
import type { LinkedDesk } from './callControlDesk.ts';
import { createProbe, type Held } from './conferencesHeld.ts';
import type { MemoryLog } from './connectorMemory.ts';
import { milliseconds, type Section } from './report.ts';
import { median, percentile } from './statistics.ts';
import { now, watchWire, type WireMark, type WireWatch } from './wireMarks.ts';

/** Conferences at once. */
const levels = [1, 50, 200] as const;
const MOST = 200;
/** At these the connector's memory is looked at. */
const memoryLevels: readonly number[] = [0, 100, 200];
/** So many calls begin at once. */
const TOGETHER = 10;
/** Two comparisons of the connector with Twilio fall into it. */
const LEVEL_MS = 60_000;
/** Each agent presses hold or resume so often. */
const PRESS_MS = 5_000;
/** One of them, whose presses are measured, so often. */
const WATCHED_PRESS_MS = 250;
const QUIET_MS = 3_000;
/** What a party hears. */
const SOUND = /\/Conferences\/[^/]+\/Participants\/CA\w+\.json$/;

interface LevelFigures {
  readonly conferences: number;
  readonly presses: number;
  readonly asked: readonly number[];
  readonly shown: readonly number[];
  /** Requests a minute, by what they are for. */
  readonly soundsPerMinute: number;
  readonly comparisonsPerMinute: number;
  readonly cpuShare: number;
}

/**
 * Part `conferences`: up to two hundred calls at once on one connector, in each of which the agent presses hold and
 * resume: how soon Twilio is asked, what a call costs in memory, and what the comparison with Twilio costs in requests.
 */
export async function conferences(memory: MemoryLog): Promise<Section[]> {
  const probe = createProbe();
  const centre = await startSoundlessCentre(probe.environment);
  const wire = watchWire(centre.system.connector.url);
  const { connector } = centre.system;
  const look = async () => {
    await sleep(QUIET_MS);
    return probe.look(connector.pid());
  };
  try {
    const desks = await signInAll(centre);
    const held = new Map<number, Held>();
    const figures: LevelFigures[] = [];
    const talks: Talk[] = [];
    for (const wanted of [...new Set([...memoryLevels, ...levels])].toSorted((one, other) => one - other)) {
      await bringTo(wanted, { centre, desks, talks });
      if (memoryLevels.includes(wanted)) held.set(wanted, await look());
      if (levels.some((level) => level === wanted))
        figures.push(await measure({ centre, talks, wire, look }));
    }
    memory.note(`with ${MOST} conferences`, connector);
    return [latencySection(figures), memorySection(held)];
  } finally {
    wire.stop();
    await centre.stop();
    probe.stop();
  }
}

/** Everybody is there from the start: what follows is the cost of calls, not of agents. */
async function signInAll(centre: SoundlessCentre): Promise<readonly LinkedDesk[]> {
  const desks: LinkedDesk[] = [];
  while (desks.length < MOST) {
    const places = Array.from({ length: TOGETHER }, (_, index) => desks.length + index + 1);
    desks.push(...(await Promise.all(places.map((place) => centre.signIn(place)))));
  }
  return desks;
}

async function bringTo(
  wanted: number,
  { centre, desks, talks }: { centre: SoundlessCentre; desks: readonly LinkedDesk[]; talks: Talk[] },
): Promise<void> {
  while (talks.length < wanted) {
    const next = desks.slice(talks.length, Math.min(talks.length + TOGETHER, wanted));
    talks.push(
      ...(await Promise.all(
        next.map((desk, index) => talk(centre, desk, `+1415556${1000 + talks.length + index}`)),
      )),
    );
  }
}

interface Level {
  readonly centre: SoundlessCentre;
  readonly talks: readonly Talk[];
  readonly wire: WireWatch;
  readonly look: () => Promise<Held>;
}

/** Lets all press for a while. */
async function measure({ centre, talks, wire, look }: Level): Promise<LevelFigures> {
  const before = await look();
  wire.takeRequests();
  const startedAt = now();
  const until = startedAt + LEVEL_MS;
  const [watched, ...others] = talks;
  if (!watched) throw new Error('Nobody talks');
  const presses: Pressed[] = [];
  await Promise.all([
    pressUntil(until, { talk: watched, everyMs: WATCHED_PRESS_MS, presses }),
    ...others.map(async (each, index) => {
      await sleep((index / others.length) * PRESS_MS);
      await pressUntil(until, { talk: each, everyMs: PRESS_MS, presses: [] });
    }),
  ]);
  const marks = wire.takeRequests();
  const lastedMs = now() - startedAt;
  const { cpuMs } = await look();
  const sounds = marks.filter(({ method, path }) => method === 'POST' && SOUND.test(path));
  const leg = legOf(centre, watched);
  const own = sounds.filter(({ path }) => path.endsWith(`/${leg}.json`));
  const perMinute = (count: number) => (count * 60_000) / lastedMs;
  return {
    conferences: talks.length,
    presses: presses.length,
    asked: presses.map(
      ({ pressedAt }) => (own.find(({ sentAt }) => sentAt >= pressedAt)?.sentAt ?? NaN) - pressedAt,
    ),
    shown: presses.map(({ pressedAt, shownAt }) => shownAt - pressedAt),
    soundsPerMinute: perMinute(sounds.length),
    comparisonsPerMinute: perMinute(marks.filter(isComparison).length),
    cpuShare: (cpuMs - before.cpuMs) / lastedMs,
  };
}

interface Pressed {
  readonly pressedAt: number;
  readonly shownAt: number;
}

/** Holds and resumes in turn; one who has waited for the effect waits the rest of the time for the next press. */
async function pressUntil(
  until: number,
  { talk: each, everyMs, presses }: { talk: Talk; everyMs: number; presses: Pressed[] },
): Promise<void> {
  const { desk, interactionId } = each;
  const customer = desk.desk().interactions[0]?.parties.find(({ role }) => role === 'customer');
  if (!customer) throw new Error(`${desk.id} has no customer`);
  for (let holds = true; !holds || now() < until; holds = !holds) {
    const type = holds ? 'hold' : 'resume';
    const pressedAt = desk.press({ type, interactionId, partyId: customer.id });
    const shownAt = await desk.shows(type, customerIs(holds ? 'onHold' : 'talking', interactionId));
    presses.push({ pressedAt, shownAt });
    await sleep(Math.max(0, everyMs - (now() - pressedAt)));
  }
}

function legOf({ system }: SoundlessCentre, { caller }: Talk): string {
  return system.twilio.snapshot('live').calls.find(({ from }) => from === caller.from)?.sid ?? '';
}

/** The connector reads of Twilio only to compare. */
function isComparison({ method, path }: WireMark): boolean {
  return method === 'GET' && /^\/(api|taskrouter)\//.test(path);
}

function latencySection(figures: readonly LevelFigures[]): Section {
  const p95 = ({ asked }: LevelFigures) => percentile(measured(asked), 0.95);
  const p50 = ({ asked }: LevelFigures) => median(measured(asked));
  const ratio = (figure: (each: LevelFigures) => number, each: LevelFigures) =>
    (figure(each) / (figures[0] ? figure(figures[0]) : NaN)).toFixed(1);
  return {
    title: 'Hold and resume, with many conferences on one connector',
    columns: [
      'conferences',
      'presses',
      'request p50',
      'p95',
      'p50 to one',
      'p95 to one',
      'seen p50',
      'p95',
      'sounds/min',
      'comparisons/min',
      'processor',
    ],
    rows: figures.map((each) => [
      String(each.conferences),
      String(each.presses),
      milliseconds(p50(each)),
      milliseconds(p95(each)),
      ratio(p50, each),
      ratio(p95, each),
      milliseconds(median(each.shown)),
      milliseconds(percentile(each.shown, 0.95)),
      each.soundsPerMinute.toFixed(0),
      each.comparisonsPerMinute.toFixed(0),
      `${(100 * each.cpuShare).toFixed(0)} %`,
    ]),
    remarks: [
      `Every agent presses hold or resume every ${PRESS_MS / 1000} s; the figures are of one who presses every ${WATCHED_PRESS_MS} ms. Sounds and comparisons are requests to Twilio; processor is the connector's share of one core.`,
    ],
  };
}

function memorySection(held: ReadonlyMap<number, Held>): Section {
  const least = held.get(0);
  const more = (bytes: number, before: number, calls: number) =>
    calls === 0 ? '' : `${((100 * (bytes - before)) / calls / 2 ** 20).toFixed(1)} MB`;
  return {
    title: 'Memory for calls',
    columns: ['conferences', 'heap', 'resident', 'heap for 100 calls', 'resident for 100 calls'],
    rows: [...held].map(([calls, { heapBytes, residentBytes }]) => [
      String(calls),
      `${(heapBytes / 2 ** 20).toFixed(1)} MB`,
      `${(residentBytes / 2 ** 20).toFixed(0)} MB`,
      more(heapBytes, least?.heapBytes ?? NaN, calls),
      more(residentBytes, least?.residentBytes ?? NaN, calls),
    ]),
    remarks: [`After a garbage collection; ${MOST} agents are signed in all the time.`],
  };
}

function measured(times: readonly number[]): readonly number[] {
  return times.filter(Number.isFinite);
}
