import { createEndpoint } from '../../phoneNetwork/endpoint.ts';
import type { EndCause, EndpointCall } from '../../phoneNetwork/endpointCall.ts';
import type { Clock } from '../../shared/clock.ts';
import { silence } from '../../shared/media/soundSource.ts';
import type { WebRtcLeg } from '../../shared/media/webRtcLeg.ts';
import type { ClientSession } from './clientSession.ts';
import type { SignalError } from './signalling.ts';

export interface ClientCallOptions {
  readonly callSid: string;
  readonly identity: string;
  readonly from: string;
  readonly to: string;
  /** Proves that a client may take the call up again. */
  readonly reconnectToken: string;
  /** What the client reads as `call.parameters`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly createLeg: () => WebRtcLeg;
  /** How long the call waits for a ringing client that lost its connection. */
  readonly returnMs: number;
  onEnded(call: ClientCall): void;
}

/** One call between the carrier and the browser clients of one identity. */
export interface ClientCall {
  readonly identity: string;
  readonly reconnectToken: string;
  readonly endpoint: EndpointCall;
  /** Whether a client means this call by `sid`. */
  knownAs(session: ClientSession, sid: string): boolean;
  /** Takes up the offer of a client that calls. Resolves to false when the offer is unusable or withdrawn. */
  begin(session: ClientSession, offer: { readonly tempSid: string; readonly sdp: string }): Promise<boolean>;
  /** Rings one device. Harmless for a device that rings already or has declined. */
  deliver(session: ClientSession): Promise<void>;
  answered(session: ClientSession, sdp: string): Promise<void>;
  /** Answers a later offer, as an ICE restart makes. */
  renegotiate(session: ClientSession, sdp: string): Promise<void>;
  /** A client comes back to its open call, or takes over a ringing one with a connection of its own. */
  resume(session: ClientSession, sdp: string): Promise<void>;
  declined(session: ClientSession): void;
  hungUp(session: ClientSession): void;
  pressed(digits: string): void;
  sessionLost(session: ClientSession): void;
  /** Ends the call for a reason that is not the carrier's. */
  giveUp(cause: EndCause, error?: SignalError): void;
}

type Phase =
  | { readonly state: 'calling'; readonly session: ClientSession; readonly sidForClient: string }
  | { readonly state: 'ringing'; readonly devices: Map<ClientSession, WebRtcLeg> }
  | { readonly state: 'open'; readonly session: ClientSession | undefined }
  | { readonly state: 'ended' };

/**
 * A call as the signalling sees it.
 *
 *     ringing --a device answers-----> open        (the carrier calls the client)
 *        '--begin--> calling --the carrier answers--> open   (the client calls)
 *
 * Every state may go to `ended`; an open call without a session waits for its client to come back.
 */
