import { describe, expect, it } from '@jest/globals';
import type { Effect } from '../../../callCenter/effects.ts';
import type { Store } from '../../../callCenter/ports/store.ts';
import type { LegId } from '../../../callCenter/ports/telephony.ts';
import { AGENT, aCallEffect, anInteraction, at } from './builders.ts';

const NOW = at(10_000);

/** The part of the contract about effects that wait. */
export function outboxContract(store: () => Store, reopen: () => Promise<void>): void {
  const add = (effect: Effect, dueAt = NOW) => store().transact((turn) => turn.addEffect(effect, dueAt));
  const due = (busyLanes: readonly string[] = [], limit = 100) => store().dueEffects(NOW, busyLanes, limit);
  const lanes = async (busyLanes?: readonly string[], limit?: number) =>
    (await due(busyLanes, limit)).map(({ lane }) => lane);
  const firstId = async () => (await due())[0]?.id ?? 0;

  describe('the outbox', () => {
    it('gives back an effect as it was written', async () => {
      const effect = aCallEffect('a');
      await add(effect);
      await reopen();

      expect(await due()).toEqual([
        { id: expect.any(Number), effect, lane: 'call:a', dueAt: NOW, attempts: 0 },
      ]);
    });

    it('gives one effect of a lane, and the next after that is done', async () => {
      await add(aCallEffect('a', 'CA-1'));
      await add(aCallEffect('a', 'CA-2'));

      const legs: (LegId | undefined)[] = [];
      for (let [head] = await due(); head; [head] = await due()) {
        expect(await due()).toHaveLength(1);
        legs.push(head.effect.type === 'sendToQueue' ? head.effect.legId : undefined);
        await store().effectDone(head.id);
      }

      expect(legs).toEqual(['CA-1', 'CA-2']);
    });

    it('gives lanes side by side, oldest first, up to the limit', async () => {
      await add(aCallEffect('late'), at(9_000));
      await add(aCallEffect('early'), at(8_000));
      await add(aCallEffect('not yet'), at(10_001));

      expect(await lanes()).toEqual(['call:early', 'call:late']);
      expect(await lanes([], 1)).toEqual(['call:early']);
    });

    it('leaves busy lanes out, without spending the limit on them', async () => {
      for (const id of ['a', 'b', 'c']) await add(aCallEffect(id));

      expect(await lanes(['call:a', 'call:b'], 1)).toEqual(['call:c']);
    });

    it('keeps the order of a lane while its first effect is put off', async () => {
      await add(aCallEffect('a', 'CA-1'));
      await add(aCallEffect('a', 'CA-2'));
      await store().effectFailed(await firstId(), at(20_000), 'TELEPHONY_UNAVAILABLE');

      expect(await due()).toEqual([]);
      expect(await store().dueEffects(at(20_000), [], 10)).toMatchObject([
        { effect: { legId: 'CA-1' }, attempts: 1, dueAt: 20_000 },
      ]);
    });

    it('lets a lane go on past an effect that is given up', async () => {
      await add(aCallEffect('a', 'CA-1'));
      await add(aCallEffect('a', 'CA-2'));
      await store().effectGivenUp(await firstId(), NOW, { reason: 'TELEPHONY_REFUSED', fields: [] });
      await reopen();

      expect(await due()).toMatchObject([{ effect: { legId: 'CA-2' } }]);
      expect(await store().counts()).toMatchObject({ waitingEffects: 1, givenUpEffects: 1 });
    });

    it('says when the next effect falls due, not counting what is due or stands behind another', async () => {
      expect(await store().nextDueAt(NOW)).toBeUndefined();

      await add(aCallEffect('a'), NOW);
      await add(aCallEffect('b'), at(40_000));
      await add(aCallEffect('b'), at(20_000));
      await add(aCallEffect('c'), at(30_000));

      expect(await store().nextDueAt(NOW)).toBe(30_000);
    });

    it('counts what is tried again, and says since when something is due', async () => {
      await add(aCallEffect('a'), at(9_000));
      await add(aCallEffect('b'), at(9_500));
      expect((await store().counts()).oldestDueAt).toBe(9_000);

      await store().effectFailed(await firstId(), at(NOW + 60_000), 'TELEPHONY_UNAVAILABLE');

      const counts = await store().counts();
      expect(counts).toMatchObject({ waitingEffects: 2, retriedEffects: 1, oldestDueAt: 9_500 });
    });

    it('has nothing of a turn that was undone', async () => {
      const undone = store().transact(async (turn) => {
        await turn.addEffect(aCallEffect('a'), NOW);
        throw new Error('refused by the decision');
      });
      await expect(undone).rejects.toThrow('refused');

      expect(await store().counts()).toMatchObject({ waitingEffects: 0, givenUpEffects: 0 });
    });

    it('lists a call log that was given up, and lets it be tried again or forgotten', async () => {
      const record = anInteraction();
      const key = `${record.id}:${AGENT}`;
      const refusal = { reason: 'A rule of the org', fields: ['Region__c'] };
      await store().transact((turn) => turn.saveInteraction(record));
      await add({ type: 'saveCallLog', interactionId: record.id, agentId: AGENT });
      await store().effectGivenUp(await firstId(), NOW, refusal);
      await reopen();

      expect(await store().unloggedCalls()).toEqual([
        {
          key,
          startedAt: record.startedAt,
          direction: 'inbound',
          agentId: AGENT,
          queue: 'Support',
          ...refusal,
          attempts: 1,
          givenUpAt: NOW,
        },
      ]);
      expect((await store().counts()).unloggedCalls).toBe(1);
      expect(await store().retryUnloggedCall(key, NOW)).toBe(true);
      expect(await due()).toMatchObject([{ effect: { type: 'saveCallLog' }, attempts: 1 }]);
      expect(await store().dismissUnloggedCall(key)).toBe(false);

      await store().effectGivenUp(await firstId(), NOW, refusal);
      expect(await store().dismissUnloggedCall(key)).toBe(true);
      expect(await store().counts()).toEqual({
        waitingEffects: 0,
        retriedEffects: 0,
        givenUpEffects: 0,
        unloggedCalls: 0,
      });
    });
  });

  describe('a kept text', () => {
    it('is the last one under its name, also after a restart', async () => {
      await store().keep('one', 'first');
      await store().keep('one', 'second');
      await reopen();

      expect([await store().kept('one'), await store().kept('other')]).toEqual(['second', undefined]);
    });
  });
}
