import { describe, expect, it } from '@jest/globals';
import type { InteractionId } from '../../../../../softphone/core/index.ts';
import type { Store, StoreTurn } from '../../../callCenter/ports/store.ts';
import { anEndedInteraction, anInteraction } from './builders.ts';

/** What turns may rely on when they say ahead what they will ask. */
export function askedAheadContract(store: () => Store): void {
  const known = anInteraction();

  /** Turns that come together and say ahead what they ask; they resolve with the answers. */
  const together = <Result>(
    keys: readonly string[],
    decide: (turn: StoreTurn, key: string) => Promise<Result>,
    interactionId: InteractionId = known.id,
  ) =>
    Promise.allSettled(
      keys.map((key) => store().transact((turn) => decide(turn, key), { key, interactionId })),
    );

  const values = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
    outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : 'refused'));

  describe('what turns ask ahead', () => {
    it('is new once, in the same commit and in later ones', async () => {
      const ask = (turn: StoreTurn, key: string) => turn.once(key);

      expect(values(await together(['a', 'b', 'a'], ask))).toEqual([true, true, false]);
      expect(values(await together(['b', 'c'], ask))).toEqual([false, true]);
      expect(await store().transact((turn) => turn.once('c'))).toBe(false);
    });

    it('is the interaction as the turns before have left it', async () => {
      await store().transact((turn) => turn.saveInteraction(known));

      const outcomes = await together(['a', 'b', 'c'], async (turn, key) => {
        const { collected = '' } = (await turn.interaction(known.id)) ?? {};
        await turn.saveInteraction({ ...known, collected: collected + key });
        return collected;
      });

      expect(values(outcomes)).toEqual(['', 'a', 'ab']);
      expect((await store().interaction(known.id))?.collected).toBe('abc');
    });

    it('may be an interaction that a turn before it has made, or that nobody knows', async () => {
      const made = 'made' as InteractionId;

      const outcomes = await together(
        ['a', 'b'],
        async (turn, key) => {
          const before = await turn.interaction(made);
          if (key === 'a') await turn.saveInteraction(anInteraction({ id: made }));
          return before?.id;
        },
        made,
      );

      expect(values(outcomes)).toEqual([undefined, made]);
    });

    it('is not new no more where its turn was refused, and the others of the commit stay', async () => {
      const outcomes = await together(['a', 'b', 'c'], async (turn, key) => {
        const isNew = await turn.once(key);
        await turn.saveInteraction(anInteraction({ id: key as InteractionId }));
        if (key === 'b') throw new Error('refused by the decision');
        return isNew;
      });

      expect(values(outcomes)).toEqual([true, 'refused', true]);
      expect(await store().transact((turn) => turn.once('b'))).toBe(true);
      const kept = await Promise.all(['a', 'b', 'c'].map((id) => store().interaction(id as InteractionId)));
      expect(kept.map((record) => record?.id)).toEqual(['a', undefined, 'c']);
    });

    it('is gone where the interaction is erased in the same commit', async () => {
      const over = anEndedInteraction('over', 500);
      await store().transact((turn) => turn.saveInteraction(over));

      const [, read] = await Promise.all([
        store().eraseInteractions([over.id], over.ani),
        store().transact((turn) => turn.interaction(over.id), { key: 'a', interactionId: over.id }),
      ]);

      expect(read).toBeUndefined();
    });
  });
}
