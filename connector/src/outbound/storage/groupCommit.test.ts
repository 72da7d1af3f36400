import { describe, expect, it } from '@jest/globals';
import { StoreError } from '../../callCenter/ports/store.ts';
import { createGroupCommit } from './groupCommit.ts';
import { at } from './testing/builders.ts';

type Parts = Parameters<typeof createGroupCommit>[0];

/** A database that counts its commits, and can be told to fail them. */
function aDatabase() {
  const seen = {
    ...{ begun: 0, commits: 0, rollbacks: 0, announced: [] as (readonly string[])[] },
    ...{ failing: undefined as Error | undefined, gone: undefined as Error | undefined },
  };
  const command = (act: () => void) => ({ execute: () => Promise.resolve().then(act) });
  const transaction = {
    savepoint: () => ({ execute: () => Promise.resolve(transaction) }),
    releaseSavepoint: () => command(() => undefined),
    rollbackToSavepoint: () => command(() => undefined),
    commit: () =>
      command(() => {
        if (seen.failing) throw seen.failing;
        seen.commits += 1;
      }),
    rollback: () => command(() => void (seen.rollbacks += 1)),
    withPlugin: () => transaction,
  };
  const begin = async () => {
    await Promise.resolve();
    seen.begun += 1;
    if (seen.gone) throw seen.gone;
    return transaction;
  };
  const parts = {
    db: { startTransaction: () => ({ execute: begin }) },
    keepOthersOut: () => Promise.resolve(),
    clock: { now: () => at(0) },
    announce: (_transaction: unknown, texts: readonly string[]) => {
      seen.announced.push(texts);
      return Promise.resolve(41);
    },
  };
  return { parts: parts as unknown as Parts, seen };
}

describe('a group commit', () => {
  it('writes turns that come together with one commit', async () => {
    const { parts, seen } = aDatabase();
    const commits = createGroupCommit(parts);

    const results = await Promise.all([1, 2, 3].map((each) => commits.run(() => Promise.resolve(each))));

    expect(results).toEqual([1, 2, 3]);
    expect(seen.commits).toBe(1);
  });

  it('announces what its turns do in one statement, numbered in their order', async () => {
    const { parts, seen } = aDatabase();
    const commits = createGroupCommit(parts);

    const numbers = await Promise.all([
      commits.run(async ({ announce }) => announce('first')),
      commits.run(() => Promise.resolve(() => 'nothing')),
      commits.run(async ({ announce }) => announce('second')),
    ]);

    expect(numbers.map((number) => number())).toEqual([41, 'nothing', 42]);
    expect(seen.announced).toEqual([['first', 'second']]);
  });

  it('goes on past a turn that is refused before it wrote anything', async () => {
    const { parts, seen } = aDatabase();
    const commits = createGroupCommit(parts);
    const runs: string[] = [];
    const turn = (name: string, outcome: () => Promise<unknown>) =>
      commits.run(() => {
        runs.push(name);
        return outcome();
      });

    const outcomes = await Promise.allSettled([
      turn('one', () => Promise.resolve()),
      turn('refused', () => Promise.reject(new Error('refused by the decision'))),
      turn('other', () => Promise.resolve()),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(runs).toEqual(['one', 'refused', 'other']);
    expect([seen.begun, seen.commits]).toEqual([1, 1]);
  });

  it('runs its turns again, each for itself, when a statement of one fails', async () => {
    const { parts, seen } = aDatabase();
    const commits = createGroupCommit(parts);
    const runs: string[] = [];
    const turn = (name: string, outcome: () => Promise<unknown>) =>
      commits.run(async ({ announce }) => {
        runs.push(name);
        announce(name);
        await outcome();
      });

    const outcomes = await Promise.allSettled([
      turn('one', () => Promise.resolve()),
      turn('failing', () => Promise.reject(new StoreError({ cause: 'a statement' }))),
      turn('other', () => Promise.resolve()),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(runs).toEqual(['one', 'failing', 'one', 'failing', 'other']);
    expect(seen.announced).toEqual([['one', 'other']]);
    expect([seen.begun, seen.commits]).toEqual([1, 1]);
  });

  it('rejects every turn of a commit that failed, and goes on with the next', async () => {
    const { parts, seen } = aDatabase();
    const commits = createGroupCommit(parts);
    seen.failing = new Error('disk I/O error');

    const turns = [1, 2].map((each) => commits.run(() => Promise.resolve(each)));
    const outcomes = await Promise.allSettled(turns);
    seen.failing = undefined;

    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: expect.any(StoreError) },
      { status: 'rejected', reason: { code: 'STORE_FAILED', cause: { message: 'disk I/O error' } } },
    ]);
    expect(seen.rollbacks).toBe(1);
    expect(await commits.run(() => Promise.resolve('later'))).toBe('later');
  });

  it('rejects all that wait when no commit can begin, however many they are, and asks the next time', async () => {
    const { parts, seen } = aDatabase();
    const commits = createGroupCommit(parts);
    seen.gone = new Error('connection refused');

    const turns = Array.from({ length: 250 }, () => commits.run(() => Promise.resolve()));
    const outcomes = await Promise.allSettled(turns);
    seen.gone = undefined;

    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect(seen.begun).toBe(1);
    expect(await commits.run(() => Promise.resolve('later'))).toBe('later');
  });

  it('settles what it took in before it closes, and takes in nothing afterwards', async () => {
    const { parts } = aDatabase();
    const commits = createGroupCommit(parts);

    const taken = commits.run(() => Promise.resolve('taken'));
    await commits.close();

    expect(await taken).toBe('taken');
    await expect(commits.run(() => Promise.resolve())).rejects.toBeInstanceOf(StoreError);
  });
});
