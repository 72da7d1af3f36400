import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LegId } from '../../../connector/src/callCenter/ports/telephony.ts';
import type { CallInstruction } from '../../../connector/src/callCenter/telephonyEvents.ts';
import { digitsCollected } from '../../../connector/src/inbound/twilioWebhooks/callQuestions.ts';
import { messageLeft, recordingNews } from '../../../connector/src/inbound/twilioWebhooks/recordingNews.ts';
import { webhookPaths } from '../../../connector/src/inbound/twilioWebhooks/webhookPaths.ts';
import { createRecordingEraser } from '../../../connector/src/outbound/twilio/eraseRecording.ts';
import { CALLER, interactionId, openConnectorKit, type ConnectorKit } from './connectorKit.ts';
import type { Party } from './parties.ts';
import { OUR_NUMBER } from './twilioKit.ts';

let kit: ConnectorKit;

beforeEach(async () => {
  kit = await openConnectorKit();
});
afterEach(() => kit.stop());

/** A caller who waits in the queue, and the caller's leg. */
async function waiting(): Promise<{ caller: Party; legId: LegId }> {
  const caller = kit.parties.call(CALLER, OUR_NUMBER);
  await kit.advance(3);
  return { caller, legId: kit.steps(webhookPaths.callArrived, 'CallSid')[0] as LegId };
}

/** What the door makes of everything that Twilio told about recordings. */
const news = () =>
  kit.at(webhookPaths.recording).map(({ params }) => recordingNews({ ...params, i: interactionId }));
const questions = () =>
  kit.at(webhookPaths.messageLeft).map(({ params }) => messageLeft({ ...params, i: interactionId }));

describe('the recording of a caller’s leg', () => {
  it('runs until the leg ends, in two channels, and is told by its id', async () => {
    const { caller, legId } = await waiting();
    const recordingId = await kit.telephony.startRecording({ interactionId, legId });
    await kit.advance(9);
    caller.hangUp();
    await kit.advance(3);

    expect(news()).toMatchObject([
      { type: 'recordingChanged', interactionId, recording: { state: 'running', recordingId } },
      { type: 'recordingChanged', interactionId, recording: { state: 'kept', recordingId, seconds: 9 } },
    ]);
    expect(kit.steps(webhookPaths.recording, 'RecordingChannels')).toEqual(['2', '2']);
    expect(await kit.recordings.find(legId, 'call')).toEqual({ state: 'kept', recordingId, seconds: 9 });
    expect(await kit.recordings.find(legId, 'message')).toEqual({ state: 'absent' });
  });

  it('lasts as long as the leg, though it is paused for a while', async () => {
    const { caller, legId } = await waiting();
    const recordingId = await kit.telephony.startRecording({ interactionId, legId });
    await kit.advance(3);
    await kit.telephony.setRecording({ legId, recordingId, recording: 'paused' });
    expect((await kit.client.recordings(recordingId).fetch()).status).toBe('paused');
    await kit.advance(4);
    await kit.telephony.setRecording({ legId, recordingId, recording: 'running' });
    expect((await kit.client.recordings(recordingId).fetch()).status).toBe('in-progress');
    await kit.advance(2);
    caller.hangUp();
    await kit.advance(3);

    expect(await kit.recordings.find(legId, 'call')).toMatchObject({ state: 'kept', seconds: 9 });
  });

  it('goes on when the leg is sent elsewhere', async () => {
    const { legId } = await waiting();
    const recordingId = await kit.telephony.startRecording({ interactionId, legId });
    await kit.telephony.sendToRoom({ interactionId, legId });
    await kit.advance(2);
    await kit.telephony.sendToQueue({ interactionId, legId });
    await kit.advance(2);

    expect((await kit.client.recordings(recordingId).fetch()).status).toBe('in-progress');
  });

  it('can be ended before the leg, also twice', async () => {
    const { caller, legId } = await waiting();
    const recordingId = await kit.telephony.startRecording({ interactionId, legId });
    await kit.advance(2);

    await kit.telephony.endRecording({ legId, recordingId });
    await kit.telephony.endRecording({ legId, recordingId });
    await kit.advance(2);

    expect((await kit.client.recordings(recordingId).fetch()).status).toBe('completed');
    expect(caller.heard.at(-1)).not.toBe('completed');
  });

  it('is begun once, though Twilio’s answer was lost', async () => {
    const { legId } = await waiting();
    kit.standIn.restFaults.add({
      action: { type: 'loseAnswer' },
      matches: ({ method, path }) => method === 'POST' && path.endsWith('/Recordings'),
      times: 1,
    });

    await expect(kit.telephony.startRecording({ interactionId, legId })).rejects.toMatchObject({
      code: 'TELEPHONY_UNAVAILABLE',
    });
    const recordingId = await kit.telephony.startRecording({ interactionId, legId });

    expect((await kit.client.recordings.list()).map(({ sid }) => sid)).toEqual([recordingId]);
  });

  it('is erased with its sound, once it is made; what is not there any more was erased before', async () => {
    const erase = createRecordingEraser(kit.client);
    const { caller, legId } = await waiting();
    const recordingId = await kit.telephony.startRecording({ interactionId, legId });
    await kit.advance(3);
    await expect(erase(recordingId)).rejects.toMatchObject({ code: 'TELEPHONY_UNAVAILABLE' });
    caller.hangUp();
    await kit.advance(3);

    expect(await erase(recordingId)).toBe(true);
    expect(await erase(recordingId)).toBe(false);
    expect(await kit.client.recordings.list()).toEqual([]);
    expect(await kit.recordings.open(recordingId, AbortSignal.timeout(5_000))).toBeUndefined();
  });

  it('of a leg that is over is nothing to begin, or to pause', async () => {
    const { caller, legId } = await waiting();
    const recordingId = await kit.telephony.startRecording({ interactionId, legId });
    caller.hangUp();
    await kit.advance(3);

    const gone = { code: 'TELEPHONY_GONE' };
    await expect(kit.telephony.startRecording({ interactionId, legId })).rejects.toMatchObject(gone);
    const pause = kit.telephony.setRecording({ legId, recordingId, recording: 'paused' });
    await expect(pause).rejects.toMatchObject(gone);
  });
});

