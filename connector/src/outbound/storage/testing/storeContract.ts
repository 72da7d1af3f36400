import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { InteractionId } from '../../../../../softphone/core/index.ts';
import type { Clock } from '../../../callCenter/ports/clock.ts';
import { agentPartyId, newParty } from '../../../callCenter/interactions/partyRecord.ts';
import { StoreError, type Store } from '../../../callCenter/ports/store.ts';
import type { LegId } from '../../../callCenter/ports/telephony.ts';
import { createVirtualClock, type VirtualClock } from '../../../callCenter/testing/virtualClock.ts';
import { askedAheadContract } from './askedAheadContract.ts';
import { deskContract } from './deskContract.ts';
import { historyContract } from './historyContract.ts';
import { inboxContract } from './inboxContract.ts';
import { ledgerContract } from './ledgerContract.ts';
import { outboxContract } from './outboxContract.ts';
import { aCallEffect, aCustomer, AGENT, anEndedInteraction, anInteraction, aPart, at } from './builders.ts';

/** One kind of database under the contract. */
export interface StoreKind {
  /** The name of a new, empty database. */
  newPlace(): Promise<string>;
  open(place: string, clock: Clock): Promise<Store>;
  /** Lets another process write an interaction with this id in one turn, and die by SIGKILL right after it. */
  writeAndDie(place: string, id: InteractionId): Promise<void>;
}

const DAY_MS = 24 * 3_600_000;

