import { Interrupted, interruptible } from '../interruptible.ts';
import type { TwimlElement } from '../parseTwiml.ts';
import { CONTINUE, goTo, integerOf, type TwimlRun, type Verb } from '../twimlRun.ts';

/**
 * Collects digits; the first one ends the prompt. Speech is not understood.
 * Source: twilio.com/docs/voice/twiml/gather.
 */
export const gather: Verb = async (element, run) => {
  const { action = '', method, actionOnEmptyResult } = element.attributes;
  const { digits, finishedOnKey } = await collect(element, run);
  if (digits === '' && actionOnEmptyResult !== 'true') return CONTINUE;
  const params = {
    msg: 'Gather End',
    Digits: digits,
    ...(finishedOnKey ? { FinishedOnKey: finishedOnKey } : {}),
  };
  return goTo(run, { action: action || run.documentUrl, method }, params);
};

interface Collected {
  readonly digits: string;
  readonly finishedOnKey?: string;
}

function collect(element: TwimlElement, run: TwimlRun): Promise<Collected> {
  const { numDigits, finishOnKey = '#', timeout } = element.attributes;
  const { clock } = run.parts;
  const most = integerOf(numDigits, Number.POSITIVE_INFINITY);
  const prompt = new AbortController();
  const promptRun = { ...run, signal: AbortSignal.any([run.signal, prompt.signal]) };

  return interruptible<Collected>(run.signal, (resolve, reject) => {
    let digits = '';
    let forget: () => void = () => undefined;
    const waitForMore = () => {
      forget();
      forget = clock.schedule(integerOf(timeout, 5) * 1000, () => {
        resolve({ digits });
      });
    };
    const stopListening = run.call.subscribe((event) => {
      if (event.type !== 'digit') return;
      prompt.abort(new Interrupted('redirected'));
      if (event.digit === finishOnKey) {
        resolve({ digits, finishedOnKey: finishOnKey });
        return;
      }
      digits += event.digit;
      if (digits.length >= most) resolve({ digits });
      else waitForMore();
    });
    run.play(element.children, promptRun).then(waitForMore, (error: unknown) => {
      if (!prompt.signal.aborted) reject(error as Error);
    });
    return () => {
      forget();
      stopListening();
      prompt.abort(new Interrupted('redirected'));
    };
  });
}
