import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Ani, AgentId, InteractionId } from '../../../../../softphone/core/index.ts';
import { newParty } from '../../../callCenter/interactions/partyRecord.ts';
import type { InteractionRecord } from '../../../callCenter/interactions/interactionRecord.ts';
import type { Store } from '../../../callCenter/ports/store.ts';
import { createVirtualClock, type VirtualClock } from '../../../callCenter/testing/virtualClock.ts';
import type { Clock } from '../../../callCenter/ports/clock.ts';
import { aDesk, aDeskEvent, AGENT, anEndedInteraction, anInteraction, aPart, at } from './builders.ts';

const NUMBER = '+14155550123';
const OTHER = '+14155550177' as Ani;
const DAY_MS = 24 * 3_600_000;

interface ErasureKind {
  newPlace(): Promise<string>;
  open(place: string, clock: Clock): Promise<Store>;
}

/** What is kept of people, how long, and how it is erased, whatever database is behind the store. */
export function erasureContract(kind: ErasureKind): void {
  let clock: VirtualClock;
  let store: Store;

  beforeEach(async () => {
    clock = createVirtualClock();
    store = await kind.open(await kind.newPlace(), clock);
  });

  afterEach(() => store.close());

  const keep = (...records: InteractionRecord[]) =>
    store.transact(async (turn) => {
      for (const record of records) await turn.saveInteraction(record);
    });
  const ended = (id: string, change: Partial<InteractionRecord> = {}) => ({
    ...anEndedInteraction(id, clock.now() - 60_000),
    ...change,
  });
  const id = (text: string) => text as InteractionId;
  const mention = [
    aPart(AGENT, { answeredAt: at(1), endedAt: at(2), left: 'callEnded', notes: `call ${NUMBER} back` }),
  ];

  describe('an interaction that has ended', () => {
    it('is forgotten after 30 days, and one that has not is not', async () => {
      const old = { startedAt: at(clock.now() - 31 * DAY_MS) };
      await keep(ended('old', old), ended('young'), anInteraction({ id: id('open'), ...old }));

      clock.advance(3_600_000);
      await keep(ended('next'));

      expect(await store.interaction(id('old'))).toBeUndefined();
      for (const kept of ['young', 'open', 'next']) expect(await store.interaction(id(kept))).toBeDefined();
    });

    it('stays while its log is not settled', async () => {
      const old = { startedAt: at(clock.now() - 31 * DAY_MS) };
      await keep(ended('old', old));
      await store.transact((turn) =>
        turn.addEffect({ type: 'saveCallLog', interactionId: id('old'), agentId: AGENT }, clock.now()),
      );
      clock.advance(3_600_000);
      await keep(ended('next'));
      expect(await store.interaction(id('old'))).toBeDefined();

      const [effect] = await store.dueEffects(clock.now(), [], 1);
      await store.effectDone(effect?.id ?? 0);
      clock.advance(3_600_000);
      await keep(ended('after'));
      expect(await store.interaction(id('old'))).toBeUndefined();
    });
  });

  describe('what is kept of a number', () => {
    it('is found wherever the number took part, and not where it is only mentioned', async () => {
      const outside = newParty(
        { id: 'outside-1' as never, role: 'outside', number: NUMBER, state: 'in' },
        at(1),
      );
      await keep(
        ended('caller', { ani: NUMBER as Ani }),
        ended('called', { dnis: NUMBER as never }),
        ended('third', { parties: [outside] }),
        ended('mentioned', { ani: OTHER, parts: mention }),
        anInteraction({ id: id('running'), ani: NUMBER as Ani }),
      );

      const { ended: over, underWay } = await store.interactionsOf(NUMBER);

      expect(over.map((record) => record.id).toSorted()).toEqual(['called', 'caller', 'third']);
      expect(underWay).toEqual(['running']);
    });

    it('is under way while an agent writes about it', async () => {
      const desk = { ...aDesk(), interactions: [{ id: 'caller' }] } as unknown as ReturnType<typeof aDesk>;
      await keep(ended('caller', { ani: NUMBER as Ani }));
      await store.transact((turn) => turn.saveDesk(desk, []));

      expect(await store.interactionsOf(NUMBER)).toEqual({ ended: [], underWay: ['caller'] });
    });

    it('is gone after it is erased, with what hangs on it, and blanked where others mention it', async () => {
      await keep(ended('caller', { ani: NUMBER as Ani }), ended('mentioned', { ani: OTHER, parts: mention }));
      await store.transact(async (turn) => {
        for (const each of ['caller', 'mentioned'])
          await turn.addEffect({ type: 'saveCallLog', interactionId: id(each), agentId: AGENT }, clock.now());
        await turn.saveDesk(aDesk(), [
          aDeskEvent(1),
          { ...aDeskEvent(2), ani: NUMBER } as never,
          aDeskEvent(3),
        ]);
      });

      const erased = await store.eraseInteractions([id('caller')], NUMBER);

      expect(erased).toEqual({ interactions: 1, historyLines: 1, effects: 1, deskEvents: 2, mentions: 1 });
      expect(await store.interaction(id('caller'))).toBeUndefined();
      const mentioned = await store.interaction(id('mentioned'));
      expect(mentioned?.parts[0]?.notes).toBe('call (erased) back');
      expect((await store.history(AGENT, at(0), 10)).map((record) => record.id)).toEqual(['mentioned']);
      expect((await store.dueEffects(clock.now(), [], 9)).map(({ effect }) => effect)).toMatchObject([
        { interactionId: 'mentioned' },
      ]);
      expect(await store.deskEventsAfter(AGENT, 2)).toHaveLength(1);
      expect(await store.deskEventsAfter(AGENT, 0)).toBeUndefined();
      expect(await store.interactionsOf(NUMBER)).toEqual({ ended: [], underWay: [] });
    });
  });

  describe('the effects by kind of lane', () => {
    it('are counted as waiting, due, retried and given up', async () => {
      const now = clock.now();
      await store.transact(async (turn) => {
        await turn.addEffect({ type: 'findMatches', interactionId: id('a') }, now);
        await turn.addEffect({ type: 'findMatches', interactionId: id('b') }, at(now + 5_000));
        await turn.addEffect({ type: 'saveCallLog', interactionId: id('a'), agentId: 'x' as AgentId }, now);
      });
      const due = await store.dueEffects(now, [], 9);
      const log = due.find(({ effect }) => effect.type === 'saveCallLog');
      await store.effectGivenUp(log?.id ?? 0, now, { reason: 'no', fields: [] });

      expect(
        (await store.countsByKind()).toSorted((one, other) => one.kind.localeCompare(other.kind)),
      ).toEqual([
        { kind: 'log', waiting: 0, due: 0, retried: 0, givenUp: 1 },
        { kind: 'match', waiting: 1, due: 1, retried: 0, givenUp: 0, oldestDueAt: now },
      ]);
    });
  });
}
