import type { DeviceRole, InteractionId, PhoneEvent } from '../../../core/index.ts';
import { createVirtualClock, settled } from '../../../testing/virtualClock.ts';
import { createTwilioVoiceDevice } from '../twilioVoiceDevice.ts';
import { createFakeMediaDevices, createFakeSdk, createFakeTokens } from './fakeSdk.ts';

export const one = 'interaction-1' as InteractionId;
export const two = 'interaction-2' as InteractionId;

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
    sdkDevice: () => {
      const made = devices.at(-1);
      if (!made) throw new Error('no device was made');
      return made;
    },
    types: () => events.map(({ type }) => type),
  };
}

/** A phone that is registered; what happened up to then is forgotten. */
export async function started(preferred: Partial<Record<DeviceRole, string>> = {}) {
  const phone = create(preferred);
  await phone.device.start();
  await settled();
  phone.events.length = 0;
  return phone;
}

/** A phone with a call of interaction one. */
export async function talking() {
  const phone = await started();
  phone.device.accept(one);
  const call = phone.sdkDevice().deliver({ interactionId: one });
  await settled();
  phone.events.length = 0;
  return { ...phone, call };
}
