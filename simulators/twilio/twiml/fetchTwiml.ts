import type { Call } from '../calls/call.ts';
import type { Params } from '../webhooks/signature.ts';
import type { HttpMethod } from '../webhooks/progressCallback.ts';
import type { WebhookSender } from '../webhooks/webhookSender.ts';
import { parseTwiml, TwimlRefused, type TwimlElement } from './parseTwiml.ts';
import type { FetchedTwiml, TwimlSource } from './twimlRun.ts';

/** Where a call goes when its document cannot be had or carried out. */
export interface Fallback {
  readonly url: string;
  readonly method: HttpMethod;
}

/** A document that was not carried out, for the inspector. */
export interface TwimlRefusal {
  readonly at: number;
  readonly callSid: string;
  readonly code: number;
  readonly message: string;
  readonly url: string;
}

export interface FetchOptions {
  readonly webhooks: WebhookSender;
  readonly call: Call;
  readonly fallback: Fallback | undefined;
  refused(error: TwimlRefused, url: string): void;
}

/**
 * Asks the application for TwiML; in trouble asks its fallback, with `ErrorCode` and `ErrorUrl`.
 * Throws {@link TwimlRefused} when neither helps; 11200 stands for an application that does not answer well.
 */
export async function fetchTwiml(source: TwimlSource, options: FetchOptions): Promise<FetchedTwiml> {
  if ('twiml' in source) return { elements: parseTwiml(source.twiml), documentUrl: '' };
  try {
    return await fetchFrom(source, options);
  } catch (error) {
    if (!(error instanceof TwimlRefused) || !options.fallback) throw error;
    options.refused(error, source.url);
    const params = { ...source.params, ErrorCode: String(error.code), ErrorUrl: source.url };
    return fetchFrom({ ...options.fallback, params }, options);
  }
}

async function fetchFrom(
  { url, method, params = {} }: { url: string; method: HttpMethod; params?: Params },
  { webhooks, call }: FetchOptions,
): Promise<FetchedTwiml> {
  const reply = await webhooks.ask({ kind: 'voice', url, method, params: { ...call.params(), ...params } });
  if (!reply.ok) throw new TwimlRefused(11_200, `HTTP retrieval failure: ${reply.why}`);
  const [documentUrl = url] = url.split('#', 1);
  const { contentType, body } = reply.answer;
  return {
    elements: contentType.startsWith('audio/') ? recordingAt(documentUrl) : parseTwiml(body),
    documentUrl,
  };
}

/** An answer that is sound is played; twilio.com/docs/voice/twiml#twilio-understands-mime-types. */
function recordingAt(url: string): readonly TwimlElement[] {
  return [{ name: 'Play', attributes: {}, text: url, children: [] }];
}
