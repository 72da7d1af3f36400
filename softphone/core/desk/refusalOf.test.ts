import { describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type Party } from '../interaction/party.ts';
import { newSoftphone } from '../softphone/softphone.ts';
import {
  accepted,
  ada,
  answered,
  colleague,
  customer,
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
import type { CallCommand, DeskCommand, Refusal } from './command.ts';
import type { Desk } from './desk.ts';
import type { DeskEvent } from './deskEvent.ts';
import { refusalOf, type DeskRules } from './refusalOf.ts';
import type { Target } from './target.ts';

const number = (digits: string): Target => ({ kind: 'number', number: digits });
const queue: Target = { kind: 'queue', queue: 'Support' };
const interactionId = one;
const partyId = CUSTOMER_PARTY;

const commands: { readonly [Type in DeskCommand['type']]: Extract<DeskCommand, { type: Type }> } = {
  setAgentState: { type: 'setAgentState', state: { name: 'loggedOut' } },
  dial: { type: 'dial', target: number('+14155550100') },
  pickUp: { type: 'pickUp', interactionId: two },
  answer: { type: 'answer', interactionId },
  decline: { type: 'decline', interactionId },
  hangUp: { type: 'hangUp', interactionId },
  activate: { type: 'activate', interactionId },
  hold: { type: 'hold', interactionId, partyId },
  resume: { type: 'resume', interactionId, partyId },
  setMuted: { type: 'setMuted', interactionId, muted: true },
  consult: { type: 'consult', interactionId, target: number('1') },
  swap: { type: 'swap', interactionId },
  joinAll: { type: 'joinAll', interactionId },
  removeParty: { type: 'removeParty', interactionId, partyId },
  leave: { type: 'leave', interactionId },
  transfer: { type: 'transfer', interactionId, target: number('1') },
  park: { type: 'park', interactionId },
  rejoin: { type: 'rejoin', interactionId },
  setRecording: { type: 'setRecording', interactionId, recording: 'paused' },
  chooseRecord: { type: 'chooseRecord', interactionId, record: ada },
  removeRecord: { type: 'removeRecord', interactionId, part: 'person' },
  writeNotes: { type: 'writeNotes', interactionId, notes: 'n' },
  chooseDisposition: { type: 'chooseDisposition', interactionId, disposition: 'd' },
  completeWrapUp: { type: 'completeWrapUp', interactionId },
};

const notes = ['chooseRecord', 'removeRecord', 'writeNotes', 'chooseDisposition'] as const;
const calling = ['dial', 'pickUp'] as const;
const running = ['hangUp', 'activate', 'setMuted', ...calling, ...notes] as const;

/** What a ready agent may do; `setAgentState` stands for logging out. */
const allowed: { readonly [State in keyof typeof desks]: readonly DeskCommand['type'][] } = {
  idle: ['setAgentState', ...calling],
  offered: ['answer', 'decline', ...notes],
  answering: running,
  dialing: running,
  connected: [...running, 'hold', 'resume', 'removeParty', 'consult', 'transfer', 'park'],
  wrapUp: ['setAgentState', ...calling, 'completeWrapUp', ...notes],
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

const rules: DeskRules = {
  ...newSoftphone.settings,
  dispositions: [
    { name: 'Solved', queues: [] },
    { name: 'Sold', queues: ['Sales'] },
  ],
  queueRules: [{ queue: 'Support', dispositionRequired: true }],
};
const refusal = (desk: Desk, command: DeskCommand, changes: Partial<DeskRules> = {}) =>
  refusalOf(desk, command, { ...newSoftphone.settings, ...changes });
const codes = (desk: Desk, types: readonly DeskCommand['type'][], changes: Partial<DeskRules> = {}) =>
  types.map((type) => refusal(desk, commands[type], changes)?.code);

const talkingWith = (...parties: readonly Party[]): Desk =>
  deskAfter(reserved(), accepted, answered, {
    type: 'partiesChanged',
    interactionId: one,
    parties,
    at: second(30),
  });
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

describe('a call with one other party', () => {
  it('takes a third where the call may have as many', () => {
    expect(codes(desks.connected, ['consult'], { mostParties: 2 })).toEqual(['TOO_MANY_PARTIES']);
    expect(codes(desks.connected, ['consult'], { mostParties: 3 })).toEqual([undefined]);
  });

  it('has nobody to swap with, to bring together or to leave together, as long as the third only rings', () => {
    const several = ['swap', 'joinAll', 'leave'] as const;
    const refused = Array<string>(3).fill('NOT_CONNECTED');

    expect(codes(desks.connected, several)).toEqual(refused);
    expect(codes(talkingWith(customer, { ...colleague, state: 'ringing' }), several)).toEqual(refused);
    expect(codes(talkingWith(customer, colleague), several)).toEqual([undefined, undefined, undefined]);
    expect(codes(talkingWith({ ...customer, state: 'onHold' }, colleague), several)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('a party', () => {
  const about = ['hold', 'resume', 'removeParty'] as const;

  it('that rings can be removed, not held', () => {
    const ringing = talkingWith({ ...customer, state: 'ringing' });

    expect(codes(ringing, about)).toEqual(['CALL_GONE', 'CALL_GONE', undefined]);
  });

  it('that is not in the call can be neither', () => {
    expect(codes(talkingWith(colleague), about)).toEqual(['CALL_GONE', 'CALL_GONE', 'CALL_GONE']);
  });
});

describe('a call that is to be parked', () => {
  it('has no other agent in it', () => {
    expect(codes(talkingWith(customer, colleague), ['park'])).toEqual(['OTHERS_IN_CALL']);
  });
});

describe('a recording', () => {
  it('can be paused and go on where there is one', () => {
    const recording: DeskEvent = {
      type: 'recordingChanged',
      interactionId: one,
      recording: 'paused',
      at: second(8),
    };
    const recorded = deskAfter(reserved(), accepted, answered, recording);

    expect(refusal(recorded, { ...commands.setRecording, recording: 'running' })).toBeUndefined();
    expect(refusal(recorded, commands.setRecording)).toBeUndefined();
  });
});

describe('a call whose connection is lost', () => {
  const lost = deskAfter(reserved(), accepted, answered, {
    type: 'connectionLost',
    interactionId: one,
    until: second(50),
    at: second(30),
  });

  it('can be rejoined, muted, put aside and hung up, and nothing else can be done with it', () => {
    const types = Object.values(commands)
      .filter((command) => 'interactionId' in command && command.interactionId === one)
      .map(({ type }) => type);

    expect(types.filter((type) => refusal(lost, commands[type]) === undefined)).toEqual([
      'hangUp',
      'activate',
      'setMuted',
      'rejoin',
      ...notes,
    ]);
  });

  it('can be rejoined before anybody has noticed, once they have talked', () => {
    const unnoticed = { ...commands.rejoin, unnoticed: true } as const;
    const states = Object.entries(desks).filter(([, desk]) => refusal(desk, unnoticed) === undefined);

    expect(states.map(([state]) => state)).toEqual(['connected']);
  });
});
