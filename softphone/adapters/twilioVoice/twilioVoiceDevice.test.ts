import { describe, expect, it } from '@jest/globals';
import type { DeviceRole, InteractionId, PhoneEvent } from '../../core/index.ts';
import { ConnectorLinkError } from '../../ports/connectorLink.ts';
import { createVirtualClock, settled } from '../../testing/virtualClock.ts';
import { createFakeMediaDevices, createFakeSdk, createFakeTokens } from './testing/fakeSdk.ts';
import { createTwilioVoiceDevice } from './twilioVoiceDevice.ts';

const one = 'interaction-1' as InteractionId;
const two = 'interaction-2' as InteractionId;

function create(preferred: Partial<Record<DeviceRole, string>> = {}, { microphones = true } = {}) {
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
    sdkDevice: () => devices.at(-1)!,
    types: () => events.map(({ type }) => type),
  };
}

/** A phone that is registered; what happened up to then is forgotten. */
async function started(preferred: Partial<Record<DeviceRole, string>> = {}) {
  const phone = create(preferred);
  await phone.device.start();
  await settled();
  phone.events.length = 0;
  return phone;
}

/** A phone with a call of interaction one. */
async function talking() {
  const phone = await started();
  phone.device.accept(one);
  const call = phone.sdkDevice().deliver({ interactionId: one });
  await settled();
  phone.events.length = 0;
  return { ...phone, call };
}

describe('a phone that starts', () => {
  it('registers with a token of the connector, and asks for the microphone', async () => {
    const { device, events, sdkDevice } = create();

    await device.start();
    await settled();

    expect(sdkDevice().tokens).toEqual(['token-1']);
    expect(events).toEqual(
      expect.arrayContaining([
        { type: 'registering' },
        { type: 'registered' },
        { type: 'microphoneGranted' },
      ]),
    );
  });

  it('has no sound to fetch, warns before the page is left in a call, and signals where the vendor does', async () => {
    const { sdkDevice } = await started();
    const { sounds, closeProtection, ...rest } = sdkDevice().options;

    expect(Object.keys(sounds as object)).toHaveLength(15);
    expect(
      Object.values(sounds as object).every((url) => String(url).startsWith('data:audio/wav;base64,')),
    ).toBe(true);
    expect(closeProtection).toBe(true);
    expect(rest).toMatchObject({ maxCallSignalingTimeoutMs: 30_000 });
    expect(rest).not.toHaveProperty('chunderw');
  });

  it('signals over the host that the connector names, and publishes nothing outside then', async () => {
    const { device, issued, sdkDevice } = create();
    issued.signalingHost = 'localhost:8443';

    await device.start();

    expect(sdkDevice().options).toMatchObject({ chunderw: 'localhost:8443', publishEvents: false });
  });

  it('fails while the connector cannot be reached, and works when it is started again', async () => {
    const { device, issued, events, types } = create();
    issued.refuse = new ConnectorLinkError();
    await device.start();
    issued.refuse = undefined;
    await device.start();
    await settled();

    expect(events).toContainEqual({ type: 'registrationFailed', tokenRefused: false });
    expect(types().indexOf('registered')).toBeGreaterThan(types().indexOf('registrationFailed'));
  });

  it('fails after fifteen seconds without an answer', async () => {
    const { device, network, events, clock } = create();
    network.registers = 'never';
    const start = device.start();
    await clock.advance(14_999);
    expect(events).not.toContainEqual(expect.objectContaining({ type: 'registrationFailed' }));

    await clock.advance(1);
    await start;

    expect(events.at(-1)).toEqual({ type: 'registrationFailed', tokenRefused: false });
  });

  it('says so when its fresh token is refused, and does not take it back', async () => {
    const { device, network, events, clock } = create();
    network.registers = 'refusing the token';
    const start = device.start();
    await clock.advance(20_000);
    await start;

    expect(events.filter(({ type }) => type === 'registrationFailed')).toEqual([
      { type: 'registrationFailed', tokenRefused: true },
    ]);
  });

  it('again renews its token', async () => {
    const { device, sdkDevice, devices } = await started();

    await device.start();

    expect(devices).toHaveLength(1);
    expect(sdkDevice().tokens).toEqual(['token-1', 'token-2']);
  });

  it('right after it was stopped is a new one', async () => {
    const { device, devices } = await started();

    await Promise.all([device.stop(), device.start()]);

    expect(devices.map(({ state }) => state)).toEqual(['destroyed', 'registered']);
  });
});

