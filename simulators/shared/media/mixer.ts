import { FRAME_SAMPLES, type AudioLine, type Frame } from './audioLine.ts';
import { silence, type SoundSource } from './soundSource.ts';

/** One line's place in a mix. */
export interface Seat {
  /** While muted the others do not hear this line. */
  setMuted(muted: boolean): void;
  /** The line hears only `music` and nobody hears the line; `undefined` brings it back to the talk. */
  setMusic(music: SoundSource | undefined): void;
  /** Harmless when repeated. */
  leave(): void;
}

/** A talk between any number of lines: each hears the sum of the others. */
export interface Mixer {
  join(line: AudioLine): Seat;
  /** Gives everything that is said, mixed, to `listener` until the returned function is called; no music on hold. */
  record(listener: (frame: Frame) => void): () => void;
  /** Plays to everybody who talks, until the source is replaced; `undefined` stops it. */
  announce(source: SoundSource | undefined): void;
  /** Moves the sound of all lines on by 20 ms. */
  tick(): void;
}

interface Member {
  readonly line: AudioLine;
  muted: boolean;
  music: SoundSource | undefined;
}

/** A mixer that does nothing between ticks: pass `tick` to an {@link AudioTicker}, or call it from a test. */
export function createMixer(): Mixer {
  const members = new Set<Member>();
  const listeners = new Set<(frame: Frame) => void>();
  let announcement: SoundSource | undefined;

  return {
    join(line) {
      const member: Member = { line, muted: false, music: undefined };
      members.add(member);
      return {
        setMuted(muted) {
          member.muted = muted;
        },
        setMusic(music) {
          member.music = music;
        },
        leave() {
          members.delete(member);
        },
      };
    },
    record(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    announce(source) {
      announcement = source;
    },
    tick() {
      const said = [...members].map((member) => ({ member, frame: spoken(member) }));
      const everything = sum([...said.map(({ frame }) => frame), announcement?.() ?? silence()]);
      for (const { member, frame } of said) {
        member.line.write(member.music ? member.music() : limit(everything, frame));
      }
      for (const listener of listeners) listener(limit(everything, silence()));
    },
  };
}

/** Reads also the lines that nobody hears, so that no line falls behind. */
function spoken(member: Member): Frame {
  const frame = member.line.read();
  return member.muted || member.music ? silence() : frame;
}

function sum(frames: readonly Frame[]): Int32Array {
  const total = new Int32Array(FRAME_SAMPLES);
  for (const frame of frames) {
    frame.forEach((sample, index) => {
      total[index] = (total[index] ?? 0) + sample;
    });
  }
  return total;
}

/** Everything but one's own voice, cut to 16 bits. */
function limit(everything: Int32Array, own: Frame): Frame {
  return Int16Array.from(everything, (sample, index) =>
    Math.max(-32_768, Math.min(32_767, sample - (own[index] ?? 0))),
  );
}
