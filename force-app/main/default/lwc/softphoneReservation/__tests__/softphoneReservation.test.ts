import SoftphoneReservation from 'c/softphoneReservation';
import type { Interaction } from '../../../../../../softphone/core/index.ts';
import { mount, unmountAll } from '../../../../../../test/components/mount.ts';
import {
  ana,
  anInteraction,
  brokenFurnace,
  bruno,
  NOW,
  records,
} from '../../../../../../test/components/views.ts';

function mountWith(changes: Partial<Interaction> = {}, showable = false, given: object = {}) {
  const interaction = anInteraction(changes);
  return mount('c-softphone-reservation', SoftphoneReservation, {
    interaction,
    records,
    showable,
    country: 'US',
    ...given,
  });
}

describe('c-softphone-reservation', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW, doNotFake: ['queueMicrotask'] }));
  afterEach(() => {
    unmountAll();
    jest.useRealTimers();
  });

  it('says which queue the call comes from and who calls', () => {
    expect(mountWith({ person: ana }).text('[role="alert"]')).toBe('Incoming call: Support, Ana Ruiz');
  });

  it.each<[Partial<Interaction>, string]>([
    [{ via: 'transfer', from: 'Ben Keller' }, 'Transfer from Ben Keller'],
    [{ via: 'consult', from: 'Ben Keller' }, 'Consult from Ben Keller'],
    [{ via: 'recall' }, 'Parked call is back'],
    [{ via: 'direct' }, 'Direct call'],
  ])('says how a call comes that no queue brings: %j', (changes, words) => {
    expect(mountWith(changes).text('.heading')).toBe(words);
  });

  it('says which colleague calls, and searches no record', () => {
    const reservation = mountWith({
      direction: 'internal',
      via: 'internal',
      from: 'Ben Keller',
      parties: [],
    });

    expect(reservation.text('[role="alert"]')).toBe('Internal call from Ben Keller, Ben Keller');
    expect(reservation.text('h2')).toBe('Ben Keller');
    expect(reservation.has('.found')).toBe(false);
  });

  it('shows what the agents before have written', () => {
    const earlierNotes = [{ agentName: 'Ben Keller', notes: 'Wants a technician.' }];

    expect(mountWith({ earlierNotes }).text('.notes')).toBe('Wants a technician.');
  });

  it('says that answering holds another call', () => {
    expect(mountWith().text('.accept')).toBe('Accept');
    expect(mountWith({}, false, { holdsAnother: true }).text('.accept')).toBe('Answer and hold');
  });

  it('shows how long the call still waits for this agent', () => {
    expect(mountWith().text('[role="timer"]')).toBe('15');
  });

  it('shows what the caller keyed in', () => {
    expect(mountWith({ collected: '00001026' }).text('.collected')).toBe('Keyed in 00001026');
  });

  it.each<[string, Partial<Interaction>, string]>([
    ['that records are looked for', { matched: false }, 'Looking for records…'],
    ['that nobody is known by this number', {}, 'No record has this number'],
    ['how many are', { matches: [ana, bruno] }, '2 records have this number'],
  ])('says %s', (_what, changes, words) => {
    expect(mountWith(changes).text('.found')).toBe(words);
  });

  it('shows the records that may be meant', () => {
    const reservation = mountWith({ matches: [ana, bruno] });

    expect(reservation.all('.match').map(({ textContent }) => textContent)).toEqual([
      'Ana Ruiz · Acme Corp',
      'Bruno Keller',
    ]);
  });

  it("shows a known caller's other records without the caller", () => {
    const reservation = mountWith({ matches: [ana, brokenFurnace], person: ana });

    expect(reservation.all('.match').map(({ textContent }) => textContent)).toEqual([
      '00001026 · Furnace does not start',
    ]);
    expect(reservation.has('.found')).toBe(false);
  });

  it('answers and declines', () => {
    const reservation = mountWith();

    reservation.find('.accept').click();
    reservation.find('.decline').click();

    expect(reservation.commands).toEqual([
      { type: 'answer', interactionId: 'interaction-1' },
      { type: 'decline', interactionId: 'interaction-1' },
    ]);
  });

  it('answers once on a double click', () => {
    const reservation = mountWith();

    for (const detail of [1, 2]) {
      reservation.find('.accept').dispatchEvent(new MouseEvent('click', { detail }));
    }

    expect(reservation.commands).toHaveLength(1);
  });

  it('asks no more once the agent has answered', () => {
    const reservation = mountWith({}, false, { pending: ['answer interaction-1 '] });

    reservation.find('.accept').click();
    reservation.find('.decline').click();

    expect(reservation.find('.accept').getAttribute('aria-disabled')).toBe('true');
    expect(reservation.commands).toEqual([]);
  });

  it('has the record shown where nothing pops by itself', () => {
    const reservation = mountWith({ person: ana }, true);

    reservation.find('.show').click();

    expect(reservation.commands).toEqual([{ type: 'popScreen', interactionId: 'interaction-1' }]);
    expect(mountWith({ person: ana }).has('.show')).toBe(false);
  });

  it('is accessible', async () => {
    jest.useRealTimers();
    const reservation = mountWith({
      matches: [ana, bruno],
      collected: '00001026',
      earlierNotes: [{ agentName: 'Ben Keller', notes: 'Wants a technician.' }],
    });

    await expect(reservation.element).toBeAccessible();
  });
});
