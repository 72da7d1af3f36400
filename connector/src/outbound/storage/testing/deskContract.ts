import { describe, expect, it } from '@jest/globals';
import type { AgentId } from '../../../../../softphone/core/index.ts';
import type { Store } from '../../../callCenter/ports/store.ts';
import { AGENT, aDesk, aDeskEvent } from './builders.ts';

/** The part of the contract about desks and the numbered events at them. */
export function deskContract(store: () => Store, reopen: () => Promise<void>): void {
  const tell = (count: number, agentId = AGENT) =>
    store().transact((turn) =>
      turn.saveDesk(
        aDesk(agentId),
        Array.from({ length: count }, (_, index) => aDeskEvent(index)),
      ),
    );

  describe('a desk', () => {
    it('begins with number 0 and without events', async () => {
      await tell(0);
      await reopen();

      expect(await store().desk(AGENT)).toEqual({ desk: aDesk(), seq: 0 });
      expect(await store().deskEventsAfter(AGENT, 0)).toEqual([]);
    });

    it('that nobody opened is not there', async () => {
      expect(await store().desk(AGENT)).toBeUndefined();
      expect(await store().deskEventsAfter(AGENT, 0)).toBeUndefined();
      expect(await store().transact((turn) => turn.desk(AGENT))).toBeUndefined();
    });

    it('is found among those of several agents', async () => {
      const [other, nobody] = ['005000000000002AAA' as AgentId, '005000000000003AAA' as AgentId];
      await Promise.all([tell(0), tell(0, other)]);
      await reopen();

      expect(await store().desks([other, nobody])).toEqual([aDesk(other)]);
      expect(await store().desks([AGENT, other])).toHaveLength(2);
      expect(await store().desks([])).toEqual([]);
    });

    it('numbers its events without a gap, agent by agent', async () => {
      const other = '005000000000002AAA' as AgentId;
      await Promise.all([tell(2), tell(3, other), tell(1), tell(2, other)]);

      const seqs = async (agentId: AgentId) =>
        (await store().deskEventsAfter(agentId, 0))?.map(({ seq }) => seq);

      expect(await seqs(AGENT)).toEqual([1, 2, 3]);
      expect(await seqs(other)).toEqual([1, 2, 3, 4, 5]);
    });

    it('takes no number for a turn that was undone', async () => {
      await tell(1);
      const undone = store().transact(async (turn) => {
        await turn.saveDesk(aDesk(), [aDeskEvent(1)]);
        throw new Error('refused by the decision');
      });
      await expect(undone).rejects.toThrow('refused');

      expect((await tell(1)).map(({ seq }) => seq)).toEqual([2]);
    });

    it('returns exactly the events after a number', async () => {
      await tell(5);

      expect((await store().deskEventsAfter(AGENT, 3))?.map(({ seq }) => seq)).toEqual([4, 5]);
      expect(await store().deskEventsAfter(AGENT, 5)).toEqual([]);
    });

    it('says that the whole desk is needed when events were dropped', async () => {
      await tell(300);
      await tell(300);

      expect(await store().deskEventsAfter(AGENT, 99)).toBeUndefined();
      expect(await store().deskEventsAfter(AGENT, 100)).toHaveLength(500);
    });

    it('says that the whole desk is needed for a number it never gave', async () => {
      await tell(2);

      expect(await store().deskEventsAfter(AGENT, 9)).toBeUndefined();
    });
  });
}
