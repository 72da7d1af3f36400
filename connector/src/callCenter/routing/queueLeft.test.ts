import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { openCallCenterKit, type CallCenterKit } from '../testing/callCenterKit.ts';

let kit: CallCenterKit;

beforeEach(async () => {
  kit = await openCallCenterKit();
});

afterEach(() => kit.stop());

it('a caller who left the queue because the leg was sent elsewhere goes on', async () => {
  const interactionId = await kit.arrive();

  await kit.callCenter.ask({ type: 'queueLeft', interactionId, callerGone: false, sentOn: true });
  await kit.settle();

  expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'waiting' });
  expect(kit.asked).toEqual([]);
});
