import type { Call, Device } from '@twilio/voice-sdk';
import type { VoiceToken } from '../../ports/voiceDevice.ts';

/** The part of the SDK that is used; tests give a double of it. */
export interface VoiceSdk {
  readonly Device: new (token: string, options: Device.Options) => Device;
}

export type { Call, Device };

/** A tenth of a second of silence, so that the SDK has nothing to fetch: ringing and tones are the softphone's own. */
const SILENCE = `data:audio/wav;base64,${btoa(
  `RIFF\x44\x03\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\x20\x03\0\0${'\x80'.repeat(800)}`,
)}`;

const soundNames = [
  'incoming',
  'outgoing',
  'disconnect',
  'dtmf0',
  'dtmf1',
  'dtmf2',
  'dtmf3',
  'dtmf4',
  'dtmf5',
  'dtmf6',
  'dtmf7',
  'dtmf8',
  'dtmf9',
  'dtmfs',
  'dtmfh',
] as const;

/** How long a call outlives its signalling, at most 30 s. Without this option a call ends with it. */
const RESUME_LIMIT_MS = 30_000;

/**
 * Options of `Device`. A sound that cannot be fetched delays every incoming call by two seconds, hence the silence.
 * Source: twilio.com/docs/voice/sdks/javascript/twiliodevice, "Device.Options".
 */
export function deviceOptions({ signalingHost }: VoiceToken): Device.Options {
  const options: Device.Options = {
    closeProtection: true,
    allowIncomingWhileBusy: true,
    maxCallSignalingTimeoutMs: RESUME_LIMIT_MS,
    logLevel: 'error',
    sounds: Object.fromEntries(soundNames.map((name) => [name, SILENCE])),
  };
  if (signalingHost === undefined) return options;
  // `chunderw` and `publishEvents` are internal to the SDK: the only way to signal over another host, with its port.
  const elsewhere = { chunderw: signalingHost, publishEvents: false };
  return { ...options, ...elsewhere };
}

/**
 * Options of a device for one call. A forwarded call has to reach the edge that delivered it ("Device.incomingEvent").
 * The SDK never forgets its timer for `tokenWillExpire`, which keeps a destroyed device in memory for as long as its
 * token lives: here it runs off at once, and the phone renews the token by its own time.
 */
export function callDeviceOptions(token: VoiceToken, edge: string | null): Device.Options {
  return { ...deviceOptions(token), ...(edge !== null && { edge }), tokenRefreshMs: Infinity };
}

/** The parameter by which a call of the voice network names its interaction. */
export const INTERACTION = 'interactionId';
