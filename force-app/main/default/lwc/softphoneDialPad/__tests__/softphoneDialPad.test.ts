import SoftphoneDialPad from 'c/softphoneDialPad';
import { mount, pressKey, unmountAll } from '../../../../../../test/components/mount.ts';

function mountOne() {
  const pad = mount('c-softphone-dial-pad', SoftphoneDialPad, {});
  const digits: string[] = [];
  pad.element.addEventListener('digit', (event) => digits.push((event as CustomEvent<string>).detail));
  return { ...pad, digits };
}

describe('c-softphone-dial-pad', () => {
  afterEach(unmountAll);

  it('raises each of its twelve keys', () => {
    const pad = mountOne();

    for (const key of pad.all('button')) key.click();

    expect(pad.digits.join('')).toBe('123456789*0#');
  });

  it('hears the keyboard, and leaves to the browser what is no digit', () => {
    const pad = mountOne();

    for (const key of ['4', '#', 'a', 'Tab']) pressKey(pad.find('.pad'), key);

    expect(pad.digits).toEqual(['4', '#']);
  });

  it('leaves key combinations to the browser', () => {
    const pad = mountOne();

    pad.find('.pad').dispatchEvent(new KeyboardEvent('keydown', { key: '1', ctrlKey: true }));

    expect(pad.digits).toEqual([]);
  });

  it('takes the focus, so that the keyboard reaches it', () => {
    const pad = mountOne();

    pad.element.focus();

    expect(pad.element.shadowRoot?.activeElement).toBe(pad.find('.pad'));
  });

  it('is accessible', async () => {
    await expect(mountOne().element).toBeAccessible();
  });
});
