import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { InteractionId } from '../../../../softphone/core/index.ts';
import { AGENT, CUSTOMER_LEG, openCallCenterKit, type CallCenterKit } from '../testing/callCenterKit.ts';
import { OTHER, otherIsReady } from '../testing/secondAgent.ts';
import { createMessageScenes, type MessageScenes } from './testing/messageScenes.ts';

const NAMELESS = 'Nobody can take your call now.';
const MESSAGE = { kind: 'voicemail', outcome: 'voicemail', recorded: true };

let kit: CallCenterKit;
let caller: MessageScenes;

beforeEach(async () => {
  kit = await openCallCenterKit();
  caller = createMessageScenes(kit);
});
afterEach(() => kit.stop());

describe('a queue that gives up', () => {
  const gaveUp = async (interactionId: InteractionId) => {
    await kit.tell({ type: 'taskCanceled', interactionId, callerGone: false });
    await kit.settle();
  };

  it('has the caller leave a message, which is nobody’s in particular', async () => {
    const interactionId = await kit.arrive();
    await gaveUp(interactionId);
    expect(caller.sent()).toMatchObject([{ with: { interactionId, legId: CUSTOMER_LEG } }]);
    expect(await caller.asksWhatToDo(interactionId)).toMatchObject({
      prompt: expect.stringContaining(NAMELESS),
    });
    await caller.speaks(interactionId, 12);
    await caller.hangsUp(interactionId);

    expect(caller.logs()).toEqual([MESSAGE]);
    expect(kit.saved).toMatchObject([{ key: interactionId, queue: 'Support' }]);
  });

  it('is one message, whether the router or the queue says so first', async () => {
    const interactionId = await kit.arrive();
    const first = await kit.callCenter.ask({ type: 'queueLeft', interactionId, callerGone: false });
    await gaveUp(interactionId);

    expect(first).toMatchObject({ type: 'recordMessage' });
    expect(caller.sent()).toEqual([]);
  });

  it('stops ringing, and brings no agent while the caller speaks', async () => {
    const interactionId = await kit.offer();
    await gaveUp(interactionId);
    expect(await kit.callAt(AGENT, interactionId)).toBeUndefined();
    await otherIsReady(kit);
    await kit.reserves(interactionId, OTHER);

    expect(await kit.callAt(OTHER, interactionId)).toBeUndefined();
    expect(kit.asked.at(-1)).toMatchObject({ method: 'rejectReservation' });
  });

  it('has an abandoned call without a message', async () => {
    const interactionId = await kit.arrive();
    await gaveUp(interactionId);
    await caller.asksWhatToDo(interactionId);
    await caller.hangsUp(interactionId);
    await kit.passes(10);

    expect(caller.logs()).toEqual([{ kind: 'abandoned', outcome: 'abandoned', recorded: false }]);
  });

  it('after a talk has the log of the agent, and one of the message', async () => {
    const interactionId = await kit.talk();
    await kit.orders(AGENT, { type: 'transfer', interactionId, target: { kind: 'queue', queue: 'Sales' } });
    await gaveUp(interactionId);
    await caller.asksWhatToDo(interactionId);
    await caller.speaks(interactionId, 12);
    await caller.hangsUp(interactionId);
    await kit.wrapUpRunsOut();

    expect(caller.logs()).toEqual(
      expect.arrayContaining([
        { kind: 'inbound', outcome: 'answered', agentId: AGENT, recorded: false },
        MESSAGE,
      ]),
    );
    expect(kit.saved).toHaveLength(2);
  });
});
