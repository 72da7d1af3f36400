import { describe, expect, it } from '@jest/globals';
import { FRAME_SAMPLES, type AudioLine, type Frame } from './audioLine.ts';
import { createMixer } from './mixer.ts';

/** A line that says one level and remembers the level it heard last. */
function createLine(level: number): AudioLine & { heard(): number | undefined } {
  let last: Frame | undefined;
  return {
    read: () => new Int16Array(FRAME_SAMPLES).fill(level),
    write(frame) {
      last = frame;
    },
    heard: () => last?.[0],
  };
}

function createTalk(...levels: readonly number[]) {
  const mixer = createMixer();
  const lines = levels.map(createLine);
  const seats = lines.map((line) => mixer.join(line));
  const heard = () => {
    mixer.tick();
    return lines.map((line) => line.heard());
  };
  return { mixer, lines, seats, heard };
}

describe('a mixer', () => {
  it('lets each line hear the sum of the others', () => {
    expect(createTalk(1, 20, 300).heard()).toEqual([320, 301, 21]);
  });

  it('hides a muted line, which still hears', () => {
    const { seats, heard } = createTalk(1, 20, 300);

    seats[1]!.setMuted(true);

    expect(heard()).toEqual([300, 301, 1]);
  });

  it('plays music to a line on hold, which nobody hears, until it comes back', () => {
    const { seats, heard } = createTalk(1, 20, 300);

    seats[2]!.setMusic(() => new Int16Array(FRAME_SAMPLES).fill(7));
    expect(heard()).toEqual([20, 1, 7]);
    seats[2]!.setMusic(undefined);

    expect(heard()).toEqual([320, 301, 21]);
  });

  it('announces to all who talk', () => {
    const { mixer, heard } = createTalk(1, 20);

    const stop = mixer.announce(() => new Int16Array(FRAME_SAMPLES).fill(5));
    expect(heard()).toEqual([25, 6]);
    stop();

    expect(heard()).toEqual([20, 1]);
  });

  it('lets one line hear somebody whom the others do not', () => {
    const { seats, heard } = createTalk(1, 20, 300);

    seats[2]!.setAudience(seats[0]!);
    expect(heard()).toEqual([320, 1, 21]);
    seats[2]!.setAudience('nobody');
    expect(heard()).toEqual([20, 1, 21]);
    seats[2]!.setAudience('everybody');

    expect(heard()).toEqual([320, 301, 21]);
  });

  it('tells one line something, on top of the talk or of its music', () => {
    const { seats, heard } = createTalk(1, 20);
    const five = () => new Int16Array(FRAME_SAMPLES).fill(5);

    seats[0]!.tell(five);
    expect(heard()).toEqual([25, 1]);
    seats[0]!.setMusic(() => new Int16Array(FRAME_SAMPLES).fill(7));
    expect(heard()).toEqual([12, 0]);
    seats[0]!.tell(undefined);

    expect(heard()).toEqual([7, 0]);
  });

  it('cuts what is too loud for 16 bits', () => {
    expect(createTalk(30_000, 30_000, -1).heard()).toEqual([29_999, 29_999, 32_767]);
  });

  it('writes nothing to a line that has left', () => {
    const { lines, seats, heard } = createTalk(1, 20, 300);

    seats[0]!.leave();
    seats[0]!.leave();

    expect(heard()).toEqual([undefined, 300, 20]);
    expect(lines[0]!.heard()).toBeUndefined();
  });
});
