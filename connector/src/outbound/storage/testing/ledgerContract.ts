import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AgentId, InteractionId } from '../../../../../softphone/core/index.ts';
import { stateSpells } from '../../../callCenter/figures/stateIntervals.ts';
import type { Fact, FactOf } from '../../../callCenter/ledger/fact.ts';
import type { Store } from '../../../callCenter/ports/store.ts';
import type { DueRow } from '../../../callCenter/reporting/dueRow.ts';
import type { VirtualClock } from '../../../callCenter/testing/virtualClock.ts';
import { aDesk, AGENT, at } from './builders.ts';

const OTHER = '005000000000002AAA' as AgentId;
const DAY_MS = 24 * 3_600_000;
const ALWAYS = { from: at(0), to: at(1e15) };

const aState = (ms: number, state: FactOf<'agentState'>['state'], agentId = AGENT): FactOf<'agentState'> => ({
  type: 'agentState',
  at: at(ms),
  agentId,
  state,
});
const aWait = (queuedAt: number, queue = 'Support'): Fact => ({
  type: 'dequeued',
  at: at(queuedAt + 500),
  interactionId: 'i1' as InteractionId,
  queue,
  queuedAt: at(queuedAt),
  how: 'answered',
  agentId: AGENT,
});
const aPart = (offeredAt: number, queuedAt?: number): FactOf<'partOver'> => ({
  type: 'partOver',
  at: at(offeredAt + 1_000),
  agentId: AGENT,
  interactionId: 'i1' as InteractionId,
  direction: 'inbound',
  via: queuedAt === undefined ? 'direct' : 'queue',
  ...(queuedAt !== undefined && { queue: 'Support', queuedAt: at(queuedAt) }),
  offeredAt: at(offeredAt),
  endedAt: at(offeredAt + 1_000),
  left: 'callEnded',
  holdSeconds: 0,
  wrapUpSeconds: 0,
});

