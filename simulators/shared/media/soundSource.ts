import { FRAME_SAMPLES, type Frame } from './audioLine.ts';

/** Something to hear: each call gives the next 20 ms. */
export type SoundSource = () => Frame;

/** Samples per second of every frame. */
export const SAMPLE_RATE = 8000;

const loudness = 9000;

export const silence: SoundSource = () => new Int16Array(FRAME_SAMPLES);

/** One or more steady frequencies in hertz, sounding together. */
export function createTone(...frequencies: readonly number[]): SoundSource {
  return fromSamples((index) => chord(frequencies, index));
}

/** What a caller hears while the other side rings: 440 + 480 Hz, 2 s on, 4 s off (North America, ITU-T E.180). */
export function createRingBack(): SoundSource {
  const cycle = 6 * SAMPLE_RATE;
  const on = 2 * SAMPLE_RATE;
  return fromSamples((index) => (index % cycle < on ? chord([440, 480], index) : 0));
}

/** Music on hold: a soft broken chord of half-second notes, made once for everybody. */
export function createHoldMusic(): SoundSource {
  let next = 0;
  return () => holdMusic[next++ % holdMusic.length] ?? silence();
}

const holdMusic: readonly Frame[] = framesOf([262, 330, 392, 523, 392, 330]);

function framesOf(notes: readonly number[]): readonly Frame[] {
  const length = SAMPLE_RATE / 2;
  const source = fromSamples((index) => {
    const fading = 1 - (index % length) / length;
    return 0.4 * fading * chord([notes[Math.floor(index / length)] ?? 0], index);
  });
  return Array.from({ length: (notes.length * length) / FRAME_SAMPLES }, source);
}

const keyRows = ['123A', '456B', '789C', '*0#D'];
const rowHertz = [697, 770, 852, 941];
const columnHertz = [1209, 1336, 1477, 1633];
const keyMs = 250;
const waitMs = 500;

/** Keys of a telephone, one after the other (ITU-T Q.23), and then silence; `w` waits half a second. */
export function createKeys(digits: string): SoundSource {
  const samples = Array.from(digits).flatMap((digit) => {
    const tones = tonesOf(digit);
    const length = (msOf(digit) * SAMPLE_RATE) / 1000;
    const sounding = tones.length === 0 ? 0 : 0.8 * length;
    return Array.from({ length }, (_, index) => (index < sounding ? chord(tones, index) : 0));
  });
  return fromSamples((index) => samples[index] ?? 0);
}

/** How long keys sound. */
export function keysMs(digits: string): number {
  return Array.from(digits).reduce((sum, digit) => sum + msOf(digit), 0);
}

function msOf(digit: string): number {
  return digit === 'w' ? waitMs : keyMs;
}

function tonesOf(digit: string): readonly number[] {
  const row = keyRows.findIndex((keys) => keys.includes(digit));
  const column = keyRows[row]?.indexOf(digit) ?? -1;
  return [rowHertz[row], columnHertz[column]].filter((hertz) => hertz !== undefined);
}

function chord(frequencies: readonly number[], index: number): number {
  const sum = frequencies.reduce(
    (total, frequency) => total + Math.sin((2 * Math.PI * frequency * index) / SAMPLE_RATE),
    0,
  );
  return (loudness * sum) / frequencies.length;
}

function fromSamples(sampleAt: (index: number) => number): SoundSource {
  let next = 0;
  return () => Int16Array.from({ length: FRAME_SAMPLES }, () => Math.round(sampleAt(next++)));
}
