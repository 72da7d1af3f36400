import { describe, expect, it } from '@jest/globals';
import { ConnectorLinkError } from '../../ports/connectorLink.ts';
import { settled } from '../../testing/virtualClock.ts';
import { create, started, talking, talkingTwice } from './testing/startedPhone.ts';

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

  it('again while it is not registered leaves a call alone that has a device of its own', async () => {
    const { device, sdkDevice, call, second, devices } = await talkingTwice();
    call.disconnect();
    sdkDevice().closeForGood();

    await device.start();

    expect(devices.map(({ state }) => state)).toEqual(['destroyed', 'unregistered', 'registered']);
    expect(second.status()).toBe('open');
  });

  it('right after it was stopped is a new one', async () => {
    const { device, devices } = await started();

    await Promise.all([device.stop(), device.start()]);

    expect(devices.map(({ state }) => state)).toEqual(['destroyed', 'registered']);
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

  it('of a page that the browser brings back is opened again', async () => {
    const { sdkDevice, devices, clock, types } = await started();
    sdkDevice().destroy();

    await clock.advance(30_000);

    expect(devices.map(({ state }) => state)).toEqual(['destroyed', 'registered']);
    expect(types()).toContain('registered');
  });

  it('that drops in a call leaves its sound alone', async () => {
    const { sdkDevice, call, types } = await talking();

    sdkDevice().loseSignalling();
    sdkDevice().restoreSignalling();
    await settled();
    call.recover();

    expect(types()).toEqual([
      'signallingLost',
      'registered',
      'signallingLost',
      'signallingBack',
      'audioRestored',
    ]);
  });

  it('that drops in two calls is back when all three connections are', async () => {
    const { sdkDevice, call, second, types } = await talkingTwice();

    sdkDevice().loseSignalling();
    second.loseSignalling();
    call.recover();
    sdkDevice().restoreSignalling();
    await settled();
    expect(types()).toEqual(['signallingLost', 'audioRestored', 'registered', 'signallingLost']);
    second.recover();

    expect(types().slice(4)).toEqual(['signallingBack', 'audioRestored']);
  });

  it('that is lost with a call that ends so is not lost any more', async () => {
    const { second, types } = await talkingTwice();

    second.loseSignalling();
    second.disconnect();

    expect(types()).toEqual(['signallingLost', 'signallingBack', 'audioEnded']);
  });

  it.each([31000, 31005, 53000])('error %i is a lost connection', async (code) => {
    const { sdkDevice, events } = await started();

    sdkDevice().emit('error', { code });

    expect(events).toEqual([{ type: 'signallingLost' }]);
  });
});

describe('a phone that stops', () => {
  it('ends all calls, and leaves no device', async () => {
    const { device, devices, types } = await talkingTwice();

    await device.stop();

    expect(devices.map(({ state }) => state)).toEqual(['destroyed', 'destroyed']);
    expect(types()).toEqual(['audioEnded', 'audioEnded', 'unregistered']);
  });

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
