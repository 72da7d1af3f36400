const SAMPLES_PER_SECOND = 8_000;
const CHORD_SECONDS = 2;
const LOUDNESS = 0.18;

/** Frequencies in Hz, one chord after another. */
const chords = [
  [261.63, 329.63, 392.0],
  [220.0, 261.63, 329.63],
  [174.61, 220.0, 261.63],
  [196.0, 246.94, 293.66],
] as const;

/** Quiet chords as a WAV file (PCM, 16 bit, 8 kHz, mono) that may be looped without a click. */
export function waitMusic(): Buffer {
  const samplesPerChord = SAMPLES_PER_SECOND * CHORD_SECONDS;
  const samples = new Int16Array(samplesPerChord * chords.length);
  for (const index of samples.keys()) {
    const chord = chords[Math.floor(index / samplesPerChord)] ?? [];
    const seconds = (index % samplesPerChord) / SAMPLES_PER_SECOND;
    // Each chord swells from silence and fades to silence.
    const swell = Math.sin((Math.PI * seconds) / CHORD_SECONDS) ** 2;
    const tone = chord.reduce((sum, hertz) => sum + Math.sin(2 * Math.PI * hertz * seconds), 0);
    samples[index] = Math.round((32_767 * LOUDNESS * swell * tone) / chord.length);
  }
  return Buffer.concat([wavHeader(samples.byteLength), Buffer.from(samples.buffer)]);
}

/** The 44 bytes before the samples. Source: the RIFF WAVE format, "fmt " chunk for PCM. */
function wavHeader(byteCount: number): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + byteCount, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(SAMPLES_PER_SECOND, 24);
  header.writeUInt32LE(SAMPLES_PER_SECOND * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(byteCount, 40);
  return header;
}
