import type { Params } from '../webhooks/signature.ts';
import { pause } from './interruptible.ts';
import { TwimlRefused } from './parseTwiml.ts';
import type { Next, TwimlRun, TwimlSource } from './twimlRun.ts';

/** Documents for somebody who waits, is held, or is told something. */
export interface Documents {
  readonly start: TwimlSource;
  /** The verbs that are allowed there. */
  readonly verbs: readonly string[];
  /** Whether a document that ends is fetched again. */
  readonly again: boolean;
  /** What each request tells besides the call. */
  readonly params?: () => Params;
}

/** Where the stand-in catches its breath between documents that take no time. */
const breathMs = 1000;

/** Carries documents out; `<Leave>` and `<Hangup>` end that. Throws `TwimlRefused` for one that cannot be had. */
export async function playDocuments(documents: Documents, run: TwimlRun): Promise<Next['type']> {
  const { start, again } = documents;
  const { clock } = run.parts;
  let source: TwimlSource = start;
  for (;;) {
    const startedAt = clock.now();
    const next = await playDocument({ ...documents, start: source }, run);
    if (next.type === 'leave' || next.type === 'hangUp') return next.type;
    if (next.type === 'continue' && !again) return next.type;
    source = next.type === 'goTo' ? next.source : start;
    if (clock.now() === startedAt) await pause(clock, breathMs, run.signal);
  }
}

async function playDocument({ start, verbs, params }: Documents, run: TwimlRun): Promise<Next> {
  const source = 'url' in start ? { ...start, params: { ...start.params, ...params?.() } } : start;
  const { elements, documentUrl } = await run.fetch(source, run);
  const stranger = elements.find(({ name }) => !verbs.includes(name));
  if (stranger) throw new TwimlRefused(12_200, `<${stranger.name}> is not allowed here`);
  return run.play(elements, { ...run, documentUrl });
}