describe('a voice token', () => {
  it('is renewed when the SDK says that it will expire', async () => {
    const { sdkDevice, types } = await started();

    sdkDevice().emit('tokenWillExpire', sdkDevice());
    await settled();

    expect(sdkDevice().tokens).toEqual(['token-1', 'token-2']);
    expect(types()).toEqual([]);
  });

  it('is renewed after four fifths of its life, without the SDK’s timer', async () => {
    const { sdkDevice, clock } = await started();

    await clock.advance(2_879_000);
    expect(sdkDevice().tokens).toHaveLength(1);
    await clock.advance(31_000);

    expect(sdkDevice().tokens).toHaveLength(2);
  });

  it('is renewed when the computer wakes up, when it slept over the time', async () => {
    const { sdkDevice, clock } = await started();

    await clock.sleep(8 * 3_600_000);

    expect(sdkDevice().tokens).toHaveLength(2);
  });

  it('that has expired is renewed, in a call too, which goes on', async () => {
    const { sdkDevice, events, call, clock } = await talking();
    await clock.advance(60_000);

    sdkDevice().expire();
    await settled();

    expect(sdkDevice().tokens).toEqual(['token-1', 'token-2']);
    expect(sdkDevice()).toMatchObject({ state: 'registered', registrations: 2 });
    expect(events.map(({ type }) => type)).toEqual(['signallingLost', 'registered']);
    expect(call.status()).toBe('open');
  });

  it('that is refused again right after its renewal is refused for good', async () => {
    const { sdkDevice, network, events, clock } = await started();
    await clock.advance(60_000);
    network.registers = 'refusing the token';

    sdkDevice().expire();
    await clock.advance(1_000);

    expect(sdkDevice().tokens).toHaveLength(2);
    expect(events.at(-1)).toEqual({ type: 'registrationFailed', tokenRefused: true });
  });

  it('that cannot be renewed now is tried again later, while the phone still works', async () => {
    const { sdkDevice, issued, types, clock } = await started();
    issued.refuse = new ConnectorLinkError();
    await clock.advance(2_910_000);
    issued.refuse = undefined;

    await clock.advance(30_000);

    expect(types()).not.toContain('registrationFailed');
    expect(sdkDevice().tokens).toHaveLength(2);
  });
});

describe('signalling', () => {
  it('that drops and comes back is said, and mended by the SDK', async () => {
    const { sdkDevice, types } = await started();

    sdkDevice().loseSignalling();
    sdkDevice().restoreSignalling();
    await settled();

    expect(types()).toEqual(['signallingLost', 'registered']);
  });

  it('that the network closed for good is opened again', async () => {
    const { sdkDevice, types, clock } = await started();

    sdkDevice().closeForGood();
    await clock.advance(30_000);

    expect(types()).toEqual(['signallingLost', 'registered']);
  });

  it('that drops in a call leaves its sound alone', async () => {
    const { sdkDevice, call, types } = await talking();

    sdkDevice().loseSignalling();
    call.recover();

    expect(types()).toEqual(['signallingLost', 'signallingLost', 'signallingBack', 'audioRestored']);
  });

  it.each([31000, 31005, 53000])('error %i is a lost connection', async (code) => {
    const { sdkDevice, events } = await started();

    sdkDevice().emit('error', { code });

    expect(events).toEqual([{ type: 'signallingLost' }]);
  });
});

