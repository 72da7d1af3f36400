import { beforeEach, describe, expect, it } from '@jest/globals';
import type { InteractionId, ParkedCall } from '../../../../softphone/core/index.ts';
import type { ToSoftphone } from '../../../../softphone/protocol/messages.ts';
import { createVirtualClock, type VirtualClock } from '../../callCenter/testing/virtualClock.ts';
import { createParkedNews, type ParkedNews } from './parkedNews.ts';

const inOrbit = (orbit: string): ParkedCall => ({
  interactionId: 'i1' as InteractionId,
  orbit,
  parkedBy: 'Ada Agent',
  since: 0 as ParkedCall['since'],
});

let clock: VirtualClock;
let news: ParkedNews;
let stored: readonly ParkedCall[];
let problems: string[];
/** Each answers the oldest reading that has no answer. */
let readings: { answer: () => void; fail: () => void }[];
let readingsInAll: number;

beforeEach(() => {
  clock = createVirtualClock();
  [stored, problems, readings, readingsInAll] = [[], [], [], 0];
  news = createParkedNews({
    callCenter: {
      parkedCalls() {
        readingsInAll += 1;
        const seen = stored;
        return new Promise((answer, fail) => {
          readings.push({ answer: () => answer(seen), fail: () => fail(new Error('no database')) });
        });
      },
    },
    clock,
    journal: { note: () => undefined, problem: (code) => problems.push(code) },
  });
});

function page() {
  const heard: ToSoftphone[] = [];
  return { heard, leave: news.follow((message) => heard.push(message)) };
}

function change(...orbits: readonly string[]): void {
  stored = orbits.map(inOrbit);
  news.changed();
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
async function answer(): Promise<void> {
  await settled();
  readings.shift()?.answer();
  await settled();
}
const orbitsOf = (heard: readonly ToSoftphone[]) =>
  heard.map((message) =>
    message.type === 'parkedCalls' ? message.parkedCalls.map(({ orbit }) => orbit) : [],
  );

describe('the calls that wait in orbits', () => {
  it('are read once for all pages, which hear the same message', async () => {
    const pages = [page(), page(), page()];

    change('701');
    for (const _page of pages) news.changed();
    clock.advance(0);
    await answer();

    expect(readingsInAll).toBe(1);
    for (const { heard } of pages) expect(orbitsOf(heard)).toEqual([['701']]);
    expect(pages[1]?.heard[0]).toBe(pages[0]?.heard[0]);
  });

  it('are not read again for who comes later', async () => {
    page();
    change('701');
    clock.advance(0);
    await answer();

    page();

    expect((await news.list()).map(({ orbit }) => orbit)).toEqual(['701']);
    expect(readingsInAll).toBe(1);
  });

  it('are read again where they changed meanwhile: nobody gets the list from before', async () => {
    const { heard } = page();
    const asked = news.list();
    change('701');

    await answer();
    await answer();

    expect((await asked).map(({ orbit }) => orbit)).toEqual(['701']);
    clock.advance(0);
    await settled();
    expect(orbitsOf(heard)).toEqual([['701']]);
  });

  it('are told four times a second at most', async () => {
    const { heard } = page();
    change('701');
    clock.advance(0);
    await answer();

    change('701', '702');
    clock.advance(100);
    change('702');
    clock.advance(149);
    await settled();
    expect(readingsInAll).toBe(1);
    clock.advance(1);
    await answer();

    expect(orbitsOf(heard)).toEqual([['701'], ['702']]);
  });

  it('are not told to who has left, and are read anew when somebody comes again', async () => {
    const { heard, leave } = page();
    const first = news.list();
    await answer();
    await first;
    leave();
    stored = [inOrbit('701')];

    page();
    const again = news.list();
    await answer();

    expect((await again).map(({ orbit }) => orbit)).toEqual(['701']);
    expect(heard).toEqual([]);
  });

  it('that cannot be read are noted once, and asked for again', async () => {
    const { heard } = page();
    change('701');
    clock.advance(0);
    await settled();
    readings.shift()?.fail();
    await settled();

    expect(problems).toEqual(['PARKED_CALLS_UNREADABLE']);
    news.changed();
    clock.advance(250);
    await answer();
    expect(orbitsOf(heard)).toEqual([['701']]);
  });
});
