import type { EndpointCall } from '../../phoneNetwork/endpointCall.ts';

/** A call that a registered browser client makes with `device.connect({ params })`. */
export interface ClientInvite {
  readonly call: EndpointCall;
  readonly callSid: string;
  /** From the access token: who calls, and the TwiML app that answers. */
  readonly identity: string;
  readonly applicationSid: string;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * The browser clients that are registered at the voice edge, as call control sees them.
 *
 * Call control owns the CallSid in both directions; the edge speaks the SDK's signalling and carries the sound.
 */
export interface ClientGateway {
  /** Rings every registered device of an identity. Nobody registered: the call ends at once with `noAnswer`. */
  dialClient(request: {
    identity: string;
    callSid: string;
    from: string;
    to: string;
    /** Custom parameters from `client:identity?name=value`. */
    params: Readonly<Record<string, string>>;
  }): EndpointCall;
  /** Called for every call a client makes; its sid comes from the edge's option `newCallSid`. */
  onInvite(handler: (invite: ClientInvite) => void): void;
}
