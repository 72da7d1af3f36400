import SoftphoneParkedCalls from 'c/softphoneParkedCalls';
import { mount, unmountAll } from '../../../../../../test/components/mount.ts';
import { NOW, parkedCalls } from '../../../../../../test/components/views.ts';

function mountWith(changes: object = {}) {
  return mount('c-softphone-parked-calls', SoftphoneParkedCalls, {
    parkedCalls,
    country: 'US',
    mayPickUp: true,
    ...changes,
  });
}

describe('c-softphone-parked-calls', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW, doNotFake: ['queueMicrotask'] }));
  afterEach(() => {
    unmountAll();
    jest.useRealTimers();
  });

  it('lists where each call waits, its number, who parked it and how long it waits, the longest first', () => {
    const parked = mountWith();

    expect(parked.all('.orbit').map(({ title }) => title)).toEqual(['Orbit 701', 'Orbit 702']);
    expect(parked.all('.words').map(({ textContent }) => textContent)).toEqual([
      '(415) 555-0123Parked by Ben Keller · Support',
      '(415) 555-0177Parked by Maria Lopez',
    ]);
    expect(parked.all('.text').map(({ textContent }) => textContent)).toEqual(['1:12', '0:20']);
  });

  it('picks a call up, once', () => {
    const parked = mountWith();
    const waiting = mountWith({ pending: ['pickUp parked-1 '] });

    parked.find('.pick-up').click();
    parked.find('.pick-up').dispatchEvent(new MouseEvent('click', { detail: 2 }));
    waiting.find('.pick-up').click();

    expect(parked.find('.pick-up').title).toBe('Pick up (415) 555-0123 from orbit 701');
    expect(parked.commands).toEqual([{ type: 'pickUp', interactionId: 'parked-1' }]);
    expect(waiting.commands).toEqual([]);
  });

  it('offers none to an agent who may take none', () => {
    expect((mountWith({ mayPickUp: false }).find('.pick-up') as HTMLButtonElement).disabled).toBe(true);
  });

  it('does without the number of a caller who withholds it', () => {
    const [{ number: _withheld, ...parked }] = parkedCalls as [(typeof parkedCalls)[number]];

    expect(mountWith({ parkedCalls: [parked] }).text('.name')).toBe('Unknown');
  });

  it('is one row in brief, with or without a call', () => {
    expect(mountWith({ brief: true }).all('.call')).toHaveLength(1);
    expect(mountWith({ brief: true }).text('.name')).toBe('(415) 555-0123');
    expect(mountWith({ brief: true, parkedCalls: [] }).text('.none')).toBe('No parked calls');
  });

  it('says what will be here when there are none', () => {
    expect(mountWith({ parkedCalls: [] }).text('h2')).toBe('No parked calls');
  });

  it('is accessible with calls, without and in brief', async () => {
    jest.useRealTimers();
    await expect(mountWith().element).toBeAccessible();
    await expect(mountWith({ parkedCalls: [] }).element).toBeAccessible();
    await expect(mountWith({ brief: true }).element).toBeAccessible();
  });
});
