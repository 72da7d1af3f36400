import { describe, expect, it } from '@jest/globals';
import { settled } from '../../testing/virtualClock.ts';
import { opened, one, started, talking, talkingTwice, three, two } from './testing/startedPhone.ts';

describe('a second call', () => {
  it('is answered on a device of its own, at the same edge, and leaves the first alone', async () => {
    const { call, offered, ownDevice, second, sdkDevice } = await talkingTwice();

    expect([call.status(), second.status(), offered.status()]).toEqual(['open', 'open', 'closed']);
    expect(ownDevice.options).toMatchObject({ edge: 'ashburn', tokenRefreshMs: Infinity });
    expect(ownDevice.registrations).toBe(0);
    expect(sdkDevice().options).toMatchObject({ allowIncomingWhileBusy: true });
  });

  it('has its own mute and digits', async () => {
    const { device, call, second, events } = await talkingTwice();

    device.setMuted(two, true);
    device.sendDigits(one, '1');

    expect([call.muted, second.muted, call.sent, second.sent]).toEqual([false, true, ['1'], []]);
    expect(events).toEqual([
      { type: 'muted', interactionId: two, muted: true },
      { type: 'digitsSent', interactionId: one, digits: '1' },
    ]);
  });

  it('ends alone, and frees its device', async () => {
    const { device, call, second, ownDevice, sdkDevice, events } = await talkingTwice();

    device.end(two);

    expect([call.status(), second.status()]).toEqual(['open', 'closed']);
    expect([sdkDevice().state, ownDevice.state]).toEqual(['registered', 'destroyed']);
    expect(events).toEqual([{ type: 'audioEnded', interactionId: two }]);
  });

  it('goes on when the first ends, and leaves room for the next on the registered device', async () => {
    const { device, call, second, devices, sdkDevice } = await talkingTwice();
    call.disconnect();

    device.accept(three);
    const third = sdkDevice().deliver({ interactionId: three });
    await settled();

    expect([second.status(), third.status(), devices.length]).toEqual(['open', 'open', 2]);
  });

  it('that arrives while the first is being answered has its own device too', async () => {
    const { device, devices, sdkDevice, types } = await started();
    device.accept(one);
    device.accept(two);

    const first = sdkDevice().deliver({ interactionId: one });
    sdkDevice().deliver({ interactionId: two });
    await opened();

    expect([first.status(), devices[1]?.call?.status()]).toEqual(['open', 'open']);
    expect(types()).toEqual(['audioConnecting', 'audioConnecting', 'audioConnected', 'audioConnected']);
  });

  it.each(['refusing', 'never'] as const)(
    'that cannot be taken up, the network %s, is given back, and leaves no device',
    async (connects) => {
      const { device, devices, sdkDevice, network, clock, call, events } = await talking();
      network.connects = connects;
      device.accept(two);

      const offered = sdkDevice().deliver({ interactionId: two });
      await clock.advance(15_000);

      expect([call.status(), offered.status()]).toEqual(['open', 'closed']);
      expect(devices.at(-1)?.state).toBe('destroyed');
      expect(events).toEqual([
        { type: 'audioConnecting', interactionId: two },
        { type: 'audioEnded', interactionId: two },
      ]);
    },
  );

  it('that the network takes over and never answers ends, and leaves no device', async () => {
    const { device, devices, sdkDevice, network, clock, call, types } = await talking();
    network.connects = 'without an answer';
    device.accept(two);
    sdkDevice().deliver({ interactionId: two });
    await clock.advance(14_999);
    expect(types()).toEqual(['audioConnecting']);

    await clock.advance(1);

    expect([call.status(), devices.at(-1)?.state]).toEqual(['open', 'destroyed']);
    expect(types()).toEqual(['audioConnecting', 'audioEnded']);
  });

  it('that is over while it is being taken up leaves nothing', async () => {
    const { device, devices, sdkDevice, network, types } = await talking();
    network.connects = 'never';
    device.accept(two);
    const offered = sdkDevice().deliver({ interactionId: two });
    await settled();

    device.end(two);

    expect([offered.status(), devices.at(-1)?.state]).toEqual(['closed', 'destroyed']);
    expect(types()).toEqual(['audioConnecting', 'audioEnded']);
  });

  it('that is delivered again while it is being taken up is no third one', async () => {
    const { device, devices, sdkDevice, network, call } = await talking();
    network.connects = 'never';
    device.accept(two);
    const offered = sdkDevice().deliver({ interactionId: two });
    const again = sdkDevice().deliver({ interactionId: two }, offered.parameters.CallSid);
    await settled();
    expect(devices).toHaveLength(2);

    device.end(two);

    expect([again.status(), call.status()]).toEqual(['closed', 'open']);
  });
});

describe('a call that arrives anew for an interaction that sounds', () => {
  it('takes its place, on the registered device when it was there', async () => {
    const { device, sdkDevice, devices, call, events } = await talking();
    device.setMuted(one, true);
    device.sendDigits(one, '1');
    events.length = 0;

    const anew = sdkDevice().deliver({ interactionId: one });
    await settled();

    expect([call.status(), anew.status(), anew.muted, devices.length]).toEqual(['closed', 'open', true, 1]);
    expect(events).toEqual([
      { type: 'audioConnecting', interactionId: one },
      { type: 'muted', interactionId: one, muted: true },
      { type: 'audioConnected', interactionId: one },
    ]);
  });

  it('takes its place on a new device beside another call', async () => {
    const { sdkDevice, call, second, devices } = await talkingTwice();

    sdkDevice().deliver({ interactionId: two });
    await opened();

    expect([call.status(), second.status(), devices.at(-1)?.call?.status()]).toEqual([
      'open',
      'closed',
      'open',
    ]);
    expect(devices.map(({ state }) => state)).toEqual(['registered', 'destroyed', 'unregistered']);
  });
});

describe('a call that was muted before it sounds', () => {
  it('starts muted', async () => {
    const { device, sdkDevice, types } = await started();
    device.accept(one);
    device.setMuted(one, true);

    const call = sdkDevice().deliver({ interactionId: one });
    await settled();

    expect(call.muted).toBe(true);
    expect(types()).toEqual(['audioConnecting', 'muted', 'audioConnected']);
  });
});
