import type { Clock } from '../../shared/clock.ts';
import type { WebRtcLeg } from '../../shared/media/webRtcLeg.ts';
import type { TokenCheck } from './accessToken.ts';
import { createClientCall, type ClientCall } from './clientCall.ts';
import type { ClientGateway, ClientInvite } from './clientGateway.ts';
import {
  createClientSession,
  type CallMessage,
  type ClientSession,
  type ClientSocket,
} from './clientSession.ts';
import type { ClientInviteMessage, SignalError, UserMessage } from './signalling.ts';

export interface SwitchboardOptions extends Omit<TokenCheck, 'now'> {
  readonly clock: Clock;
  readonly createLeg: () => WebRtcLeg;
  /** The sid of a call that a client makes. */
  readonly newCallSid: () => string;
  readonly newReconnectToken: () => string;
  readonly place: { readonly region: string; readonly edge: string; readonly home: string };
}

/** All clients and their calls; it knows sockets only as {@link ClientSocket}. */
export interface Switchboard {
  readonly clients: ClientGateway;
  connect(socket: ClientSocket): ClientSession;
  sessionsOf(identity: string): readonly ClientSession[];
  /** Breaks every connection and ends every call. */
  stop(): void;
}

const returnMs = 5000;
/** Twilio docs, "Call Message Events": payloads are limited to 10 KB. */
const longestMessageBytes = 10_000;

export function createSwitchboard(options: SwitchboardOptions): Switchboard {
  const { accountSid, keySecret, clock, createLeg, place } = options;
  const sessions = new Set<ClientSession>();
  const calls = new Set<ClientCall>();
  let answerInvite: ((invite: ClientInvite) => void) | undefined;

  const clients: ClientGateway = {
    dialClient({ identity, callSid, from, to, params }) {
      const call = openCall({ identity, callSid, from, to, params });
      const devices = sessionsOf(identity).filter((session) => session.registered());
      if (devices.length === 0) call.giveUp('noAnswer');
      for (const device of devices) run(call, call.deliver(device));
      return call.endpoint;
    },
    onInvite(handler) {
      answerInvite = handler;
    },
  };

  return {
    clients,
    connect(socket) {
      const session = createClientSession({
        socket,
        clock,
        check: { accountSid, keySecret },
        place,
        onCallMessage: handle,
        onRegistered: redeliver,
        onLost(lost) {
          sessions.delete(lost);
          for (const call of [...calls]) call.sessionLost(lost);
        },
      });
      sessions.add(session);
      return session;
    },
    sessionsOf,
    stop() {
      for (const call of [...calls]) call.giveUp('failed');
      for (const session of [...sessions]) session.drop();
    },
  };

  function sessionsOf(identity: string) {
    return [...sessions].filter((session) => session.claims()?.identity === identity);
  }

  function openCall(request: Parameters<ClientGateway['dialClient']>[0]): ClientCall {
    const { params, ...parties } = request;
    const call = createClientCall({
      ...parties,
      reconnectToken: options.newReconnectToken(),
      parameters: {
        AccountSid: accountSid,
        ApiVersion: '2010-04-01',
        CallSid: parties.callSid,
        From: parties.from,
        To: parties.to,
        Params: new URLSearchParams(params).toString(),
      },
      clock,
      createLeg,
      returnMs,
      onEnded: (ended) => calls.delete(ended),
    });
    calls.add(call);
    return call;
  }

  /** A client that lost its connection while it rang hears the call again. */
  function redeliver(session: ClientSession) {
    for (const call of [...calls]) {
      if (call.identity === session.claims()?.identity) run(call, call.deliver(session));
    }
  }

  function handle(session: ClientSession, message: CallMessage) {
    const call = [...calls].find(
      (each) => each.identity === session.claims()?.identity && each.knownAs(session, message.callSid),
    );
    if (message.type === 'invite') {
      if (message.reconnect === undefined) invite(session, message);
      else resume(session, message, call);
      return;
    }
    if (message.type === 'message') {
      acknowledge(session, message, call);
      return;
    }
    if (!call) return; // over already: the two sides' farewells crossed
    switch (message.type) {
      case 'answer':
        run(call, call.answered(session, message.sdp));
        return;
      case 'reinvite':
        run(call, call.renegotiate(session, message.sdp));
        return;
      case 'hangup':
        call.hungUp(session);
        return;
      case 'reject':
        call.declined(session);
        return;
      case 'dtmf':
        call.pressed(message.digits);
    }
  }

  function invite(session: ClientSession, { callSid: tempSid, sdp, params }: ClientInviteMessage) {
    const claims = session.claims();
    if (!claims?.applicationSid || !answerInvite) {
      const error = { code: 31_002, message: 'Connection declined: the token has no outgoing application' };
      session.send({ type: 'hangup', payload: { callsid: tempSid, error } });
      return;
    }
    const { identity, applicationSid } = claims;
    const callSid = options.newCallSid();
    const call = openCall({ identity, callSid, from: `client:${identity}`, to: params.To ?? '', params: {} });
    run(
      call,
      call.begin(session, { tempSid, sdp }).then((begun) => {
        if (begun) answerInvite?.({ call: call.endpoint, callSid, identity, applicationSid, params });
      }),
    );
  }

  function resume(session: ClientSession, message: ClientInviteMessage, call: ClientCall | undefined) {
    if (call?.reconnectToken === message.reconnect && call) {
      run(call, call.resume(session, message.sdp));
      return;
    }
    const error = { code: 31_209, message: 'Reconnect attempt failed' };
    session.send({ type: 'hangup', payload: { callsid: message.callSid, error } });
  }

  function acknowledge(session: ClientSession, message: UserMessage, call: ClientCall | undefined) {
    const ids = { callsid: message.callSid, voiceeventsid: message.voiceEventSid };
    const error = messageError(message, call);
    if (error) session.send({ type: 'error', payload: { error, ...ids } });
    else session.send({ type: 'ack', payload: { acktype: 'message', ...ids } });
  }

  /** A call whose media work fails ends; the failure is the call's, not the switchboard's. */
  function run(call: ClientCall, work: Promise<void>) {
    work.catch(() => {
      call.giveUp('failed');
    });
  }
}

function messageError(message: UserMessage, call: ClientCall | undefined): SignalError | undefined {
  if (!call) return { code: 31_404, message: 'Call not found' };
  if (message.contentBytes > longestMessageBytes) return { code: 31_212, message: 'Payload size exceeded' };
  if (message.messageType === 'user-defined-message') return undefined;
  return { code: 31_210, message: 'Call message event type invalid' };
}
