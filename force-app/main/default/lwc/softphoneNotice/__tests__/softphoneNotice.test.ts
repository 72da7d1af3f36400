import SoftphoneNotice from 'c/softphoneNotice';
import { mount, unmountAll } from '../../../../../../test/components/mount.ts';

describe('c-softphone-notice', () => {
  afterEach(unmountAll);

  it('says something without a button', () => {
    const notice = mount('c-softphone-notice', SoftphoneNotice, { heading: 'No calls today', text: '' });

    expect(notice.text('h2')).toBe('No calls today');
    expect(notice.has('button')).toBe(false);
  });

  it('raises act when its button is pressed', () => {
    const notice = mount('c-softphone-notice', SoftphoneNotice, {
      heading: 'Logged out',
      action: 'Go ready',
    });
    const acted = jest.fn();
    notice.element.addEventListener('act', acted);

    notice.find('button').click();

    expect(acted).toHaveBeenCalledTimes(1);
  });

  it('spins while busy', () => {
    const notice = mount('c-softphone-notice', SoftphoneNotice, { heading: 'Signing in', busy: true });

    expect(notice.has('.slds-spinner')).toBe(true);
  });

  it('is accessible', async () => {
    const properties = {
      heading: 'Logged out',
      text: 'No calls',
      action: 'Go ready',
      iconName: 'utility:offline',
    };

    await expect(mount('c-softphone-notice', SoftphoneNotice, properties).element).toBeAccessible();
  });
});
