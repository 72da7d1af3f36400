import { describe, expect, it } from '@jest/globals';
import {
  accepted,
  answered,
  deskAfter,
  desks,
  dialed,
  emptyDesk,
  hungUp,
  one,
  ready,
  reserved,
  second,
  two,
} from '../testing/builders.ts';
import { codes, commands, notes, number, refusal } from '../testing/refusals.ts';
import type { CallCommand, DeskCommand, Refusal } from './command.ts';
import type { DeskEvent } from './deskEvent.ts';
import type { DeskRules } from './refusalOf.ts';
import type { Target } from './target.ts';

const queue: Target = { kind: 'queue', queue: 'Support' };
const always = ['supervise'] as const;
const calling = ['dial', 'pickUp', ...always] as const;
const running = ['hangUp', 'activate', 'setMuted', ...calling, ...notes] as const;

/** What a ready agent may do; `setAgentState` stands for logging out. */
const allowed: { readonly [State in keyof typeof desks]: readonly DeskCommand['type'][] } = {
  idle: ['setAgentState', ...calling],
  offered: ['answer', 'decline', ...always, ...notes],
  answering: running,
  dialing: running,
  connected: [...running, 'hold', 'resume', 'removeParty', 'consult', 'transfer', 'park', 'askForHelp'],
  wrapUp: ['setAgentState', ...calling, 'extendWrapUp', 'completeWrapUp', ...notes],
};

/** What is refused while the two do not talk, though the call is there. */
const needsTalk: ReadonlySet<string> = new Set<CallCommand['type']>([
  'hold',
  'resume',
  'consult',
  'swap',
  'joinAll',
  'removeParty',
  'leave',
  'transfer',
  'park',
  'askForHelp',
  'setRecording',
]);

const table = Object.entries(desks).flatMap(([state, desk]) =>
  Object.values(commands).map((command) => ({
    state,
    desk,
    command,
    type: command.type,
    code: allowed[state as keyof typeof desks].includes(command.type) ? undefined : codeFor(state, command),
  })),
);

function codeFor(state: string, { type }: DeskCommand): Refusal['code'] {
  if (type === 'dial' || type === 'pickUp' || type === 'setAgentState') return 'ON_ANOTHER_CALL';
  if (type === 'setRecording' && state === 'connected') return 'NOT_RECORDED';
  return needsTalk.has(type) && state !== 'idle' && state !== 'wrapUp' ? 'NOT_CONNECTED' : 'CALL_GONE';
}

const rules: Partial<DeskRules> = {
  dispositions: [
    { name: 'Solved', queues: [] },
    { name: 'Sold', queues: ['Sales'] },
  ],
  queueRules: [{ queue: 'Support', dispositionRequired: true }],
};
const notReady: DeskEvent = {
  type: 'agentStateSet',
  state: { name: 'notReady', reasonCode: 'Break' },
  at: second(0),
};

