import { wellKnown } from '../../simulators/salesforce/index.ts';
import { startWorld, type World } from '../../test/journeys/support/world.ts';
import { centre } from '../local/centre.ts';
import { apiCallSection, countApiCalls, type ApiCount } from './apiCalls.ts';
import type { MemoryLog } from './connectorMemory.ts';
import { milliseconds, type Section } from './report.ts';
import { percentile } from './statistics.ts';
import { inTime, openWatchedDesk, type WatchedDesk } from './watchedDesk.ts';
import { now } from './wireMarks.ts';

const CALLS_OF_A_KIND = 20;
const DIALS = 12;
/** Long enough for sound to have been heard both ways. */
const TALK_MS = 200;
const CALLER_HERTZ = 600;

/** A kind of inbound call, as far as Salesforce notices. */
interface Kind {
  readonly name: string;
  readonly from: string;
  readonly answered: boolean;
  readonly notes: string;
}

const contact = wellKnown.uniqueContact;
const kinds: readonly Kind[] = [
  { name: 'of a contact, answered, with notes', from: contact.ani, answered: true, notes: 'About the meter' },
  { name: 'of a contact, answered, without notes', from: contact.ani, answered: true, notes: '' },
  { name: 'of a contact, hung up while ringing', from: contact.ani, answered: false, notes: '' },
  { name: 'of an unknown number, answered', from: wellKnown.unknownAni, answered: true, notes: '' },
];
const answeredCallCount = CALLS_OF_A_KIND * kinds.filter(({ answered }) => answered).length;
/** Shares of the kinds in a day that may be usual. */
const MIX = [0.5, 0.2, 0.15, 0.15];

/**
 * Part `calls`: calls that an agent answers and makes in a real browser. How soon the two hear each other, how soon
 * the other phone rings, and what it costs in API calls.
 */
export async function answeredCalls(memory: MemoryLog): Promise<Section[]> {
  const world = await startWorld();
  try {
    const { connector, salesforce } = world.system;
    const watched = await openWatchedDesk(world, { sound: true });
    memory.note('one agent signed in', connector);
    const audible: number[] = [];
    const counts: ApiCount[] = [];
    for (const kind of kinds) {
      const count = await countApiCalls(salesforce, { name: kind.name, calls: CALLS_OF_A_KIND }, async () => {
        for (let turn = 0; turn < CALLS_OF_A_KIND; turn += 1) {
          const heard = await talkOnce(world, watched, kind);
          if (heard !== undefined) audible.push(heard);
        }
      });
      counts.push(count);
    }
    const ringing = await dialSeveral(world, watched);
    memory.note(`after ${kinds.length * CALLS_OF_A_KIND + DIALS} calls with sound`, connector);
    return [delays({ audible, ringing }), apiCallSection(counts, MIX)];
  } finally {
    await world.stop();
  }
}

/** One inbound call to its end; milliseconds from the click on Accept to the first sound. */
async function talkOnce({ system }: World, watched: WatchedDesk, kind: Kind): Promise<number | undefined> {
  const { desk } = watched;
  const call = system.network.call({ from: kind.from, to: centre.mainNumber, say: { tone: CALLER_HERTZ } });
  const accept = desk.button('Accept');
  await inTime(accept.waitFor());
  if (!kind.answered) {
    call.hangUp();
    await inTime(desk.shows('Ready'));
    return undefined;
  }
  const sound = watched.nextMark('softphone', 'audible');
  const clickedAt = await watched.click('softphone', accept);
  const heard = await sound;
  await new Promise((resolve) => setTimeout(resolve, TALK_MS));
  call.hangUp();
  await inTime(desk.shows('Wrap-up'));
  if (kind.notes !== '') await desk.softphone.getByRole('textbox', { name: 'Notes' }).fill(kind.notes);
  await watched.click('softphone', desk.button('Done'));
  await inTime(desk.shows('Ready'));
  // The form of a new record, which an unknown number pops.
  await desk.page.keyboard.press('Escape');
  return heard && heard.at - clickedAt;
}

/** Clicks on a number in the console, several times; milliseconds from each click to the ringing of that phone. */
async function dialSeveral({ system }: World, watched: WatchedDesk): Promise<number[]> {
  const { desk } = watched;
  const times: number[] = [];
  system.network.script(contact.ani, { outcome: 'noAnswer' });
  await desk.page.getByRole('link', { name: 'Contacts', exact: true }).click();
  await desk.page.getByRole('link', { name: contact.name, exact: true }).first().click();
  const number = desk.page.locator('.clickToDial').first();
  await inTime(number.waitFor());
  for (let turn = 0; turn < DIALS; turn += 1) {
    const [before] = system.network.calls();
    const clickedAt = await watched.click('console', number);
    const ringsAt = await inTime(nextCallAfter(before?.id));
    if (ringsAt !== undefined) times.push(ringsAt - clickedAt);
    await watched.click('softphone', desk.button('Hang up'));
    await watched.click('softphone', desk.button('Done'));
    await inTime(desk.shows('Ready'));
  }
  return times;

  async function nextCallAfter(known: string | undefined): Promise<number> {
    while (system.network.calls()[0]?.id === known) await new Promise((resolve) => setTimeout(resolve, 1));
    return now();
  }
}

function delays({ audible, ringing }: { audible: readonly number[]; ringing: readonly number[] }): Section {
  const row = (name: string, times: readonly number[]) => [
    name,
    String(times.length),
    ...[0.5, 0.95].map((share) => milliseconds(percentile(times, share))),
  ];
  return {
    title: 'Clicks',
    columns: ['from a click', 'calls', 'p50', 'p95'],
    rows: [
      row('Accept, to the first sound of the caller', audible),
      row('a number in the console, to the ringing of that phone', ringing),
    ],
    remarks: [`Of ${answeredCallCount} answered calls and ${DIALS} dialled ones.`],
  };
}
