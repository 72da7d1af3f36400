import type { QualityWarning } from '../../core/index.ts';

/** What an error of the SDK means for the agent. Source: twilio.com/docs/voice/sdks/error-codes. */
export type Trouble = 'token' | 'signalling' | 'microphoneRefused' | 'microphoneMissing' | 'media' | 'other';

const troubles: Readonly<Record<number, Trouble>> = {
  20101: 'token',
  20104: 'token',
  20151: 'token',
  31204: 'token',
  31205: 'token',
  31207: 'token',
  31000: 'signalling',
  31005: 'signalling',
  31009: 'signalling',
  31201: 'token',
  53000: 'signalling',
  53001: 'signalling',
  31401: 'microphoneRefused',
  31402: 'microphoneMissing',
  31208: 'microphoneRefused',
  53405: 'media',
};

export function troubleOf(failure: unknown): Trouble {
  const { code, name } = (failure ?? {}) as { code?: unknown; name?: unknown };
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'microphoneRefused';
  if (name === 'NotFoundError' || name === 'NotReadableError') return 'microphoneMissing';
  return typeof code === 'number' ? (troubles[code] ?? 'other') : 'other';
}

/**
 * The SDK's warnings that an agent can do something about.
 * Source: twilio.com/docs/voice/sdks/javascript/twiliocall, "warning".
 */
const warnings: Readonly<Record<string, QualityWarning>> = {
  'high-rtt': 'highLatency',
  'high-jitter': 'highJitter',
  'high-packet-loss': 'packetLoss',
  'high-packets-lost-fraction': 'packetLoss',
  'low-mos': 'lowQuality',
  'constant-audio-input-level': 'silentMicrophone',
};

export function warningOf(name: string): QualityWarning | undefined {
  return warnings[name];
}
