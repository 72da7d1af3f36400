import type { Frame } from './audioLine.ts';

/**
 * G.711 mu-law, the sound of the American telephone network: 8 bits a sample, in 8 segments of 16 steps.
 * ITU-T Recommendation G.711.
 */
const bias = 0x84;
const clip = 32_635;

/** One byte per sample. */
export function encodeMulaw(frame: Frame): Buffer {
  return Buffer.from(Array.from(frame, encodeSample));
}

export function decodeMulaw(bytes: Uint8Array): Frame {
  return Int16Array.from(bytes, (byte) => decoded[byte] ?? 0);
}

function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), clip) + bias;
  const segment = Math.max(0, 31 - Math.clz32(magnitude) - 7);
  const step = (magnitude >> (segment + 3)) & 0x0f;
  return ~(sign | (segment << 4) | step) & 0xff;
}

const decoded = Int16Array.from({ length: 256 }, (_, byte) => {
  const code = ~byte & 0xff;
  const magnitude = ((((code & 0x0f) << 3) + bias) << ((code >> 4) & 7)) - bias;
  return code & 0x80 ? -magnitude : magnitude;
});
