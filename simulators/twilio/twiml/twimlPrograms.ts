import type { Call } from '../calls/call.ts';
import type { Params } from '../webhooks/signature.ts';
import { playDocuments } from './documents.ts';
import { fetchTwiml, type Fallback, type TwimlRefusal } from './fetchTwiml.ts';
import { Interrupted, pause } from './interruptible.ts';
import { TwimlRefused, type TwimlElement } from './parseTwiml.ts';
import { CONTINUE, type Next, type TwimlParts, type TwimlRun, type TwimlSource } from './twimlRun.ts';
import { verbs } from './verbs/verbs.ts';

/** Carries TwiML out on calls: one program per call. */
export interface TwimlPrograms {
  /** Starts a program; it stops when the call ends or is redirected. */
  run(call: Call, source: TwimlSource, fallback?: Fallback): void;
  /** Plays documents of sound to a party of a conference; `false` when one of them cannot be had. */
  entertain(call: Call, entertainment: Entertainment): Promise<boolean>;
  /** Documents that were not carried out. */
  refusals(): readonly TwimlRefusal[];
}

/** What somebody hears who waits, is held, or is told something. */
export interface Entertainment {
  readonly source: TwimlSource;
  /** Whether a document that ends is fetched again. */
  readonly again: boolean;
  readonly params: () => Params;
  readonly signal: AbortSignal;
  readonly hear: TwimlRun['hear'];
}

/** twilio.com/docs/voice/api/conference-participant-resource, `HoldUrl` and `AnnounceUrl`. */
const soundVerbs = ['Play', 'Say', 'Pause', 'Redirect'];

/** How long Twilio's apology for an application error takes. */
const apologyMs = 2000;

export function createTwimlPrograms(parts: TwimlParts): TwimlPrograms {
  const { clock, webhooks } = parts;
  const refusals: TwimlRefusal[] = [];

  function run(call: Call, source: TwimlSource, fallback?: Fallback) {
    const program = new AbortController();
    const stopListening = call.subscribe(({ type }) => {
      if (type === 'ended') program.abort(new Interrupted('hangup'));
      if (type === 'redirected') program.abort(new Interrupted('redirected'));
    });
    carryOut(call, source, { fallback, signal: program.signal, hear: call.hear })
      .catch((error: unknown) => {
        if (!(error instanceof Interrupted)) throw error;
      })
      .finally(stopListening);
  }

  function refuse(call: Call, { code, message }: TwimlRefused, url: string) {
    refusals.push({ code, message, url, at: clock.now(), callSid: call.sid });
  }

  function runOn(call: Call, { fallback, signal, hear }: Setting): TwimlRun {
    const fetch: TwimlRun['fetch'] = async (source, { signal: stopped }) => {
      const fetched = await fetchTwiml(source, {
        webhooks,
        call,
        fallback,
        refused: (error, url) => {
          refuse(call, error, url);
        },
      });
      stopped.throwIfAborted();
      return fetched;
    };
    return { call, parts, signal, documentUrl: '', play, fetch, hear };
  }

  async function carryOut(call: Call, first: TwimlSource, setting: Setting) {
    const base = runOn(call, setting);
    let source: TwimlSource | undefined = first;
    while (source) {
      let next: Next;
      try {
        const { elements, documentUrl } = await base.fetch(source, base);
        if (elements[0]?.name !== 'Reject') call.answer();
        next = await play(elements, { ...base, documentUrl });
      } catch (error) {
        if (!(error instanceof TwimlRefused)) throw error;
        refuse(call, error, 'url' in source ? source.url : '');
        call.answer();
        await pause(clock, apologyMs, setting.signal);
        next = CONTINUE;
      }
      source = next.type === 'goTo' ? next.source : undefined;
    }
    call.end();
  }

  async function entertain(call: Call, { source, again, params, signal, hear }: Entertainment) {
    const documents = { start: source, verbs: soundVerbs, again, params };
    try {
      await playDocuments(documents, runOn(call, { fallback: undefined, signal, hear }));
    } catch (error) {
      if (error instanceof Interrupted) return true;
      if (!(error instanceof TwimlRefused)) throw error;
      refuse(call, error, 'url' in source ? source.url : '');
      return false;
    }
    return true;
  }

  return { run, entertain, refusals: () => refusals };
}

interface Setting {
  readonly fallback: Fallback | undefined;
  readonly signal: AbortSignal;
  readonly hear: TwimlRun['hear'];
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
