import { FRAME_SAMPLES, type Frame } from './audioLine.ts';
import { SAMPLE_RATE } from './soundSource.ts';

/** What was heard lately. */
export interface Heard {
  /** Root mean square of the samples, 0 to 32768. */
  readonly loudness: number;
  /** Pure tones in hertz, to the nearest 10, the strongest first. Empty for silence, speech and noise. */
  readonly tones: readonly number[];
}

export interface ToneRecogniser {
  listen(frame: Frame): void;
  /** Judges the last 200 ms. */
  heard(): Heard;
}

const windowSamples = 10 * FRAME_SAMPLES;
const stepHz = 10;
const quietest = 100;
/** A tone holds at least this part of the window's power. */
const leastShare = 0.2;

/** Listens for steady tones between 100 and 3800 Hz, as a test at the far end of a call needs. */
export function createToneRecogniser(): ToneRecogniser {
  const recent: Frame[] = [];
  return {
    listen(frame) {
      recent.push(frame);
      if (recent.length * FRAME_SAMPLES > windowSamples) recent.shift();
    },
    heard: () => judge(recent.flatMap((frame) => [...frame])),
  };
}

/** Root mean square of samples, 0 to 32768. */
export function loudnessOf(samples: Frame | readonly number[]): number {
  let power = 0;
  for (const sample of samples) power += sample * sample;
  return samples.length === 0 ? 0 : Math.sqrt(power / samples.length);
}

function judge(samples: readonly number[]): Heard {
  const loudness = loudnessOf(samples);
  const power = loudness ** 2 * samples.length;
  if (loudness < quietest || samples.length < windowSamples) return { loudness, tones: [] };

  const share = (frequency: number) => (2 * powerAt(samples, frequency)) / (samples.length * power);
  const frequencies = Array.from({ length: 371 }, (_, index) => 100 + index * stepHz);
  const shares = frequencies.map(share);
  const peaks = frequencies.flatMap((frequency, index) => {
    const own = shares[index] ?? 0;
    const isPeak = own >= (shares[index - 1] ?? 0) && own > (shares[index + 1] ?? 0);
    return isPeak && own >= leastShare ? [{ frequency, own }] : [];
  });
  return { loudness, tones: peaks.sort((one, other) => other.own - one.own).map((peak) => peak.frequency) };
}

/** The Goertzel algorithm: the power of one frequency, without a whole Fourier transform. */
function powerAt(samples: readonly number[], frequency: number): number {
  const factor = 2 * Math.cos((2 * Math.PI * frequency) / SAMPLE_RATE);
  let before = 0;
  let beforeThat = 0;
  for (const sample of samples) {
    const current = sample + factor * before - beforeThat;
    beforeThat = before;
    before = current;
  }
  return before * before + beforeThat * beforeThat - factor * before * beforeThat;
}
