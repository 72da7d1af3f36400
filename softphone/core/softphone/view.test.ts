import { describe, expect, it } from '@jest/globals';
import type { RestingState } from '../agent/agent.ts';
import { advanceDesk } from '../desk/advanceDesk.ts';
import type { DeskCommand } from '../desk/command.ts';
import type { Desk } from '../desk/desk.ts';
import type { Party } from '../interaction/party.ts';
import type { Phone } from '../phone/phone.ts';
import {
  accepted,
  ada,
  answered,
  audioFor,
  charles,
  colleague,
  customer,
  deskAfter,
  desks,
  dialed,
  faces,
  lost,
  one,
  reserved,
  second,
  softphoneAt,
  two,
  twoCalls,
} from '../testing/builders.ts';
import { barItemOf, type BarItem } from './barItem.ts';
import { problemsOf, type Problem } from './problems.ts';
import { newSoftphone, type Softphone } from './softphone.ts';
import { viewOf } from './view.ts';

const codesOf = (softphone: Softphone) => problemsOf(softphone).map(({ code }) => code);
const withPhone = (phone: Partial<Phone>) =>
  softphoneAt(desks.idle, { phone: { ...softphoneAt(desks.idle).phone, ...phone } });
const interrupted = audioFor(one, { state: 'interrupted' });
const refused = softphoneAt(desks.idle, {
  session: { state: 'refused', code: 'NOT_AN_AGENT' },
  link: 'lost',
});

describe('problems', () => {
  it('are none while all is well, and while the page still loads', () => {
    expect(codesOf(softphoneAt(desks.idle))).toEqual([]);
    expect(codesOf(newSoftphone)).toEqual([]);
  });

  it.each<[Partial<Phone>, Problem['code'], Problem['mend']]>([
    [{ microphone: 'refused' }, 'MICROPHONE_REFUSED', 'allowMicrophone'],
    [{ microphone: 'missing' }, 'MICROPHONE_MISSING', 'allowMicrophone'],
    [{ registration: 'tokenRefused' }, 'TOKEN_EXPIRED', 'retry'],
    [{ registration: 'failed' }, 'PHONE_UNAVAILABLE', 'retry'],
    [{ signalling: 'lost' }, 'SIGNALLING_LOST', 'wait'],
    [{ audios: [interrupted] }, 'AUDIO_INTERRUPTED', 'wait'],
  ])('of the phone say what mends them: %j', (phone, code, mend) => {
    expect(problemsOf(withPhone(phone))).toEqual([{ code, mend }]);
    expect(codesOf(withPhone({ ...phone, owner: 'elsewhere' }))).toEqual(phone.audios ? [code] : []);
  });

  it('tell a lost link and a refused command', () => {
    const refusal = { code: 'NUMBER_INVALID' } as const;
    const softphone = softphoneAt(desks.idle, { link: 'lost', refused: { command: 'dial', refusal } });

    expect(problemsOf(softphone)).toEqual([
      { code: 'CONNECTOR_UNREACHABLE', mend: 'wait' },
      { code: 'COMMAND_REFUSED', refusal, mend: 'none' },
    ]);
  });

  it('come down to one when nobody is signed in', () => {
    expect(problemsOf(refused)).toEqual([{ code: 'SIGN_IN_REFUSED', reason: 'NOT_AN_AGENT', mend: 'retry' }]);
  });
});

describe('the bar item', () => {
  const resting = (state: RestingState) =>
    softphoneAt(deskAfter({ type: 'agentStateSet', state, at: second(0) }));

  it.each<[string, Softphone, BarItem]>([
    ['while signing in', newSoftphone, { state: 'signingIn' }],
    ['after a refused sign-in', refused, { state: 'problem' }],
    ['of a ready agent', softphoneAt(desks.idle), { state: 'ready' }],
    [
      'of an agent who is not ready',
      resting({ name: 'notReady', reasonCode: 'Break' }),
      { state: 'notReady', reasonCode: 'Break' },
    ],
    ['of an agent who is logged out', resting({ name: 'loggedOut' }), { state: 'loggedOut' }],
    [
      'while it rings',
      softphoneAt(deskAfter(reserved({ matches: [ada] })), { records: faces }),
      { state: 'ringing', party: 'Ada Lovelace' },
    ],
    ['while answering', softphoneAt(desks.answering), { state: 'onCall', party: '+14155550100' }],
    ['while dialing', softphoneAt(deskAfter(dialed())), { state: 'dialing', party: '+14155550100' }],
    ['on a call', softphoneAt(desks.connected), { state: 'onCall', party: '+14155550100' }],
    ['in wrap-up', softphoneAt(desks.wrapUp), { state: 'wrapUp' }],
    ['with a problem', softphoneAt(desks.idle, { link: 'lost' }), { state: 'problem' }],
    [
      'with a problem, on a call',
      softphoneAt(desks.connected, { link: 'lost' }),
      { state: 'onCall', party: '+14155550100' },
    ],
    [
      'after a refused command',
      softphoneAt(desks.idle, { refused: { command: 'dial', refusal: { code: 'NUMBER_INVALID' } } }),
      { state: 'ready' },
    ],
  ])('%s', (_when, softphone, item) => {
    expect(barItemOf(softphone)).toEqual(item);
  });
});

