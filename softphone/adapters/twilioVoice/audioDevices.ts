import type { DeviceRole, Phone, PhoneEvent } from '../../core/index.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Device } from './sdk.ts';
import { troubleOf } from './trouble.ts';

/** Which devices the agent has chosen, kept over page loads. */
export interface DevicePreferences {
  get(role: DeviceRole): string | undefined;
  set(role: DeviceRole, deviceId: string): void;
}

export interface AudioDevices {
  /** Asks for the microphone, then lists the devices by name. */
  allow(): Promise<void>;
  /** Reports the devices there are, and the chosen ones. */
  list(): Promise<void>;
  /** Reports them at every change until `stop`. */
  watch(): void;
  stop(): void;
  chosen(): Phone['chosen'];
  /** Has a device of the SDK use what was chosen; of what is gone, the standard one stays in use. */
  useOn(device: Device): Promise<void>;
}

export interface AudioDevicesParts {
  /** Absent where the page may not use microphones at all. */
  readonly mediaDevices: MediaDevices | undefined;
  readonly preferences: DevicePreferences;
  readonly clock: Clock;
  readonly report: (event: PhoneEvent) => void;
}

const roles: readonly DeviceRole[] = ['microphone', 'speaker', 'ringer'];
/** The browser lists its devices within milliseconds; a call does not wait longer for them. */
const LIST_LIMIT_MS = 1_000;

/** Microphone permission and device lists. Names are known only after the permission is given. */
export function createAudioDevices(parts: AudioDevicesParts): AudioDevices {
  const { mediaDevices, preferences, clock, report } = parts;
  const chosen = (): Phone['chosen'] =>
    Object.fromEntries(
      roles.flatMap((role) => {
        const id = preferences.get(role);
        return id === undefined ? [] : [[role, id]];
      }),
    );

  async function list(): Promise<void> {
    if (!mediaDevices) return;
    const devices = await mediaDevices.enumerateDevices();
    const of = (kind: MediaDeviceKind) =>
      devices
        .filter((device) => device.kind === kind && device.deviceId !== '')
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    report({
      type: 'devicesChanged',
      devices: { microphones: of('audioinput'), speakers: of('audiooutput') },
      chosen: chosen(),
    });
  }

  const listAgain = () => {
    list().catch(() => undefined); // the list stays as it was
  };

  return {
    chosen,
    list,
    async allow() {
      report({ type: await askForMicrophone(mediaDevices) });
      listAgain();
    },
    watch() {
      mediaDevices?.addEventListener('devicechange', listAgain);
    },
    async useOn({ audio }) {
      const { microphone, speaker } = chosen();
      if (!audio || (microphone === undefined && speaker === undefined)) return;
      await listed(audio, clock);
      await Promise.allSettled([
        microphone === undefined ? undefined : audio.setInputDevice(microphone),
        speaker === undefined ? undefined : audio.speakerDevices.set(speaker),
      ]);
    },
    stop() {
      mediaDevices?.removeEventListener('devicechange', listAgain);
    },
  };
}

/** Resolves when the SDK knows the browser's devices: one that was just made does not yet. */
function listed(audio: NonNullable<Device['audio']>, clock: Clock): Promise<void> {
  if (audio.availableInputDevices.size > 0 || audio.availableOutputDevices.size > 0) return Promise.resolve();
  return new Promise((resolve) => {
    const forget = clock.schedule(LIST_LIMIT_MS, resolve);
    audio.once('deviceChange', () => {
      forget();
      resolve();
    });
  });
}

async function askForMicrophone(mediaDevices: MediaDevices | undefined) {
  if (!mediaDevices) return 'microphoneRefused';
  try {
    const stream = await mediaDevices.getUserMedia({ audio: true });
    for (const track of stream.getTracks()) track.stop();
    return 'microphoneGranted';
  } catch (failure) {
    return troubleOf(failure) === 'microphoneMissing' ? 'microphoneMissing' : 'microphoneRefused';
  }
}