/** The part of the contract about the facts for figures, and the lines of reports that are due. */
export function ledgerContract(
  store: () => Store,
  { reopen, clock }: { reopen: () => Promise<void>; clock: () => VirtualClock },
): void {
  const add = (...facts: Fact[]) =>
    store().transact(async (turn) => {
      for (const agentId of [AGENT, OTHER]) await turn.saveDesk(aDesk(agentId), []);
      return turn.addFacts(facts);
    });

  describe('the ledger', () => {
    it('gives back facts by the time that they count for, in the order in which they came', async () => {
      await add(aWait(5_000), aState(7_000, 'ready'), aPart(3_000));
      await reopen();

      expect(await store().factsBetween(at(3_000), at(7_000))).toEqual([aWait(5_000), aPart(3_000)]);
    });

    it('knows the state of each agent at any time, late news included', async () => {
      await add(aState(1_000, 'ready'), aState(9_000, 'onCall'), aState(2_000, 'ready', OTHER));
      await add(aState(5_000, 'notReady'));

      const statesAt = async (ms: number) =>
        (await store().statesAt(at(ms))).map(({ state }) => state).sort();
      expect(await statesAt(1_000)).toEqual([]);
      expect(await statesAt(5_000)).toEqual(['ready', 'ready']);
      expect(await statesAt(60_000)).toEqual(['notReady', 'ready']);
    });

    it('says what a state ends and what it overwrites', async () => {
      await add(aState(1_000, 'ready'), aState(3_000, 'reserved'), aState(4_000, 'onCall'));

      expect(await add(aState(2_000, 'notReady'))).toEqual([
        { agentId: AGENT, at: 2_000, ended: 1_000, overwritten: [3_000, 4_000] },
      ]);
      expect(await store().spellFrom(AGENT, at(1_000))).toMatchObject({ to: 2_000, overwritten: false });
      expect(await store().spellFrom(AGENT, at(4_000))).toMatchObject({ state: 'onCall', overwritten: true });
      expect(await store().spellFrom(AGENT, at(4_001))).toBeUndefined();
    });

    it('has the states of an agent as they follow from all that was said', async () => {
      const names = ['ready', 'notReady', 'onCall', 'wrapUp'] as const;
      const someFacts = fc.array(fc.tuple(fc.nat(60), fc.constantFrom(...names)), { maxLength: 15 });

      let agents = 0;
      await fc.assert(
        fc.asyncProperty(someFacts, fc.nat(60), async (drawn, from) => {
          const agentId = `agent-${++agents}` as AgentId;
          const facts = drawn.map(([ms, name]) => aState(ms, name, agentId));
          await store().transact((turn) => turn.addFacts(facts));

          const spells = stateSpells(await store().statesOf(agentId, { from: at(from), to: ALWAYS.to }));
          const expected = stateSpells(facts).filter(({ to = Infinity }) => to >= from);
          expect(spells).toEqual(expected);
        }),
        { numRuns: 50 },
      );
    });

    it('finds the parts of an agent, and what became of the callers of a queue', async () => {
      await add(aPart(1_000), aPart(9_000, 500), aWait(500), aWait(500, 'Sales'), aWait(4_000));

      expect(await store().partsOf(AGENT, { from: at(1_000), to: at(9_000) })).toEqual([aPart(1_000)]);
      expect(await store().partsOf(OTHER, ALWAYS)).toEqual([]);
      expect(await store().waitsOf('Support', { from: at(0), to: at(4_000) })).toEqual([
        aPart(9_000, 500),
        aWait(500),
      ]);
    });

    it('forgets what is long ago, but for the state in which an agent still is', async () => {
      const now = clock().now();
      await add(aState(now, 'ready'), aState(now + 1_000, 'loggedOut'), aWait(now), aPart(now));
      clock().advance(91 * DAY_MS);
      await store().transact((turn) => turn.once('the hour’s first turn'));

      expect(store().keptFrom()).toBe(now + DAY_MS);
      expect(await store().factsBetween(ALWAYS.from, ALWAYS.to)).toEqual([aState(now + 1_000, 'loggedOut')]);
      expect(await store().statesAt(clock().now())).toEqual([aState(now + 1_000, 'loggedOut')]);
    });
  });

  describe('the lines of reports that are due', () => {
    const aRow = (dueAt: number, change: Partial<DueRow> = {}): DueRow => ({
      kind: 'queueInterval',
      who: 'Support',
      start: at(0),
      dueAt: at(dueAt),
      ...change,
    });
    const makeDue = (...rows: DueRow[]) => store().transact((turn) => turn.makeDue(rows));
    const due = (ms: number, limit = 10) => store().dueRows(at(ms), limit);

    it('are those whose time has come, the newest first, up to the limit', async () => {
      await makeDue(aRow(1_000, { who: 'a' }), aRow(3_000, { who: 'b' }), aRow(2_000, { who: 'c' }));
      await reopen();

      expect((await due(2_500)).map(({ who }) => who)).toEqual(['c', 'a']);
      expect((await due(9_000, 1)).map(({ who }) => who)).toEqual(['b']);
      expect(await store().countRows(at(2_500))).toEqual({ waiting: 2, refused: 0 });
    });

    it('are there once, due at the earliest time, empty or not as soon as that is said', async () => {
      await makeDue(aRow(1_000), aRow(5_000, { evenEmpty: true }), aRow(3_000));

      expect(await due(1_000)).toEqual([
        { kind: 'queueInterval', who: 'Support', start: 0, version: 3, evenEmpty: true },
      ]);
    });

    it('are forgotten when they are written, but for those that became due again', async () => {
      await makeDue(aRow(1_000, { who: 'a' }), aRow(1_000, { who: 'b' }));
      const written = await due(1_000);
      await makeDue(aRow(2_000, { who: 'b' }));
      await store().rowsWritten(written);

      expect((await due(9_000)).map(({ who }) => who)).toEqual(['b']);
    });

    it('wait when they were refused', async () => {
      await makeDue(aRow(1_000));
      const [row] = await due(1_000);
      if (!row) throw new Error('Nothing is due');
      await store().rowRefused(row, { reason: 'A rule of the org', retryAt: at(60_000) });

      expect(await due(59_999)).toEqual([]);
      expect(await store().countRows(at(60_000))).toEqual({ waiting: 1, refused: 1 });
    });

    it('are not there after a turn that was undone', async () => {
      const undone = store().transact(async (turn) => {
        await turn.makeDue([aRow(1_000)]);
        throw new Error('refused by the decision');
      });
      await expect(undone).rejects.toThrow('refused');

      expect(await due(1_000)).toEqual([]);
    });
  });
}
