/**
 * The Voice SDK's signalling ("PStream" 1.6): JSON `{ type, version, payload }` over one WebSocket.
 * Twilio publishes no page about it; the shapes are what `@twilio/voice-sdk` 2.18 sends and understands.
 */
export type ClientMessage =
  | { readonly type: 'listen'; readonly token: string; readonly reconnectTimeoutMs: number }
  | { readonly type: 'register'; readonly audio: boolean }
  | ClientInviteMessage
  | { readonly type: 'answer'; readonly callSid: string; readonly sdp: string }
  | { readonly type: 'reinvite'; readonly callSid: string; readonly sdp: string }
  | { readonly type: 'hangup'; readonly callSid: string }
  | { readonly type: 'reject'; readonly callSid: string }
  | { readonly type: 'dtmf'; readonly callSid: string; readonly digits: string }
  | UserMessage;

export interface ClientInviteMessage {
  readonly type: 'invite';
  /** A temporary `TJ...` sid, or the call's own when it is resumed. */
  readonly callSid: string;
  readonly sdp: string;
  readonly params: Readonly<Record<string, string>>;
  /** The token of the call to resume. */
  readonly reconnect: string | undefined;
}

export interface UserMessage {
  readonly type: 'message';
  readonly callSid: string;
  readonly voiceEventSid: string;
  readonly messageType: string;
  readonly contentBytes: number;
}

export interface SignalError {
  readonly code: number;
  readonly message: string;
}

/** What the edge tells a client: the wire's own names. */
export type EdgeMessage =
  | {
      readonly type: 'connected';
      readonly payload: {
        readonly region: string;
        readonly edge: string;
        readonly home: string;
        readonly gateway: string;
        readonly token: { readonly identity: string; readonly ttl: number };
      };
    }
  | { readonly type: 'ready' | 'offline' | 'close'; readonly payload: Readonly<Record<string, never>> }
  | {
      readonly type: 'invite';
      readonly payload: {
        readonly callsid: string;
        readonly sdp: string;
        readonly reconnect: string;
        readonly parameters: Readonly<Record<string, string>>;
      };
    }
  | { readonly type: 'ringing' | 'cancel'; readonly payload: { readonly callsid: string } }
  | {
      readonly type: 'answer';
      readonly payload: { readonly callsid: string; readonly sdp?: string; readonly reconnect?: string };
    }
  | { readonly type: 'hangup'; readonly payload: { readonly callsid: string; readonly error?: SignalError } }
  | {
      readonly type: 'ack';
      readonly payload: {
        readonly acktype: 'message';
        readonly callsid: string;
        readonly voiceeventsid: string;
      };
    }
  | {
      readonly type: 'error';
      readonly payload: {
        readonly error: SignalError;
        readonly callsid?: string;
        readonly voiceeventsid?: string;
      };
    };

/** Either side sends it between messages; the client echoes it and reconnects after 15 s without. */
export const HEARTBEAT = '\n';

export function formatEdgeMessage({ type, payload }: EdgeMessage): string {
  return JSON.stringify({ type, version: '1.6', payload });
}

/** The client's message, or `undefined` for what is not one. */
export function parseClientMessage(line: string): ClientMessage | undefined {
  const envelope = asRecord(parseJson(line));
  const type = text(envelope?.type);
  return isClientType(type) ? readers[type](asRecord(envelope?.payload) ?? {}) : undefined;
}

type Payload = Readonly<Record<string, unknown>>;

const readers: Readonly<Record<ClientMessage['type'], (payload: Payload) => ClientMessage>> = {
  listen: (payload) => ({
    type: 'listen',
    token: text(payload.token),
    reconnectTimeoutMs: 1000 * (Number(payload.reconnectTimeout) || 0),
  }),
  register: (payload) => ({ type: 'register', audio: asRecord(payload.media)?.audio === true }),
  invite: (payload) => ({
    type: 'invite',
    ...callAndSdp(payload),
    params: Object.fromEntries(new URLSearchParams(text(asRecord(payload.twilio)?.params))),
    reconnect: typeof payload.reconnect === 'string' ? payload.reconnect : undefined,
  }),
  answer: (payload) => ({ type: 'answer', ...callAndSdp(payload) }),
  reinvite: (payload) => ({ type: 'reinvite', ...callAndSdp(payload) }),
  hangup: (payload) => ({ type: 'hangup', callSid: text(payload.callsid) }),
  reject: (payload) => ({ type: 'reject', callSid: text(payload.callsid) }),
  dtmf: (payload) => ({ type: 'dtmf', callSid: text(payload.callsid), digits: text(payload.dtmf) }),
  message: (payload) => ({
    type: 'message',
    callSid: text(payload.callsid),
    voiceEventSid: text(payload.voiceeventsid),
    messageType: text(payload.messagetype),
    contentBytes: Buffer.byteLength(JSON.stringify(payload.content ?? '')),
  }),
};

function isClientType(type: string): type is ClientMessage['type'] {
  return Object.hasOwn(readers, type);
}

function callAndSdp(payload: Payload) {
  return { callSid: text(payload.callsid), sdp: text(payload.sdp) };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function asRecord(value: unknown): Payload | undefined {
  return typeof value === 'object' && value !== null ? (value as Payload) : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
