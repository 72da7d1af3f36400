import { describe, expect, it } from '@jest/globals';
import type { Desk } from '../desk/desk.ts';
import type { DeskEvent } from '../desk/deskEvent.ts';
import {
  accepted,
  ada,
  answered,
  audioFor,
  charles,
  deskAfter,
  desks,
  faces,
  missed,
  one,
  popping,
  reserved,
  second,
  softphoneAt,
  two,
  twoCalls,
} from '../testing/builders.ts';
import { follow } from '../testing/readingDesktop.ts';
import { advanceSoftphone } from './advanceSoftphone.ts';
import { newSoftphone, type Softphone, type SoftphoneEvent } from './softphone.ts';

const typesOf = (effects: readonly { type: string }[]) => effects.map(({ type }) => type);
const direct = (changes: Partial<Extract<DeskEvent, { type: 'reserved' }>> = {}) =>
  reserved({ interactionId: two, via: 'direct', matches: [charles], ...changes });
const acceptedTwo: DeskEvent = { type: 'accepted', interactionId: two, at: second(25) };
const missedTwo: DeskEvent = { type: 'callEnded', interactionId: two, reason: 'missed', at: second(30) };
const commanded = (softphone: Softphone, type: 'answer' | 'decline' | 'pickUp', interactionId = one) =>
  advanceSoftphone(softphone, { type: 'commanded', command: { type, interactionId }, at: second(21) });
const refused = (softphone: Softphone, type: 'answer' | 'pickUp', interactionId: typeof one) =>
  advanceSoftphone(softphone, {
    type: 'commandRefused',
    command: { type, interactionId },
    refusal: { code: 'CALL_GONE' },
  });
const welcomed = (desk?: Desk): SoftphoneEvent => ({
  type: 'welcomed',
  ...(desk && { desk }),
  settings: newSoftphone.settings,
  history: [],
  parkedCalls: [],
});

describe('a second call', () => {
  const ring = { type: 'ring', caller: 'Charles Babbage', queue: 'Support' };

  it('rings while the agent is on another', () => {
    const busy = softphoneAt(desks.connected, { records: faces });

    expect(follow(busy, direct()).effects).toEqual([{ type: 'showPanel' }, ring]);
  });

  it('is heard in its own right: the first keeps its sound', () => {
    const busy = softphoneAt(deskAfter(reserved(), accepted, answered, direct()), { records: faces });
    const talking = { ...busy, phone: { ...busy.phone, audios: [audioFor(one)] } };

    expect(follow(talking, acceptedTwo).effects).toEqual([
      { type: 'stopRinging' },
      { type: 'acceptAudio', interactionId: two },
      { type: 'setMuted', interactionId: one, muted: true },
    ]);
  });

  it('ends alone: the first goes on', () => {
    const { softphone, effects } = follow(softphoneAt(twoCalls), {
      type: 'callEnded',
      interactionId: two,
      reason: 'customerHungUp',
      at: second(60),
    });

    expect(effects).toContainEqual({ type: 'endAudio', interactionId: two });
    expect(effects).not.toContainEqual({ type: 'endAudio', interactionId: one });
    expect(softphone.desk?.interactions.map(({ id }) => id)).toEqual([one]);
  });
});

describe('of two calls that ring', () => {
  const ringing = softphoneAt(deskAfter(reserved({ matches: [ada] }), direct()), { records: faces });
  const rings = (caller: string) => [{ type: 'showPanel' }, { type: 'ring', caller, queue: 'Support' }];

  it('the other rings on, under its own name, when one is missed', () => {
    expect(follow(ringing, missed).effects.slice(0, 2)).toEqual(rings('Charles Babbage'));
    expect(follow(ringing, missedTwo).effects.slice(0, 2)).toEqual(rings('Ada Lovelace'));
    expect(typesOf(follow(follow(ringing, missedTwo).softphone, missed).effects)).toContain('stopRinging');
  });

  it('the other rings on when one is answered', () => {
    const answering = commanded(ringing, 'answer');

    expect(answering.effects.slice(0, 2)).toEqual(rings('Charles Babbage'));
    expect(follow(answering.softphone, accepted).effects.slice(0, 3)).toEqual([
      ...rings('Charles Babbage'),
      { type: 'acceptAudio', interactionId: one },
    ]);
  });

  it.each([
    [one, 'Ada Lovelace'],
    [two, 'Charles Babbage'],
  ])('the one whose answer did not get through rings again: %s', (id, name) => {
    const step = refused(commanded(ringing, 'answer', id).softphone, 'answer', id);

    expect(step.effects).toEqual(rings(name));
    expect(step.softphone.answeredHere).toEqual([]);
  });

  it('the one that has got a name is announced by it', () => {
    const nameless = {
      ...ringing,
      records: { ...faces, [charles.recordId]: { state: 'reading' } },
    } as Softphone;
    const found = [{ recordId: charles.recordId, name: 'Charles' }];

    expect(advanceSoftphone(nameless, { type: 'recordsRead', asked: [charles], found }).effects).toEqual([
      { type: 'ring', caller: 'Charles', queue: 'Support' },
    ]);
  });

  it('an answer that comes too late rings nothing', () => {
    const gone = follow(commanded(ringing, 'answer').softphone, missed).softphone;

    expect(refused(gone, 'answer', one).effects).toEqual([]);
  });
});

