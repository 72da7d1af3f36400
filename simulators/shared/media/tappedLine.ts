import type { AudioLine, Frame } from './audioLine.ts';
import { silence } from './soundSource.ts';

/** What passed on a line since somebody listened last. */
export interface LineSound {
  /** What the party said. */
  readonly said: Frame;
  /** What the party heard. */
  readonly heard: Frame;
}

/** A line that can be listened in on. */
export interface TappedLine extends AudioLine {
  /** Each call of `take` gives the last 20 ms; silence for a direction in which nothing moved. */
  tap(): { take(): LineSound; close(): void };
}

export function tapLine(line: AudioLine): TappedLine {
  const taps = new Set<{ said: Frame | undefined; heard: Frame | undefined }>();
  return {
    read() {
      const frame = line.read();
      for (const tap of taps) tap.said = frame;
      return frame;
    },
    write(frame) {
      for (const tap of taps) tap.heard = frame;
      line.write(frame);
    },
    tap() {
      const passing: { said: Frame | undefined; heard: Frame | undefined } = {
        said: undefined,
        heard: undefined,
      };
      taps.add(passing);
      return {
        take() {
          const { said = silence(), heard = silence() } = passing;
          passing.said = undefined;
          passing.heard = undefined;
          return { said, heard };
        },
        close() {
          taps.delete(passing);
        },
      };
    },
  };
}