describe('a call of the network', () => {
  it('is answered when it arrives after the agent’s answer', async () => {
    const { device, sdkDevice, types } = await started();

    device.accept(one);
    sdkDevice().deliver({ interactionId: one });
    await settled();

    expect(types()).toEqual(['audioConnecting', 'audioConnected']);
  });

  it('waits for the agent’s answer when it arrives before', async () => {
    const { device, sdkDevice, types } = await started();
    const call = sdkDevice().deliver({ interactionId: one });
    expect([call.status(), types()]).toEqual(['pending', []]);

    device.accept(one);
    await settled();

    expect([call.status(), types()]).toEqual(['open', ['audioConnecting', 'audioConnected']]);
  });

  it('is rejected when it belongs to no interaction', async () => {
    const { sdkDevice } = await started();

    expect(sdkDevice().deliver({}).status()).toBe('closed');
  });

  it('that was withdrawn is not answered', async () => {
    const { device, sdkDevice, types } = await started();
    sdkDevice().deliver({ interactionId: one }).cancel();

    device.accept(one);
    await settled();

    expect(types()).toEqual([]);
  });

  it('that is delivered anew after a reconnection is answered, and the dead one forgotten', async () => {
    const { device, sdkDevice } = await started();
    const dead = sdkDevice().deliver({ interactionId: one });
    sdkDevice().loseSignalling();
    sdkDevice().restoreSignalling();
    await settled();
    const alive = sdkDevice().deliver({ interactionId: one });

    device.accept(one);
    await settled();

    expect([dead.status(), alive.status()]).toEqual(['reconnecting', 'open']);
  });

  it('is not answered once its interaction is over', async () => {
    const { device, sdkDevice } = await started();
    const waiting = sdkDevice().deliver({ interactionId: one });
    device.accept(two);
    device.end(one);
    device.end(two);

    const late = sdkDevice().deliver({ interactionId: two });

    expect([waiting.status(), late.status()]).toEqual(['closed', 'pending']);
  });

  it('ends for both sides, and for nobody twice', async () => {
    const { device, call, events } = await talking();

    device.end(one);
    device.end(one);

    expect(call.status()).toBe('closed');
    expect(events).toEqual([{ type: 'audioEnded', interactionId: one }]);
  });

  it('that the network cannot resume is over', async () => {
    const { call, events } = await talking();

    call.loseSignalling({ resumable: false });
    await settled();

    expect(events).toContainEqual({ type: 'audioEnded', interactionId: one });
  });

  it('without a microphone ends, and says why', async () => {
    const { device, sdkDevice, network, events } = await started();
    network.microphone = 'refused';
    device.accept(one);

    sdkDevice().deliver({ interactionId: one });
    await settled();

    expect(events).toEqual([
      { type: 'audioConnecting', interactionId: one },
      { type: 'audioEnded', interactionId: one },
      { type: 'microphoneRefused' },
    ]);
  });
});

describe('a call of the agent', () => {
  it('names its interaction to the network', async () => {
    const { device, sdkDevice, types } = await started();

    await device.connect(one);
    await settled();

    expect(sdkDevice().connected).toEqual([{ interactionId: one }]);
    expect(types()).toEqual(['audioConnecting', 'audioConnected']);
  });

  it('that is over before its sound is there gets none', async () => {
    const { device, types } = await started();
    const connecting = device.connect(one);

    device.end(one);
    await connecting;
    await settled();

    expect(types()).not.toContain('audioConnected');
  });

  it('cannot be made with a phone that is off', async () => {
    const { device } = create();

    await expect(device.connect(one)).rejects.toThrow('The phone is not registered');
  });
});

