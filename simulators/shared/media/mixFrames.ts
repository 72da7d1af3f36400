import { FRAME_SAMPLES, type Frame } from './audioLine.ts';

/** Frames as one, cut to 16 bits. */
export function mixFrames(frames: readonly Frame[]): Frame {
  return limit(sum(frames));
}

/** The sum of frames, not cut. */
export function sum(frames: readonly Frame[]): Int32Array {
  const total = new Int32Array(FRAME_SAMPLES);
  for (const frame of frames) {
    for (let index = 0; index < FRAME_SAMPLES; index += 1)
      total[index] = (total[index] ?? 0) + (frame[index] ?? 0);
  }
  return total;
}

/** A sum without one's own voice, cut to 16 bits. */
export function limit(everything: Int32Array, own?: Frame): Frame {
  const limited = new Int16Array(FRAME_SAMPLES);
  for (let index = 0; index < FRAME_SAMPLES; index += 1) {
    const sample = (everything[index] ?? 0) - (own?.[index] ?? 0);
    limited[index] = Math.max(-32_768, Math.min(32_767, sample));
  }
  return limited;
}