export function createClientCall(options: ClientCallOptions): ClientCall {
  const { callSid, clock, reconnectToken } = options;
  const declinedBy = new Set<ClientSession>();
  let phase: Phase = { state: 'ringing', devices: new Map() };
  let leg: WebRtcLeg | undefined;
  let answerSdp = '';
  let rang = false;
  let stopWaiting: () => void = () => undefined;

  const endpoint = createEndpoint({
    from: options.from,
    to: options.to,
    clock,
    line: {
      read: () => leg?.read() ?? silence(),
      write: (frame) => {
        leg?.write(frame);
      },
    },
    controls: {
      ring,
      answer,
      end: (cause) => {
        finish(errorOf(cause));
      },
    },
  });

  const call: ClientCall = {
    identity: options.identity,
    reconnectToken,
    endpoint: endpoint.call,
    knownAs: (session, sid) =>
      sid === callSid ||
      (phase.state === 'calling' && phase.session === session && phase.sidForClient === sid),
    async begin(session, { tempSid, sdp }) {
      phase = { state: 'calling', session, sidForClient: tempSid };
      adopt(options.createLeg());
      answerSdp = (await leg?.answer(sdp).catch(() => undefined)) ?? '';
      if (answerSdp === '')
        giveUp('failed', { code: 31_005, message: 'The offered media cannot be answered' });
      return !endpoint.ended();
    },
    async deliver(session) {
      if (phase.state !== 'ringing' || phase.devices.has(session) || declinedBy.has(session)) return;
      stopWaiting();
      const offering = options.createLeg();
      phase.devices.set(session, offering);
      const sdp = await offering.offer();
      if (!rings(session)) return;
      session.send({
        type: 'invite',
        payload: { callsid: callSid, sdp, reconnect: reconnectToken, parameters: options.parameters },
      });
      if (!rang) endpoint.report({ type: 'ringing' });
      rang = true;
    },
    async answered(session, sdp) {
      const answering = phase.state === 'ringing' ? phase.devices.get(session) : undefined;
      if (!answering) {
        session.send({ type: 'cancel', payload: { callsid: callSid } });
        return;
      }
      cancelOthers(session);
      phase = { state: 'open', session };
      adopt(answering);
      await negotiated(answering.accept(sdp));
      endpoint.report({ type: 'answered' });
    },
    async renegotiate(session, sdp) {
      if (phase.state !== 'open' || !leg) return;
      const answer = await negotiated(leg.answer(sdp));
      if (answer !== undefined) session.send({ type: 'answer', payload: { callsid: callSid, sdp: answer } });
    },
    async resume(session, sdp) {
      if (phase.state === 'open') {
        stopWaiting();
        phase = { state: 'open', session };
        session.send({ type: 'answer', payload: { callsid: callSid, reconnect: reconnectToken } });
        return;
      }
      if (phase.state !== 'ringing') return;
      cancelOthers(session);
      phase = { state: 'open', session };
      const own = options.createLeg();
      adopt(own);
      const answer = await negotiated(own.answer(sdp));
      if (answer === undefined) return;
      session.send({ type: 'answer', payload: { callsid: callSid, sdp: answer, reconnect: reconnectToken } });
      endpoint.report({ type: 'answered' });
    },
    declined(session) {
      if (phase.state !== 'ringing') return;
      declinedBy.add(session);
      silenceDevice(session);
      if (phase.devices.size === 0) giveUp('busy');
    },
    hungUp(session) {
      if (phase.state === 'ringing') {
        call.declined(session);
        return;
      }
      const cause = phase.state === 'calling' ? 'canceled' : 'completed';
      phase = { state: 'open', session: undefined }; // the client knows: nobody is left to tell
      giveUp(cause);
    },
    pressed(digits) {
      // `w` is a pause of half a second in the SDK's own timing
      for (const digit of digits.replaceAll('w', '')) endpoint.report({ type: 'digit', digit });
    },
    sessionLost(session) {
      if (phase.state === 'calling' && phase.session === session) giveUp('canceled');
      if (phase.state === 'ringing' && phase.devices.has(session)) {
        silenceDevice(session);
        if (phase.devices.size === 0) waitForReturn(options.returnMs, 'noAnswer');
      }
      if (phase.state === 'open' && phase.session === session) {
        phase = { state: 'open', session: undefined };
        waitForReturn(session.reconnectTimeoutMs(), 'completed');
      }
    },
    giveUp,
  };
  return call;

  function ring() {
    if (phase.state !== 'calling') return;
    phase = { ...phase, sidForClient: callSid };
    phase.session.send({ type: 'ringing', payload: { callsid: callSid } });
  }

  function answer() {
    if (phase.state !== 'calling') return;
    const { session } = phase;
    phase = { state: 'open', session };
    session.send({
      type: 'answer',
      payload: { callsid: callSid, sdp: answerSdp, reconnect: reconnectToken },
    });
  }

  function giveUp(cause: EndCause, error?: SignalError) {
    if (endpoint.ended()) return;
    finish(error);
    endpoint.report({ type: 'ended', cause });
  }

  /** Tells the clients and frees everything; the carrier is told by the caller. */
  function finish(error: SignalError | undefined) {
    stopWaiting();
    const before = phase;
    const reason = error ? { error } : {};
    if (before.state === 'ringing') cancelOthers(undefined);
    if (before.state === 'calling') {
      before.session.send({ type: 'hangup', payload: { callsid: before.sidForClient, ...reason } });
    }
    if (before.state === 'open') {
      before.session?.send({ type: 'hangup', payload: { callsid: callSid, ...reason } });
    }
    phase = { state: 'ended' };
    leg?.close();
    options.onEnded(call);
  }

  function cancelOthers(taker: ClientSession | undefined) {
    if (phase.state !== 'ringing') return;
    for (const device of [...phase.devices.keys()].filter((each) => each !== taker)) {
      silenceDevice(device);
      device.send({ type: 'cancel', payload: { callsid: callSid } });
    }
  }

  function silenceDevice(session: ClientSession) {
    if (phase.state !== 'ringing') return;
    phase.devices.get(session)?.close();
    phase.devices.delete(session);
  }

  function rings(session: ClientSession) {
    return phase.state === 'ringing' && phase.devices.has(session);
  }

  function waitForReturn(ms: number, cause: EndCause) {
    stopWaiting();
    stopWaiting = clock.schedule(ms, () => {
      giveUp(cause);
    });
  }

  function adopt(own: WebRtcLeg) {
    leg = own;
    own.subscribe((event) => {
      if (event.type === 'digit') endpoint.report(event);
      else giveUp('completed');
    });
  }

  async function negotiated<T>(work: Promise<T>): Promise<T | undefined> {
    return work.catch(() => {
      giveUp('failed', { code: 31_005, message: 'The offered media cannot be answered' });
      return undefined;
    });
  }
}

/** What a calling client is told besides the end itself (Twilio's error and warning dictionary, 31xxx). */
function errorOf(cause: EndCause): SignalError | undefined {
  switch (cause) {
    case 'busy':
      return { code: 31_486, message: 'Busy Here' };
    case 'noAnswer':
      return { code: 31_480, message: 'Temporarily Unavailable' };
    case 'failed':
      return { code: 31_404, message: 'Not Found' };
    case 'completed':
    case 'canceled':
      return undefined;
  }
}
