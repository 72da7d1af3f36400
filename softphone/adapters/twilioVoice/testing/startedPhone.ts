import type { DeviceRole, InteractionId, PhoneEvent } from '../../../core/index.ts';
import { createVirtualClock, settled } from '../../../testing/virtualClock.ts';
import { createTwilioVoiceDevice } from '../twilioVoiceDevice.ts';
import { createFakeMediaDevices, createFakeSdk, createFakeTokens } from './fakeSdk.ts';

export const one = 'interaction-1' as InteractionId;
export const two = 'interaction-2' as InteractionId;
export const three = 'interaction-3' as InteractionId;

export function create(preferred: Partial<Record<DeviceRole, string>> = {}, { microphones = true } = {}) {
  const { sdk, devices, network } = createFakeSdk();
  const { browser, mediaDevices } = createFakeMediaDevices();
  const { issued, tokens } = createFakeTokens();
  const clock = createVirtualClock();
  const events: PhoneEvent[] = [];
  const tones: (string | undefined)[] = [];
  const device = createTwilioVoiceDevice({
    loadSdk: () => Promise.resolve(sdk),
    tokens,
    clock,
    mediaDevices: microphones ? mediaDevices : undefined,
    preferences: {
      get: (role) => preferred[role],
      set: (role, deviceId) => {
        preferred[role] = deviceId;
      },
    },
    playTone: (deviceId) => {
      tones.push(deviceId);
      return Promise.resolve();
    },
  });
  device.subscribe((event) => events.push(event));
  return {
    device,
    devices,
    network,
    browser,
    issued,
    clock,
    events,
    tones,
    preferred,
    /** The device that registers. */
    sdkDevice: () => {
      const made = devices.findLast(({ registrations }) => registrations > 0) ?? devices.at(-1);
      if (!made) throw new Error('no device was made');
      return made;
    },
    types: () => events.map(({ type }) => type),
  };
}

/** Waits until a call runs that was forwarded or made. */
export async function opened(): Promise<void> {
  await settled();
  await settled();
}

/** A phone that is registered; what happened up to then is forgotten. */
export async function started(preferred: Partial<Record<DeviceRole, string>> = {}) {
  const phone = create(preferred);
  await phone.device.start();
  await settled();
  phone.events.length = 0;
  return phone;
}

/** A phone with a call of interaction one, and one of interaction two, which came later. */
export async function talkingTwice(preferred: Partial<Record<DeviceRole, string>> = {}) {
  const phone = await talking(preferred);
  phone.device.accept(two);
  const offered = phone.sdkDevice().deliver({ interactionId: two });
  await opened();
  const ownDevice = phone.devices.at(-1);
  const second = ownDevice?.call;
  if (!ownDevice || !second) throw new Error('no second call was made');
  phone.events.length = 0;
  return { ...phone, offered, ownDevice, second };
}

/** A phone with a call of interaction one. */
export async function talking(preferred: Partial<Record<DeviceRole, string>> = {}) {
  const phone = await started(preferred);
  phone.device.accept(one);
  const call = phone.sdkDevice().deliver({ interactionId: one });
  await settled();
  phone.events.length = 0;
  return { ...phone, call };
}
