import { describe, expect, it } from '@jest/globals';
import type { Party } from '../interaction/party.ts';
import {
  accepted,
  answered,
  colleague,
  customer,
  deskAfter,
  desks,
  one,
  reserved,
  second,
} from '../testing/builders.ts';
import { codes, commands, notes, refusal } from '../testing/refusals.ts';
import type { Desk } from './desk.ts';
import type { DeskEvent } from './deskEvent.ts';

const talkingWith = (...parties: readonly Party[]): Desk =>
  deskAfter(reserved(), accepted, answered, {
    type: 'partiesChanged',
    interactionId: one,
    parties,
    at: second(30),
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

  it('can be started where agents may, and not be paused before', () => {
    const startable: DeskEvent = {
      type: 'recordingChanged',
      interactionId: one,
      recording: 'startable',
      at: second(8),
    };
    const talking = deskAfter(reserved(), accepted, answered);
    const allowed = deskAfter(reserved(), accepted, answered, startable);
    const start = { ...commands.setRecording, recording: 'running' } as const;

    expect(refusal(allowed, start)).toBeUndefined();
    expect(refusal(allowed, commands.setRecording)).toEqual({ code: 'NOT_RECORDED' });
    expect(refusal(talking, start)).toEqual({ code: 'NOT_RECORDED' });
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
