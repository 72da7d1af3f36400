import Softphone from 'c/softphone';
import type { Softphone as State } from '../../../../../../softphone/core/index.ts';
import { mount, redrawn, unmountAll } from '../../../../../../test/components/mount.ts';
import {
  aConnectedInteraction,
  aCustomer,
  aDesk,
  anInteraction,
  aSoftphone,
  aView,
  aWrapUp,
  NOW,
  parkedCalls,
} from '../../../../../../test/components/views.ts';

function mountWith(changes: Partial<State> = {}) {
  const softphone = mount('c-softphone', Softphone, { view: aView(changes) });
  const show = async (next: Partial<State>) => {
    softphone.element.view = aView(next);
    await redrawn();
  };
  return { ...softphone, show };
}

const first = aConnectedInteraction();
const second = aConnectedInteraction({ id: 'second' as never, ani: '+14155550177' as never, matches: [] });
const secondRinging = anInteraction({ id: 'second' as never, via: 'direct' });
const { person: _nobody, ...stranger } = second;
const twoCalls = { ...aDesk([first, stranger]), active: stranger.id };
const ringing = { desk: aDesk([anInteraction()]) };
const talking = { desk: aDesk([aConnectedInteraction()]) };
const { desk: _unknown, ...withoutDesk } = aSoftphone();

