import { describe, expect, it } from '@jest/globals';
import { createVirtualClock } from '../../shared/clock.ts';
import { FRAME_SAMPLES, type AudioLine } from '../../shared/media/audioLine.ts';
import { createTone, type SoundSource } from '../../shared/media/soundSource.ts';
import { createToneRecogniser } from '../../shared/media/toneRecogniser.ts';
import { createSoundStudio } from '../sound.ts';
import { createFaultPlan } from '../faults/faultPlan.ts';
import { exchange } from '../webhooks/exchange.ts';
import { createTraffic } from '../traffic.ts';
import { createWebhookSender } from '../webhooks/webhookSender.ts';
import { createRecordings } from './recordings.ts';
import { wavOf } from './wav.ts';

const account = { accountSid: 'AC1', authToken: 'token', apiKeySid: 'SK1', apiKeySecret: 'secret' };

function line(read: SoundSource): AudioLine {
  return { read, write: () => undefined };
}

function record() {
  const clock = createVirtualClock(0);
  const webhooks = createWebhookSender({
    clock,
    authToken: 'token',
    faults: createFaultPlan(),
    deliver: (request) => exchange(clock, request),
    traffic: createTraffic(),
  });
  const recordings = createRecordings({ account, clock, webhooks });
  const talk = createSoundStudio(clock).openTalk();
  const seats = [line(createTone(440)), line(createTone(1000))].map((each) => talk.join(each));
  const stop = recordings.begin({ sid: 'CF1', talk }, { callback: undefined });
  const frames = () => recordings.all()[0]?.frames ?? [];
  const tones = () => {
    const recogniser = createToneRecogniser();
    for (const frame of frames()) recogniser.listen(frame);
    return [...recogniser.heard().tones].sort((one, other) => one - other);
  };
  return { clock, recordings, seats, stop, frames, tones };
}

describe('a recording', () => {
  it('has everything that is said, by everybody', () => {
    const { clock, tones } = record();

    clock.advance(1_000);

    expect(tones()).toEqual([440, 1000]);
  });

  it('has nothing of a party on hold, and no music', () => {
    const { clock, seats, tones } = record();

    seats[1]?.setMusic(createTone(600));
    clock.advance(1_000);

    expect(tones()).toEqual([440]);
  });

  it('ends when it is stopped', () => {
    const { clock, frames, stop, recordings } = record();
    clock.advance(2_000);
    stop();
    clock.advance(2_000);

    expect(frames()).toHaveLength(100);
    expect(recordings.all()[0]?.status).toBe('completed');
  });

  it('is a WAV file of its length', () => {
    const { clock, frames } = record();
    clock.advance(1_000);

    const wav = wavOf(frames());

    expect(wav.length).toBe(44 + 50 * FRAME_SAMPLES * 2);
    expect(wav.readUInt32LE(24)).toBe(8_000);
    expect(wav.readInt16LE(44 + 2 * 10)).toBe(frames()[0]?.[10]);
  });
});
