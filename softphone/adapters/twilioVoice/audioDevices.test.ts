import { describe, expect, it } from '@jest/globals';
import { settled } from '../../testing/virtualClock.ts';
import { create, opened, started, talking, talkingTwice, two } from './testing/startedPhone.ts';

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

  it('that are chosen are used by every call', async () => {
    const { device, sdkDevice, ownDevice } = await talkingTwice({ microphone: 'm1' });
    expect(ownDevice.chosen).toEqual(['microphone m1']);

    await device.chooseDevice('speaker', 's1');

    expect(ownDevice.chosen).toEqual(['microphone m1', 'microphone m1', 'speaker s1']);
    expect(sdkDevice().chosen).toEqual(['microphone m1', 'microphone m1', 'speaker s1']);
  });

  it('are waited for where a call needs one that was chosen, but not for long', async () => {
    const { device, sdkDevice, network, clock, types } = await talking({ microphone: 'm1' });
    network.listsDevices = 'never';
    device.accept(two);
    sdkDevice().deliver({ interactionId: two });
    await clock.advance(999);
    expect(types()).toEqual(['audioConnecting']);

    await clock.advance(1);
    await opened();

    expect(types()).toEqual(['audioConnecting', 'audioConnected']);
  });

  it('sound a test tone where the agent would hear it', async () => {
    const { device, tones } = await started({ ringer: 's1' });

    await device.playTestTone('ringer');
    await device.playTestTone('speaker');

    expect(tones).toEqual(['s1', undefined]);
  });
});
