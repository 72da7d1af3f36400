import type { Clock } from '../../shared/clock.ts';
import type { SoundSource } from '../../shared/media/soundSource.ts';
import type { Account } from '../account.ts';
import type { Call } from '../calls/call.ts';
import type { Calls } from '../calls/calls.ts';
import type { Conferences } from '../conferences/conferences.ts';
import type { Queues } from '../queues/queues.ts';
import type { Recordings } from '../recordings/recordings.ts';
import type { SoundStudio } from '../sound.ts';
import type { EnqueuedTasks } from '../taskRouter/enqueuedTasks.ts';
import type { Params } from '../webhooks/signature.ts';
import {
  methodOf,
  progressCallback,
  type HttpMethod,
  type ProgressCallback,
} from '../webhooks/progressCallback.ts';
import type { WebhookSender } from '../webhooks/webhookSender.ts';
import type { TwimlElement } from './parseTwiml.ts';

/** What TwiML can reach. */
export interface TwimlParts {
  readonly account: Account;
  readonly clock: Clock;
  readonly webhooks: WebhookSender;
  readonly sound: SoundStudio;
  readonly calls: Calls;
  readonly conferences: Conferences;
  readonly queues: Queues;
  readonly tasks: EnqueuedTasks;
  readonly recordings: Recordings;
}

/** Where the next document is. */
export type TwimlSource =
  | { readonly url: string; readonly method: HttpMethod; readonly params?: Params }
  | { readonly twiml: string };

/** One document being carried out on one call. */
export interface TwimlRun {
  readonly call: Call;
  readonly parts: TwimlParts;
  /** Fires when the call is over or is sent elsewhere. */
  readonly signal: AbortSignal;
  /** Relative addresses in the document start from here. */
  readonly documentUrl: string;
  /** Plays to the party, wherever it is heard now; `undefined` stops it. */
  readonly hear: (source: SoundSource | undefined) => void;
  /** Carries out nested verbs, and documents for callers who wait. */
  play(elements: readonly TwimlElement[], run: TwimlRun): Promise<Next>;
  fetch(source: TwimlSource, run: TwimlRun): Promise<FetchedTwiml>;
}

export interface FetchedTwiml {
  readonly elements: readonly TwimlElement[];
  readonly documentUrl: string;
}

/** How a document goes on after a verb. */
export type Next =
  | { readonly type: 'continue' | 'hangUp' | 'leave' }
  | { readonly type: 'goTo'; readonly source: TwimlSource };

export type Verb = (element: TwimlElement, run: TwimlRun) => Promise<Next>;

export const CONTINUE: Next = { type: 'continue' };

/** The address that an attribute names, seen from the document. */
export function addressIn(run: TwimlRun, address: string): string {
  return run.documentUrl === '' ? address : new URL(address, run.documentUrl).toString();
}

/** Goes on at an `action`, with the result of the verb. */
export function goTo(run: TwimlRun, { action, method }: Action, params: Params = {}): Next {
  return {
    type: 'goTo',
    source: { url: addressIn(run, action), method: methodOf(method), params },
  };
}

export interface Action {
  readonly action: string;
  readonly method: string | undefined;
}

/** Tells an `action` the result of a verb that was interrupted; what it answers is not carried out. */
export function tellAction(run: TwimlRun, { action, method }: Action, params: Params): void {
  run.parts.webhooks.notify({
    kind: 'voice',
    url: addressIn(run, action),
    method: methodOf(method),
    params: { ...run.call.params(), ...params },
  });
}

/** Where an element's progress is told; TwiML has the API's names with a small first letter. */
export function callbackIn(
  run: TwimlRun,
  { attributes }: TwimlElement,
  name: 'StatusCallback' | 'ConferenceStatusCallback' | 'RecordingStatusCallback',
): ProgressCallback | undefined {
  const callback = progressCallback((each) => attributes[attributeOf(each)], name);
  return callback && { ...callback, url: addressIn(run, callback.url) };
}

function attributeOf(name: string): string {
  const own = name.replace(/^Conference/, '');
  return `${own.charAt(0).toLowerCase()}${own.slice(1)}`;
}

export function integerOf(value: string | undefined, otherwise: number): number {
  return value === undefined ? otherwise : Math.trunc(Number(value));
}