/** What every `Store` must do, whatever database is behind it. */
export function storeContract(kind: StoreKind): void {
  let store: Store;
  let place: string;
  let clock: VirtualClock;

  beforeEach(async () => {
    clock = createVirtualClock();
    place = await kind.newPlace();
    store = await kind.open(place, clock);
  });

  afterEach(async () => {
    await store.close();
  });

  const reopen = async () => {
    await store.close();
    store = await kind.open(place, clock);
  };

  describe('the interactions that have not ended', () => {
    it('are all of them, oldest first', async () => {
      const later = anInteraction({ id: 'later' as InteractionId, startedAt: at(2_000) });
      await store.transact(async (turn) => {
        await turn.saveInteraction(later);
        await turn.saveInteraction(anEndedInteraction('over', 500));
        await turn.saveInteraction(anInteraction());
      });

      expect(await store.liveInteractions()).toEqual([anInteraction(), later]);
    });

    it('are those of the turn itself, with what it has just written', async () => {
      await store.transact((turn) => turn.saveInteraction(anInteraction()));

      const live = await store.transact(async (turn) => {
        await turn.saveInteraction(anInteraction({ phase: 'ended' }));
        await turn.saveInteraction(anInteraction({ id: 'later' as InteractionId }));
        return turn.liveInteractions();
      });

      expect(live.map(({ id }) => id)).toEqual(['later']);
    });
  });

  describe('a turn', () => {
    it('is written as a whole', async () => {
      await store.transact(async (turn) => {
        await turn.once('event-1');
        await turn.saveInteraction(anInteraction());
      });
      await reopen();

      expect(await store.interaction(anInteraction().id)).toEqual(anInteraction());
      expect(await store.transact((turn) => turn.once('event-1'))).toBe(false);
    });

    it('that throws leaves nothing, and rejects with what it threw', async () => {
      const failure = new Error('refused by the decision');

      const turn = store.transact(async (each) => {
        await each.once('event-1');
        await each.saveInteraction(anInteraction());
        throw failure;
      });

      await expect(turn).rejects.toBe(failure);
      expect(await store.interaction(anInteraction().id)).toBeUndefined();
      expect(await store.transact((each) => each.once('event-1'))).toBe(true);
    });

    it('that throws undoes no other turn of the same commit', async () => {
      const ids = Array.from({ length: 9 }, (_, index) => `interaction-${index}` as InteractionId);
      const turns = ids.map((id, index) =>
        store.transact(async (turn) => {
          await turn.saveInteraction(anInteraction({ id }));
          if (index % 3 === 1) throw new Error('refused by the decision');
        }),
      );

      const outcomes = await Promise.allSettled(turns);

      expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual(ids.map((_, i) => i % 3 !== 1));
      const kept = await Promise.all(ids.map((id) => store.interaction(id)));
      expect(kept.map((record) => record !== undefined)).toEqual(ids.map((_, i) => i % 3 !== 1));
    });

    it('that the database refuses undoes itself alone', async () => {
      const add = (id: string, dueAt: number) =>
        store.transact((turn) => turn.addEffect(aCallEffect(id), at(dueAt)));

      const outcomes = await Promise.allSettled([add('a', 1_000), add('b', NaN), add('c', 1_000)]);

      expect(outcomes).toEqual([
        { status: 'fulfilled', value: undefined },
        { status: 'rejected', reason: expect.any(StoreError) },
        { status: 'fulfilled', value: undefined },
      ]);
      const lanes = (await store.dueEffects(at(1_000), [], 10)).map(({ lane }) => lane);
      expect(lanes).toEqual(['call:a', 'call:c']);
    });

    it('sees what the turns before it wrote, also in the same commit', async () => {
      const first = store.transact((turn) => turn.saveInteraction(anInteraction({ collected: 'one' })));
      const second = store.transact((turn) => turn.interaction(anInteraction().id));

      await first;
      expect((await second)?.collected).toBe('one');
    });

    it('takes an event in once, however often and however close it comes', async () => {
      const taken = await Promise.all(
        Array.from({ length: 20 }, () => store.transact((turn) => turn.once('event-1'))),
      );

      expect(taken.filter(Boolean)).toHaveLength(1);
    });

    it('forgets the key of an event after a week', async () => {
      await store.transact((turn) => turn.once('event-1'));
      clock.advance(8 * DAY_MS);

      expect(await store.transact((turn) => turn.once('event-1'))).toBe(true);
    });

    it('runs a thousand times at once without losing one', async () => {
      const counter = anInteraction();
      await store.transact((turn) => turn.saveInteraction({ ...counter, collected: '0' }));

      await Promise.all(
        Array.from({ length: 1_000 }, () =>
          store.transact(async (turn) => {
            const record = await turn.interaction(counter.id);
            await turn.saveInteraction({ ...counter, collected: String(Number(record?.collected) + 1) });
          }),
        ),
      );

      expect((await store.interaction(counter.id))?.collected).toBe('1000');
    });

    it('survives a process that is killed right after it', async () => {
      const id = 'interaction-of-the-dead' as InteractionId;
      await store.close();

      await kind.writeAndDie(place, id);

      store = await kind.open(place, clock);
      expect((await store.interaction(id))?.id).toBe(id);
    });

    it('is refused by a closed store', async () => {
      await store.close();

      await expect(store.transact((turn) => turn.once('event-1'))).rejects.toBeInstanceOf(StoreError);
      store = await kind.open(place, clock);
    });
  });

  describe('an interaction', () => {
    it('is kept to the letter, whatever a caller’s number or a note may hold', async () => {
      const odd = anInteraction({
        collected: '\0 \ud800 "quoted" \\ ’ \u{1f642} %s $1 ?',
        startedAt: at(1_700_000_000_000.4),
      });
      await store.transact((turn) => turn.saveInteraction(odd));
      await reopen();

      expect(await store.interaction(odd.id)).toEqual(odd);
      expect(await store.liveInteractions()).toEqual([odd]);
    });

    it('is found by the leg it began with, and follows its changes', async () => {
      const legId = 'CA-customer' as LegId;
      await store.transact((turn) => turn.saveInteraction(anInteraction()));
      await store.transact((turn) => turn.saveInteraction(anInteraction({ phase: 'connected' })));

      const found = await store.transact((turn) => turn.interactionOfLeg(legId));

      expect(found).toEqual(anInteraction({ phase: 'connected' }));
      expect(await store.transact((turn) => turn.interactionOfLeg('CA-other' as LegId))).toBeUndefined();
    });

    it('that the agent began is found by the agent’s leg', async () => {
      const agent = newParty(
        {
          id: agentPartyId(AGENT),
          role: 'agent',
          agentId: AGENT,
          legId: 'CA-agent' as LegId,
          state: 'ringing',
        },
        at(1_000),
      );
      const outbound = anInteraction({
        direction: 'outbound',
        parties: [agent, aCustomer('CA-customer')],
        parts: [aPart(AGENT, { via: 'dialed' })],
      });
      await store.transact((turn) => turn.saveInteraction(outbound));

      const [byAgent, byCustomer] = await store.transact(async (turn) => [
        await turn.interactionOfLeg('CA-agent' as LegId),
        await turn.interactionOfLeg('CA-customer' as LegId),
      ]);

      expect(byAgent).toEqual(outbound);
      expect(byCustomer).toBeUndefined();
    });
  });

  describe('a one-time value', () => {
    it('is new once, within its kind', async () => {
      const until = at(clock.now() + 60_000);
      const answers = [
        await store.rememberOnce('nonce', 'abc', until),
        await store.rememberOnce('nonce', 'abc', until),
        await store.rememberOnce('jti', 'abc', until),
      ];

      expect(answers).toEqual([true, false, true]);
    });

    it('is forgotten some time after it expired', async () => {
      await store.rememberOnce('nonce', 'abc', at(clock.now() + 60_000));
      clock.advance(DAY_MS);
      await store.transact((turn) => turn.once('the hour’s first turn'));

      expect(await store.rememberOnce('nonce', 'abc', at(clock.now() + 60_000))).toBe(true);
    });
  });

  deskContract(() => store, reopen);
  historyContract(
    () => store,
    () => clock,
  );
  askedAheadContract(() => store);
  inboxContract(() => store, reopen);
  outboxContract(() => store, reopen);
  ledgerContract(() => store, { reopen, clock: () => clock });
}
