import SoftphoneDialer from 'c/softphoneDialer';
import type { NumberEntry } from '../../../../../../softphone/core/index.ts';
import { mount, redrawn, typeInto, unmountAll } from '../../../../../../test/components/mount.ts';
import { aSoftphone, parkedCalls } from '../../../../../../test/components/views.ts';

const nothing: NumberEntry = { typed: '', formatted: '', valid: false };
const complete: NumberEntry = {
  typed: '4155550100',
  formatted: '(415) 555-0100',
  country: 'US',
  valid: true,
};

const callerIds = [
  { number: '+18885550199', label: 'Main' },
  { number: '+14155550000', label: 'Sales' },
];

function mountWith(entry: NumberEntry = nothing, changes: object = {}) {
  const { directory } = aSoftphone();
  const given = { entry, directory, allowed: true, callerIds: [] as typeof callerIds, ...changes };
  const dialer = mount('c-softphone-dialer', SoftphoneDialer, given);
  const submit = () => dialer.find('form').dispatchEvent(new CustomEvent('submit', { cancelable: true }));
  return { ...dialer, submit, field: dialer.find('.number') as HTMLInputElement };
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

    dialer.submit();

    expect(dialer.commands).toEqual([{ type: 'dial', target: { kind: 'number', number: '4155550100' } }]);
  });

  it('dials an extension when a few digits are no number', () => {
    const dialer = mountWith({ typed: '2041', formatted: '2041', country: 'US', valid: false });
    const short = mountWith({ typed: '2041', formatted: '2041', country: 'US', valid: true });

    dialer.submit();
    short.submit();

    expect(dialer.commands).toEqual([{ type: 'dial', target: { kind: 'extension', extension: '2041' } }]);
    expect(short.commands).toEqual([{ type: 'dial', target: { kind: 'number', number: '2041' } }]);
  });

  it('calls whom the agent finds in the directory', () => {
    const dialer = mountWith();
    const target = { kind: 'agent', agentId: '005000000000002AAA' };

    dialer
      .find('c-softphone-directory')
      .dispatchEvent(new CustomEvent('choose', { detail: { target, name: 'Ben Keller' } }));

    expect(dialer.commands).toEqual([{ type: 'dial', target }]);
  });

  it('shows the number that the agent has chosen to show, where there is a choice', () => {
    const dialer = mountWith(complete, { callerIds });
    const select = dialer.find('select') as HTMLSelectElement;

    select.value = '+14155550000';
    select.dispatchEvent(new CustomEvent('change'));
    dialer.submit();

    expect([...select.options].map(({ textContent }) => textContent)).toEqual([
      'Standard number',
      'Main · (888) 555-0199',
      'Sales · (415) 555-0000',
    ]);
    expect(dialer.commands).toMatchObject([{ type: 'dial', callerId: '+14155550000' }]);
    expect(mountWith().has('select')).toBe(false);
  });

  it('dials nothing while nothing is typed, and nothing that would be refused', () => {
    const empty = mountWith();
    const forbidden = mountWith(complete, { allowed: false });

    empty.submit();
    forbidden.submit();

    expect([...empty.commands, ...forbidden.commands]).toEqual([]);
    expect((empty.find('.call') as HTMLButtonElement).disabled).toBe(true);
    expect((forbidden.find('.call') as HTMLButtonElement).disabled).toBe(true);
  });

  it('dials once, however fast it is asked', () => {
    const dialer = mountWith(complete, { pending: ['dial  '] });

    dialer.submit();

    expect(dialer.commands).toEqual([]);
  });

  it('shows the parked call that waits longest, and in a call the way back instead', () => {
    const during = mountWith(nothing, { parkedCalls, back: true });
    const back = jest.fn();
    during.element.addEventListener('back', back);

    during.find('.back').click();

    expect(mountWith(nothing, { parkedCalls }).text('.call .name')).toBe('(415) 555-0123');
    expect(during.has('c-softphone-parked-calls')).toBe(false);
    expect(back).toHaveBeenCalledTimes(1);
  });

  it('is accessible', async () => {
    await expect(mountWith(complete, { callerIds, parkedCalls, back: false }).element).toBeAccessible();
  });
});
