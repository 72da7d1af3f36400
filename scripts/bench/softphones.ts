import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSeal } from '../../connector/src/inbound/softphoneLink/sealed.ts';
import {
  customerIs,
  startSoundlessCentre,
  talk,
  type SoundlessCentre,
  type Talk,
} from './callControlCentre.ts';
import { createProbe, type Held } from './conferencesHeld.ts';
import type { MemoryLog } from './connectorMemory.ts';
import { startCrowd, type Guest, type Heard, type LinkedCrowd } from './linkedCrowd.ts';
import { milliseconds, type Section } from './report.ts';
import { startBareLinks } from './startBareLinks.ts';
import { percentile } from './statistics.ts';

const sizes = [10, 100, 1_000, 10_000] as const;
const BROADCASTS = 20;
/** They do not count. */
const WARM_UP_BROADCASTS = 4;
/** Between two broadcasts, so that none waits for what follows another. */
const REST_MS = 300;
/** Every softphone has two heartbeats in it. */
const QUIET_MS = 30_000;
/** What a process opens beside its sockets. */
const OTHER_FILES = 200;
/** Fewer cost less memory than what differs from look to look. */
const FEWEST_FOR_MEMORY = 1_000;
const SESSION_MS = 3_600_000;

/** A server, and the softphones that are linked to it. */
interface Linked {
  readonly crowd: LinkedCrowd;
  readonly linkedMs: number;
  /** What it held without them. */
  readonly empty: Held;
  look(): Promise<Held>;
}

/** What a server does with so many softphones. */
interface Figures {
  readonly linkedMs: number;
  /** Of every softphone, in every broadcast. */
  readonly heardMs: readonly number[];
  readonly empty: Held;
  readonly held: Held;
  /** Of one core, while nothing happens. */
  readonly idleShare: number;
}

interface Level {
  readonly size: number;
  readonly connector: Figures;
  readonly bare: Figures;
}

/**
 * Part `softphones`: up to ten thousand softphones on one connector: how soon all hear that a call is parked, and what
 * they cost in memory and processor; beside a server of `ws` alone that sends the same bytes to as many, in turn, so
 * that a change of the machine's mood meets both.
 */
export async function softphones(memory: MemoryLog): Promise<Section[]> {
  const probe = createProbe();
  const centre = await startSoundlessCentre(probe.environment);
  const { connector } = centre.system;
  const crowd = startCrowd();
  try {
    const call = await talk(centre, await centre.signIn(1), '+14155550190');
    const look = () => probe.look(connector.pid());
    const empty = await look();
    const url = `${connector.url.replace('http', 'ws')}/link`;
    const levels: Level[] = [];
    let size = 0;
    for (const wanted of sizes.filter((each) => each + OTHER_FILES < mostFiles())) {
      const linkedMs = await crowd.link(url, guests(centre, { from: size, to: wanted }));
      size = wanted;
      levels.push({ size, ...(await compare(size, call, { crowd, linkedMs, empty, look })) });
      memory.note(`with ${size} softphones`, connector);
    }
    return [sectionOf(levels)];
  } finally {
    await crowd.stop();
    await centre.stop();
    probe.stop();
  }
}

async function compare(size: number, call: Talk, connector: Linked): Promise<Omit<Level, 'size'>> {
  const bare = await startBareLinks();
  const crowd = startCrowd();
  try {
    const empty = await bare.look();
    const linkedMs = await crowd.link(
      bare.url,
      Array.from({ length: size }, () => ({ session: '', tabId: '' })),
    );
    const heard: Heard[] = [];
    const heardBare: Heard[] = [];
    for (let index = 0; index < WARM_UP_BROADCASTS + BROADCASTS; index += 1) {
      const told = await (index % 2 === 0 ? hearParked : hearPickedUp)(connector.crowd.hear, call);
      heard.push(told);
      await sleep(REST_MS);
      heardBare.push(await crowd.hear(() => bare.send(told.text)));
      await sleep(REST_MS);
    }
    const [resting, restingBare] = await Promise.all([rest(connector.look), rest(bare.look)]);
    return {
      connector: { ...connector, ...resting, heardMs: counted(heard) },
      bare: { linkedMs, empty, ...restingBare, heardMs: counted(heardBare) },
    };
  } finally {
    await crowd.stop();
    bare.stop();
  }
}

