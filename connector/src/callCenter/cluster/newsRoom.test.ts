import { describe, expect, it } from '@jest/globals';
import type { Announcement } from '../ports/store.ts';
import { createVirtualClock } from '../testing/virtualClock.ts';
import { asJson, type CentreNews } from './centreNews.ts';
import { openNewsRoom } from './newsRoom.ts';

/** News that names itself. */
const news = (instance: string): CentreNews => ({ type: 'pages', news: { type: 'asked', instance } });
const nameOf = (each: CentreNews) =>
  each.type === 'pages' && 'instance' in each.news ? each.news.instance : '';

function kit({ from = 0, kept = [] as Announcement[] } = {}) {
  const clock = createVirtualClock();
  const delivered: string[] = [];
  const problems: string[] = [];
  let reads = 0;
  let isDown = false;
  let wake: () => void = () => undefined;
  let missed = 0;
  const room = openNewsRoom({
    announcements: {
      shared: true,
      last: () => Promise.resolve(kept.at(-1)?.number ?? 0),
      after(number, limit) {
        reads += 1;
        if (isDown) return Promise.reject(new Error('Gone'));
        const later = kept.filter((each) => each.number > number);
        later.sort((one, other) => one.number - other.number);
        return Promise.resolve(later.slice(0, limit));
      },
      onNews(listener) {
        wake = listener;
        return () => undefined;
      },
    },
    from,
    deliver: (each, number) => void delivered.push(`${number} ${nameOf(each)}`),
    missed: () => void (missed += 1),
    clock,
    journal: { note: () => undefined, problem: (code) => void problems.push(code) },
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ...{ room, delivered, problems, settle },
    reads: () => reads,
    missed: () => missed,
    passes: (ms: number) => {
      clock.advance(ms);
      return settle();
    },
    breaks(now: boolean) {
      isDown = now;
    },
    async others(...numbers: readonly number[]) {
      for (const number of numbers)
        kept.push({ number, instance: 'other', text: asJson(news(`other ${number}`)) });
      wake();
      await settle();
    },
    keepOwn: (number: number) =>
      void kept.push({ number, instance: 'own', text: asJson(news(`read ${number}`)) }),
  };
}

describe('the news of all instances', () => {
  it('is delivered at once where there is no other instance', async () => {
    const { room, delivered, reads } = kit();

    await room.own(0, news('own'));

    expect([delivered, reads()]).toEqual([['0 own'], 0]);
  });

  it('of this one is not read again', async () => {
    const { room, delivered, reads } = kit();

    await room.own(1, news('own'));

    expect([delivered, reads()]).toEqual([['1 own'], 0]);
  });

  it('is delivered in order: own news waits for what comes before it', async () => {
    const { room, delivered, others, keepOwn, settle } = kit();
    const told = room.own(2, news('own'));
    await settle();
    expect(delivered).toEqual([]);

    keepOwn(2);
    await others(1);
    await told;

    expect(delivered).toEqual(['1 other 1', '2 own']);
  });

  it('is delivered once, and is not waited for, when it was read before this instance came to tell it', async () => {
    const { room, delivered, others, keepOwn } = kit();
    keepOwn(1);
    await others(2);

    await room.own(1, news('own'));

    expect(delivered).toEqual(['1 read 1', '2 other 2']);
  });

  it('of before the start is not delivered', async () => {
    const { delivered, others } = kit({ from: 7 });

    await others(7, 8);

    expect(delivered).toEqual(['8 other 8']);
  });

  it('is read on while there is more than one batch', async () => {
    const { delivered, others } = kit();

    await others(...Array.from({ length: 450 }, (_, index) => index + 1));

    expect(delivered).toHaveLength(450);
  });

  it('is read again a second after the database could not be', async () => {
    const { delivered, problems, breaks, others, passes } = kit();
    breaks(true);
    await others(1);
    expect([delivered, problems]).toEqual([[], ['NEWS_UNREAD']]);

    breaks(false);
    await passes(1_000);

    expect(delivered).toEqual(['1 other 1']);
  });

  it('that is forgotten before it was read is said to be missed', async () => {
    const { delivered, missed, others } = kit();

    await others(5);

    expect([delivered, missed()]).toEqual([['5 other 5'], 1]);
  });

  it('is delivered no more after the stop', async () => {
    const { room, delivered, others } = kit();

    room.stop();
    await others(1);

    expect(delivered).toEqual([]);
  });
});
