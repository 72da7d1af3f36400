import { describe, expect, it } from '@jest/globals';
import {
  accepted,
  answered,
  deskAfter,
  dialed,
  emptyDesk,
  hungUp,
  missed,
  ready,
  reserved,
  second,
  two,
  twoCalls,
  wrappedUp,
} from '../testing/builders.ts';
import { advanceDesk } from './advanceDesk.ts';
import type { StateSetter } from '../agent/agent.ts';
import { agentStateOf, liveInteraction, nextAgentStateOf } from './desk.ts';
import type { DeskEvent } from './deskEvent.ts';

const onBreak: DeskEvent = {
  type: 'agentStateSet',
  state: { name: 'notReady', reasonCode: 'Break' },
  at: second(99),
};

const statesAfter = (...happened: readonly DeskEvent[]) =>
  happened.map((_, index) => agentStateOf(deskAfter(...happened.slice(0, index + 1))).name);

describe('the agent state', () => {
  it('follows an inbound call from reservation to wrap-up, and back', () => {
    expect(statesAfter(reserved(), accepted, answered, hungUp, wrappedUp)).toEqual([
      'reserved',
      'onCall',
      'onCall',
      'wrapUp',
      'ready',
    ]);
  });

  it('follows an outbound call', () => {
    expect(statesAfter(dialed(), answered, hungUp)).toEqual(['onCall', 'onCall', 'wrapUp']);
  });

  it('is as before when a reservation is missed', () => {
    expect(agentStateOf(deskAfter(reserved(), missed))).toEqual({ name: 'ready', since: second(20) });
  });

  it('counts from the moment that brought it', () => {
    const since = (...happened: readonly DeskEvent[]) => agentStateOf(deskAfter(...happened)).since;

    expect(since()).toBe(second(-60));
    expect(since(reserved())).toBe(second(0));
    expect(since(reserved(), accepted, answered)).toBe(second(5));
    expect(since(reserved(), accepted, answered, hungUp)).toBe(second(67));
    expect(since(reserved(), accepted, answered, hungUp, wrappedUp)).toBe(second(80));
  });

  it('is by whoever set it last', () => {
    const set = (by: StateSetter): DeskEvent => ({
      type: 'agentStateSet',
      state: { name: 'notReady', reasonCode: 'Break' },
      by,
      at: second(9),
    });

    expect(deskAfter(set('supervisor')).agent).toMatchObject({
      restingBy: 'supervisor',
      restingSetAt: second(9),
    });
    expect(deskAfter(set('supervisor'), set('agent')).agent).not.toHaveProperty('restingBy');
  });

  it('that is chosen during a call follows after wrap-up', () => {
    const busy = deskAfter(reserved(), accepted, answered, onBreak);
    const free = deskAfter(reserved(), accepted, answered, onBreak, hungUp, wrappedUp);

    expect(agentStateOf(busy).name).toBe('onCall');
    expect(nextAgentStateOf(busy)).toEqual({ name: 'notReady', reasonCode: 'Break' });
    expect(agentStateOf(free)).toMatchObject({ name: 'notReady', reasonCode: 'Break' });
    expect(nextAgentStateOf(free)).toBeUndefined();
  });

  it('is that of the call when an older interaction still wraps up', () => {
    const desk = deskAfter(reserved(), accepted, answered, hungUp, reserved({ interactionId: two }));

    expect(agentStateOf(desk).name).toBe('reserved');
    expect(liveInteraction(desk)?.id).toBe(two);
  });

  it('is on call while a second call rings, as long as the first call runs', () => {
    const rings = deskAfter(reserved(), accepted, answered, reserved({ interactionId: two, at: second(20) }));

    expect(agentStateOf(rings)).toEqual({ name: 'onCall', since: second(5) });
  });

  it('counts a call from the first of several, and from the second once that is over', () => {
    expect(agentStateOf(twoCalls)).toEqual({ name: 'onCall', since: second(5) });
    expect(agentStateOf(advanceDesk(twoCalls, hungUp)!)).toEqual({ name: 'onCall', since: second(25) });
  });

  it('is wrap-up only when no call runs or rings any more', () => {
    const [first, last] = [advanceDesk(twoCalls, hungUp)!, { ...hungUp, interactionId: two } as DeskEvent];

    expect(agentStateOf(advanceDesk(first, last)!)).toMatchObject({ name: 'wrapUp', endsAt: second(97) });
  });

  it('begins logged out', () => {
    expect(agentStateOf(emptyDesk)).toEqual({ name: 'loggedOut', since: second(-120) });
    expect(advanceDesk(emptyDesk, ready)?.agent.resting).toEqual({ name: 'ready' });
  });
});

describe('an agent whose pages are all closed', () => {
  it('is gone since then, until one is open again', () => {
    const gone = deskAfter({ type: 'pagesGone', at: second(5) });

    expect(gone.agent.goneSince).toBe(second(5));
    expect(advanceDesk(gone, { type: 'pageBack', at: second(9) })?.agent).not.toHaveProperty('goneSince');
  });
});
