import SoftphoneDevices from 'c/softphoneDevices';
import type { Phone } from '../../../../../../softphone/core/index.ts';
import { mount, unmountAll } from '../../../../../../test/components/mount.ts';
import { aSoftphone } from '../../../../../../test/components/views.ts';

const plugged: Partial<Phone> = {
  devices: {
    microphones: [
      { id: 'headset', label: 'Headset' },
      { id: 'built-in', label: 'Built-in' },
    ],
    speakers: [
      { id: 'headset', label: 'Headset' },
      { id: 'loud', label: 'Loudspeaker' },
    ],
  },
  chosen: { microphone: 'built-in', speaker: 'headset', ringer: 'loud' },
};

function mountWith(changes: Partial<Phone> = plugged) {
  return mount('c-softphone-devices', SoftphoneDevices, { phone: { ...aSoftphone().phone, ...changes } });
}

describe('c-softphone-devices', () => {
  afterEach(unmountAll);

  it('shows which device has which part', () => {
    const chosen = mountWith()
      .all('select')
      .map((select) => (select as HTMLSelectElement).value);

    expect(chosen).toEqual(['built-in', 'headset', 'loud']);
  });

  it('asks for another device', () => {
    const devices = mountWith();
    const speaker = devices.find('[data-role="speaker"]') as HTMLSelectElement;

    speaker.value = 'loud';
    speaker.dispatchEvent(new CustomEvent('change'));

    expect(devices.commands).toEqual([{ type: 'chooseDevice', role: 'speaker', deviceId: 'loud' }]);
  });

  it('plays a test tone on speaker and ringer', () => {
    const devices = mountWith();

    for (const button of devices.all('.test')) button.click();

    expect(devices.commands).toEqual([
      { type: 'playTestTone', role: 'speaker' },
      { type: 'playTestTone', role: 'ringer' },
    ]);
  });

  it('asks for the microphone while the browser hides what the devices are called', () => {
    const devices = mountWith({});

    devices.find('.allow-button').click();

    expect(devices.commands).toEqual([{ type: 'allowMicrophone' }]);
    expect(mountWith().has('.allow-button')).toBe(false);
  });

  it('is accessible', async () => {
    await expect(mountWith().element).toBeAccessible();
    await expect(mountWith({}).element).toBeAccessible();
  });
});
