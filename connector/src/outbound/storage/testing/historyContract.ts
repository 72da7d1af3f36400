import { beforeEach, describe, expect, it } from '@jest/globals';
import type { AgentId, InteractionId } from '../../../../../softphone/core/index.ts';
import type { AgentPart, Leaving } from '../../../callCenter/interactions/agentPart.ts';
import type { Store } from '../../../callCenter/ports/store.ts';
import type { VirtualClock } from '../../../callCenter/testing/virtualClock.ts';
import { AGENT, anEndedInteraction, anInteraction, aPart, at } from './builders.ts';

const OTHER = '005000000000002AAA' as AgentId;
const DAY_MS = 24 * 3_600_000;

const aPartThat = (agentId: AgentId, left: Leaving) => aPart(agentId, { endedAt: at(2_000), left });

/** The part of the contract about the agents' histories of the day. */
export function historyContract(store: () => Store, clock: () => VirtualClock): void {
  const historyOf = async (agentId: AgentId, since = 0, limit = 10) =>
    (await store().history(agentId, at(since), limit)).map(({ id }) => id);
  const keep = (parts: readonly AgentPart[]) =>
    store().transact((turn) => turn.saveInteraction(anInteraction({ parts })));

  describe('the history of an agent', () => {
    beforeEach(async () => {
      await store().transact(async (turn) => {
        for (const startedAt of [3_000, 1_000, 4_000, 2_000]) {
          await turn.saveInteraction(anEndedInteraction(`call-${startedAt}`, startedAt));
        }
        await turn.saveInteraction(
          anInteraction({ id: 'running' as InteractionId, parts: [aPart(AGENT)], phase: 'connected' }),
        );
      });
    });

    it('is the ended ones since then, newest first', async () => {
      expect(await historyOf(AGENT, 2_000)).toEqual(['call-4000', 'call-3000', 'call-2000']);
    });

    it('stops at the limit', async () => {
      expect(await historyOf(AGENT, 0, 2)).toEqual(['call-4000', 'call-3000']);
    });

    it('is forgotten after days, and the interactions stay', async () => {
      const once = anEndedInteraction('once', clock().now());
      await store().transact((turn) => turn.saveInteraction(once));
      clock().advance(3 * DAY_MS);
      await store().transact((turn) => turn.once('the hour’s first turn'));

      expect(await historyOf(AGENT)).toEqual([]);
      expect(await store().interaction(once.id)).toBeDefined();
    });

    it('of a day is not forgotten', async () => {
      const today = anEndedInteraction('today', clock().now());
      await store().transact((turn) => turn.saveInteraction(today));
      clock().advance(DAY_MS);
      await store().transact((turn) => turn.once('the hour’s first turn'));

      expect(await historyOf(AGENT)).toEqual(['today']);
    });
  });

  describe('an interaction of several agents', () => {
    it('is in the history of each as soon as the agent’s part is over', async () => {
      await keep([aPartThat(AGENT, 'missed'), aPart(OTHER)]);
      expect([await historyOf(AGENT), await historyOf(OTHER)]).toEqual([['interaction-1'], []]);

      await keep([aPartThat(AGENT, 'missed'), aPartThat(OTHER, 'callEnded')]);
      expect([await historyOf(AGENT), await historyOf(OTHER)]).toEqual([
        ['interaction-1'],
        ['interaction-1'],
      ]);
    });

    it('is there once, as it is now, however many parts the agent has', async () => {
      const parts = [aPartThat(AGENT, 'missed'), aPartThat(AGENT, 'declined'), aPartThat(AGENT, 'callEnded')];
      await keep(parts.slice(0, 1));
      await keep(parts);

      expect(await store().history(AGENT, at(0), 10)).toEqual([anInteraction({ parts })]);
    });

    it('is not in the history of an agent from whom the router took it back', async () => {
      await keep([aPartThat(AGENT, 'withdrawn'), aPartThat(OTHER, 'callEnded')]);

      expect(await historyOf(AGENT)).toEqual([]);
    });
  });
}
