import type { Clock } from '../../ports/clock.ts';
import type { Call, Device } from './sdk.ts';

/** A device of the SDK for one call. */
export interface CallDevice {
  /**
   * Opens the call. Rejects when the network cannot be reached in time, and when the device is closed meanwhile:
   * then nothing of it is left. A call that the network does not answer in time ends.
   */
  connect(options: Device.ConnectOptions): Promise<Call>;
  /** Ends the call and frees the device. */
  close(): void;
}

/** The devices that carry one call each, beside the registered one. */
export interface CallDevices {
  open(): CallDevice;
  all(): readonly Device[];
}

export interface CallDevicesParts {
  readonly clock: Clock;
  readonly newDevice: () => Device;
  /** Gives a device the agent's choice of microphone and speaker. */
  readonly useChosenDevices: (device: Device) => Promise<void>;
}

/** A call that has not opened by then is given up, so that the connector can ring anew. */
const OPEN_LIMIT_MS = 15_000;

export function createCallDevices(parts: CallDevicesParts): CallDevices {
  const { clock, newDevice, useChosenDevices } = parts;
  const devices = new Set<Device>();

  function open(): CallDevice {
    const device = newDevice();
    devices.add(device);
    let giveUp: (cause: Error) => void = () => undefined;
    let forgetLimit: () => void = () => undefined;

    async function call(options: Device.ConnectOptions): Promise<Call> {
      await useChosenDevices(device);
      return device.connect(options);
    }

    function close(): void {
      if (!devices.delete(device)) return;
      forgetLimit();
      giveUp(new Error('The call was given up'));
      device.destroy();
    }

    return {
      async connect(options) {
        const limit = new Promise<never>((_resolve, reject) => {
          giveUp = reject;
        });
        let opened: Call | undefined;
        forgetLimit = clock.schedule(OPEN_LIMIT_MS, () => {
          giveUp(new Error('The voice network did not answer in time'));
          opened?.disconnect();
        });
        try {
          opened = await Promise.race([call(options), limit]);
          opened.once('accept', forgetLimit);
          return opened;
        } catch (cause) {
          close();
          throw cause;
        }
      },
      close,
    };
  }

  return { open, all: () => [...devices] };
}
