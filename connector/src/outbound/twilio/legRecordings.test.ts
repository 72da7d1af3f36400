import Twilio from 'twilio/lib/rest/Twilio.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { RecordingId } from '../../callCenter/recording/recording.ts';
import { twilioAddresses } from '../../twilioAddresses.ts';
import { createLegRecordings, findRecording } from './legRecordings.ts';
import { AnsweringClient, created, found, page2010, refused } from './testing/answeringClient.ts';
import { about, interactionId, legId, sid } from './testing/telephonyKit.ts';

const recordingId = sid('RE') as RecordingId;
const starts = /\/Calls\/\w+\/Recordings.json$/;
const changes = /\/Calls\/\w+\/Recordings\/\w+.json$/;

let http: AnsweringClient;
let client: Twilio;
let legs: ReturnType<typeof createLegRecordings>;

beforeEach(() => {
  http = new AnsweringClient()
    .on('post', starts, created({ sid: recordingId }))
    .on('post', changes, found({ sid: recordingId }));
  client = new Twilio(sid('AC'), 'token', { httpClient: http });
  legs = createLegRecordings({ client, addresses: twilioAddresses('https://connector.example.com') });
});

function given(...rows: readonly object[]): void {
  http.on('get', /\/Recordings.json$/, page2010('recordings', rows));
}

const begin = () => legs.startRecording({ interactionId, legId });
const forms = () => http.sent.filter(({ method }) => method === 'post').map(({ form }) => form);

describe('a leg that is to be recorded', () => {
  it('is recorded in two channels, and all news of it is asked for', async () => {
    expect(await begin()).toBe(recordingId);

    expect(http.sent).toMatchObject([{ url: expect.stringContaining(`/Calls/${legId}/Recordings.json`) }]);
    expect(forms()).toEqual([
      {
        RecordingChannels: 'dual',
        RecordingStatusCallback: about('recording?i=i1'),
        RecordingStatusCallbackMethod: 'POST',
        RecordingStatusCallbackEvent: ['in-progress', 'completed', 'absent'],
      },
    ]);
  });

  it('is looked at first where Twilio’s answer did not come', async () => {
    http.on('post', starts, refused(503, 20_503), created({ sid: sid('RE', '2') }));
    given({ sid: recordingId, source: 'StartCallRecordingAPI', status: 'in-progress' });
    await expect(begin()).rejects.toMatchObject({ code: 'TELEPHONY_UNAVAILABLE' });

    expect(await begin()).toBe(recordingId);
    expect(forms()).toHaveLength(1);
  });

  it('is recorded where Twilio’s answer did not come, and nothing had begun', async () => {
    http.on('post', starts, refused(503, 20_503), created({ sid: recordingId }));
    given({ sid: sid('RE', '3'), source: 'RecordVerb', status: 'in-progress' });
    await expect(begin()).rejects.toMatchObject({ code: 'TELEPHONY_UNAVAILABLE' });

    expect(await begin()).toBe(recordingId);
  });

  it('that is over is gone', async () => {
    http.on('post', starts, refused(400, 21_220));

    await expect(begin()).rejects.toMatchObject({ code: 'TELEPHONY_GONE' });
  });
});

describe('a recording', () => {
  it.each([
    { recording: 'paused' as const, form: { Status: 'paused', PauseBehavior: 'silence' } },
    { recording: 'running' as const, form: { Status: 'in-progress' } },
  ])('that is to be $recording is changed by its id', async ({ recording, form }) => {
    await legs.setRecording({ legId, recordingId, recording });

    expect(http.sent).toMatchObject([
      { url: expect.stringContaining(`/Calls/${legId}/Recordings/${recordingId}.json`), form },
    ]);
  });

  it('is ended before its leg, and has ended when it was over', async () => {
    await legs.endRecording({ legId, recordingId });
    expect(forms()).toEqual([{ Status: 'stopped' }]);

    http.on('post', changes, refused(404, 20_404));
    await expect(legs.endRecording({ legId, recordingId })).resolves.toBeUndefined();
  });
});

describe('what became of a recording', () => {
  const source = 'StartCallRecordingAPI';
  const kept = { state: 'kept', recordingId, seconds: 12 };

  it.each([
    ['completed', kept],
    ['absent', { state: 'absent' }],
    ['deleted', { state: 'deleted', recordingId }],
    ['processing', undefined],
    ['in-progress', undefined],
    ['paused', undefined],
    ['stopped', undefined],
  ])('is found at its leg: %s', async (status, expected) => {
    given({ sid: recordingId, source, status, duration: '12' });

    expect(await findRecording(client, legId, 'call')).toEqual(expected);
    expect(new URL(http.sent[0]!.url).searchParams.get('CallSid')).toBe(legId);
  });

  it('is that nothing was recorded where Twilio has none', async () => {
    given();

    expect(await findRecording(client, legId, 'call')).toEqual({ state: 'absent' });
  });

  it('is told apart from the message that the leg left', async () => {
    given(
      { sid: sid('RE', '2'), source: 'RecordVerb', status: 'completed', duration: '5' },
      { sid: recordingId, source, status: 'completed', duration: '12' },
    );

    expect(await findRecording(client, legId, 'call')).toEqual(kept);
    expect(await legs.findMessage(legId)).toMatchObject({ recordingId: sid('RE', '2'), seconds: 5 });
  });
});

describe('a message', () => {
  it('is there while its sound is being prepared, and not while the caller may still speak', async () => {
    given({ sid: recordingId, source: 'RecordVerb', status: 'processing', duration: '-1' });
    expect(await legs.findMessage(legId)).toEqual({ state: 'running', recordingId });

    given({ sid: recordingId, source: 'RecordVerb', status: 'in-progress', duration: '-1' });
    expect(await legs.findMessage(legId)).toBeUndefined();
  });

  it('cannot be looked for while Twilio does not answer', async () => {
    http.on('get', /\/Recordings.json$/, refused(503, 20_503));

    await expect(legs.findMessage(legId)).rejects.toMatchObject({ code: 'TELEPHONY_UNAVAILABLE' });
  });
});
