import type { Clock } from '../shared/clock.ts';
import type { AudioLine, Frame } from '../shared/media/audioLine.ts';
import { createAudioTicker } from '../shared/media/audioTicker.ts';
import { createMixer, type Seat } from '../shared/media/mixer.ts';
import { createTone, type SoundSource } from '../shared/media/soundSource.ts';
import type { LineSound, TappedLine } from '../shared/media/tappedLine.ts';

/** A talk between lines. */
export interface Talk {
  readonly join: (line: AudioLine) => Seat;
  /** Gives everything that is said to `listener` until the returned function is called. */
  readonly record: (listener: (frame: Frame) => void) => () => void;
  /** Plays to everybody who talks until the returned function is called. */
  readonly announce: (source: SoundSource) => () => void;
  readonly close: () => void;
}

/** Makes calls heard. */
export interface SoundStudio {
  /** Plays to one line until the returned function is called; what the line says goes nowhere. */
  play(line: AudioLine, source: SoundSource): () => void;
  openTalk(): Talk;
  /** Gives what passes on a line, every 20 ms, until the returned function is called. */
  listen(line: TappedLine, listener: (sound: LineSound) => void): () => void;
}

export function createSoundStudio(clock: Clock): SoundStudio {
  const ticker = createAudioTicker(clock);
  return {
    play: (line, source) =>
      ticker.subscribe(() => {
        line.read();
        line.write(source());
      }),
    listen(line, listener) {
      const tap = line.tap();
      const stop = ticker.subscribe(() => {
        listener(tap.take());
      });
      return () => {
        stop();
        tap.close();
      };
    },
    openTalk() {
      const mixer = createMixer();
      const close = ticker.subscribe(() => {
        mixer.tick();
      });
      return {
        join: (line) => mixer.join(line),
        record: (listener) => mixer.record(listener),
        announce: (source) => mixer.announce(source),
        close,
      };
    },
  };
}

const silentSeat: Seat = {
  setMuted: () => undefined,
  setMusic: () => undefined,
  setAudience: () => undefined,
  tell: () => undefined,
  leave: () => undefined,
};

/** Sound that moves nothing, for tests that are about call control only. */
export const noSound: SoundStudio = {
  play: () => () => undefined,
  listen: () => () => undefined,
  openTalk: () => ({
    join: () => silentSeat,
    record: () => () => undefined,
    announce: () => () => undefined,
    close: () => undefined,
  }),
};

/** What stands for a voice that reads a text: a low hum, far from any tone that means something. */
export function createMurmur(): SoundSource {
  const tone = createTone(180);
  return () => tone().map((sample) => sample / 8);
}
