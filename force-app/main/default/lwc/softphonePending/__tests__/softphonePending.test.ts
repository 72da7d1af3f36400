import { isDialing, isPending, Pending } from 'c/softphonePending';
import type { Softphone } from '../../../../../../softphone/core/index.ts';
import {
  aConnectedInteraction,
  aCustomer,
  aDesk,
  anInteraction,
  aSoftphone,
  NOW,
} from '../../../../../../test/components/views.ts';

const call = aConnectedInteraction();
const hold = { type: 'hold', interactionId: call.id, partyId: aCustomer().id } as const;
const talking = aSoftphone({ desk: aDesk([call]) });
const held = aSoftphone({ desk: aDesk([{ ...call, parties: [aCustomer({ state: 'onHold' })] }]) });

function startPending(softphone: Softphone = talking) {
  const tell = jest.fn();
  const pending = new Pending(tell);
  pending.see(softphone);
  pending.ask(hold);
  return { pending, tell };
}

describe('c/softphonePending', () => {
  beforeEach(() => jest.useFakeTimers({ now: NOW }));
  afterEach(() => jest.useRealTimers());

  it('waits for the command, the call and the party that were asked for', () => {
    const { pending } = startPending();

    expect(isPending(pending.keys, hold)).toBe(true);
    expect(isPending(pending.keys, { ...hold, type: 'resume' })).toBe(false);
    expect(isPending(pending.keys, { ...hold, interactionId: 'another' as never })).toBe(false);
    expect(isPending(pending.keys, { ...hold, partyId: 'outside-1' as never })).toBe(false);
  });

  it.each(['refused', 'missing'] as const)(
    'does not wait for an answer that a %s microphone holds up: the call may be declined',
    (microphone) => {
      const answer = { type: 'answer', interactionId: call.id } as const;
      const waits = (owner: 'here' | 'elsewhere') => {
        const { pending } = startPending({ ...talking, phone: { ...talking.phone, owner, microphone } });
        pending.ask(answer);
        return isPending(pending.keys, answer);
      };

      expect(waits('here')).toBe(false);
      expect(waits('elsewhere')).toBe(true);
    },
  );

  it('waits no longer once the call has changed', () => {
    const { pending } = startPending();

    pending.see(held);

    expect(pending.keys).toEqual([]);
  });

  it('goes on waiting while notes are written and other calls change', () => {
    const { pending } = startPending();

    pending.see(
      aSoftphone({ desk: aDesk([{ ...call, notes: 'more' }, anInteraction({ id: 'new' as never })]) }),
    );

    expect(isPending(pending.keys, hold)).toBe(true);
  });

  it('waits no longer once the command is refused, also for the second time', () => {
    const refused = () => ({ command: 'hold', refusal: { code: 'COMMAND_FAILED' } }) as const;
    const { pending } = startPending({ ...talking, refused: refused() });
    expect(isPending(pending.keys, hold)).toBe(true);

    pending.see(talking);
    expect(isPending(pending.keys, hold)).toBe(true);

    pending.see({ ...talking, refused: refused() });
    expect(pending.keys).toEqual([]);
  });

  it('waits no longer without a link, and begins no waiting then', () => {
    const { pending } = startPending();

    pending.see({ ...talking, link: 'lost' });
    pending.ask(hold);

    expect(pending.keys).toEqual([]);
  });

  it('gives the button back after a while when nothing comes, and says so', () => {
    const { pending, tell } = startPending();

    jest.advanceTimersByTime(8000);

    expect(pending.keys).toEqual([]);
    expect(tell).toHaveBeenCalledTimes(1);
  });

  it('does not wait for a call out that a blocked microphone holds up', () => {
    const pending = new Pending(() => undefined);
    pending.see({ ...talking, phone: { ...talking.phone, microphone: 'refused' } });

    pending.ask({ type: 'dial', target: { kind: 'number', number: '4155550177' } });
    pending.ask({ type: 'pickUp', interactionId: call.id });

    expect(pending.keys).toEqual([]);
  });

  it('leaves no timer behind once it waits for nothing', () => {
    startPending().pending.see(held);

    expect(jest.getTimerCount()).toBe(0);
  });

  it('does not wait for what shows at once, nor for what is written', () => {
    const pending = new Pending(() => undefined);
    pending.see(talking);

    pending.ask({ type: 'setMuted', interactionId: call.id, muted: true });
    pending.ask({ type: 'writeNotes', interactionId: call.id, notes: 'x' });
    pending.ask({ type: 'takePhone' });

    expect(pending.keys).toEqual([]);
  });

  it('waits for a call out until it is at the desk', () => {
    const pending = new Pending(() => undefined);
    pending.see(talking);
    pending.ask({ type: 'dial', target: { kind: 'number', number: '4155550177' } });
    expect(isDialing(pending.keys)).toBe(true);

    pending.see(aSoftphone({ desk: aDesk([call, anInteraction({ id: 'new' as never })]) }));

    expect(isDialing(pending.keys)).toBe(false);
  });
});
