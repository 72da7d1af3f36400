import { describe, expect, it } from '@jest/globals';
import type { Instant, InteractionId } from '../../../../softphone/core/index.ts';
import { defaultMetricRules } from '../figures/metricRules.ts';
import type { Fact, FactOf } from '../ledger/fact.ts';
import { createVirtualClock } from '../testing/virtualClock.ts';
import { createDayFigures } from './dayFigures.ts';

const MORNING = Date.UTC(2026, 2, 29, 7);

/** Somebody who waited so many seconds in Support. */
function wait(how: FactOf<'dequeued'>['how'], seconds: number, queuedAt = MORNING): Fact {
  return {
    type: 'dequeued',
    at: (queuedAt + seconds * 1000) as Instant,
    interactionId: `${how}-${seconds}` as InteractionId,
    queue: 'Support',
    queuedAt: queuedAt as Instant,
    how,
  };
}

async function figuresOn(stored: readonly Fact[], timeZone = 'Europe/Berlin') {
  const clock = createVirtualClock(MORNING);
  const asked: (readonly [number, number])[] = [];
  const day = await createDayFigures({
    store: {
      factsBetween(from, to) {
        asked.push([from, to]);
        return Promise.resolve(stored);
      },
    },
    rules: () => ({ ...defaultMetricRules, timeZone }),
    clock,
  });
  return { day, clock, asked };
}

describe('the figures of the day', () => {
  it('count who was answered, and the service level as reports do', async () => {
    const { day } = await figuresOn([]);

    const touched = day.take([
      wait('answered', 20),
      wait('answered', 21),
      wait('abandoned', 4),
      wait('abandoned', 60),
    ]);

    expect(touched).toEqual(['Support']);
    expect(day.of('Support')).toEqual({ offered: 4, answered: 2, abandoned: 2, serviceLevel: 1 / 3 });
  });

  it('have no service level before the first call', async () => {
    const { day } = await figuresOn([]);

    expect(day.of('Support')).toEqual({ offered: 0, answered: 0, abandoned: 0 });
  });

  it('begin with what is stored since midnight of the org, also on a day of 23 hours', async () => {
    const { day, asked } = await figuresOn([wait('answered', 3)]);

    expect(asked).toEqual([[Date.UTC(2026, 2, 28, 23), Date.UTC(2026, 2, 29, 22)]]);
    expect(day.of('Support')).toMatchObject({ offered: 1, serviceLevel: 1 });
  });

  it('begin anew at midnight; who began to wait before counts for the day before', async () => {
    const { day, clock } = await figuresOn([wait('answered', 3)]);
    const midnights: number[] = [];
    day.onNewDay(() => midnights.push(clock.now()));

    clock.advance(15 * 60 * 60 * 1000);
    const midnight = Date.UTC(2026, 2, 29, 22);
    expect(day.take([wait('answered', 30, midnight - 10_000)])).toEqual([]);
    expect(day.take([wait('abandoned', 30, midnight)])).toEqual(['Support']);

    expect(midnights).toEqual([midnight]);
    expect(day.of('Support')).toEqual({ offered: 1, answered: 0, abandoned: 1, serviceLevel: 0 });
  });
});
