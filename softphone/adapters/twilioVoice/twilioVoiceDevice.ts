import type { DeviceRole, InteractionId, PhoneEvent } from '../../core/index.ts';
import type { Clock } from '../../ports/clock.ts';
import type { VoiceDevice, VoiceToken } from '../../ports/voiceDevice.ts';
import { createAudioDevices, type DevicePreferences } from './audioDevices.ts';
import { createCalls } from './calls.ts';
import { deviceOptions, INTERACTION, type Device, type VoiceSdk } from './sdk.ts';
import { troubleOf } from './trouble.ts';

export interface TwilioVoiceParts {
  /** Loads the SDK, which is larger than the rest of the softphone. */
  readonly loadSdk: () => Promise<VoiceSdk>;
  readonly tokens: () => Promise<VoiceToken>;
  readonly clock: Clock;
  readonly mediaDevices: MediaDevices;
  readonly preferences: DevicePreferences;
  /** Plays a tone on an output device; the standard one when none is named. */
  readonly playTone: (deviceId: string | undefined) => Promise<void>;
}

/** A registration that has not come about by then is not coming: a certificate that is not trusted, a firewall. */
const REGISTER_LIMIT_MS = 15_000;
/** A computer that slept has missed its timers: the token's age is looked at this often. */
const TOKEN_WATCH_MS = 30_000;
/** The part of a token's life after which it is renewed. */
const RENEW_AFTER = 0.8;
/** A token that is refused again so soon after a renewal is refused for good. */
const RENEWAL_TRUST_MS = 30_000;

/** The phone on Twilio's Voice SDK. */
export function createTwilioVoiceDevice(parts: TwilioVoiceParts): VoiceDevice {
  const { loadSdk, tokens, clock, mediaDevices, preferences, playTone } = parts;
  const listeners = new Set<(event: PhoneEvent) => void>();
  const report = (event: PhoneEvent) => {
    for (const listener of listeners) listener(event);
  };
  const calls = createCalls(report);
  const audioDevices = createAudioDevices({ mediaDevices, preferences, report });
  let device: Device | undefined;
  let renewAt = Infinity;
  let renewedAt = -Infinity;
  let forgetWatch: () => void = () => undefined;

  /** Starting, stopping and renewing happen one after another. */
  let last = Promise.resolve();
  const inTurn = (action: () => Promise<void>): Promise<void> => {
    last = last.then(action).catch((cause: unknown) => {
      report({ type: 'registrationFailed', tokenRefused: troubleOf(cause) === 'token' });
    });
    return last;
  };

  async function freshToken(): Promise<VoiceToken> {
    const token = await tokens();
    renewedAt = clock.now();
    renewAt = renewedAt + token.ttlSeconds * 1000 * RENEW_AFTER;
    return token;
  }

  async function open(): Promise<void> {
    report({ type: 'registering' });
    const [{ Device }, token] = await Promise.all([loadSdk(), freshToken()]);
    device = new Device(token.token, deviceOptions(token));
    listenTo(device);
    audioDevices.watch();
    watchToken();
    // Asked for now, so that no call finds the microphone refused.
    void audioDevices.allow();
    await register(device);
    await useChosenDevices(device);
  }

  async function register(opened: Device): Promise<void> {
    let forget: () => void = () => undefined;
    const late = new Promise<never>((_resolve, reject) => {
      forget = clock.schedule(REGISTER_LIMIT_MS, () => {
        reject(new Error('The phone could not be registered in time'));
      });
    });
    try {
      await Promise.race([opened.register(), late]);
    } finally {
      forget();
    }
  }

  async function renew(): Promise<void> {
    if (!device) return;
    const { token } = await freshToken();
    device.updateToken(token);
    const { state }: { readonly state: string } = device;
    if (state === 'unregistered') await register(device);
  }

  function watchToken(): void {
    forgetWatch();
    forgetWatch = clock.schedule(TOKEN_WATCH_MS, () => {
      if (clock.now() >= renewAt) void inTurn(renew);
      watchToken();
    });
  }

  function listenTo(opened: Device): void {
    opened.on('registered', () => {
      report({ type: 'registered' });
    });
    opened.on('unregistered', () => {
      if (device === opened) report({ type: 'signallingLost' });
    });
    opened.on('tokenWillExpire', () => void inTurn(renew));
    opened.on('incoming', calls.arrived);
    opened.on('error', (failure: unknown) => {
      const trouble = troubleOf(failure);
      if (trouble === 'token') refusedToken();
      if (trouble === 'signalling') report({ type: 'signallingLost' });
      if (trouble === 'microphoneRefused' || trouble === 'microphoneMissing') report({ type: trouble });
    });
  }

  function refusedToken(): void {
    if (clock.now() - renewedAt < RENEWAL_TRUST_MS)
      report({ type: 'registrationFailed', tokenRefused: true });
    else void inTurn(renew);
  }

  async function useChosenDevices({ audio }: Device): Promise<void> {
    const { microphone, speaker, ringer } = audioDevices.chosen();
    // A device that is gone leaves the standard one in use.
    await Promise.allSettled([
      microphone === undefined ? undefined : audio?.setInputDevice(microphone),
      speaker === undefined ? undefined : audio?.speakerDevices.set(speaker),
      ringer === undefined ? undefined : audio?.ringtoneDevices.set(ringer),
    ]);
  }

  async function choose(role: DeviceRole, deviceId: string): Promise<void> {
    preferences.set(role, deviceId);
    if (device) await useChosenDevices(device);
  }

  return {
    start: () => inTurn(device ? renew : open),
    async stop() {
      await inTurn(async () => {
        const closing = device;
        device = undefined;
        forgetWatch();
        audioDevices.stop();
        calls.endAll();
        closing?.destroy();
        report({ type: 'unregistered' });
      });
    },
    accept: calls.accept,
    async connect(interactionId: InteractionId) {
      if (!device) throw new Error('The phone is not registered');
      calls.made(interactionId, await device.connect({ params: { [INTERACTION]: interactionId } }));
    },
    end: calls.end,
    setMuted: (muted) => calls.current()?.mute(muted),
    sendDigits(digits) {
      const call = calls.current();
      if (!call) return;
      call.sendDigits(digits);
      report({ type: 'digitsSent', digits });
    },
    async chooseDevice(role, deviceId) {
      await choose(role, deviceId);
      await audioDevices.list();
    },
    playTestTone: (role) => playTone(preferences.get(role)),
    allowMicrophone: audioDevices.allow,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
