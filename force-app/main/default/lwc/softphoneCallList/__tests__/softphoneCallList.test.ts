import SoftphoneCallList from 'c/softphoneCallList';
import type { Desk, Interaction } from '../../../../../../softphone/core/index.ts';
import { mount, unmountAll } from '../../../../../../test/components/mount.ts';
import {
  aConnectedInteraction,
  aCustomer,
  aDesk,
  anInteraction,
  aView,
  aWrapUp,
  NOW,
  records,
  secondsFromNow,
} from '../../../../../../test/components/views.ts';

const held = aConnectedInteraction({
  id: 'held' as never,
  parties: [aCustomer({ state: 'onHold', since: secondsFromNow(-12) })],
});
const { person: _unknown, ...stranger } = aConnectedInteraction({ matches: [] });
const ringing = anInteraction({ id: 'ringing' as never, via: 'transfer', from: 'Ben Keller' });

interface Given {
  readonly active?: string | undefined;
  readonly shown?: string;
  readonly pending?: readonly string[];
}

function mountWith(interactions: readonly Interaction[], { active, shown, pending = [] }: Given = {}) {
  const desk: Desk = { ...aDesk(interactions), ...(active && { active: active as Interaction['id'] }) };
  const { may, onHoldSince: holdSince } = aView({ desk });
  const list = mount('c-softphone-call-list', SoftphoneCallList, {
    interactions,
    active,
    shown: shown ?? active,
    records,
    country: 'US',
    holdSince,
    may,
    pending,
  });
  const chosen = jest.fn();
  list.element.addEventListener('choose', (event) => chosen((event as CustomEvent).detail));
  return { ...list, chosen, row: (id: string) => list.find(`.switch[data-id="${id}"]`) };
}

describe('c-softphone-call-list', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW, doNotFake: ['queueMicrotask'] }));
  afterEach(() => {
    unmountAll();
    jest.useRealTimers();
  });

  it('says of each call who it is with, how it is, and since when', () => {
    const rows = mountWith([held, stranger, aWrapUp({ id: 'over' as never })], { active: stranger.id });

    expect(rows.all('.switch').map(({ textContent }) => textContent)).toEqual([
      'Ana RuizOn hold',
      '(415) 555-0100Talking',
      'Ana RuizWrap-up',
    ]);
    expect(rows.all('.text').map(({ textContent }) => textContent)).toEqual(['0:12', '1:00', '1:00', '0:30']);
  });

  it('tells calls that are not answered yet, and one whose connection is broken', () => {
    const rows = mountWith([
      aConnectedInteraction({ id: 'a' as never, call: { state: 'dialing', dialedAt: NOW } }),
      aConnectedInteraction({ id: 'b' as never, call: { state: 'answering', acceptedAt: NOW } }),
      aConnectedInteraction({ id: 'c' as never, lostUntil: secondsFromNow(14) }),
      aConnectedInteraction({ id: 'd' as never }),
    ]);

    expect(rows.all('.state').map(({ textContent }) => textContent)).toEqual([
      'Calling…',
      'Connecting…',
      'Connection lost',
      'Waiting for you',
    ]);
  });

  it('switches to a call that waits by one click, and shows it', () => {
    const list = mountWith([held, stranger], { active: stranger.id });

    list.row('held').click();

    expect(list.chosen).toHaveBeenCalledWith('held');
    expect(list.commands).toEqual([{ type: 'activate', interactionId: 'held' }]);
  });

  it('only shows the call in which the agent is heard, one that rings and one in wrap-up', () => {
    const over = aWrapUp({ id: 'over' as never });
    const list = mountWith([stranger, ringing, over], { active: stranger.id });

    for (const { id } of [stranger, ringing, over]) list.row(id).click();

    expect(list.chosen).toHaveBeenCalledTimes(3);
    expect(list.commands).toEqual([]);
  });

  it('marks the call that is shown', () => {
    const list = mountWith([held, stranger], { active: stranger.id });

    expect(list.row(stranger.id).getAttribute('aria-current')).toBe('true');
    expect(list.row('held').getAttribute('aria-current')).toBe('false');
  });

  it('answers and declines in the row, and says that answering holds the other call', () => {
    const list = mountWith([stranger, ringing], { active: stranger.id });

    list.find('.answer').click();
    list.find('.decline').click();

    expect(list.row('ringing').textContent).toBe('(415) 555-0100Transfer from Ben Keller');
    expect(list.all('.text').at(-1)?.textContent).toBe('0:15');
    expect(list.text('.answer')).toBe('Answer and hold');
    expect(list.commands).toEqual([
      { type: 'answer', interactionId: 'ringing' },
      { type: 'decline', interactionId: 'ringing' },
    ]);
  });

  it('holds nothing where no call runs', () => {
    expect(mountWith([aWrapUp(), ringing]).text('.answer')).toBe('Accept');
  });

  it('leaves the buttons to the panel of the call that is shown', () => {
    expect(mountWith([stranger, ringing], { active: stranger.id, shown: 'ringing' }).has('.answer')).toBe(
      false,
    );
  });

  it('asks once, however often and fast it is pressed', () => {
    const answering = mountWith([stranger, ringing], { active: stranger.id, pending: ['answer ringing '] });
    const switching = mountWith([held, stranger], { active: stranger.id, pending: ['activate held '] });

    answering.find('.answer').click();
    answering.find('.decline').click();
    switching.row('held').click();
    switching.row('held').dispatchEvent(new MouseEvent('click', { detail: 2 }));

    expect(answering.find('.answer').getAttribute('aria-disabled')).toBe('true');
    expect([...answering.commands, ...switching.commands]).toEqual([]);
  });

  it('is accessible', async () => {
    jest.useRealTimers();
    const list = mountWith([held, stranger, ringing, aWrapUp({ id: 'over' as never })], {
      active: stranger.id,
    });

    await expect(list.element).toBeAccessible();
  });
});
