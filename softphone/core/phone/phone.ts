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
  /** The calls that sound in this tab, the latest last; at most one for an interaction. */
  readonly audios: readonly Audio[];
  readonly devices: {
    readonly microphones: readonly AudioDevice[];
    readonly speakers: readonly AudioDevice[];
  };
  readonly chosen: Readonly<Partial<Record<DeviceRole, string>>>;
}

/** The sound of one call in this tab. `interrupted` means that media is lost and being repaired. */
export interface Audio {
  readonly interactionId: InteractionId;
  readonly state: 'connecting' | 'connected' | 'interrupted';
  readonly muted: boolean;
  /** The digits sent so far, for the dial pad's display. */
  readonly digits: string;
  readonly warnings: readonly QualityWarning[];
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
  | AudioEvent
  | {
      readonly type: 'devicesChanged';
      readonly devices: Phone['devices'];
      readonly chosen: Phone['chosen'];
    };

/** What the voice device reports of the sound of one call. */
export type AudioEvent = { readonly interactionId: InteractionId } & (
  | { readonly type: 'audioConnecting' }
  | { readonly type: 'audioConnected' }
  | { readonly type: 'audioInterrupted' }
  | { readonly type: 'audioRestored' }
  | { readonly type: 'audioEnded' }
  | { readonly type: 'muted'; readonly muted: boolean }
  | { readonly type: 'digitsSent'; readonly digits: string }
  | { readonly type: 'warningRaised'; readonly warning: QualityWarning }
  | { readonly type: 'warningCleared'; readonly warning: QualityWarning }
);

/** A phone that nobody has switched on yet. */
export const silentPhone: Phone = {
  owner: 'nobody',
  registration: 'off',
  signalling: 'online',
  microphone: 'unknown',
  audios: [],
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

/** The sound of that interaction's call, when it is in this tab. */
export function audioOf({ audios }: Phone, interactionId: InteractionId): Audio | undefined {
  return audios.find((audio) => audio.interactionId === interactionId);
}

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
        audios: [...otherAudios(phone, event.interactionId), newAudio(event.interactionId)],
      };
    case 'audioEnded':
      return audioOf(phone, event.interactionId)
        ? { ...phone, audios: otherAudios(phone, event.interactionId) }
        : phone;
    case 'audioConnected':
    case 'audioInterrupted':
    case 'audioRestored':
    case 'muted':
    case 'digitsSent':
    case 'warningRaised':
    case 'warningCleared':
      return withAudioAfter(phone, event);
  }
}

function isFact(event: PhoneEvent): event is Fact {
  return Object.hasOwn(facts, event.type);
}

function newAudio(interactionId: InteractionId): Audio {
  return { interactionId, state: 'connecting', muted: false, digits: '', warnings: [] };
}

function otherAudios({ audios }: Phone, interactionId: InteractionId): readonly Audio[] {
  return audios.filter((audio) => audio.interactionId !== interactionId);
}

type AudioChange = Exclude<AudioEvent, { type: 'audioConnecting' | 'audioEnded' }>;

function withAudioAfter(phone: Phone, event: AudioChange): Phone {
  const audio = audioOf(phone, event.interactionId);
  if (!audio) return phone;
  const next = advanceAudio(audio, event);
  return next === audio
    ? phone
    : { ...phone, audios: phone.audios.map((each) => (each === audio ? next : each)) };
}

function advanceAudio(audio: Audio, event: AudioChange): Audio {
  switch (event.type) {
    case 'audioConnected':
      return { ...audio, state: 'connected' };
    case 'audioInterrupted':
      return audio.state === 'connected' ? { ...audio, state: 'interrupted' } : audio;
    case 'audioRestored':
      return audio.state === 'interrupted' ? { ...audio, state: 'connected' } : audio;
    case 'muted':
      return { ...audio, muted: event.muted };
    case 'digitsSent':
      return { ...audio, digits: audio.digits + event.digits };
    case 'warningRaised':
      return audio.warnings.includes(event.warning)
        ? audio
        : { ...audio, warnings: [...audio.warnings, event.warning] };
    case 'warningCleared':
      return { ...audio, warnings: audio.warnings.filter((warning) => warning !== event.warning) };
  }
}
