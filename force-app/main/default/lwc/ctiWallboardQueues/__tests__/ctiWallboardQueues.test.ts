import CtiWallboardQueues from 'c/ctiWallboardQueues';
import type { BoardQueue } from '../../../../../../softphone/wallboard/board.ts';
import { aBoardQueue } from '../../../../../../test/components/boards.ts';
import { mount, redrawn, unmountAll } from '../../../../../../test/components/mount.ts';
import { NOW, secondsFromNow } from '../../../../../../test/components/views.ts';

const limits = { waitSeconds: { warning: 20, critical: 60 }, level: { warning: 0.8, critical: 0.6 } };

function shown(...queues: readonly Partial<BoardQueue>[]) {
  return mount('c-cti-wallboard-queues', CtiWallboardQueues, {
    queues: queues.map(aBoardQueue),
    limits,
    serviceLevelSeconds: 20,
    aheadMs: 0,
  });
}

const figures = (tiles: ReturnType<typeof shown>) =>
  Object.fromEntries(tiles.all('dd').map(({ dataset, textContent }) => [dataset.figure, textContent]));

describe('c-cti-wallboard-queues', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW, doNotFake: ['queueMicrotask'] }));
  afterEach(() => {
    unmountAll();
    jest.useRealTimers();
  });

  it('shows how a queue is doing', () => {
    const tiles = shown({
      waiting: 2,
      longestSince: secondsFromNow(-15),
      readyAgents: 3,
      onCallAgents: 4,
      today: { offered: 20, answered: 17, abandoned: 2, serviceLevel: 0.876 },
    });

    expect(figures(tiles)).toEqual({
      waiting: '2',
      longestWait: '0:15',
      serviceLevel: '88%',
      ready: '3',
      onCall: '4',
      offered: '20',
      answered: '17',
      abandoned: '2',
    });
    expect(tiles.text('.big')).toContain('Answered within 20 s');
  });

  it('shows a dash for what is not known, and no mark', () => {
    const tiles = shown({});

    expect(figures(tiles)).toMatchObject({ longestWait: '–', serviceLevel: '–' });
    expect(tiles.has('.mark')).toBe(false);
  });

  it('marks a queue in words while somebody waits for too long, also without news', async () => {
    const tiles = shown({ waiting: 1, longestSince: secondsFromNow(-19) });
    expect(tiles.has('.mark')).toBe(false);

    jest.advanceTimersByTime(1_000);
    await redrawn();
    expect(tiles.text('.tile_warning .mark')).toBe('Warning');

    jest.advanceTimersByTime(40_000);
    await redrawn();
    expect(tiles.text('.tile_critical .mark')).toBe('Critical');
  });

  it('marks a queue whose service level is below the aim, with the worse of the two', () => {
    const today = { offered: 10, answered: 8, abandoned: 2, serviceLevel: 0.7 };
    expect(shown({ today }).text('.mark')).toBe('Warning');

    const both = shown({ today, waiting: 1, longestSince: secondsFromNow(-61) });

    expect(both.text('.mark')).toBe('Critical');
    expect(both.has('.figure_warning[data-figure=serviceLevel]')).toBe(true);
  });

  it('reads waits on the clock of the connector', () => {
    const tiles = mount('c-cti-wallboard-queues', CtiWallboardQueues, {
      queues: [aBoardQueue({ waiting: 1, longestSince: secondsFromNow(-5) })],
      limits,
      serviceLevelSeconds: 20,
      aheadMs: 2_000,
    });

    expect(figures(tiles)).toMatchObject({ longestWait: '0:07' });
  });

  it('says that there are none', () => {
    expect(shown().text('.empty')).toBe('No queues yet');
  });

  it('is accessible', async () => {
    const tiles = shown({ waiting: 1, longestSince: secondsFromNow(-90) }, { name: 'Sales' });
    jest.useRealTimers();

    await expect(tiles.element).toBeAccessible();
  });
});
