import { describe, expect, it } from '@jest/globals';
import { ConnectorLinkError } from '../../ports/connectorLink.ts';
import { settled } from '../../testing/virtualClock.ts';
import { started, talking, talkingTwice, two } from './testing/startedPhone.ts';

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

  it('is renewed for every call, and only while it runs', async () => {
    const { device, sdkDevice, ownDevice } = await talkingTwice();

    sdkDevice().emit('tokenWillExpire', sdkDevice());
    await settled();
    device.end(two);
    sdkDevice().emit('tokenWillExpire', sdkDevice());
    await settled();

    expect(sdkDevice().tokens).toEqual(['token-1', 'token-2', 'token-3']);
    expect(ownDevice.tokens).toEqual(['token-1', 'token-2']);
  });

  it('that all devices find expired is renewed once', async () => {
    const { sdkDevice, ownDevice, second, clock } = await talkingTwice();
    await clock.advance(60_000);

    ownDevice.expire();
    sdkDevice().expire();
    await settled();

    expect([sdkDevice().tokens.length, ownDevice.tokens.length, second.status()]).toEqual([2, 2, 'open']);
    expect(sdkDevice().state).toBe('registered');
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
