import { FRAME_SAMPLES } from '../../shared/media/audioLine.ts';
import { mixFrames } from '../../shared/media/mixFrames.ts';
import { SAMPLE_RATE } from '../../shared/media/soundSource.ts';
import type { Channels } from './recording.ts';

const HEADER_BYTES = 44;
const SAMPLE_BYTES = 2;
const PCM = 1;

/**
 * Sound as a WAV file: 16-bit PCM at 8 kHz, all channels mixed into one, or two as they are.
 * Source: the RIFF/WAVE format, "WAVE_FORMAT_PCM".
 */
export function wavOf(sound: readonly Channels[], channels: 1 | 2): Buffer {
  const samples = Buffer.alloc(sound.length * FRAME_SAMPLES * channels * SAMPLE_BYTES);
  sound.forEach((each, frameIndex) => {
    const frames = channels === 1 ? [mixFrames(each)] : each;
    frames.forEach((frame, channel) => {
      frame.forEach((sample, index) => {
        const place = (frameIndex * FRAME_SAMPLES + index) * channels + channel;
        samples.writeInt16LE(sample, place * SAMPLE_BYTES);
      });
    });
  });
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0);
  header.writeUInt32LE(HEADER_BYTES - 8 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(PCM, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(SAMPLE_RATE, 24);
  header.writeUInt32LE(SAMPLE_RATE * SAMPLE_BYTES * channels, 28);
  header.writeUInt16LE(SAMPLE_BYTES * channels, 32);
  header.writeUInt16LE(8 * SAMPLE_BYTES, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}