describe('a message', () => {
  /** A caller who hears the greeting. */
  async function greeted() {
    const queued = await waiting();
    await kit.telephony.sendToVoicemail({ interactionId, ...queued });
    await kit.advance(1);
    return queued;
  }

  it('that ends with a key is told with its length, and then its sound', async () => {
    const { caller, legId } = await greeted();
    await kit.advance(12);
    caller.press('1');
    await kit.advance(3);

    const [question] = questions();
    const message = question?.type === 'messageLeft' ? question.message : undefined;
    expect(message?.seconds).toBeGreaterThan(5);
    expect(news()).toEqual([
      undefined,
      {
        key: expect.any(String),
        type: 'messageChanged',
        interactionId,
        recording: { state: 'kept', ...message },
      },
    ]);
    expect(await kit.telephony.findMessage(legId)).toEqual({ state: 'kept', ...message });
    expect(caller.heard.at(-1)).toBe('completed');
  });

  it('is told when the caller hangs up too', async () => {
    const { caller, legId } = await greeted();
    await kit.advance(12);
    caller.hangUp();
    await kit.advance(3);

    expect(questions()).toMatchObject([
      { type: 'messageLeft', message: { recordingId: expect.any(String) } },
    ]);
    expect(await kit.telephony.findMessage(legId)).toMatchObject({ state: 'kept' });
  });

  it('is none of a caller who hangs up during the greeting', async () => {
    const { caller, legId } = await greeted();
    caller.hangUp();
    await kit.advance(3);

    expect(questions()).toEqual([]);
    expect(await kit.telephony.findMessage(legId)).toEqual({ state: 'absent' });
  });
});

describe('digits that are asked for', () => {
  it('come back with the try that they were keyed in on', async () => {
    const prompt = 'Enter the extension';
    const asked: CallInstruction = { type: 'collectDigits', interactionId, prompt, attempt: 2 };
    kit.on(webhookPaths.callArrived, () => ({ body: kit.twimlOf(asked) }));
    const caller = kit.parties.call(CALLER, OUR_NUMBER);
    await kit.advance(2);
    caller.press('201#');
    await kit.advance(1);

    const [keyed] = kit.at(webhookPaths.digits);
    expect(digitsCollected({ ...keyed?.params, ...keyed?.query })).toEqual({
      type: 'digitsCollected',
      interactionId,
      digits: '201',
      attempt: 2,
    });
  });
});
