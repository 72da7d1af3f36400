import type { InteractionId } from '../vocabulary.ts';

/** A microphone or speaker as the browser lists it. */
export interface AudioDevice {
  readonly id: string;
  readonly label: string;
}

export type DeviceRole = 'microphone' | 'speaker' | 'ringer';

/** The measured network troubles that the agent is told about. */
export type QualityWarning = 'highLatency' | 'highJitter' | 'packetLoss' | 'lowQuality' | 'silentMicrophone';

/** The phone in this browser tab: what is local to the agent's own sound. */
export interface Phone {
  /** One tab of the agent owns the phone; the others show it. */
  readonly owner: 'here' | 'elsewhere' | 'nobody';
  readonly registration: 'off' | 'registering' | 'registered' | 'tokenRefused' | 'failed';
  readonly signalling: 'online' | 'lost';
  readonly microphone: 'unknown' | 'granted' | 'refused' | 'missing';
  readonly audio?: Audio;
  readonly warnings: readonly QualityWarning[];
  readonly devices: {
    readonly microphones: readonly AudioDevice[];
    readonly speakers: readonly AudioDevice[];
  };
  readonly chosen: Readonly<Partial<Record<DeviceRole, string>>>;
}

/** The sound of the call in this tab. `interrupted` means that media is lost and being repaired. */
export interface Audio {
  readonly interactionId: InteractionId;
  readonly state: 'connecting' | 'connected' | 'interrupted';
  readonly muted: boolean;
  /** The digits sent so far, for the dial pad's display. */
  readonly digits: string;
}

/** What the voice device reports. */
export type PhoneEvent =
  | { readonly type: 'registering' }
  | { readonly type: 'registered' }
  | { readonly type: 'unregistered' }
  | { readonly type: 'registrationFailed'; readonly tokenRefused: boolean }
  | { readonly type: 'signallingLost' }
  | { readonly type: 'signallingBack' }
  | { readonly type: 'microphoneGranted' }
  | { readonly type: 'microphoneRefused' }
  | { readonly type: 'microphoneMissing' }
  | { readonly type: 'audioConnecting'; readonly interactionId: InteractionId }
  | { readonly type: 'audioConnected'; readonly interactionId: InteractionId }
  | { readonly type: 'audioInterrupted' }
  | { readonly type: 'audioRestored' }
  | { readonly type: 'audioEnded'; readonly interactionId: InteractionId }
  | { readonly type: 'muted'; readonly muted: boolean }
  | { readonly type: 'digitsSent'; readonly digits: string }
  | { readonly type: 'warningRaised'; readonly warning: QualityWarning }
  | { readonly type: 'warningCleared'; readonly warning: QualityWarning }
  | {
      readonly type: 'devicesChanged';
      readonly devices: Phone['devices'];
      readonly chosen: Phone['chosen'];
    };

/** A phone that nobody has switched on yet. */
export const silentPhone: Phone = {
  owner: 'nobody',
  registration: 'off',
  signalling: 'online',
  microphone: 'unknown',
  warnings: [],
  devices: { microphones: [], speakers: [] },
  chosen: {},
};

/** Events that say one thing about the phone, whatever it was before. */
const facts = {
  registering: { registration: 'registering' },
  registered: { registration: 'registered', signalling: 'online' },
  unregistered: { registration: 'off', signalling: 'online' },
  signallingLost: { signalling: 'lost' },
  signallingBack: { signalling: 'online' },
  microphoneGranted: { microphone: 'granted' },
  microphoneRefused: { microphone: 'refused' },
  microphoneMissing: { microphone: 'missing' },
} as const satisfies Partial<Record<PhoneEvent['type'], Partial<Phone>>>;

type Fact = Extract<PhoneEvent, { type: keyof typeof facts }>;

/** The phone after `event`. Reports about a call that is over change nothing. */
export function advancePhone(phone: Phone, event: PhoneEvent): Phone {
  if (isFact(event)) return { ...phone, ...facts[event.type] };
  switch (event.type) {
    case 'registrationFailed':
      return { ...phone, registration: event.tokenRefused ? 'tokenRefused' : 'failed' };
    case 'devicesChanged':
      return { ...phone, devices: event.devices, chosen: event.chosen };
    case 'audioConnecting':
      return {
        ...phone,
        warnings: [],
        audio: { interactionId: event.interactionId, state: 'connecting', muted: false, digits: '' },
      };
    case 'audioConnected':
    case 'audioInterrupted':
    case 'audioRestored':
    case 'audioEnded':
    case 'muted':
    case 'digitsSent':
    case 'warningRaised':
    case 'warningCleared':
      return advanceAudio(phone, event);
  }
}

function isFact(event: PhoneEvent): event is Fact {
  return Object.hasOwn(facts, event.type);
}

type AudioEvent = Extract<
  PhoneEvent,
  {
    type:
      | 'audioConnected'
      | 'audioInterrupted'
      | 'audioRestored'
      | 'audioEnded'
      | 'muted'
      | 'digitsSent'
      | 'warningRaised'
      | 'warningCleared';
  }
>;

function advanceAudio(phone: Phone, event: AudioEvent): Phone {
  const { audio, ...rest } = phone;
  if (!audio) return phone;
  switch (event.type) {
    case 'audioConnected':
      return event.interactionId === audio.interactionId
        ? withAudio(phone, { ...audio, state: 'connected' })
        : phone;
    case 'audioInterrupted':
      return audio.state === 'connected' ? withAudio(phone, { ...audio, state: 'interrupted' }) : phone;
    case 'audioRestored':
      return audio.state === 'interrupted' ? withAudio(phone, { ...audio, state: 'connected' }) : phone;
    case 'audioEnded':
      return event.interactionId === audio.interactionId ? { ...rest, warnings: [] } : phone;
    case 'muted':
      return withAudio(phone, { ...audio, muted: event.muted });
    case 'digitsSent':
      return withAudio(phone, { ...audio, digits: audio.digits + event.digits });
    case 'warningRaised':
      return phone.warnings.includes(event.warning)
        ? phone
        : { ...phone, warnings: [...phone.warnings, event.warning] };
    case 'warningCleared':
      return { ...phone, warnings: phone.warnings.filter((warning) => warning !== event.warning) };
  }
}

function withAudio(phone: Phone, audio: Audio): Phone {
  return { ...phone, audio };
}
