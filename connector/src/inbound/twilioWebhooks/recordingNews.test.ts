import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openWebhookKit, sid, type WebhookKit } from './testing/webhookKit.ts';

let kit: WebhookKit;

beforeEach(async () => {
  kit = await openWebhookKit();
});
afterEach(() => kit.app.close());

const path = '/twilio/recording?i=i1';
const form = (RecordingStatus: string, more: Record<string, string> = {}) => ({
  AccountSid: sid('AC'),
  CallSid: sid('CA'),
  RecordingSid: sid('RE'),
  RecordingStatus,
  RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${sid('AC')}/Recordings/${sid('RE')}`,
  RecordingDuration: '12',
  RecordingChannels: '2',
  RecordingSource: 'StartCallRecordingAPI',
  ...more,
});

describe('news of a recording', () => {
  it.each([
    ['in-progress', form('in-progress'), { state: 'running', recordingId: sid('RE') }],
    ['completed', form('completed'), { state: 'kept', recordingId: sid('RE'), seconds: 12 }],
    [
      'completed',
      form('completed', { RecordingDuration: '' }),
      { state: 'kept', recordingId: sid('RE'), seconds: 0 },
    ],
    ['absent', form('absent'), { state: 'absent' }],
    ['failed', form('failed'), { state: 'absent' }],
  ])('%s is told once, under a key of its own', async (status, fields, recording) => {
    const answer = await kit.post(path, fields);

    expect(answer.statusCode).toBe(204);
    expect(kit.told).toEqual([
      {
        key: `recording:${sid('RE')}:${status}`,
        type: 'recordingChanged',
        interactionId: 'i1',
        recording,
      },
    ]);
  });

  it('that there was nothing to record may come without a recording', async () => {
    const { RecordingSid: _none, ...fields } = form('absent');

    await kit.post(path, fields);

    expect(kit.told).toMatchObject([{ key: 'recording:i1:absent', recording: { state: 'absent' } }]);
  });

  it('with a status that decides nothing tells nothing', async () => {
    expect((await kit.post(path, form('processing'))).statusCode).toBe(204);
    expect(kit.told).toEqual([]);
  });

  it.each([
    ['without a status', path, form('')],
    ['of a recording that is none', path, form('completed', { RecordingSid: sid('CA') })],
    ['of no interaction', '/twilio/recording', form('completed')],
  ])('%s is refused', async (_what, address, fields) => {
    expect((await kit.post(address, fields)).statusCode).toBe(400);
    expect(kit.told).toEqual([]);
  });

  it('that Twilio did not sign is refused', async () => {
    expect((await kit.post(path, form('completed'), 'wrong')).statusCode).toBe(403);
    expect(kit.told).toEqual([]);
  });
});

describe('news of a message', () => {
  const message = (status: string, more: Record<string, string> = {}) =>
    form(status, { RecordingSource: 'RecordVerb', RecordingChannels: '1', ...more });

  it.each([
    ['completed', { state: 'kept', recordingId: sid('RE'), seconds: 12 }],
    ['absent', { state: 'absent' }],
  ])('%s is not about a recording of the call', async (status, recording) => {
    await kit.post(path, message(status));

    expect(kit.told).toMatchObject([{ type: 'messageChanged', interactionId: 'i1', recording }]);
  });

  it('that it begins says nothing: the caller may say nothing', async () => {
    expect((await kit.post(path, message('in-progress'))).statusCode).toBe(204);

    expect(kit.told).toEqual([]);
  });
});

describe('a caller who has spoken', () => {
  const address = '/twilio/voice/messageLeft?i=i1';
  const { RecordingUrl, RecordingDuration } = form('completed');

  it.each(['hangup', '1'])('has left a message of a length, ended by %s', async (Digits) => {
    await kit.post(address, { CallSid: sid('CA'), RecordingUrl, RecordingDuration, Digits });

    expect(kit.asked).toEqual([
      { type: 'messageLeft', interactionId: 'i1', message: { recordingId: sid('RE'), seconds: 12 } },
    ]);
  });

  it('has left none without a recording', async () => {
    await kit.post(address, { CallSid: sid('CA') });

    expect(kit.asked).toEqual([{ type: 'messageLeft', interactionId: 'i1' }]);
  });
});