describe('a command', () => {
  it.each(table)('$type, at a desk that is $state, is refused with $code', ({ desk, command, code }) => {
    expect(refusal(desk, command)?.code).toBe(code);
  });

  it('to be not ready needs a reason, and is allowed at any time', () => {
    const rest = (reasonCode: string): DeskCommand => ({
      type: 'setAgentState',
      state: { name: 'notReady', reasonCode },
    });

    expect(refusal(desks.idle, rest(''))).toEqual({ code: 'REASON_REQUIRED' });
    expect(refusal(desks.connected, rest('Break'))).toBeUndefined();
    expect(refusal(desks.connected, { type: 'setAgentState', state: { name: 'ready' } })).toBeUndefined();
  });

  it('to be not ready takes a reason that agents may choose', () => {
    const rest = (reasonCode: string): DeskCommand => ({
      type: 'setAgentState',
      state: { name: 'notReady', reasonCode },
    });

    expect(refusal(desks.idle, rest('Missed call'))).toEqual({ code: 'REASON_UNKNOWN' });
    expect(refusal(desks.idle, rest('Holiday'))).toEqual({ code: 'REASON_UNKNOWN' });
    expect(refusal(desks.idle, rest(''), { reasonRequired: false })).toBeUndefined();
    expect(refusal(desks.idle, rest(''), { reasonCodes: [] })).toBeUndefined();
  });

  it('to extend wrap-up is allowed as often as the administrator says', () => {
    const extended = deskAfter(reserved(), accepted, answered, hungUp, {
      type: 'wrapUpExtended',
      interactionId: one,
      wrapUpEndsAt: second(157),
      at: second(90),
    });

    expect(refusal(desks.wrapUp, commands.extendWrapUp, { wrapUpExtensions: 0 })).toEqual({
      code: 'NO_EXTENSION_LEFT',
    });
    expect(refusal(extended, commands.extendWrapUp)).toEqual({ code: 'NO_EXTENSION_LEFT' });
    expect(refusal(extended, commands.extendWrapUp, { wrapUpExtensions: 2 })).toBeUndefined();
  });

  it('to complete wrap-up needs a disposition in the queues that demand one', () => {
    const chosen = deskAfter(reserved(), accepted, answered, hungUp, {
      type: 'dispositionChosen',
      interactionId: one,
      disposition: 'Solved',
      at: second(70),
    });
    const outbound = deskAfter(dialed(), answered, hungUp);

    expect(refusal(desks.wrapUp, commands.completeWrapUp, rules)).toEqual({ code: 'DISPOSITION_REQUIRED' });
    expect(refusal(chosen, commands.completeWrapUp, rules)).toBeUndefined();
    expect(refusal(outbound, commands.completeWrapUp, rules)).toBeUndefined();
    expect(refusal(desks.wrapUp, commands.completeWrapUp, { ...rules, dispositions: [] })).toBeUndefined();
  });
});

describe('another call', () => {
  it('is refused to an agent who is logged out, not to one who is not ready', () => {
    expect(codes(emptyDesk, calling)).toEqual(['LOGGED_OUT', 'LOGGED_OUT']);
    expect(codes(deskAfter(notReady), calling)).toEqual([undefined, undefined]);
  });

  it('may be dialed in the agent states that the administrator allows; on a call always', () => {
    const dialFrom = { dialFrom: ['notReady'] } as const;

    expect(codes(deskAfter(ready), calling, dialFrom)).toEqual(['DIAL_NOT_ALLOWED', undefined]);
    expect(codes(deskAfter(notReady), calling, dialFrom)).toEqual([undefined, undefined]);
    expect(codes(desks.connected, calling, dialFrom)).toEqual([undefined, undefined]);
  });

  it('is refused while one rings, and to an agent who has as many as are allowed', () => {
    const secondRings = deskAfter(reserved(), accepted, answered, reserved({ interactionId: two }));

    expect(codes(secondRings, calling)).toEqual(['ON_ANOTHER_CALL', 'ON_ANOTHER_CALL']);
    expect(codes(desks.connected, calling, { mostCalls: 1 })).toEqual(['TOO_MANY_CALLS', 'TOO_MANY_CALLS']);
    expect(codes(desks.connected, calling, { mostCalls: 2 })).toEqual([undefined, undefined]);
  });
});

describe('a target', () => {
  const toward = (target: Target) =>
    (['dial', 'consult', 'transfer'] as const).map(
      (type) => refusal(desks.connected, { ...commands[type], target })?.code,
    );

  it('can be a queue for a transfer only', () => {
    expect(toward(queue)).toEqual(['TARGET_UNKNOWN', 'TARGET_UNKNOWN', undefined]);
  });

  it('has no more than forty characters', () => {
    const invalid = Array<string>(3).fill('NUMBER_INVALID');

    expect(toward(number('1'.repeat(40)))).toEqual([undefined, undefined, undefined]);
    expect(toward(number('1'.repeat(41)))).toEqual(invalid);
    expect(toward({ kind: 'extension', extension: '1'.repeat(41) })).toEqual(invalid);
  });
});
