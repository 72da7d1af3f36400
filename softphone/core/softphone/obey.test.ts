import { describe, expect, it } from '@jest/globals';
import type { DeskCommand } from '../desk/command.ts';
import type { Phone } from '../phone/phone.ts';
import {
  accepted,
  ada,
  audioFor,
  deskAfter,
  desks,
  one,
  reserved,
  second,
  softphoneAt,
  two,
} from '../testing/builders.ts';
import { advanceSoftphone } from './advanceSoftphone.ts';
import { newSoftphone, type Softphone, type SoftphoneCommand } from './softphone.ts';

const obey = (softphone: Softphone, command: SoftphoneCommand) =>
  advanceSoftphone(softphone, { type: 'commanded', command, at: second(1) });
const withPhone = (phone: Partial<Phone>, desk = desks.idle) =>
  softphoneAt(desk, { phone: { ...softphoneAt(desk).phone, ...phone } });
const answer = { type: 'answer', interactionId: one } as const;
const dial = { type: 'dial', target: { kind: 'number', number: '(415) 555-0100' } } as const;
/** One call rings while the agent is on another. */
const busy = deskAfter(reserved(), accepted, reserved({ interactionId: two, via: 'direct' }));

describe('a command to the connector', () => {
  it('is sent when the rules of the desk allow it', () => {
    const command = { type: 'decline', interactionId: one } as const;

    expect(obey(softphoneAt(desks.offered), command).effects).toEqual([{ type: 'send', command }]);
  });

  it('is refused here, unsent, when they do not', () => {
    const { softphone, effects } = obey(softphoneAt(busy), dial);

    expect(effects).toEqual([]);
    expect(softphone.refused).toEqual({ command: 'dial', refusal: { code: 'ON_ANOTHER_CALL' } });
  });

  it.each([
    ['the link is lost', softphoneAt(desks.idle, { link: 'lost' })],
    ['nobody is signed in', newSoftphone],
  ])('fails while %s', (_when, softphone) => {
    const step = obey(softphone, dial);

    expect(step.effects).toEqual([]);
    expect(step.softphone.refused).toEqual({ command: 'dial', refusal: { code: 'COMMAND_FAILED' } });
  });

  it('clears the last refusal, whatever comes of it', () => {
    const refused = obey(softphoneAt(busy), dial).softphone;

    expect(obey(refused, { type: 'retry' }).softphone).not.toHaveProperty('refused');
  });

  it('to dial goes without the administrator’s prefixes', () => {
    const softphone = softphoneAt(desks.idle, {
      host: { ...newSoftphone.host, dialingPrefixes: { outside: '9', international: '011' } },
    });

    const dialed = (number: string) =>
      obey(softphone, { ...dial, target: { kind: 'number', number } }).effects;

    expect(dialed('9 011 44 20 7946 0958')).toEqual([
      { type: 'send', command: { type: 'dial', target: { kind: 'number', number: '+44 20 7946 0958' } } },
    ]);
  });

  it('to choose a record shows it, and to take one back shows nothing', () => {
    const after = (command: DeskCommand) => obey(softphoneAt(desks.connected), command).effects.slice(1);

    expect(after({ type: 'chooseRecord', interactionId: one, record: ada })).toEqual([
      { type: 'popScreen', pop: { kind: 'record', recordId: ada.recordId, objectType: 'Contact' } },
    ]);
    expect(after({ type: 'removeRecord', interactionId: one, part: 'person' })).toEqual([]);
  });
});

describe('an answer', () => {
  it('silences the ring at once and is remembered as given here', () => {
    const { softphone, effects } = obey(softphoneAt(desks.offered), answer);

    expect(effects).toEqual([{ type: 'stopRinging' }, { type: 'send', command: answer }]);
    expect(softphone.answeredHere).toEqual([one]);
  });

  it('that did not get through rings again and is forgotten', () => {
    const { softphone } = obey(softphoneAt(desks.offered), answer);
    const step = advanceSoftphone(softphone, {
      type: 'commandRefused',
      command: answer,
      refusal: { code: 'COMMAND_FAILED' },
    });

    expect(step.effects.map(({ type }) => type)).toEqual(['showPanel', 'ring']);
    expect(step.softphone).toMatchObject({ answeredHere: [], refused: { command: 'answer' } });
  });

  it.each(['refused', 'missing'] as const)(
    'with a %s microphone asks for it first, and lets it ring',
    (microphone) => {
      const step = obey(withPhone({ microphone }, desks.offered), answer);

      expect(step.effects).toEqual([{ type: 'showPanel' }, { type: 'allowMicrophone' }]);
      expect(step.softphone.answeredHere).toEqual([]);
    },
  );

  it('in a tab without the phone does not ask for this tab’s microphone', () => {
    const step = obey(withPhone({ microphone: 'refused', owner: 'elsewhere' }, desks.offered), answer);

    expect(step.effects).toContainEqual({ type: 'send', command: answer });
  });
});

