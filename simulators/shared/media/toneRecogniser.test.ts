import { describe, expect, it } from '@jest/globals';
import type { SoundSource } from './soundSource.ts';
import { createHoldMusic, createRingBack, createTone, silence } from './soundSource.ts';
import { decodeMulaw, encodeMulaw } from './mulaw.ts';
import { createToneRecogniser } from './toneRecogniser.ts';

function hear(source: SoundSource, frames = 10) {
  const recogniser = createToneRecogniser();
  for (let count = 0; count < frames; count += 1) recogniser.listen(decodeMulaw(encodeMulaw(source())));
  return recogniser.heard();
}

describe('a tone recogniser', () => {
  it.each([100, 440, 1000, 1330, 3800])('recognises %i Hz after mu-law', (frequency) => {
    expect(hear(createTone(frequency)).tones).toEqual([frequency]);
  });

  it('recognises two tones that sound together', () => {
    expect([...hear(createTone(440, 700)).tones].sort()).toEqual([440, 700]);
  });

  it('hears nothing in silence, and no tone before 200 ms are complete', () => {
    expect(hear(silence)).toEqual({ loudness: 0, tones: [] });
    expect(hear(createTone(440), 9).tones).toEqual([]);
  });

  it('does not take noise for a tone', () => {
    let seed = 1;
    const noise = () =>
      Int16Array.from({ length: 160 }, () => (seed = (seed * 48_271) % 2_147_483_647) % 8000);

    expect(hear(noise).tones).toEqual([]);
  });

  it('judges only what came last', () => {
    const recogniser = createToneRecogniser();
    const [before, now] = [createTone(440), createTone(900)];
    for (let count = 0; count < 10; count += 1) recogniser.listen(before());
    for (let count = 0; count < 10; count += 1) recogniser.listen(now());

    expect(recogniser.heard().tones).toEqual([900]);
  });
});

describe('the telephone network’s sounds', () => {
  it('rings back for 2 s in every 6 s', () => {
    const ringBack = createRingBack();
    const loud = Array.from({ length: 350 }, () => ringBack().some((sample) => sample !== 0));

    expect(loud.indexOf(false)).toBe(100);
    expect(loud.lastIndexOf(false)).toBe(299);
  });

  it('plays music that is heard', () => {
    expect(hear(createHoldMusic()).loudness).toBeGreaterThan(1000);
  });
});
