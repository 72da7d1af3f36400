import { describe, expect, it } from '@jest/globals';
import { createEndpoint } from '../../phoneNetwork/endpoint.ts';
import { createVirtualClock } from '../../shared/clock.ts';
import { FRAME_SAMPLES, type AudioLine, type Frame } from '../../shared/media/audioLine.ts';
import { createTone, type SoundSource } from '../../shared/media/soundSource.ts';
import { createToneRecogniser } from '../../shared/media/toneRecogniser.ts';
import { createCall } from '../calls/createCall.ts';
import { createFaultPlan } from '../faults/faultPlan.ts';
import { createSoundStudio } from '../sound.ts';
import { createTraffic } from '../traffic.ts';
import { exchange } from '../webhooks/exchange.ts';
import { createWebhookSender } from '../webhooks/webhookSender.ts';
import { recordCall } from './recordCall.ts';
import type { RecordingPlan } from './recording.ts';
import { conferenceRecording } from './recordingPlan.ts';
import { createRecordings } from './recordings.ts';
import { wavOf } from './wav.ts';

const account = { accountSid: 'AC1', authToken: 'token', apiKeySid: 'SK1', apiKeySecret: 'secret' };

function line(read: SoundSource): AudioLine {
  return { read, write: () => undefined };
}

function tonesOf(frames: readonly (Frame | undefined)[]): readonly number[] {
  const recogniser = createToneRecogniser();
  for (const frame of frames) if (frame) recogniser.listen(frame);
  return [...recogniser.heard().tones].sort((one, other) => one - other);
}

function createStudio() {
  const clock = createVirtualClock(0);
  const webhooks = createWebhookSender({
    clock,
    authToken: 'token',
    faults: createFaultPlan(),
    deliver: (request) => exchange(clock, request),
    traffic: createTraffic(),
  });
  const sound = createSoundStudio(clock);
  return { account, clock, webhooks, sound, recordings: createRecordings({ account, clock, webhooks }) };
}

/** Two lines in a talk that is recorded. */
function recordTalk() {
  const { clock, sound, recordings } = createStudio();
  const talk = sound.openTalk();
  const seats = [line(createTone(440)), line(createTone(1000))].map((each) => talk.join(each));
  const recording = recordings.begin({ conferenceSid: 'CF1' }, conferenceRecording(undefined), (push) =>
    talk.record((frame) => {
      push([frame]);
    }),
  );
  const tones = () => tonesOf(recording.sound.map(([frame]) => frame));
  return { clock, seats, recording, tones };
}

/** A party who says 440 Hz in a talk with one who says 1000 Hz, and the recording of the first one's call. */
function recordLeg(plan: Partial<RecordingPlan>) {
  const parts = createStudio();
  const { clock, sound } = parts;
  const endpoint = createEndpoint({
    from: '+14155550199',
    to: '+14155550100',
    line: line(createTone(440)),
    clock,
    controls: { ring: () => undefined, answer: () => undefined, end: () => undefined },
  });
  const call = createCall({ from: endpoint.call.from, to: endpoint.call.to, direction: 'inbound' }, parts);
  call.attach(endpoint.call);
  call.answer();
  const talk = sound.openTalk();
  if (call.line) talk.join(call.line);
  talk.join(line(createTone(1000)));
  const recording = recordCall(parts, call, {
    source: 'StartCallRecordingAPI',
    channels: 2,
    track: 'both',
    callback: undefined,
    ...plan,
  });
  const tones = (channel: number) => tonesOf(recording.sound.map((channels) => channels[channel]));
  return { clock, call, recording, tones };
}

describe('a recording of a conference', () => {
  it('has everything that is said, by everybody', () => {
    const { clock, tones } = recordTalk();

    clock.advance(1_000);

    expect(tones()).toEqual([440, 1000]);
  });

  it('has nothing of a party on hold, and no music', () => {
    const { clock, seats, tones } = recordTalk();

    seats[1]?.setMusic(createTone(600));
    clock.advance(1_000);

    expect(tones()).toEqual([440]);
  });

  it('ends when it is stopped', () => {
    const { clock, recording } = recordTalk();
    clock.advance(2_000);
    recording.stop();
    clock.advance(2_000);

    expect(recording.sound).toHaveLength(100);
    expect(recording.status).toBe('completed');
  });

  it('is a WAV file of its length', () => {
    const { clock, recording } = recordTalk();
    clock.advance(1_000);

    const wav = wavOf(recording.sound, 1);

    expect(wav.length).toBe(44 + 50 * FRAME_SAMPLES * 2);
    expect(wav.readUInt32LE(24)).toBe(8_000);
    expect(wav.readInt16LE(44 + 2 * 10)).toBe(recording.sound[0]?.[0]?.[10]);
  });
});

describe('a recording of a call', () => {
  it('has in two channels what the party says and what it hears', () => {
    const { clock, tones } = recordLeg({});

    clock.advance(1_000);

    expect([tones(0), tones(1)]).toEqual([[440], [1000]]);
  });

  it('has both in one channel', () => {
    const { clock, tones } = recordLeg({ channels: 1 });

    clock.advance(1_000);

    expect(tones(0)).toEqual([440, 1000]);
  });

  it.each([
    { track: 'inbound' as const, heard: [440] },
    { track: 'outbound' as const, heard: [1000] },
  ])('has one side only, $track, when that is asked', ({ track, heard }) => {
    const { clock, tones } = recordLeg({ channels: 1, track });

    clock.advance(1_000);

    expect(tones(0)).toEqual(heard);
  });

  it('is silent while it is paused, and as long as the call', () => {
    const { clock, recording, tones } = recordLeg({});
    clock.advance(1_000);

    recording.pause('silence');
    clock.advance(1_000);
    expect([tones(0), tones(1)]).toEqual([[], []]);
    recording.resume();
    clock.advance(1_000);
    recording.stop();

    expect(recording.sound).toHaveLength(150);
    expect(recording.seconds).toBe(3);
  });

  it('leaves a pause out when that is asked', () => {
    const { clock, recording } = recordLeg({});
    clock.advance(1_000);

    recording.pause('skip');
    clock.advance(5_000);
    recording.resume();
    clock.advance(1_000);
    recording.stop();

    expect(recording.sound).toHaveLength(100);
    expect(recording.seconds).toBe(2);
  });

  it('ends with the call', () => {
    const { clock, call, recording } = recordLeg({});
    clock.advance(2_000);

    call.end();
    clock.advance(1_000);

    expect(recording.status).toBe('completed');
  });

  it('is a WAV file of two channels, or of one', () => {
    const { clock, recording } = recordLeg({});
    clock.advance(1_000);

    const dual = wavOf(recording.sound, 2);
    const [said, heard] = recording.sound[7] ?? [];

    expect(dual.readUInt16LE(22)).toBe(2);
    expect(dual.readInt16LE(44 + 4 * (7 * FRAME_SAMPLES + 5))).toBe(said?.[5]);
    expect(dual.readInt16LE(46 + 4 * (7 * FRAME_SAMPLES + 5))).toBe(heard?.[5]);
    expect(wavOf(recording.sound, 1).length).toBe(44 + 50 * FRAME_SAMPLES * 2);
  });
});
