import type { PhoneEvent } from '../../core/index.ts';
import type { Clock } from '../../ports/clock.ts';
import type { VoiceDevice, VoiceToken } from '../../ports/voiceDevice.ts';
import { createAudioDevices, type DevicePreferences } from './audioDevices.ts';
import { createCallDevices } from './callDevices.ts';
import { createCalls } from './calls.ts';
import { callDeviceOptions, deviceOptions, type Device, type VoiceSdk } from './sdk.ts';
import { createSignalling } from './signalling.ts';
import { troubleOf } from './trouble.ts';

export interface TwilioVoiceParts {
  /** Loads the SDK, which is larger than the rest of the softphone. */
  readonly loadSdk: () => Promise<VoiceSdk>;
  readonly tokens: () => Promise<VoiceToken>;
  readonly clock: Clock;
  /** Absent where the page may not use microphones at all. */
  readonly mediaDevices: MediaDevices | undefined;
  readonly preferences: DevicePreferences;
  /** Plays a tone on an output device; the standard one when none is named. */
  readonly playTone: (deviceId: string | undefined) => Promise<void>;
}

/** A registration that has not come about by then is not coming: a certificate that is not trusted, a firewall. */
const REGISTER_LIMIT_MS = 15_000;
/** A computer that slept has missed its timers: token and registration are looked at this often. */
const WATCH_MS = 30_000;
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
  const signalling = createSignalling(report);
  const audioDevices = createAudioDevices({ mediaDevices, preferences, clock, report });
  const callDevices = createCallDevices({ clock, newDevice, useChosenDevices: audioDevices.useOn });
  const calls = createCalls({
    report,
    signalling,
    openDevice: callDevices.open,
    isRegisteredBusy: () => device?.isBusy ?? true,
  });
  /** The device that the network delivers calls to. */
  let device: Device | undefined;
  let sdk: VoiceSdk | undefined;
  let latestToken: VoiceToken | undefined;
  let renewAt = Infinity;
  let renewedAt = -Infinity;
  /** Whether a refused token waits for its successor. */
  let renewing = false;
  let forgetWatch: () => void = () => undefined;
  /** Ends the registration under way, for a reason that the SDK tells only as an event. */
  let giveUpRegistering: ((cause: unknown) => void) | undefined;

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
    renewing = false;
    renewedAt = clock.now();
    renewAt = renewedAt + token.ttlSeconds * 1000 * RENEW_AFTER;
    latestToken = token;
    return token;
  }

  /** A device that registers nowhere: it carries one call, with the phone's token. */
  function newDevice(): Device {
    if (!sdk || !latestToken || !device) throw new Error('The phone is not registered');
    const opened = new sdk.Device(latestToken.token, callDeviceOptions(latestToken, device.edge));
    opened.on('error', (failure: unknown) => {
      if (troubleOf(failure) === 'token') refusedToken(failure);
    });
    return opened;
  }

  async function open(): Promise<void> {
    report({ type: 'registering' });
    const [loaded, token] = await Promise.all([loadSdk(), freshToken()]);
    sdk = loaded;
    device = new loaded.Device(token.token, deviceOptions(token));
    listenTo(device);
    audioDevices.watch();
    watch();
    // Asked for now, so that no call finds the microphone refused.
    void audioDevices.allow();
    await register(device);
    await audioDevices.useOn(device);
  }

  /** Calls with a device of their own go on. */
  function close(): void {
    const closing = device;
    device = undefined;
    forgetWatch();
    audioDevices.stop();
    closing?.destroy();
    if (closing) signalling.back(closing);
  }

  /** A phone that works gets a new token; one that does not is made anew, unless a call still runs over it. */
  async function start(): Promise<void> {
    if (device && (isIn(device, 'registered') || calls.onRegistered())) return renew(device);
    close();
    return open();
  }

  function stop(): Promise<void> {
    calls.endAll();
    close();
    signalling.reset();
    report({ type: 'unregistered' });
    return Promise.resolve();
  }

  function register(opened: Device): Promise<void> {
    return new Promise((resolve, reject) => {
      giveUpRegistering = reject;
      const forget = clock.schedule(REGISTER_LIMIT_MS, () => {
        reject(
          new Error('The phone could not be registered in time: is a certificate or a firewall in the way?'),
        );
      });
      opened
        .register()
        .then(resolve, reject)
        .finally(() => {
          forget();
          giveUpRegistering = undefined;
        });
    });
  }

  /** The SDK registers again by itself with the new token; asking it to do so now would come too early. */
  async function renew(renewed: Device): Promise<void> {
    const token = await tokenFor(renewed);
    if (!token || device !== renewed) return;
    for (const each of [renewed, ...callDevices.all()]) each.updateToken(token.token);
  }

  /** While the phone works, a token that cannot be had now is asked for again at the next look. */
  async function tokenFor(renewed: Device): Promise<VoiceToken | undefined> {
    try {
      return await freshToken();
    } catch (cause) {
      if (isIn(renewed, 'registered')) return undefined;
      throw cause;
    }
  }

  async function renewNow(): Promise<void> {
    if (device) await renew(device);
  }

  async function renewRefused(): Promise<void> {
    renewing = true;
    await inTurn(renewNow);
    renewing = false;
  }

  function watch(): void {
    forgetWatch = clock.schedule(WATCH_MS, () => {
      void inTurn(lookAfter);
      watch();
    });
  }

  /**
   * Does what a sleeping computer has missed, and comes back where the network closed the connection for good, or
   * where the browser brings a page back whose devices the SDK destroyed as it was left.
   */
  async function lookAfter(): Promise<void> {
    if (!device) return;
    if (isIn(device, 'destroyed')) await start();
    else if (clock.now() >= renewAt) await renew(device);
    else if (isIn(device, 'unregistered') && !calls.onRegistered()) await register(device);
  }

  function listenTo(opened: Device): void {
    opened.on('registered', () => {
      signalling.registered(opened);
    });
    opened.on('unregistered', () => {
      if (device === opened) signalling.lost(opened);
    });
    opened.on('tokenWillExpire', () => void inTurn(renewNow));
    opened.on('incoming', calls.arrived);
    opened.on('error', (failure: unknown) => {
      const trouble = troubleOf(failure);
      if (trouble === 'token') refusedToken(failure);
      if (trouble === 'signalling') signalling.lost(opened);
      if (trouble === 'microphoneRefused' || trouble === 'microphoneMissing') report({ type: trouble });
    });
  }

  /** An old token is renewed, once for all devices; a fresh one that is refused will not get better. */
  function refusedToken(failure: unknown): void {
    if (renewing) return;
    if (clock.now() - renewedAt >= RENEWAL_TRUST_MS) void renewRefused();
    else if (giveUpRegistering) giveUpRegistering(failure);
    else report({ type: 'registrationFailed', tokenRefused: true });
  }

  return {
    start: () => inTurn(start),
    stop: () => inTurn(stop),
    accept: calls.accept,
    connect: calls.connect,
    end: calls.end,
    setMuted: calls.setMuted,
    sendDigits: calls.sendDigits,
    async chooseDevice(role, deviceId) {
      preferences.set(role, deviceId);
      await Promise.all([...(device ? [device] : []), ...callDevices.all()].map(audioDevices.useOn));
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

function isIn(
  { state }: { readonly state: string },
  wanted: 'registered' | 'unregistered' | 'destroyed',
): boolean {
  return state === wanted;
}