describe('during a call', () => {
  it('the agent mutes and sends digits', async () => {
    const { device, call, events } = await talking();

    device.setMuted(true);
    device.sendDigits('1w#');

    expect(call.sent).toEqual(['1w#']);
    expect(events).toEqual([
      { type: 'muted', muted: true },
      { type: 'digitsSent', digits: '1w#' },
    ]);
  });

  it('lost and repaired media is told', async () => {
    const { call, types } = await talking();

    call.loseMedia();
    call.recover();

    expect(types()).toEqual(['audioInterrupted', 'signallingBack', 'audioRestored']);
  });

  it.each([
    ['high-rtt', 'highLatency'],
    ['high-jitter', 'highJitter'],
    ['high-packet-loss', 'packetLoss'],
    ['high-packets-lost-fraction', 'packetLoss'],
    ['low-mos', 'lowQuality'],
    ['constant-audio-input-level', 'silentMicrophone'],
  ])('the SDK’s warning %s is %s', async (name, warning) => {
    const { call, events } = await talking();

    call.emit('warning', name, {});
    call.emit('warning-cleared', name);
    call.emit('warning', 'something-new', {});

    expect(events).toEqual([
      { type: 'warningRaised', warning },
      { type: 'warningCleared', warning },
    ]);
  });

  it('nothing is done for a call that is over', async () => {
    const { device, call, events } = await talking();
    call.disconnect();
    events.length = 0;

    device.setMuted(true);
    device.sendDigits('1');

    expect([events, call.sent]).toEqual([[], []]);
  });
});

describe('microphones and speakers', () => {
  it('are listed by name, with those that the agent chose', async () => {
    const { device, events } = await started({ speaker: 's1' });

    await device.allowMicrophone();
    await settled();

    expect(events).toEqual([
      { type: 'microphoneGranted' },
      {
        type: 'devicesChanged',
        devices: {
          microphones: [{ id: 'm1', label: 'Headset' }],
          speakers: [{ id: 's1', label: 'Speakers' }],
        },
        chosen: { speaker: 's1' },
      },
    ]);
  });

  it.each([
    ['NotAllowedError', 'microphoneRefused'],
    ['SecurityError', 'microphoneRefused'],
    ['NotFoundError', 'microphoneMissing'],
    ['NotReadableError', 'microphoneMissing'],
    ['AbortError', 'microphoneRefused'],
  ])('%s of the browser is %s', async (name, type) => {
    const { device, browser, types } = await started();
    browser.refusal = name;

    await device.allowMicrophone();
    await settled();

    expect(types()).toEqual([type, 'devicesChanged']);
  });

  it('cannot be had in a page that may use none', async () => {
    const { device, types } = create({}, { microphones: false });

    await device.start();
    await settled();

    expect(types()).toEqual(['registering', 'microphoneRefused', 'registered']);
  });

  it('are let go of after they were asked for', async () => {
    const { browser } = await started();

    expect(browser.openTracks).toBe(0);
  });

  it('are listed anew when one is plugged in, until the phone stops', async () => {
    const { device, browser, types } = await started();

    browser.plug();
    await settled();
    await device.stop();
    browser.plug();
    await settled();

    expect(types()).toEqual(['devicesChanged', 'unregistered']);
  });

  it('that were chosen before are used again, as far as they are there', async () => {
    const { sdkDevice } = await started({ microphone: 'gone', speaker: 's1' });

    expect(sdkDevice().chosen).toEqual(['speaker s1']);
  });

  it('that are chosen are kept, used at once, and shown', async () => {
    const { device, sdkDevice, preferred, events } = await started();

    await device.chooseDevice('microphone', 'm1');

    expect(preferred).toEqual({ microphone: 'm1' });
    expect(sdkDevice().chosen).toEqual(['microphone m1']);
    expect(events).toMatchObject([{ type: 'devicesChanged', chosen: { microphone: 'm1' } }]);
  });

  it('sound a test tone where the agent would hear it', async () => {
    const { device, tones } = await started({ ringer: 's1' });

    await device.playTestTone('ringer');
    await device.playTestTone('speaker');

    expect(tones).toEqual(['s1', undefined]);
  });
});

describe('a phone that stops', () => {
  it('ends its call and is gone', async () => {
    const { device, sdkDevice, call, types } = await talking();

    await device.stop();

    expect([sdkDevice().state, call.status()]).toEqual(['destroyed', 'closed']);
    expect(types()).toEqual(['audioEnded', 'unregistered']);
  });

  it('renews no token any more', async () => {
    const { device, issued, clock } = await started();
    await device.stop();

    await clock.advance(24 * 3_600_000);

    expect(issued.count).toBe(1);
  });
});
