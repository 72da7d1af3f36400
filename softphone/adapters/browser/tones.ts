/** A sound of the softphone's own: what is heard, and for how long, in seconds. */
export interface Tone {
  readonly hertz: readonly number[];
  readonly seconds: number;
}

/** Two tones at once, as telephones ring. */
export const RING: Tone = { hertz: [480, 620], seconds: 1.2 };
export const TEST_TONE: Tone = { hertz: [523], seconds: 0.8 };

const LOUDNESS = 0.2;
const FADE_SECONDS = 0.03;

/** An audio context that may play on a chosen device (`setSinkId`, not in every browser). */
type SinkContext = AudioContext & { setSinkId?: (id: string) => Promise<void> };

/** Plays a tone once, on a device when one is named; resolves when it has sounded. */
export async function playTone({ hertz, seconds }: Tone, deviceId?: string): Promise<void> {
  const context: SinkContext = new AudioContext();
  try {
    // A device that is gone leaves the standard one.
    if (deviceId !== undefined) await context.setSinkId?.(deviceId).catch(() => undefined);
    await context.resume();
    const end = context.currentTime + seconds;
    const volume = new GainNode(context, { gain: LOUDNESS });
    volume.gain.setTargetAtTime(0, end - FADE_SECONDS, FADE_SECONDS / 3);
    volume.connect(context.destination);
    await Promise.all(
      hertz.map((frequency) => sound(new OscillatorNode(context, { frequency }), volume, end)),
    );
  } finally {
    await context.close();
  }
}

function sound(oscillator: OscillatorNode, output: AudioNode, end: number): Promise<void> {
  return new Promise((resolve) => {
    oscillator.onended = () => {
      resolve();
    };
    oscillator.connect(output);
    oscillator.start();
    oscillator.stop(end);
  });
}
