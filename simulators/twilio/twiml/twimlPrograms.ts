import type { Call } from '../calls/call.ts';
import { fetchTwiml, type Fallback, type FetchOptions, type TwimlRefusal } from './fetchTwiml.ts';
import { Interrupted, pause } from './interruptible.ts';
import { TwimlRefused, type TwimlElement } from './parseTwiml.ts';
import { CONTINUE, type Next, type TwimlParts, type TwimlRun, type TwimlSource } from './twimlRun.ts';
import { verbs } from './verbs/verbs.ts';

/** Carries TwiML out on calls: one program per call. */
export interface TwimlPrograms {
  /** Starts a program; the one that runs on the call is interrupted. */
  run(call: Call, source: TwimlSource, fallback?: Fallback): void;
  /** Documents that were not carried out. */
  refusals(): readonly TwimlRefusal[];
}

/** How long Twilio's apology for an application error takes. */
const apologyMs = 2000;

export function createTwimlPrograms(parts: TwimlParts): TwimlPrograms {
  const { clock, webhooks } = parts;
  const running = new Map<string, AbortController>();
  const refusals: TwimlRefusal[] = [];

  function run(call: Call, source: TwimlSource, fallback?: Fallback) {
    const program = new AbortController();
    running.get(call.sid)?.abort(new Interrupted('redirected'));
    running.set(call.sid, program);
    const stopListening = call.subscribe(({ type }) => {
      if (type === 'ended') program.abort(new Interrupted('hangup'));
    });
    carryOut(call, source, { fallback, signal: program.signal })
      .catch((error: unknown) => {
        if (!(error instanceof Interrupted)) throw error;
      })
      .finally(() => {
        stopListening();
        if (running.get(call.sid) === program) running.delete(call.sid);
      });
  }

  async function carryOut(call: Call, first: TwimlSource, { fallback, signal }: Setting) {
    const options: FetchOptions = {
      webhooks,
      call,
      fallback,
      refused: (refusal) => refusals.push({ ...refusal, at: clock.now(), callSid: call.sid }),
    };
    const fetch: TwimlRun['fetch'] = async (source, { signal: stopped }) => {
      const fetched = await fetchTwiml(source, options);
      stopped.throwIfAborted();
      return fetched;
    };
    const base = { call, parts, signal, documentUrl: '', play, fetch };
    let source: TwimlSource | undefined = first;
    while (source) {
      let next: Next;
      try {
        const { elements, documentUrl } = await fetch(source, base);
        if (elements[0]?.name !== 'Reject') call.answer();
        next = await play(elements, { ...base, documentUrl });
      } catch (error) {
        if (!(error instanceof TwimlRefused)) throw error;
        options.refused({ code: error.code, message: error.message, url: 'url' in source ? source.url : '' });
        call.answer();
        await pause(clock, apologyMs, signal);
        next = CONTINUE;
      }
      source = next.type === 'goTo' ? next.source : undefined;
    }
    call.end();
  }

  return { run, refusals: () => refusals };
}

interface Setting {
  readonly fallback: Fallback | undefined;
  readonly signal: AbortSignal;
}

/** Verb after verb, until one of them leads elsewhere. */
async function play(elements: readonly TwimlElement[], run: TwimlRun): Promise<Next> {
  for (const element of elements) {
    run.signal.throwIfAborted();
    const verb = verbs[element.name];
    if (!verb)
      throw new TwimlRefused(
        12_200,
        `The stand-in does not carry out <${element.name}> (docs/simulators/twilio.md)`,
      );
    const next = await verb(element, run);
    if (next.type !== 'continue') return next;
  }
  return CONTINUE;
}
