import { describe, expect, it } from '@jest/globals';
import type { RestingState } from '../agent/agent.ts';
import type { Phone } from '../phone/phone.ts';
import {
  ada,
  audioFor,
  deskAfter,
  desks,
  dialed,
  faces,
  one,
  reserved,
  second,
  softphoneAt,
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

describe('the view', () => {
  it('has no agent state before the connector has spoken', () => {
    expect(viewOf(newSoftphone)).toEqual({
      softphone: newSoftphone,
      may: {},
      mayDial: false,
      mayPickUp: false,
      onHoldSince: {},
      heldCalls: [],
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
