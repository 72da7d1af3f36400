import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type InteractionId } from '../../../../softphone/core/index.ts';
import { TelephonyError } from '../ports/telephony.ts';
import type { Recording } from '../recording/recording.ts';
import {
  AGENT,
  EXTENSION_LINE,
  maria,
  openCallCenterKit,
  type CallCenterKit,
} from '../testing/callCenterKit.ts';
import { createMessageScenes, messageId, type MessageScenes } from './testing/messageScenes.ts';

const kept: Recording = { state: 'kept', recordingId: messageId, seconds: 12 };
const NAMED = 'Ada Agent cannot take your call now.';
const MESSAGE = { kind: 'voicemail', outcome: 'voicemail', agentId: AGENT, recorded: true };
const MISSED = { kind: 'missed', outcome: 'missed', agentId: AGENT, recorded: false };
const DECLINED = { ...MISSED, outcome: 'declined' };

let kit: CallCenterKit;
let caller: MessageScenes;

beforeEach(async () => {
  kit = await openCallCenterKit();
  caller = createMessageScenes(kit);
  kit.extensions.set('201', AGENT);
  await kit.ready();
});
afterEach(() => kit.stop());

/** A call to the agent’s extension that the agent declines; the caller hears the greeting. */
async function declined(): Promise<InteractionId> {
  const interactionId = await kit.directCall('201');
  await kit.orders(AGENT, { type: 'decline', interactionId });
  await caller.asksWhatToDo(interactionId);
  return interactionId;
}

describe('a caller whom the agent at an extension does not answer', () => {
  it.each([
    ['declines', (id: InteractionId) => kit.orders(AGENT, { type: 'decline', interactionId: id })],
    ['does not answer', () => kit.passes(30)],
  ])('is asked to leave a message when the agent %s; only the name is told', async (_how, ends) => {
    const interactionId = await kit.directCall('201');
    await ends(interactionId);

    expect(caller.sent()).toMatchObject([
      { with: { interactionId, legId: await caller.legOf(interactionId) } },
    ]);
    expect(await caller.asksWhatToDo(interactionId)).toEqual({
      type: 'recordMessage',
      interactionId,
      prompt: expect.stringContaining(NAMED),
    });
  });

  it.each([
    ['logged out', { name: 'loggedOut' } as const],
    ['not ready', { name: 'notReady', reasonCode: 'Break' } as const],
  ])('is asked at once when the agent is %s', async (_state, state) => {
    await kit.orders(AGENT, { type: 'setAgentState', state });
    const interactionId = await kit.anotherCalls(EXTENSION_LINE);

    const instruction = await kit.callCenter.ask({
      type: 'digitsCollected',
      interactionId,
      digits: '201',
      attempt: 1,
    });

    expect(instruction).toMatchObject({ type: 'recordMessage', prompt: expect.stringContaining(NAMED) });
    expect(caller.sent()).toEqual([]);
    expect(await kit.callAt(AGENT, interactionId)).toBeUndefined();
  });

  it('is asked again in the same words when the carrier asks again', async () => {
    const interactionId = await declined();

    expect(await caller.asksWhatToDo(interactionId)).toEqual(await caller.asksWhatToDo(interactionId));
  });

  it('is told to call again where nobody would hear of a message', async () => {
    kit.policies.set('voicemail', { log: 'none' });
    const interactionId = await kit.directCall('201');
    await kit.orders(AGENT, { type: 'decline', interactionId });

    expect(caller.sent()).toEqual([]);
    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'ended', hungUpBy: 'system' });
    expect(caller.logs()).toEqual([DECLINED]);
  });
});

