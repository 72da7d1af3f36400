import SoftphoneIcon from 'c/softphoneIcon';
import { mount, unmountAll } from '../../../../../../test/components/mount.ts';

describe('c-softphone-icon', () => {
  afterEach(unmountAll);

  it("draws a symbol of the static resource's sprite", () => {
    const icon = mount('c-softphone-icon', SoftphoneIcon, { name: 'utility:end_call' });

    expect(icon.find('use').getAttribute('href')).toBe('softphone/symbols.svg#utility-end_call');
  });

  it("gives an object's icon its coloured tile", () => {
    const icon = mount('c-softphone-icon', SoftphoneIcon, { name: 'standard:contact' });

    expect(icon.has('.slds-icon-standard-contact')).toBe(true);
  });

  it('is accessible', async () => {
    const { element } = mount('c-softphone-icon', SoftphoneIcon, { name: 'standard:case' });

    await expect(element).toBeAccessible();
  });
});
