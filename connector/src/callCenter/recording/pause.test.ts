import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TelephonyError } from '../ports/telephony.ts';
import { AGENT, CUSTOMER_LEG, openCallCenterKit, type CallCenterKit } from '../testing/callCenterKit.ts';
import { OTHER, otherIsReady } from '../testing/secondAgent.ts';
import { type Recording, type RecordingId } from './recording.ts';
import { createRecordingScenes, type RecordingScenes } from './testing/recordingScenes.ts';

const recordingId = 'RE1' as RecordingId;
const running: Recording = { state: 'running', recordingId };

let kit: CallCenterKit;
let carrier: RecordingScenes;

beforeEach(async () => {
  kit = await openCallCenterKit();
  carrier = createRecordingScenes(kit);
  await kit.ready();
  await otherIsReady(kit);
});
afterEach(() => kit.stop());

describe('a pause', () => {
  beforeEach(() => void kit.recordedQueues.add('Support'));

  it('is made by the recording’s id, and seen when the carrier has made it', async () => {
    const interactionId = await kit.talk();
    const answer = kit.carrier.delays('setRecording');

    expect(await carrier.pause(interactionId)).toBeUndefined();
    expect(await carrier.markAt(AGENT, interactionId)).toBe('running');
    answer();
    await kit.settle();

    expect(carrier.requestsOf('setRecording')).toEqual([
      { type: 'set', legId: CUSTOMER_LEG, recordingId, recording: 'paused' },
    ]);
    expect(await carrier.markAt(AGENT, interactionId)).toBe('paused');
  });

  it('ends when the agent says so', async () => {
    const interactionId = await kit.talk();
    await carrier.pause(interactionId);
    await kit.orders(AGENT, { type: 'setRecording', interactionId, recording: 'running' });

    expect(carrier.requestsOf('setRecording')).toMatchObject([
      { recording: 'paused' },
      { recording: 'running' },
    ]);
    expect(await carrier.markAt(AGENT, interactionId)).toBe('running');
  });

  it('that is taken back before the carrier was told leaves the recording running', async () => {
    const interactionId = await kit.talk();
    const answer = kit.carrier.delays('setRecording');
    await carrier.pause(interactionId);
    await kit.orders(AGENT, { type: 'setRecording', interactionId, recording: 'running' });
    answer();
    await kit.settle();

    expect(await carrier.markAt(AGENT, interactionId)).toBe('running');
    expect((await kit.recordOf(interactionId)).recording).toEqual(running);
  });

  it.each([
    { does: 'refuses', code: 'TELEPHONY_REFUSED' as const },
    { does: 'finds nothing for', code: 'TELEPHONY_GONE' as const },
  ])('that the carrier $does is told, and the mark stays', async ({ code }) => {
    const interactionId = await kit.talk();
    const failed: unknown[] = [];
    kit.callCenter.subscribe(AGENT, {
      deskEvent: ({ event }) => {
        if (event.type === 'commandFailed') failed.push(event);
      },
      historyChanged: () => undefined,
      parkedChanged: () => undefined,
    });
    kit.failing.set('setRecording', new TelephonyError(code));
    await carrier.pause(interactionId);

    expect(failed).toMatchObject([{ command: 'setRecording', refusal: { code: 'COMMAND_FAILED' } }]);
    expect(await carrier.markAt(AGENT, interactionId)).toBe('running');
    expect(await kit.recordOf(interactionId)).toMatchObject({ recordingWish: 'running' });
  });

  it('is refused in a call that is not recorded', async () => {
    kit.recordedQueues.clear();

    expect(await carrier.pause(await kit.talk())).toEqual({ code: 'NOT_RECORDED' });
  });

  it('is seen by a colleague who is asked into the call, and lasts', async () => {
    const interactionId = await kit.talk();
    await carrier.pause(interactionId);
    await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'agent', agentId: OTHER } });
    await kit.answers(interactionId, OTHER);

    expect(await carrier.markAt(OTHER, interactionId)).toBe('paused');
    expect(carrier.requestsOf('setRecording')).toHaveLength(1);
  });

  it('ends when the call is another agent’s', async () => {
    const interactionId = await kit.talk();
    await carrier.pause(interactionId);
    await kit.orders(AGENT, { type: 'transfer', interactionId, target: { kind: 'agent', agentId: OTHER } });
    await kit.answers(interactionId, OTHER);

    expect(await carrier.markAt(OTHER, interactionId)).toBe('running');
  });

  it('that is forgotten ends with the leg: nothing is asked of a call that is over', async () => {
    const interactionId = await kit.talk();
    await carrier.pause(interactionId);
    await kit.orders(AGENT, { type: 'hangUp', interactionId });

    expect(carrier.requestsOf('setRecording')).toHaveLength(1);
  });
});
