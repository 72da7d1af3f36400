import { describe, expect, it } from '@jest/globals';
import { settled } from '../../testing/virtualClock.ts';
import { create, one, opened, started, talking, three, two } from './testing/startedPhone.ts';

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

  it('that waited at a device which is no more is not answered', async () => {
    const { device, sdkDevice, types } = await started();
    sdkDevice().deliver({ interactionId: one });
    sdkDevice().closeForGood();
    await device.start();

    device.accept(one);
    await settled();

    expect(types()).not.toContain('audioConnecting');
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
  it('names its interaction to the network, on a device of its own', async () => {
    const { device, devices, types } = await started();

    await device.connect(one);
    await settled();

    expect(devices.map(({ connected }) => connected)).toEqual([[], [{ interactionId: one }]]);
    expect(types()).toEqual(['audioConnecting', 'audioConnected']);
  });

  it('leaves the calls alone that wait or run', async () => {
    const { device, sdkDevice, call } = await talking();
    const waiting = sdkDevice().deliver({ interactionId: two });

    await device.connect(three);
    await opened();
    device.accept(two);
    await opened();

    expect([call.status(), waiting.status()]).toEqual(['open', 'closed']);
  });

  it('fails when the network refuses it or does not answer, and leaves no device', async () => {
    const { device, devices, network, clock, types } = await started();
    network.connects = 'refusing';
    await expect(device.connect(one)).rejects.toMatchObject({ code: 31000 });

    network.connects = 'never';
    const failed = device.connect(one).catch((cause: unknown) => cause);
    await clock.advance(15_000);
    expect(await failed).toEqual(new Error('The voice network did not answer in time'));

    expect(devices.map(({ state }) => state)).toEqual(['registered', 'destroyed', 'destroyed']);
    expect(types()).toEqual(['audioConnecting', 'audioEnded', 'audioConnecting', 'audioEnded']);
  });

  it('that is ended while the network does not answer fails silently', async () => {
    const { device, devices, network } = await started();
    network.connects = 'never';
    const connecting = device.connect(one);
    await settled();

    device.end(one);

    await expect(connecting).resolves.toBeUndefined();
    expect(devices.at(-1)?.state).toBe('destroyed');
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

    device.setMuted(one, true);
    device.sendDigits(one, '1w#');

    expect(call.sent).toEqual(['1w#']);
    expect(events).toEqual([
      { type: 'muted', interactionId: one, muted: true },
      { type: 'digitsSent', interactionId: one, digits: '1w#' },
    ]);
  });

  it('lost and repaired media is told', async () => {
    const { call, types } = await talking();

    call.loseMedia();
    call.recover();

    expect(types()).toEqual(['audioInterrupted', 'audioRestored']);
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
      { type: 'warningRaised', interactionId: one, warning },
      { type: 'warningCleared', interactionId: one, warning },
    ]);
  });

  it('nothing is done for a call that is over', async () => {
    const { device, call, events } = await talking();
    call.disconnect();
    events.length = 0;

    device.setMuted(one, true);
    device.sendDigits(one, '1');

    expect([events, call.sent]).toEqual([[], []]);
  });
});