describe('the bar item of an agent with several calls', () => {
  it('names whom the agent talks with', () => {
    const named = softphoneAt(twoCalls, { records: faces });
    const chosen = { type: 'recordChosen', interactionId: two, record: charles, at: second(30) } as const;
    const after = advanceDesk(twoCalls, chosen)!;

    expect(barItemOf({ ...named, desk: after })).toEqual({ state: 'onCall', party: 'Charles Babbage' });
  });

  it('names who rings when every other call waits', () => {
    const waiting = deskAfter(reserved(), accepted, answered, { type: 'activated', at: second(8) });
    const rings = advanceDesk(waiting, reserved({ interactionId: two, via: 'recall', matches: [ada] }))!;

    expect(barItemOf(softphoneAt(rings, { records: faces }))).toEqual({
      state: 'ringing',
      party: 'Ada Lovelace',
    });
  });
});

describe('what the agent may do', () => {
  const may = (desk: Desk, changes: Partial<Softphone> = {}) => viewOf(softphoneAt(desk, changes)).may[one];
  const withParties = (...parties: readonly Party[]) =>
    deskAfter(reserved(), accepted, answered, {
      type: 'partiesChanged',
      interactionId: one,
      parties,
      at: second(30),
    });
  const held: Party = { ...customer, state: 'onHold', since: second(20) };

  it.each<[keyof typeof desks, readonly DeskCommand['type'][]]>([
    ['offered', ['answer', 'decline']],
    ['answering', ['hangUp', 'setMuted']],
    ['dialing', ['hangUp', 'setMuted']],
    ['connected', ['park', 'hangUp', 'setMuted', 'hold', 'consult', 'transfer', 'askForHelp']],
    ['wrapUp', ['completeWrapUp']],
  ])('with a call that is %s: %j', (state, types) => {
    expect(may(desks[state])).toEqual(types);
  });

  it('with parties is what would change something', () => {
    expect(may(withParties(held))).toEqual(expect.arrayContaining(['resume']));
    expect(may(withParties(held))).not.toContain('hold');
    expect(may(withParties(held, colleague))).toEqual(
      expect.arrayContaining(['hold', 'resume', 'swap', 'joinAll', 'leave', 'removeParty']),
    );
    expect(may(withParties(customer, colleague))).not.toContain('swap');
    expect(may(withParties(customer, colleague))).not.toContain('park');
  });

  it('with a call that waits is to talk there again, and not to end it by a click too late', () => {
    expect(may(twoCalls)).toEqual(['park', 'activate', 'transfer', 'askForHelp']);
    expect(viewOf(softphoneAt(twoCalls)).may[two]).not.toContain('activate');
  });

  it('with a lost connection is to rejoin; without a link, to mute', () => {
    expect(may(deskAfter(reserved(), accepted, answered, lost))).toEqual(['rejoin', 'hangUp', 'setMuted']);
    expect(may(desks.connected, { link: 'lost' })).toEqual(['setMuted']);
  });

  it.each(['startable', 'running', 'paused'] as const)(
    'with a recording is to start it, to pause it and to let it go on: %s',
    (recording) => {
      const marked = { type: 'recordingChanged', interactionId: one, recording, at: second(8) } as const;

      expect(may(deskAfter(reserved(), accepted, answered, marked))).toContain('setRecording');
    },
  );

  it('without a recording is not to start one, unless the administrator lets it', () => {
    expect(may(desks.connected)).not.toContain('setRecording');
  });

  it('is to call out and to pick up, where the rules of the desk allow it', () => {
    const parkedCalls = [{ interactionId: two, orbit: '701', parkedBy: 'Grace', since: second(0) }];
    const mayCall = (desk: Desk, changes: Partial<Softphone> = {}) => {
      const { mayDial, mayPickUp } = viewOf(softphoneAt(desk, { parkedCalls, ...changes }));
      return [mayDial, mayPickUp];
    };

    expect(mayCall(desks.idle)).toEqual([true, true]);
    expect(mayCall(desks.connected)).toEqual([true, true]);
    expect(mayCall(desks.offered)).toEqual([false, false]);
    expect(mayCall(desks.idle, { link: 'lost' })).toEqual([false, false]);
    expect(mayCall(desks.idle, { parkedCalls: [] })).toEqual([true, false]);
  });

  it('is shown with the calls that wait, and since when everybody in one hears music', () => {
    const talking = { ...colleague, state: 'talking' } as const;
    const since = (...parties: readonly Party[]) =>
      viewOf(softphoneAt(withParties(...parties))).onHoldSince[one];

    expect(viewOf(softphoneAt(twoCalls)).heldCalls.map(({ id }) => id)).toEqual([one]);
    expect(viewOf(softphoneAt(desks.offered)).heldCalls).toEqual([]);
    expect(since(held)).toBe(second(20));
    expect(since(held, { ...colleague, state: 'onHold' })).toBe(colleague.since);
    expect(since(held, { ...colleague, state: 'ringing' })).toBe(second(20));
    expect([since(held, talking), since(customer), since()]).toEqual([undefined, undefined, undefined]);
  });
});

describe('the view', () => {
  it('has no agent state before the connector has spoken', () => {
    expect(viewOf(newSoftphone)).toEqual({
      softphone: newSoftphone,
      may: {},
      mayDial: false,
      mayPickUp: false,
      onHoldSince: {},
      heldCalls: [],
      extensions: {},
      dispositions: {},
      screens: {},
      problems: [],
    });
  });

  it('has the next agent state while an interaction is at hand', () => {
    expect(viewOf(softphoneAt(desks.idle))).not.toHaveProperty('nextAgentState');
    expect(viewOf(softphoneAt(desks.connected))).toMatchObject({
      agentState: { name: 'onCall', since: second(5) },
      nextAgentState: { name: 'ready' },
    });
  });
});
