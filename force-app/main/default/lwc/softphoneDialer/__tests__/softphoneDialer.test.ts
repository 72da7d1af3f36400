import SoftphoneDialer from 'c/softphoneDialer';
import type { NumberEntry } from '../../../../../../softphone/core/index.ts';
import { mount, redrawn, typeInto, unmountAll } from '../../../../../../test/components/mount.ts';

const nothing: NumberEntry = { typed: '', formatted: '', valid: false };
const complete: NumberEntry = {
  typed: '4155550100',
  formatted: '(415) 555-0100',
  country: 'US',
  valid: true,
};

function mountWith(entry: NumberEntry = nothing) {
  const dialer = mount('c-softphone-dialer', SoftphoneDialer, { entry });
  return { ...dialer, field: dialer.find('input') as HTMLInputElement };
}

describe('c-softphone-dialer', () => {
  afterEach(unmountAll);

  it('asks to read every change of the number', async () => {
    const dialer = mountWith();

    typeInto(dialer.field, '41');
    await redrawn();
    dialer.find('[data-digit="5"]').click();
    await redrawn();
    dialer.find('.backspace').click();

    expect(dialer.commands).toEqual([
      { type: 'typeNumber', typed: '41' },
      { type: 'typeNumber', typed: '415' },
      { type: 'typeNumber', typed: '41' },
    ]);
  });

  it("shows the number in its country's form", () => {
    expect(mountWith(complete).text('.reading')).toBe('(415) 555-0100 · United States');
  });

  it('says that a number is not complete yet', () => {
    const dialer = mountWith({ typed: '415', formatted: '415', country: 'US', valid: false });

    expect(dialer.text('.reading')).toBe('415 · not a complete number yet');
  });

  it('shows no reading of what is no longer typed, and never takes typing back', async () => {
    const dialer = mountWith();
    typeInto(dialer.field, '4');
    typeInto(dialer.field, '41');

    dialer.element.entry = { typed: '4', formatted: '4', valid: false };
    await redrawn();

    expect(dialer.field.value).toBe('41');
    expect(dialer.text('.reading')).toBe('');
  });

  it('empties the field when the entry is emptied', async () => {
    const dialer = mountWith(complete);

    dialer.element.entry = nothing;
    await redrawn();

    expect(dialer.field.value).toBe('');
  });

  it('dials what is typed, by the button or by Enter', () => {
    const dialer = mountWith(complete);

    dialer.find('form').dispatchEvent(new CustomEvent('submit', { cancelable: true }));

    expect(dialer.commands).toEqual([{ type: 'dial', number: '4155550100' }]);
  });

  it('dials nothing while nothing is typed', () => {
    const dialer = mountWith();

    dialer.find('form').dispatchEvent(new CustomEvent('submit', { cancelable: true }));

    expect(dialer.commands).toEqual([]);
    expect((dialer.find('.call') as HTMLButtonElement).disabled).toBe(true);
  });

  it('is accessible', async () => {
    await expect(mountWith(complete).element).toBeAccessible();
  });
});
