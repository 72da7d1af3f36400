const HEADER_BYTES = 44;
const SAMPLE_RATE = 8_000;
const WINDOW_SAMPLES = 1_600;

/** How loud a tone is in each 200 ms of a WAV file (mono, 16 bits, 8 kHz), as an amplitude from 0 to 32768. */
export function toneInWav(file: Buffer, hertz: number): readonly number[] {
  const samples = Array.from({ length: (file.length - HEADER_BYTES) >> 1 }, (_, index) =>
    file.readInt16LE(HEADER_BYTES + 2 * index),
  );
  return Array.from({ length: Math.floor(samples.length / WINDOW_SAMPLES) }, (_, window) =>
    amplitudeOf(samples.slice(window * WINDOW_SAMPLES, (window + 1) * WINDOW_SAMPLES), hertz),
  );
}

function amplitudeOf(samples: readonly number[], hertz: number): number {
  const turn = (2 * Math.PI * hertz) / SAMPLE_RATE;
  const sum = (wave: (angle: number) => number) =>
    samples.reduce((total, sample, index) => total + sample * wave(turn * index), 0);
  return (2 * Math.hypot(sum(Math.cos), sum(Math.sin))) / samples.length;
}
