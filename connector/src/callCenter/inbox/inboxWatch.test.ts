import { afterEach, describe, expect, it } from '@jest/globals';
import type { Sheet } from '../ports/newsInbox.ts';
import { StoreError } from '../ports/store.ts';
import type { Again } from '../repeated/again.ts';
import { createVirtualClock } from '../testing/virtualClock.ts';
import type { TelephonyNews } from '../telephonyEvents.ts';
import { startInboxWatch } from './inboxWatch.ts';

const LOOK_MS = 300;

let watch: Again;

afterEach(() => watch.stop());

function sheetOf(id: number, ...keys: readonly string[]): Sheet {
  return { id, news: keys.map((key) => ({ key }) as TelephonyNews) };
}

function kit(sheets: readonly Sheet[], onItsWay: readonly number[] = []) {
  const clock = createVirtualClock();
  let kept = sheets;
  const taken: string[] = [];
  const failing = new Map<string, Error>();
  const problems: string[] = [];
  watch = startInboxWatch({
    store: {
      keptSheets: () => Promise.resolve(kept.map(({ id }) => id)),
      readSheets: (ids) => Promise.resolve(kept.filter(({ id }) => ids.includes(id))),
      forgetSheets(ids) {
        kept = kept.filter(({ id }) => !ids.includes(id));
        return Promise.resolve();
      },
    },
    async takeIn({ key }) {
      const failure = failing.get(key);
      if (failure) throw failure;
      taken.push(key);
    },
    isOnItsWay: (id) => onItsWay.includes(id),
    clock,
    journal: { note: () => undefined, problem: (code) => void problems.push(code) },
  });
  return {
    ...{ taken, failing, problems },
    kept: () => kept.map(({ id }) => id),
    async looks(times = 1) {
      for (let look = 0; look < times; look += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        clock.advance(LOOK_MS);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

describe('the watch over the inbox', () => {
  it('takes in what two looks have found: who kept it is gone', async () => {
    const { taken, kept, looks } = kit([sheetOf(1, 'a', 'b'), sheetOf(2, 'c')]);
    expect(taken).toEqual([]);

    await looks();

    expect(taken).toEqual(['a', 'b', 'c']);
    expect(kept()).toEqual([]);
  });

  it('leaves what this instance takes in by itself', async () => {
    const { taken, kept, looks } = kit([sheetOf(1, 'a')], [1]);

    await looks(3);

    expect([taken, kept()]).toEqual([[], [1]]);
  });

  it('gives news up that five tries have failed with, tells it, and takes in what else is on its sheet', async () => {
    const { taken, failing, problems, kept, looks } = kit([sheetOf(1, 'bad', 'good')]);
    failing.set('bad', new Error('No'));

    await looks(4);
    expect(kept()).toEqual([1]);
    await looks();

    expect(kept()).toEqual([]);
    expect(new Set(taken)).toEqual(new Set(['good']));
    expect(problems).toEqual([...Array<string>(5).fill('NEWS_STAYS_KEPT'), 'NEWS_GIVEN_UP']);
  });

  it('takes in what is on other sheets where the database refuses what is on one', async () => {
    const { taken, failing, kept, looks } = kit([sheetOf(1, 'refused'), sheetOf(2, 'a')]);
    failing.set('refused', new StoreError({ cause: new Error('Out of range') }));

    await looks();

    expect([taken, kept()]).toEqual([['a'], [1]]);
  });

  it('gives nothing up because the database fails', async () => {
    const { taken, failing, problems, kept, looks } = kit([sheetOf(1, 'a')]);
    failing.set('a', new StoreError({ cause: new Error('Gone') }));

    await looks(40);
    expect(kept()).toEqual([1]);
    expect(new Set(problems)).toEqual(new Set(['INBOX_UNWATCHED']));
    failing.clear();
    await looks(4);

    expect([taken, kept()]).toEqual([['a'], []]);
  });
});
