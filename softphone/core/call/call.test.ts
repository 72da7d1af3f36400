import { describe, expect, it } from '@jest/globals';
import { calls, second } from '../testing/builders.ts';
import { advanceCall, startOf, type Call, type CallEvent } from './call.ts';

const events: Readonly<Record<CallEvent['type'], CallEvent>> = {
  accepted: { type: 'accepted', at: second(5) },
  answered: { type: 'answered', at: second(7) },
  ended: { type: 'ended', at: second(67), reason: 'hungUp' },
};

/** Every state with every event; what is not written cannot happen. */
const transitions: Readonly<
  Record<Call['state'], Readonly<Partial<Record<CallEvent['type'], Call['state']>>>>
> = {
  offered: { accepted: 'answering', ended: 'ended' },
  answering: { answered: 'connected', ended: 'ended' },
  dialing: { answered: 'connected', ended: 'ended' },
  connected: { ended: 'ended' },
  ended: {},
};

const table = Object.values(calls).flatMap((call) =>
  Object.values(events).map((event) => ({
    call,
    state: call.state,
    event,
    type: event.type,
    next: transitions[call.state][event.type],
  })),
);

describe('a call', () => {
  it.each(table)('that is $state and is $type becomes $next', ({ call, event, next }) => {
    expect(advanceCall(call, event)?.state).toBe(next);
  });

  it('began for the agent when it was accepted or dialed, and keeps that moment', () => {
    const connected = advanceCall(calls.answering, events.answered);
    const ended = connected && advanceCall(connected, events.ended);

    expect([connected, ended].map((call) => call && startOf(call))).toEqual([second(5), second(5)]);
    expect(startOf(calls.offered)).toBe(second(0));
    expect(startOf(calls.dialing)).toBe(second(0));
  });

  it('keeps when it was answered, and has no such moment when it was not', () => {
    expect(advanceCall(calls.connected, events.ended)).toMatchObject({ answeredAt: second(7) });
    expect(advanceCall(calls.offered, events.ended)).not.toHaveProperty('answeredAt');
    expect(advanceCall(calls.dialing, events.ended)).not.toHaveProperty('answeredAt');
  });

  it('says why it ended', () => {
    expect(advanceCall(calls.dialing, { type: 'ended', at: second(9), reason: 'busy' })).toEqual({
      state: 'ended',
      startedAt: second(0),
      endedAt: second(9),
      reason: 'busy',
    });
  });
});