describe('a parked call', () => {
  const parked = { interactionId: one, orbit: '701', parkedBy: 'Hedy Lamarr', since: second(0) };
  const waiting = softphoneAt(desks.idle, { parkedCalls: [parked] });
  const picked: DeskEvent = reserved({ via: 'pickUp', matches: [ada], at: second(22) });

  it('is in every agent’s list, and leaves it', () => {
    const { softphone } = advanceSoftphone(waiting, { type: 'parkedChanged', parkedCalls: [] });

    expect(softphone.parkedCalls).toEqual([]);
    expect(
      advanceSoftphone(softphone, { type: 'parkedChanged', parkedCalls: [parked] }).softphone.parkedCalls,
    ).toEqual([parked]);
  });

  it('that is picked up does not ring, sounds in the tab with the phone, and pops where it was picked up', () => {
    const { softphone, effects } = commanded(waiting, 'pickUp');
    const coming = follow(softphone, picked);
    const taken = follow(coming.softphone, accepted);

    expect(effects).toEqual([{ type: 'send', command: { type: 'pickUp', interactionId: one } }]);
    expect(typesOf(coming.effects)).not.toContain('ring');
    expect(typesOf(taken.effects)).toEqual(['stopRinging', 'acceptAudio', 'popScreen']);
    expect(typesOf(follow(follow(waiting, picked).softphone, accepted).effects)).not.toContain('popScreen');
  });

  it('that was answered here, and is picked up in another tab, does not pop here again', () => {
    const answered = softphoneAt(desks.connected, { answeredHere: [one] });
    const parkedHere = advanceSoftphone(answered, { type: 'parkedChanged', parkedCalls: [parked] });
    const over: DeskEvent[] = [
      { type: 'callEnded', interactionId: one, reason: 'parked', wrapUpEndsAt: second(60), at: second(20) },
      { type: 'wrapUpCompleted', interactionId: one, at: second(21) },
    ];
    const idle = over.reduce((softphone, event) => follow(softphone, event).softphone, parkedHere.softphone);

    expect(idle.answeredHere).toEqual([]);
    expect(typesOf(follow(follow(idle, picked).softphone, accepted).effects)).not.toContain('popScreen');
  });

  it('is remembered as picked up here while other things happen', () => {
    const { softphone } = follow(commanded(waiting, 'pickUp').softphone, {
      type: 'agentStateSet',
      state: { name: 'ready' },
      at: second(22),
    });

    expect(softphone.answeredHere).toEqual([one]);
    expect(refused(softphone, 'pickUp', one).softphone).toMatchObject({
      answeredHere: [],
      refused: { command: 'pickUp' },
    });
  });

  it('is not picked up without a microphone', () => {
    const dumb = { ...waiting, phone: { ...waiting.phone, microphone: 'refused' } } as Softphone;

    expect(typesOf(commanded(dumb, 'pickUp').effects)).toEqual(['showPanel', 'allowMicrophone']);
  });
});

describe('a welcome in the middle of two calls', () => {
  const talking = softphoneAt(twoCalls, { link: 'lost', host: popping('offered') });
  const sounding = {
    ...talking,
    phone: { ...talking.phone, audios: [audioFor(one, { muted: true }), audioFor(two)] },
  };

  it('leaves both as they are', () => {
    expect(advanceSoftphone(sounding, welcomed(twoCalls)).effects).toEqual([{ type: 'stopRinging' }]);
    expect(advanceSoftphone(sounding, welcomed()).effects).toEqual([{ type: 'stopRinging' }]);
  });

  it('ends the sound of the one that is over, and of no other', () => {
    const { effects } = advanceSoftphone(sounding, welcomed(desks.connected));

    expect(effects.filter(({ type }) => type === 'endAudio')).toEqual([
      { type: 'endAudio', interactionId: two },
    ]);
  });

  it('does not pop again what has popped while it rang', () => {
    const ringing = follow(
      softphoneAt(desks.idle, { host: popping('offered') }),
      reserved({ matches: [ada] }),
    );
    const again = advanceSoftphone(ringing.softphone, welcomed(ringing.softphone.desk));

    expect(typesOf(ringing.effects)).toContain('popScreen');
    expect(typesOf(again.effects)).not.toContain('popScreen');
  });
});

describe('the phone of an agent with two calls', () => {
  const own = (softphone: Softphone, owner: Softphone['phone']['owner']) =>
    advanceSoftphone(softphone, { type: 'phoneOwned', owner });
  const sounding = (...audios: Parameters<typeof audioFor>[]): Softphone => {
    const softphone = softphoneAt(twoCalls);
    return { ...softphone, phone: { ...softphone.phone, audios: audios.map((each) => audioFor(...each)) } };
  };

  it('stays in the tab in which the agent talks, and leaves the one in which a call waits', () => {
    expect(typesOf(own(sounding([two]), 'elsewhere').effects)).toEqual(['claimPhone']);
    expect(typesOf(own(sounding([one, { muted: true }]), 'elsewhere').effects)).toEqual([
      'stopRinging',
      'stopPhone',
    ]);
  });

  it('is not started anew in a tab in which a call waits', () => {
    const { phone, ...softphone } = sounding([one, { muted: true }]);

    expect(own({ ...softphone, phone: { ...phone, owner: 'nobody' } }, 'here').effects).toEqual([]);
  });
});

describe('something that was begun and could not be done', () => {
  it('is said, and the desk stays as it is', () => {
    const { softphone, effects } = follow(softphoneAt(desks.connected), {
      type: 'commandFailed',
      command: 'consult',
      refusal: { code: 'NO_ANSWER' },
      at: second(50),
    });

    expect(softphone).toMatchObject({
      desk: desks.connected,
      refused: { command: 'consult', refusal: { code: 'NO_ANSWER' } },
    });
    expect(effects).toEqual([]);
  });
});