function counted(heard: readonly Heard[]): readonly number[] {
  return heard.slice(WARM_UP_BROADCASTS).flatMap(({ afterMs }) => afterMs);
}

/** What the server holds, and uses while nothing happens. */
async function rest(look: () => Promise<Held>): Promise<Pick<Figures, 'held' | 'idleShare'>> {
  const before = await look();
  await sleep(QUIET_MS);
  const held = await look();
  return { held, idleShare: (held.cpuMs - before.cpuMs) / QUIET_MS };
}

type Hear = (act: () => void) => Promise<Heard>;

async function hearParked(hear: Hear, { desk, interactionId }: Talk): Promise<Heard> {
  const heard = await hear(() => void desk.press({ type: 'park', interactionId }));
  const isOver = ({ interactions }: ReturnType<typeof desk.desk>) => interactions.length === 0;
  await desk.shows('the call is not here', ({ interactions }) =>
    interactions.every(({ call }) => call.state === 'ended'),
  );
  if (!isOver(desk.desk())) desk.press({ type: 'completeWrapUp', interactionId });
  await desk.shows('nothing is left to do', isOver);
  return heard;
}

async function hearPickedUp(hear: Hear, { desk, interactionId }: Talk): Promise<Heard> {
  const heard = await hear(() => void desk.press({ type: 'pickUp', interactionId }));
  await desk.shows('the two talk again', customerIs('talking', interactionId));
  return heard;
}

/** Sessions as the connector seals them: signing in is another cost, which comes once a day. */
function guests({ system }: SoundlessCentre, { from, to }: { from: number; to: number }): readonly Guest[] {
  const { seal } = createSeal(system.keys.sessionSecret);
  return Array.from({ length: to - from }, (_, index) => {
    const tabId = `005C${String(from + index).padStart(14, '0')}`;
    const session = seal('session', {
      orgId: system.salesforce.org.id,
      agentId: tabId,
      name: `Agent ${from + index}`,
      supervises: false,
      origin: '',
      expiresAt: Date.now() + SESSION_MS,
    });
    return { session, tabId };
  });
}

/** A process may have so many files and sockets open. */
function mostFiles(): number {
  return Number(execFileSync('/bin/sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' })) || Infinity;
}

function sectionOf(levels: readonly Level[]): Section {
  const p99 = ({ heardMs }: Figures) => percentile(heardMs, 0.99);
  return {
    title: 'Softphones on one connector',
    columns: [
      'softphones',
      'all linked',
      'broadcast p50',
      'p99',
      'p99 bare',
      'p99 to bare',
      'heap for each',
      'bare',
      'resident for each',
      'bare',
      'idle processor',
      'bare',
    ],
    rows: levels.map(({ size, connector, bare }) => [
      size.toLocaleString('en'),
      `${(connector.linkedMs / 1000).toFixed(1)} s`,
      milliseconds(percentile(connector.heardMs, 0.5)),
      milliseconds(p99(connector)),
      milliseconds(p99(bare)),
      (p99(connector) / p99(bare)).toFixed(1),
      ...(['heapBytes', 'residentBytes'] as const).flatMap((which) =>
        [connector, bare].map((each) => kilobytesForEach(size, each, which)),
      ),
      ...[connector, bare].map(({ idleShare }) => `${(100 * idleShare).toFixed(1)} %`),
    ]),
    remarks: [
      `${BROADCASTS} broadcasts in turn: a call is parked and picked up, from the press to each softphone. The softphones are plain sockets in a process of their own; bare is a server of ws that welcomes, pings every 15 s and sends the same bytes. Memory after a garbage collection; processor of one core, over ${QUIET_MS / 1000} s.`,
      ...sizes
        .slice(levels.length)
        .map((size) => `${size} softphones need more open files than this system allows (ulimit -Hn).`),
      'Aim: p99 below 150 ms for 10,000.',
    ],
  };
}

/** What one softphone adds to a server. */
function kilobytesForEach(
  size: number,
  { held, empty }: Figures,
  which: 'heapBytes' | 'residentBytes',
): string {
  if (size < FEWEST_FOR_MEMORY) return '';
  return `${((held[which] - empty[which]) / size / 1024).toFixed(1)} KB`;
}
