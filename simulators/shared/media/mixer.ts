import type { AudioLine, Frame } from './audioLine.ts';
import { limit, mixFrames, sum } from './mixFrames.ts';
import { silence, type SoundSource } from './soundSource.ts';

/** One line's place in a mix. */
export interface Seat {
  /** While muted the others do not hear this line. */
  setMuted(muted: boolean): void;
  /** The line hears only `music` and nobody hears the line; `undefined` brings it back to the talk. */
  setMusic(music: SoundSource | undefined): void;
  /** Who hears this line: everybody, one other line, or nobody. The line itself hears everybody. */
  setAudience(audience: Seat | 'everybody' | 'nobody'): void;
  /** Plays to this line on top of what it hears; `undefined` stops it. */
  tell(source: SoundSource | undefined): void;
  /** Harmless when repeated. */
  leave(): void;
}

/** A talk between any number of lines: each hears the sum of the others. */
export interface Mixer {
  join(line: AudioLine): Seat;
  /** Gives everything that is said, mixed, to `listener` until the returned function is called; no music on hold. */
  record(listener: (frame: Frame) => void): () => void;
  /** Plays to everybody who talks until the returned function is called. */
  announce(source: SoundSource): () => void;
  /** Moves the sound of all lines on by 20 ms. */
  tick(): void;
}

interface Member extends Seat {
  readonly line: AudioLine;
  muted: boolean;
  music: SoundSource | undefined;
  told: SoundSource | undefined;
  audience: Seat | 'everybody' | 'nobody';
}

/** A mixer that does nothing between ticks: pass `tick` to an {@link AudioTicker}, or call it from a test. */
export function createMixer(): Mixer {
  const members = new Set<Member>();
  const listeners = new Set<(frame: Frame) => void>();
  const announcements = new Set<SoundSource>();

  return {
    join(line) {
      const member: Member = {
        line,
        muted: false,
        music: undefined,
        told: undefined,
        audience: 'everybody',
        setMuted(muted) {
          member.muted = muted;
        },
        setMusic(music) {
          member.music = music;
        },
        setAudience(audience) {
          member.audience = audience;
        },
        tell(source) {
          member.told = source;
        },
        leave() {
          members.delete(member);
        },
      };
      members.add(member);
      return member;
    },
    record(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    announce(source) {
      announcements.add(source);
      return () => {
        announcements.delete(source);
      };
    },
    tick() {
      const said = [...members].map((member) => ({ member, frame: spoken(member) }));
      const open = said.filter(({ member }) => member.audience === 'everybody');
      const everything = sum([
        ...open.map(({ frame }) => frame),
        ...[...announcements].map((each) => each()),
      ]);
      for (const { member, frame } of said) member.line.write(heardBy(member, frame));
      for (const listener of listeners) listener(limit(everything));

      function heardBy(member: Member, own: Frame): Frame {
        const whispered = said.filter((each) => each.member.audience === member).map((each) => each.frame);
        const talk = () => [
          limit(everything, member.audience === 'everybody' ? own : undefined),
          ...whispered,
        ];
        const heard = [
          ...(member.music ? [member.music()] : talk()),
          ...(member.told ? [member.told()] : []),
        ];
        const [only, ...more] = heard;
        return only && more.length === 0 ? only : mixFrames(heard);
      }
    },
  };
}

/** Reads also the lines that nobody hears, so that no line falls behind. */
function spoken(member: Member): Frame {
  const frame = member.line.read();
  return member.muted || member.music ? silence() : frame;
}
