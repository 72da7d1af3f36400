import { createHoldMusic, createKeys, keysMs, type SoundSource } from '../../../shared/media/soundSource.ts';
import { createMurmur } from '../../sound.ts';
import { interruptible, pause } from '../interruptible.ts';
import { CONTINUE, integerOf, type TwimlRun, type Verb } from '../twimlRun.ts';

const msPerCharacter = 60;
const msPerRecording = 3000;

/** A hum as long as the text takes to read. */
export const say: Verb = (element, run) =>
  repeated(run, {
    loop: element.attributes.loop,
    ms: element.text.length * msPerCharacter,
    sound: createMurmur(),
  });

/** Any recording is three seconds of music; keys sound as a telephone's. */
export const playSound: Verb = (element, run) => {
  const { digits, loop } = element.attributes;
  if (digits === undefined) return repeated(run, { loop, ms: msPerRecording, sound: createHoldMusic() });
  return repeated(run, { loop, ms: keysMs(digits), sound: createKeys(digits) });
};

export const wait: Verb = async (element, run) => {
  await pause(run.parts.clock, integerOf(element.attributes.length, 1) * 1000, run.signal);
  return CONTINUE;
};

/** `loop="0"` goes on for ever; twilio.com/docs/voice/twiml/play#loop. */
async function repeated(
  run: TwimlRun,
  { loop, ms, sound }: { loop: string | undefined; ms: number; sound: SoundSource },
) {
  const times = integerOf(loop, 1);
  run.hear(sound);
  try {
    if (times === 0) await interruptible<never>(run.signal, () => () => undefined);
    else await pause(run.parts.clock, times * Math.max(ms, 100), run.signal);
  } finally {
    run.hear(undefined);
  }
  return CONTINUE;
}
