/** Samples in one frame: 20 ms at 8 kHz, the telephone network's rate. */
export const FRAME_SAMPLES = 160;

/** 20 ms of mono sound, 16-bit samples at 8 kHz. */
export type Frame = Int16Array;

/** One party's two-way sound as the carrier has it. Both methods are called once per 20 ms tick. */
export interface AudioLine {
  /** The next frame the party says; silence when it says nothing. */
  read(): Frame;
  /** Gives the party the next frame to hear. */
  write(frame: Frame): void;
}
