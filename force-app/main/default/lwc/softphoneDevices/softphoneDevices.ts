import { LightningElement, api } from 'lwc';
import type { DeviceRole, Phone } from '../../../../../softphone/core/index.ts';
import ALLOW from '@salesforce/label/c.Softphone_Devices_Allow';
import ALLOW_TEXT from '@salesforce/label/c.Softphone_Devices_Allow_Text';
import DEFAULT_DEVICE from '@salesforce/label/c.Softphone_Devices_Default';
import MICROPHONE from '@salesforce/label/c.Softphone_Devices_Microphone';
import RINGER from '@salesforce/label/c.Softphone_Devices_Ringer';
import SPEAKER from '@salesforce/label/c.Softphone_Devices_Speaker';
import TEST from '@salesforce/label/c.Softphone_Devices_Test';
import TEST_OF from '@salesforce/label/c.Softphone_Devices_Test_Of';
import { raise } from 'c/softphoneCommand';
import { fill } from 'c/softphoneFormat';

const ROLES: readonly { role: DeviceRole; label: string; iconName: string }[] = [
  { role: 'microphone', label: MICROPHONE, iconName: 'utility:unmuted' },
  { role: 'speaker', label: SPEAKER, iconName: 'utility:volume_high' },
  { role: 'ringer', label: RINGER, iconName: 'utility:notification' },
];

/** Which microphone, speaker and ringer the phone uses, and how the last two sound. */
export default class SoftphoneDevices extends LightningElement {
  @api phone!: Phone;

  words = { allow: ALLOW, allowText: ALLOW_TEXT, test: TEST };

  /** Browsers name the devices only once the microphone is allowed. */
  get unnamed(): boolean {
    const { microphones, speakers } = this.phone.devices;
    return [...microphones, ...speakers].every(({ label }) => label === '');
  }

  get rows() {
    const { devices, chosen } = this.phone;
    return ROLES.map(({ role, label, iconName }) => {
      const listed = role === 'microphone' ? devices.microphones : devices.speakers;
      return {
        role,
        label,
        iconName,
        tested: role !== 'microphone',
        testTitle: fill(TEST_OF, label),
        disabled: listed.length === 0,
        empty: listed.length === 0,
        options: listed.map((device) => ({
          id: device.id,
          label: device.label || DEFAULT_DEVICE,
          chosen: device.id === chosen[role],
        })),
      };
    });
  }

  get defaultLabel(): string {
    return DEFAULT_DEVICE;
  }

  choose(event: Event): void {
    const select = event.target as HTMLSelectElement;
    raise(this, { type: 'chooseDevice', role: select.dataset.role as DeviceRole, deviceId: select.value });
  }

  test(event: MouseEvent): void {
    const role = (event.currentTarget as HTMLElement).dataset.role as 'speaker' | 'ringer';
    raise(this, { type: 'playTestTone', role });
  }

  allow(): void {
    raise(this, { type: 'allowMicrophone' });
  }
}
