import type { AudioLine } from '../shared/media/audioLine.ts';

/** Why an endpoint's call ended, in the telephone network's words. */
export type EndCause = 'completed' | 'busy' | 'noAnswer' | 'failed' | 'canceled';

export type EndpointEvent =
  | { readonly type: 'ringing' }
  | { readonly type: 'answered' }
  | { readonly type: 'digit'; readonly digit: string }
  | { readonly type: 'ended'; readonly cause: EndCause };

/**
 * One call between a carrier and an endpoint: a handset, a scripted party, or a browser's phone client.
 *
 * The carrier holds this object for calls in both directions. For a call the endpoint made, the carrier
 * answers with `ring` and `answer`; for a call the carrier made, the endpoint reports `ringing` and `answered`.
 * `ended` is reported exactly once, whoever ends the call.
 */
export interface EndpointCall {
  readonly from: string;
  readonly to: string;
  readonly line: AudioLine;
  subscribe(listener: (event: EndpointEvent) => void): () => void;
  /** Tells the calling endpoint that the other side rings. */
  ring(): void;
  /** Tells the calling endpoint that the call is answered; sound flows from now on. */
  answer(): void;
  /** Ends the call from the carrier's side. Harmless after the end. */
  hangUp(cause?: EndCause): void;
}

/** The public telephone network as a carrier sees it. Numbers are E.164, or `anonymous` for a withheld caller. */
export interface PhoneNetwork {
  /** Takes over every call made to a number for which `owns` says yes. */
  serve(carrier: { owns(number: string): boolean; incoming(call: EndpointCall): void }): void;
  /** Calls a number on the network. `timeoutSeconds` is the carrier's ring limit, after which it hangs up itself. */
  dial(request: { from: string; to: string }): EndpointCall;
}
