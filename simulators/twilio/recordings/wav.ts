import { SAMPLE_RATE } from '../../shared/media/soundSource.ts';
import type { Frame } from '../../shared/media/audioLine.ts';

const HEADER_BYTES = 44;
const SAMPLE_BYTES = 2;
const PCM = 1;

/** Mono sound as a WAV file: 16-bit PCM at 8 kHz. Source: the RIFF/WAVE format, "WAVE_FORMAT_PCM". */
export function wavOf(frames: readonly Frame[]): Buffer {
  const sound = Buffer.concat(
    frames.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  );
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0);
  header.writeUInt32LE(HEADER_BYTES - 8 + sound.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(PCM, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(SAMPLE_RATE, 24);
  header.writeUInt32LE(SAMPLE_RATE * SAMPLE_BYTES, 28);
  header.writeUInt16LE(SAMPLE_BYTES, 32);
  header.writeUInt16LE(8 * SAMPLE_BYTES, 34);
  header.write('data', 36);
  header.writeUInt32LE(sound.length, 40);
  return Buffer.concat([header, sound]);
}
