import { createTone, silence } from '../../../shared/media/soundSource.ts';
import { loudnessOf } from '../../../shared/media/toneRecogniser.ts';
import { callPlan } from '../../recordings/recordingPlan.ts';
import { recordCall } from '../../recordings/recordCall.ts';
import type { Recording } from '../../recordings/recording.ts';
import { addressOf } from '../../recordings/recordings.ts';
import { Interrupted, interruptible, pause } from '../interruptible.ts';
import type { TwimlElement } from '../parseTwiml.ts';
import {
  callbackIn,
  CONTINUE,
  goTo,
  integerOf,
  tellAction,
  type Action,
  type TwimlRun,
  type Verb,
} from '../twimlRun.ts';

const beepMs = 500;
const beepHertz = 1000;
/** Below this a party says nothing; 0 to 32768. */
const quietest = 200;

/** How a recording ended, and which key ended it. */
type Ending = { readonly by: 'key'; readonly digit: string } | { readonly by: 'time' | 'silence' };

/**
 * Records what the caller says: until a key, silence, the time limit, or the end of the call, which is told to the action.
 * A recording without a word goes on to the next verb. Source: twilio.com/docs/voice/twiml/record.
 */
export const record: Verb = async (element, run) => {
  const { attributes } = element;
  const action: Action = { action: attributes.action ?? run.documentUrl, method: attributes.method };
  if (attributes.playBeep !== 'false') await beep(run);
  const plan = {
    ...callPlan(() => undefined, 'RecordVerb'),
    track: 'inbound' as const,
    callback: callbackIn(run, element, 'RecordingStatusCallback'),
  };
  const recording = recordCall(run.parts, run.call, plan);
  const speech = listenTo(run);
  try {
    const ending = await takeDown(element, run, speech);
    const worthless = speech.wordless();
    recording.stop({ worthless });
    if (worthless) return CONTINUE;
    const digits = ending.by === 'key' ? { Digits: ending.digit } : {};
    return goTo(run, action, { ...resultOf(run, recording), ...digits });
  } catch (error) {
    recording.stop();
    if (error instanceof Interrupted && error.why === 'hangup')
      tellAction(run, action, { ...resultOf(run, recording), Digits: 'hangup' });
    throw error;
  } finally {
    speech.stop();
    run.hear(undefined);
  }
};

async function beep(run: TwimlRun): Promise<void> {
  run.hear(createTone(beepHertz));
  try {
    await pause(run.parts.clock, beepMs, run.signal);
  } finally {
    run.hear(undefined);
  }
}

interface Speech {
  /** Calls `quiet` once when nothing has been said for so long. */
  limit(ms: number, quiet: () => void): void;
  wordless(): boolean;
  stop(): void;
}

/** Without sound nobody knows who speaks: everybody does, all the time. */
function listenTo({ call, parts: { clock, sound }, hear }: TwimlRun): Speech {
  let quietSince: number | undefined;
  let heardAnything: boolean | undefined;
  let tooLong: (now: number, since: number) => void = () => undefined;
  hear(silence); // the line moves only while something is played
  const stop = call.line
    ? sound.listen(call.line, ({ said }) => {
        const loud = loudnessOf(said) > quietest;
        heardAnything = loud || heardAnything === true;
        quietSince = loud ? undefined : (quietSince ?? clock.now());
        if (quietSince !== undefined) tooLong(clock.now(), quietSince);
      })
    : () => undefined;
  return {
    limit(ms, quiet) {
      tooLong = (now, since) => {
        if (now - since >= ms) quiet();
      };
    },
    wordless: () => heardAnything === false,
    stop,
  };
}

function takeDown({ attributes }: TwimlElement, run: TwimlRun, speech: Speech): Promise<Ending> {
  const { maxLength, timeout, finishOnKey = '1234567890*#' } = attributes;
  const { clock } = run.parts;
  return interruptible<Ending>(run.signal, (resolve) => {
    const forget = clock.schedule(integerOf(maxLength, 3600) * 1000, () => {
      resolve({ by: 'time' });
    });
    speech.limit(integerOf(timeout, 5) * 1000, () => {
      resolve({ by: 'silence' });
    });
    const stopListening = run.call.subscribe((event) => {
      if (event.type === 'digit' && finishOnKey.includes(event.digit))
        resolve({ by: 'key', digit: event.digit });
    });
    return () => {
      forget();
      stopListening();
    };
  });
}

function resultOf({ parts: { account } }: TwimlRun, recording: Recording) {
  return {
    RecordingUrl: addressOf(account, recording),
    RecordingSid: recording.sid,
    RecordingDuration: String(recording.seconds ?? 0),
  };
}