describe('a message', () => {
  it('is logged for its agent, with the records found and the sound', async () => {
    kit.found.set('+14155550202', [maria]);
    const interactionId = await declined();
    expect(await caller.speaks(interactionId, 12)).toMatchObject({
      type: 'hangUp',
      message: 'Thank you. Goodbye.',
    });
    await caller.hangsUp(interactionId);

    expect(caller.logs()).toEqual([MESSAGE]);
    expect(kit.saved).toMatchObject([{ person: maria, talkSeconds: 0 }]);
    expect(await kit.callCenter.historyOf(AGENT)).toMatchObject([{ outcome: 'voicemail' }]);
    expect(kit.counted).toMatchObject([{ direction: 'inbound', outcome: 'voicemail' }]);
  });

  it('for an agent who was away is logged for that agent', async () => {
    await kit.orders(AGENT, { type: 'setAgentState', state: { name: 'loggedOut' } });
    const interactionId = await kit.directCall('201');
    await caller.speaks(interactionId, 12);
    await caller.hangsUp(interactionId);

    expect(caller.logs()).toEqual([MESSAGE]);
  });

  it('is logged when the hang-up is told before the message', async () => {
    const interactionId = await declined();
    await caller.hangsUp(interactionId);
    expect(caller.logs()).toEqual([]);
    kit.clock.advance(3_000);
    await caller.speaks(interactionId, 12);

    expect(caller.logs()).toEqual([MESSAGE]);
    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'ended', outcome: 'voicemail' });
  });

  it.each([
    ['too short', 1],
    ['without a word', undefined],
  ])('that is %s is a missed call', async (_what, seconds) => {
    const interactionId = await declined();
    expect(await caller.speaks(interactionId, seconds)).toMatchObject({
      message: 'We did not get a message. Goodbye.',
    });
    await caller.hangsUp(interactionId);

    expect(caller.logs()).toEqual([DECLINED]);
    expect(kit.counted).toMatchObject([{ outcome: 'declined' }]);
  });

  it('is none when the caller hangs up during the greeting', async () => {
    await kit.orders(AGENT, { type: 'setAgentState', state: { name: 'notReady', reasonCode: 'Break' } });
    const interactionId = await kit.directCall('201');
    await caller.hangsUp(interactionId);
    const endedAt = kit.clock.now();
    await kit.passes(10);

    expect(caller.logs()).toEqual([MISSED]);
    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'ended', endedAt });
  });

  it('is none when the caller hangs up on the way to it', async () => {
    const interactionId = await kit.directCall('201');
    await kit.orders(AGENT, { type: 'decline', interactionId });
    await caller.hangsUp(interactionId);

    expect(caller.logs()).toEqual([DECLINED]);
  });

  it('of which all news was lost is found at the carrier', async () => {
    const interactionId = await declined();
    kit.over.set(await caller.legOf(interactionId), { cause: 'completed' });
    kit.carrier.messages.set(await caller.legOf(interactionId), kept);
    await kit.restarts();
    await kit.passes(10);

    expect(caller.logs()).toEqual([MESSAGE]);
    expect((await kit.recordOf(interactionId)).voicemail?.message).toEqual(kept);
  });

  it('is waited for while the carrier cannot be asked', async () => {
    const interactionId = await declined();
    kit.carrier.messages.set(await caller.legOf(interactionId), kept);
    kit.failing.set('findMessage', new TelephonyError('TELEPHONY_UNAVAILABLE'));
    await caller.hangsUp(interactionId);
    await kit.passes(30);
    expect(caller.logs()).toEqual([]);

    kit.failing.clear();
    await kit.passes(60);

    expect(caller.logs()).toEqual([MESSAGE]);
  });

  it('has a sound that is ready later, and no news of it touches a recording of the call', async () => {
    const interactionId = await declined();
    await caller.speaks(interactionId, 12);
    await caller.hangsUp(interactionId);
    await kit.tell({ type: 'messageChanged', interactionId, recording: kept });

    const { voicemail, recording } = await kit.recordOf(interactionId);
    expect(voicemail?.message).toEqual(kept);
    expect(recording).toBeUndefined();
  });

  it('is logged once, however often it is told', async () => {
    const interactionId = await declined();
    await caller.speaks(interactionId, 12);
    await caller.speaks(interactionId, 12);
    await caller.hangsUp(interactionId);
    await kit.tell({ type: 'messageChanged', interactionId, recording: kept });
    await caller.speaks(interactionId, 12);
    await kit.settle();

    expect(caller.logs()).toEqual([MESSAGE]);
  });
});

describe('while a message is left', () => {
  it('the caller is in no conference, and what is told of the one before changes nothing', async () => {
    const interactionId = await kit.directCall('201');
    const { room } = await kit.recordOf(interactionId);
    await kit.orders(AGENT, { type: 'decline', interactionId });
    const legId = await caller.legOf(interactionId);
    const left = { name: room!.name, conferenceId: 'CF1' };
    await kit.tell({ type: 'legLeft', interactionId, legId, room: left });
    await kit.tell({ type: 'conferenceEnded', interactionId, legId, room: left });

    const record = await kit.recordOf(interactionId);
    expect(record).toMatchObject({ phase: 'waiting', voicemail: { agentId: AGENT } });
    expect(record).not.toHaveProperty('room');
    expect(await kit.partyOf(interactionId, CUSTOMER_PARTY)).toMatchObject({ state: 'outside' });
  });
});
