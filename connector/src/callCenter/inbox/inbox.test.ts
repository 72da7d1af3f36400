import { describe, expect, it } from '@jest/globals';
import { StoreError } from '../ports/store.ts';
import type { LegId } from '../ports/telephony.ts';
import { createVirtualClock } from '../testing/virtualClock.ts';
import type { TelephonyNews } from '../telephonyEvents.ts';
import { createInbox } from './inbox.ts';

/** More than that many turns under way, and what comes is kept. */
const BUSY = 4;
/** Between two looks whether there is time for turns. */
const LOOK_MS = 4;

function newsOf(key: string): TelephonyNews {
  return { key, type: 'callerGone', legId: 'CA1' as LegId };
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** An inbox whose turns end when they are told to. */
function kit({ sheetSize = 1, keepFails = false } = {}) {
  const clock = createVirtualClock();
  const begun: string[] = [];
  const ends: ((failure?: Error) => void)[] = [];
  const kept: string[] = [];
  const forgotten: number[] = [];
  const problems: string[] = [];
  const inbox = createInbox({
    store: {
      keepNews(news) {
        if (keepFails) return Promise.reject(new StoreError({ cause: new Error('The disk is full') }));
        kept.push(news.key);
        return Promise.resolve({ id: Math.ceil(kept.length / sheetSize), size: sheetSize });
      },
      forgetSheets: (ids) => Promise.resolve(void forgotten.push(...ids)),
    },
    takeIn: ({ key }) =>
      new Promise((resolve, reject) => {
        begun.push(key);
        ends.push((failure) => {
          if (failure) reject(failure);
          else resolve();
        });
      }),
    journal: { note: () => undefined, problem: (code) => void problems.push(code) },
    clock,
    tracer: undefined,
  });
  return {
    ...{ inbox, begun, kept, forgotten, problems },
    /** So much is being taken in that what comes now is kept. */
    isBusy() {
      for (let each = 1; each <= BUSY; each += 1) void inbox.take(newsOf(`busy${each}`));
      begun.length = 0;
    },
    /** Every turn under way ends, the first of them with a failure where one is given. */
    async turnsEnd(failure?: Error) {
      ends.splice(0).forEach((end, place) => {
        end(place === 0 ? failure : undefined);
      });
      await settled();
    },
    async passes(ms: number) {
      clock.advance(ms);
      await settled();
    },
  };
}

describe('news that comes while few turns are under way', () => {
  it('is taken in at once and not kept; its promise settles when it is taken in', async () => {
    const { inbox, begun, kept, turnsEnd } = kit();
    let isTaken = false;

    const taking = inbox.take(newsOf('a')).then(() => {
      isTaken = true;
    });
    await settled();
    expect([begun, isTaken]).toEqual([['a'], false]);
    await turnsEnd();
    await taking;

    expect(kept).toEqual([]);
  });

  it('rejects with what its turn failed with', async () => {
    const { inbox, turnsEnd } = kit();

    const failure = new Error('No');
    const taking = inbox.take(newsOf('a')).catch((cause: unknown) => cause);
    await turnsEnd(failure);

    expect(await taking).toBe(failure);
  });
});

describe('news that comes faster than turns are', () => {
  it('is kept, and taken in in its order when nothing more comes', async () => {
    const { inbox, begun, kept, isBusy, turnsEnd, passes } = kit();
    isBusy();

    await Promise.all([inbox.take(newsOf('a')), inbox.take(newsOf('b'))]);
    expect([kept, begun]).toEqual([['a', 'b'], []]);
    await turnsEnd();
    expect(begun).toEqual([]);
    await passes(LOOK_MS);

    expect(begun).toEqual(['a', 'b']);
  });

  it('is forgotten by its sheet when all that is on it is taken in', async () => {
    const { inbox, forgotten, isBusy, turnsEnd, passes } = kit({ sheetSize: 2 });
    isBusy();
    await Promise.all([inbox.take(newsOf('a')), inbox.take(newsOf('b'))]);
    expect(inbox.has(1)).toBe(true);
    await turnsEnd();
    await passes(LOOK_MS);
    expect(forgotten).toEqual([]);
    await turnsEnd();

    expect(forgotten).toEqual([1]);
    expect(inbox.has(1)).toBe(false);
  });

  it('stays on its sheet when its turn fails, which is told', async () => {
    const { inbox, forgotten, problems, isBusy, turnsEnd, passes } = kit({ sheetSize: 2 });
    isBusy();
    await Promise.all([inbox.take(newsOf('a')), inbox.take(newsOf('b'))]);
    await turnsEnd();
    await passes(LOOK_MS);

    await turnsEnd(new Error('No'));

    expect(problems).toEqual(['NEWS_STAYS_KEPT']);
    expect(forgotten).toEqual([]);
    expect(inbox.has(1)).toBe(false);
  });

  it('is followed by more that is kept, for some time: a turn alone costs much', async () => {
    const { inbox, kept, begun, isBusy, turnsEnd, passes } = kit();
    isBusy();
    await inbox.take(newsOf('a'));
    await turnsEnd();
    await passes(LOOK_MS);
    await turnsEnd();

    await inbox.take(newsOf('b'));
    await passes(LOOK_MS);
    await turnsEnd();
    await passes(50);
    void inbox.take(newsOf('c'));

    expect([kept, begun]).toEqual([
      ['a', 'b'],
      ['a', 'b', 'c'],
    ]);
  });

  it('is forgotten together with the turns that follow: both share a commit', async () => {
    const { inbox, forgotten, begun, isBusy, turnsEnd, passes } = kit();
    isBusy();
    await Promise.all(Array.from({ length: 51 }, (_, place) => inbox.take(newsOf(`${place}`))));
    await turnsEnd();
    await passes(LOOK_MS);
    await turnsEnd();
    expect([begun.length, forgotten]).toEqual([50, []]);
    await passes(LOOK_MS);

    expect([begun.length, forgotten.length]).toEqual([51, 50]);
  });

  it('rejects where it cannot be kept, and goes on with what comes next', async () => {
    const { inbox, begun, isBusy, turnsEnd } = kit({ keepFails: true });
    isBusy();

    await expect(inbox.take(newsOf('a'))).rejects.toBeInstanceOf(StoreError);
    await turnsEnd();
    void inbox.take(newsOf('b'));

    expect(begun).toEqual(['b']);
  });

  it('is answered after its turn where ten thousand wait already: who sends it is slowed down', async () => {
    const { inbox, begun, kept, isBusy, turnsEnd, passes } = kit();
    isBusy();
    await Promise.all(Array.from({ length: 10_000 }, (_, place) => inbox.take(newsOf(`${place}`))));
    let isAnswered = false;

    const taking = inbox.take(newsOf('one more')).then(() => {
      isAnswered = true;
    });
    await turnsEnd();
    while (begun.length < 10_000) {
      await passes(LOOK_MS);
      await turnsEnd();
    }
    expect([kept.length, isAnswered]).toEqual([10_001, false]);
    await passes(LOOK_MS);
    await turnsEnd();
    await taking;

    expect(begun.at(-1)).toBe('one more');
  });
});

describe('an inbox that is stopped', () => {
  it('takes in what waits without a pause, and is stopped then', async () => {
    const { inbox, begun, forgotten, isBusy, turnsEnd } = kit();
    isBusy();
    await inbox.take(newsOf('a'));
    let isStopped = false;

    const stopping = inbox.stop().then(() => {
      isStopped = true;
    });
    await turnsEnd();
    expect([begun, isStopped]).toEqual([['a'], false]);
    await turnsEnd();
    await stopping;

    expect(forgotten).toEqual([1]);
  });
});
