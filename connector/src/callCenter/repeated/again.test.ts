import { describe, expect, it } from '@jest/globals';
import { createVirtualClock } from '../testing/virtualClock.ts';
import { doAgain, type AgainParts } from './again.ts';
import { sideBySide } from './sideBySide.ts';

const PAUSE_MS = 1_000;
const AFTER_FAILURE_MS = 100;

function kit(parts: Partial<AgainParts> = {}) {
  const clock = createVirtualClock();
  const begun: number[] = [];
  const failures: unknown[] = [];
  let end: (cause?: Error) => void = () => undefined;
  const again = doAgain({
    clock,
    begins: 'now',
    pauseMs: (cause) => (cause === undefined ? PAUSE_MS : AFTER_FAILURE_MS),
    work: () =>
      new Promise((resolve, reject) => {
        begun.push(clock.now());
        end = (cause) => {
          if (cause === undefined) resolve();
          else reject(cause);
        };
      }),
    failed: (cause) => void failures.push(cause),
    ...parts,
  });
  return {
    ...{ again, begun, failures },
    async ends(cause?: Error) {
      end(cause);
      await new Promise((resolve) => setImmediate(resolve));
    },
    passes: (ms: number) => {
      clock.advance(ms);
    },
  };
}

describe('work that is done again and again', () => {
  it('begins at once or after the first pause', () => {
    const [now, later] = [kit(), kit({ begins: 'later' })];
    expect([now.begun.length, later.begun.length]).toEqual([1, 0]);

    later.passes(PAUSE_MS);

    expect(later.begun).toHaveLength(1);
  });

  it('begins again a pause after it is over, however long it takes', async () => {
    const { begun, passes, ends } = kit();

    passes(10 * PAUSE_MS);
    expect(begun).toHaveLength(1);
    await ends();
    passes(PAUSE_MS - 1);
    expect(begun).toHaveLength(1);
    passes(1);

    expect(begun).toHaveLength(2);
  });

  it('goes on after a failure, which is told, after the pause for it', async () => {
    const { begun, failures, passes, ends } = kit();
    const cause = new Error('No');

    await ends(cause);
    passes(AFTER_FAILURE_MS);

    expect(failures).toEqual([cause]);
    expect(begun).toHaveLength(2);
  });

  it('is stopped when what is under way is over', async () => {
    const { again, begun, passes, ends } = kit();
    let isOver = false;

    const stopping = again.stop().then(() => {
      isOver = true;
    });
    await Promise.resolve();
    expect([again.isStopped(), isOver]).toEqual([true, false]);
    await ends();
    await stopping;
    passes(10 * PAUSE_MS);

    expect(begun).toHaveLength(1);
  });
});

describe('work with many items side by side', () => {
  it('begins with so many, and with the next when one is done', async () => {
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const all = sideBySide(['a', 'b', 'c'], { most: 2, isStopped: () => false }, (item) => {
      begun.push(item);
      return new Promise((resolve) => ends.push(resolve));
    });
    expect(begun).toEqual(['a', 'b']);

    ends[1]?.();
    await Promise.resolve();
    await Promise.resolve();
    expect(begun).toEqual(['a', 'b', 'c']);

    ends.forEach((end) => end());
    await all;
  });

  it('begins with no more when it is stopped or one has failed', async () => {
    const begun: string[] = [];
    let isStopped = false;
    await sideBySide(['a', 'b'], { most: 1, isStopped: () => isStopped }, (item) => {
      begun.push(item);
      isStopped = true;
      return Promise.resolve();
    });
    const failing = sideBySide(['c', 'd'], { most: 1, isStopped: () => false }, (item) => {
      begun.push(item);
      return Promise.reject(new Error(item));
    });

    await expect(failing).rejects.toThrow('c');
    expect(begun).toEqual(['a', 'c']);
  });
});
