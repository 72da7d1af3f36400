import { afterEach, expect, it } from '@jest/globals';
import { callLogOf } from '../../callCenter/callLog/callLogOf.ts';
import { partsOf } from '../../callCenter/interactions/agentParts.ts';
import type { Store } from '../../callCenter/ports/store.ts';
import { createVirtualClock } from '../../callCenter/testing/virtualClock.ts';
import { openStore } from './openStore.ts';
import { AGENT, anEndedInteraction, anInteraction, at } from './testing/builders.ts';

let store: Store;

afterEach(() => store.close());

it('a call of a version that kept no parts is logged under its own key, with its agent', async () => {
  store = await openStore({ file: ':memory:', clock: createVirtualClock() });
  const before = anEndedInteraction('before', 1_000);
  await store.transact((turn) => turn.saveInteraction(before));

  const record = await store.interaction(before.id);

  expect(record && callLogOf(record)).toMatchObject({ key: 'before', agentId: AGENT, outcome: 'answered' });
});

it('a call that such a version left running goes on as a part of its agent', () => {
  const running = anInteraction({ agentId: AGENT, phase: 'connected', answeredAt: at(5_000) });

  expect(partsOf(running)).toMatchObject([{ agentId: AGENT, answeredAt: 5_000 }]);
});