describe('a click on a number', () => {
  const click = { type: 'clickedToDial', number: '+14155550100', record: ada } as const;

  it('shows the panel and dials for the record', () => {
    expect(advanceSoftphone(softphoneAt(desks.idle), click).effects).toEqual([
      { type: 'showPanel' },
      { type: 'send', command: { ...dial, target: { kind: 'number', number: '+14155550100' }, record: ada } },
    ]);
  });

  it('that cannot be dialed now shows the panel with the reason', () => {
    const { softphone, effects } = advanceSoftphone(softphoneAt(busy), click);

    expect(effects).toEqual([{ type: 'showPanel' }]);
    expect(softphone.refused?.refusal).toEqual({ code: 'ON_ANOTHER_CALL' });
  });
});

describe('a command to the softphone itself', () => {
  it.each<[SoftphoneCommand, object]>([
    [
      { type: 'typeNumber', typed: '415' },
      { type: 'readNumber', typed: '415' },
    ],
    [{ type: 'takePhone' }, { type: 'claimPhone' }],
    [{ type: 'allowMicrophone' }, { type: 'allowMicrophone' }],
    [
      { type: 'playTestTone', role: 'ringer' },
      { type: 'playTestTone', role: 'ringer' },
    ],
    [
      { type: 'chooseDevice', role: 'speaker', deviceId: 's' },
      { type: 'chooseDevice', role: 'speaker', deviceId: 's' },
    ],
    [
      { type: 'openRecord', record: ada },
      { type: 'popScreen', pop: { kind: 'record', recordId: ada.recordId, objectType: 'Contact' } },
    ],
  ])('%j asks for %j', (command, effect) => {
    expect(obey(softphoneAt(desks.idle), command).effects).toEqual([effect]);
  });

  it('to send digits goes to the call in which the agent is heard, where its sound is', () => {
    const digits = { type: 'sendDigits', digits: '1' } as const;
    const shut = audioFor(two, { muted: true });

    expect(obey(withPhone({ audios: [audioFor(one), shut] }, desks.connected), digits).effects).toEqual([
      { ...digits, interactionId: one },
    ]);
    expect(obey(softphoneAt(desks.connected), digits).effects).toEqual([]);
    expect(obey(withPhone({ audios: [shut] }, desks.connected), digits).effects).toEqual([]);
  });
});

describe('a retry', () => {
  const retry = { type: 'retry' } as const;

  it('signs in anew where that was refused', () => {
    const refused = softphoneAt(desks.idle, {
      session: { state: 'refused', code: 'TOKEN_REFUSED' },
      link: 'lost',
      phone: newSoftphone.phone,
    });
    const step = obey(refused, retry);

    expect(step.effects).toEqual([{ type: 'signIn' }]);
    expect(step.softphone).toMatchObject({ session: { state: 'signingIn' }, link: 'connecting' });
  });

  it('asks for a lost link at once', () => {
    expect(obey(softphoneAt(desks.idle, { link: 'lost' }), retry).effects).toEqual([{ type: 'signIn' }]);
  });

  it.each(['failed', 'tokenRefused', 'off'] as const)(
    'starts a phone whose registration is %s',
    (registration) => {
      expect(obey(withPhone({ registration }), retry).effects).toEqual([{ type: 'startPhone' }]);
      expect(obey(withPhone({ registration, owner: 'elsewhere' }), retry).effects).toEqual([]);
    },
  );

  it('leaves alone what works', () => {
    expect(obey(softphoneAt(deskAfter(reserved())), retry).effects).toEqual([]);
  });
});