describe('c-softphone', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW, doNotFake: ['queueMicrotask'] }));
  afterEach(() => {
    unmountAll();
    jest.useRealTimers();
  });

  it('shows that it signs in until the desk is known', () => {
    const view = { softphone: withoutDesk, problems: [] };
    const softphone = mount('c-softphone', Softphone, { view });

    expect(softphone.text('h2')).toBe('Signing in…');
  });

  it('offers a logged-out agent to become Ready', () => {
    const softphone = mountWith({ desk: aDesk([], { name: 'loggedOut' }) });

    softphone.find('.act').click();

    expect(softphone.commands).toEqual([{ type: 'setAgentState', state: { name: 'ready' } }]);
  });

  it('shows the dialer to an agent without a call', () => {
    expect(mountWith().has('c-softphone-dialer')).toBe(true);
  });

  it('shows a call that rings, then the call', async () => {
    const softphone = mountWith(ringing);
    expect(softphone.has('c-softphone-reservation')).toBe(true);

    await softphone.show(talking);

    expect(softphone.has('c-softphone-reservation')).toBe(false);
    expect(softphone.has('c-softphone-interaction')).toBe(true);
  });

  it('shows a call in progress before a wrap-up that is not finished', () => {
    const wrapUp = aWrapUp({ id: 'earlier' as never });
    const softphone = mountWith({ desk: aDesk([wrapUp, aConnectedInteraction()]) });

    expect(softphone.has('c-softphone-call')).toBe(true);
    expect(softphone.has('c-softphone-wrap-up')).toBe(false);
  });

  it('moves to the parked calls', async () => {
    const softphone = mountWith({ parkedCalls });

    softphone.find('[data-name="parked"]').click();
    await redrawn();

    expect(softphone.all('.pick-up')).toHaveLength(2);
    expect(softphone.text('.count')).toBe('2');
  });

  it('lists the calls once there are two, and shows the one in which the agent is heard', async () => {
    const softphone = mountWith(talking);
    expect(softphone.has('c-softphone-call-list')).toBe(false);

    await softphone.show({ desk: twoCalls });

    expect(softphone.all('.call .switch')).toHaveLength(2);
    expect(softphone.text('[aria-current="true"] .name')).toBe('(415) 555-0177');
    expect(softphone.text('h2')).toBe('(415) 555-0177');
  });

  it('shows the call that the agent chooses, until it is heard in another one', async () => {
    const softphone = mountWith({ desk: twoCalls });

    softphone.find('.switch[data-id="interaction-1"]').click();
    await redrawn();
    expect(softphone.text('h2')).toBe('Ana Ruiz');
    expect(softphone.commands).toEqual([{ type: 'activate', interactionId: 'interaction-1' }]);

    await softphone.show({ desk: { ...twoCalls, active: first.id } });
    await softphone.show({ desk: twoCalls });
    expect(softphone.text('h2')).toBe('(415) 555-0177');
  });

  it('keeps the call in front while another one rings, and offers to answer and hold', async () => {
    const softphone = mountWith(talking);

    await softphone.show({ desk: { ...aDesk([first, secondRinging]), active: first.id } });
    expect(softphone.has('c-softphone-interaction')).toBe(true);
    expect(softphone.text('.answer')).toBe('Answer and hold');

    softphone.find('.switch[data-id="second"]').click();
    await redrawn();
    expect(softphone.text('.accept')).toBe('Answer and hold');
  });

  it('shows a call that rings after a call, before the wrap-up the agent had chosen', async () => {
    const wrapUps = [aWrapUp(), aWrapUp({ id: 'over' as never })];
    const softphone = mountWith({ desk: aDesk(wrapUps) });
    softphone.find('.switch[data-id="over"]').click();

    await softphone.show({ desk: aDesk([...wrapUps, secondRinging]) });

    expect(softphone.text('.accept')).toBe('Accept');
  });

  it('shows that a command waits, until the desk has changed', async () => {
    const softphone = mountWith({ desk: { ...aDesk([first]), active: first.id } });
    const busy = () => softphone.find('[data-name="hold"]').getAttribute('aria-disabled');

    softphone.find('[data-name="hold"]').click();
    await redrawn();
    expect(busy()).toBe('true');

    const held = { ...first, parties: [aCustomer({ state: 'onHold' })] };
    await softphone.show({ desk: { ...aDesk([held]), active: first.id } });
    expect(busy()).toBeNull();
  });

  it('gives a button back when nothing comes of its command', async () => {
    const softphone = mountWith({ desk: { ...aDesk([first]), active: first.id } });
    softphone.find('[data-name="hold"]').click();

    jest.advanceTimersByTime(8000);
    await redrawn();

    expect(softphone.find('[data-name="hold"]').getAttribute('aria-disabled')).toBeNull();
  });

  it('leads from a call to the number field and back', async () => {
    const softphone = mountWith({ desk: { ...aDesk([first]), active: first.id } });

    softphone.find('.new-call').click();
    await redrawn();
    expect(softphone.has('c-softphone-dialer')).toBe(true);

    softphone.find('.back').click();
    await redrawn();
    expect(softphone.has('c-softphone-interaction')).toBe(true);
  });

  it('shows a call that rings while the agent looks for somebody to call', async () => {
    const softphone = mountWith({ desk: aDesk([aWrapUp()]) });
    softphone.find('.new-call').click();
    await softphone.show({ desk: aDesk([aWrapUp(), secondRinging]) });
    expect(softphone.has('.accept')).toBe(true);

    await softphone.show({ desk: aDesk([aWrapUp()]) });
    softphone.find('.new-call').click();
    await softphone.show({ desk: aDesk() });
    expect(softphone.has('.back')).toBe(false);
    await softphone.show(ringing);
    expect(softphone.has('.accept')).toBe(true);
  });

  it('leads to the new call once it has begun', async () => {
    const softphone = mountWith({ desk: { ...aDesk([first]), active: first.id } });
    softphone.find('.new-call').click();

    await softphone.show({ desk: twoCalls });

    expect(softphone.has('c-softphone-dialer')).toBe(false);
    expect(softphone.text('h2')).toBe('(415) 555-0177');
  });

  it('moves to history and settings', async () => {
    const softphone = mountWith();

    softphone.find('[data-name="history"]').click();
    await redrawn();
    expect(softphone.has('c-softphone-history')).toBe(true);

    softphone.find('[data-name="settings"]').click();
    await redrawn();
    expect(softphone.has('c-softphone-devices')).toBe(true);
  });

  it('comes back from another tab when a call rings, and lets the agent go there during the call', async () => {
    const softphone = mountWith();
    softphone.find('[data-name="history"]').click();
    await softphone.show(ringing);
    expect(softphone.has('c-softphone-reservation')).toBe(true);

    softphone.find('[data-name="history"]').click();
    await softphone.show(talking);

    expect(softphone.has('c-softphone-history')).toBe(true);
  });

  it('leaves the focus with the keyboard when panels change', async () => {
    const softphone = mountWith(ringing);
    softphone.find('.accept').focus();

    await softphone.show(talking);

    expect(softphone.element.shadowRoot?.activeElement).toBe(softphone.find('.panel'));
  });

  it('takes no focus when the agent works elsewhere', async () => {
    const softphone = mountWith();

    await softphone.show(ringing);

    expect(document.activeElement).toBe(document.body);
  });

  it('shows problems above everything else', () => {
    expect(mountWith({ ...talking, link: 'lost' }).text('h2')).toBe('No connection to the phone service');
  });

  it('keeps the panel while the connection is lost, and empties it when sign-in is refused', () => {
    const refused = { session: { state: 'refused', code: 'NOT_AN_AGENT' } } as const;

    expect(mountWith({ link: 'lost' }).has('c-softphone-dialer')).toBe(true);
    expect(mountWith(refused).has('c-softphone-dialer')).toBe(false);
  });

  it('offers to take the phone from another tab', () => {
    const softphone = mountWith({ phone: { ...aSoftphone().phone, owner: 'elsewhere' } });

    softphone.find('.take').click();

    expect(softphone.commands).toEqual([{ type: 'takePhone' }]);
  });

  it('draws nothing before its first view', () => {
    expect(mount('c-softphone', Softphone, {}).has('*')).toBe(false);
  });

  it.each<[string, Partial<State>]>([
    ['without a call', {}],
    ['ringing', ringing],
    ['in a call', talking],
    ['in wrap-up', { desk: aDesk([aWrapUp()]) }],
    ['with two calls', { desk: twoCalls }],
    ['with a second call that rings', { desk: { ...aDesk([first, secondRinging]), active: first.id } }],
    ['with parked calls', { parkedCalls }],
    ['without connection', { link: 'lost' }],
  ])('is accessible %s', async (_when, changes) => {
    jest.useRealTimers();
    await expect(mountWith(changes).element).toBeAccessible();
  });
});
