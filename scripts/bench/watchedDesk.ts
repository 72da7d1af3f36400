import type { Frame, Locator, Page } from 'playwright-core';
import type { AgentDesk } from '../../test/journeys/support/agentDesk.ts';
import type { World } from '../../test/journeys/support/world.ts';
import { pageMarks, type Mark, type MarkedWindow } from './pageMarks.ts';
import { now } from './wireMarks.ts';

type Place = 'console' | 'softphone';

/** An agent's desk that notes what happens in it, on the clock of this process. */
export interface WatchedDesk {
  readonly desk: AgentDesk;
  /** Marks of console and softphone since the last look, in order. */
  takeMarks(): Promise<Mark[]>;
  /** The next mark of that name in the console or the softphone; `undefined` when it does not come in time. */
  nextMark(where: Place, name: string): Promise<Mark | undefined>;
  /** Clicks even where a dialog covers the softphone; the instant of the click, NaN when there is nothing to click. */
  click(where: Place, target: Locator): Promise<number>;
}

const LIMIT_MS = 10_000;
const CLOCK_READINGS = 30;

/** Opens a desk, signed in and Ready. */
export async function openWatchedDesk(world: World, options: { sound: boolean }): Promise<WatchedDesk> {
  const desk = await world.agent();
  await desk.context.addInitScript(pageMarks, options);
  await desk.page.reload();
  await desk.softphone.locator('c-softphone').waitFor({ state: 'attached' });
  await desk.chooseState('Ready');
  await desk.shows('Ready');
  const { page } = desk;
  const frame = await desk.frame();
  const ahead = { console: await clockAhead(page), softphone: await clockAhead(frame) };

  const corrected = (mark: Mark, where: Place) => ({ ...mark, at: mark.at - ahead[where] });
  return {
    desk,
    async takeMarks() {
      const [inConsole, inSoftphone] = await Promise.all([marksOf(page), marksOf(frame)]);
      return [
        ...inConsole.map((mark) => corrected(mark, 'console')),
        ...inSoftphone.map((mark) => corrected(mark, 'softphone')),
      ].toSorted((one, other) => one.at - other.at);
    },
    async nextMark(where, name) {
      const place = where === 'console' ? page : frame;
      const mark = await inTime(
        place.evaluate((wanted) => (window as unknown as MarkedWindow).nextMark(wanted), name),
      );
      return mark && corrected(mark, where);
    },
    async click(where, target) {
      const clickedAt = await inTime(
        target.evaluate((element) => {
          const at = performance.timeOrigin + performance.now();
          (element as HTMLElement).click();
          return at;
        }),
      );
      return (clickedAt ?? NaN) - ahead[where];
    },
  };
}

function marksOf(place: Page | Frame): Promise<Mark[]> {
  return place.evaluate(() => (window as unknown as MarkedWindow).takeMarks());
}

/** By how much a page's clock is ahead of ours, read in the shortest of several round trips. */
async function clockAhead(place: Page | Frame): Promise<number> {
  let ahead = 0;
  let shortest = Infinity;
  for (let reading = 0; reading < CLOCK_READINGS; reading += 1) {
    const askedAt = now();
    const theirs = await place.evaluate(() => performance.timeOrigin + performance.now());
    const tripMs = now() - askedAt;
    if (tripMs >= shortest) continue;
    shortest = tripMs;
    ahead = theirs - (askedAt + tripMs / 2);
  }
  return ahead;
}

/** What comes within the limit; a bench goes on without it. */
export async function inTime<Value>(value: Promise<Value>): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), LIMIT_MS);
  });
  try {
    return await Promise.race([value.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}
