import { describe, expect, it } from '@jest/globals';
import type { Desk } from '../desk/desk.ts';
import {
  accepted,
  ada,
  answered,
  audioFor,
  caller,
  desks,
  dialed,
  faces,
  hungUp,
  missed,
  one,
  reserved,
  second,
  softphoneAt,
  wrappedUp,
} from '../testing/builders.ts';
import { follow } from '../testing/readingDesktop.ts';
import { advanceSoftphone } from './advanceSoftphone.ts';
import { newSoftphone, type Softphone } from './softphone.ts';

const welcome = (softphone: Softphone, desk?: Desk) =>
  advanceSoftphone(softphone, {
    type: 'welcomed',
    ...(desk && { desk }),
    settings: newSoftphone.settings,
    history: [],
    parkedCalls: [],
  });
const typesOf = (effects: readonly { type: string }[]) => effects.map(({ type }) => type);

const elsewhere = (desk: Desk, changes: Partial<Softphone> = {}): Softphone =>
  softphoneAt(desk, { phone: { ...newSoftphone.phone, owner: 'elsewhere' }, ...changes });
const talking = (desk: Desk, changes: Partial<Softphone> = {}): Softphone => {
  const softphone = softphoneAt(desk, changes);
  return { ...softphone, phone: { ...softphone.phone, audios: [audioFor(one)] } };
};
describe('a reserved call', () => {
  it('rings and shows the panel in the tab that owns the phone, with the caller’s name when it has been read', () => {
    expect(follow(softphoneAt(desks.idle, { records: faces }), reserved({ matches: [ada] })).effects).toEqual(
      [{ type: 'showPanel' }, { type: 'ring', caller: 'Ada Lovelace', queue: 'Support' }],
    );
    expect(follow(softphoneAt(desks.idle), reserved({ queue: '' })).effects).toContainEqual({
      type: 'ring',
      caller,
    });
  });

  it('is shown, and does not ring, in the agent’s other tabs', () => {
    const { softphone, effects } = follow(elsewhere(desks.idle), reserved());

    expect(effects).toEqual([]);
    expect(softphone.desk?.interactions).toHaveLength(1);
  });

  it('falls silent when it is over, or when the link to the connector is lost', () => {
    const ringing = softphoneAt(desks.offered);

    expect(typesOf(follow(ringing, missed).effects)).toContain('stopRinging');
    expect(advanceSoftphone(ringing, { type: 'linkLost' })).toMatchObject({
      softphone: { link: 'lost', phone: { owner: 'nobody' } },
      effects: [{ type: 'stopRinging' }],
    });
  });
});

describe('an accepted call', () => {
  it('gets its sound in the tab that owns the phone, wherever it was answered', () => {
    expect(typesOf(follow(softphoneAt(desks.offered), accepted).effects)).toEqual([
      'stopRinging',
      'acceptAudio',
    ]);
    expect(typesOf(follow(elsewhere(desks.offered), accepted).effects)).toEqual(['stopRinging']);
  });
});

describe('a dialed call', () => {
  it('gets its sound in the tab that owns the phone, and empties the number field', () => {
    const entry = { typed: '415', formatted: '(415', valid: false };
    const { softphone, effects } = follow(softphoneAt(desks.idle, { entry }), dialed());

    expect(typesOf(effects)).toEqual(['showPanel', 'connectAudio']);
    expect(softphone.entry.typed).toBe('');
    expect(follow(elsewhere(desks.idle), dialed()).effects).toEqual([]);
  });
});

describe('a call that ended', () => {
  it('ends its sound and shows its log', () => {
    expect(typesOf(follow(softphoneAt(desks.connected), hungUp).effects)).toEqual([
      'stopRinging',
      'endAudio',
      'refreshView',
    ]);
    expect(typesOf(follow(softphoneAt(desks.wrapUp), wrappedUp).effects)).toEqual(['refreshView']);
  });

  it('is forgotten as answered here once it has left the desk', () => {
    const answering = softphoneAt(desks.wrapUp, { answeredHere: [one] });

    expect(
      follow(answering, { type: 'notesWritten', interactionId: one, notes: 'n', at: second(70) }).softphone
        .answeredHere,
    ).toEqual([one]);
    expect(follow(answering, wrappedUp).softphone.answeredHere).toEqual([]);
  });
});

describe('an event that cannot happen here', () => {
  it('changes nothing', () => {
    const softphone = softphoneAt(desks.idle);

    expect(follow(softphone, answered)).toEqual({ softphone, effects: [] });
    expect(follow(newSoftphone, reserved())).toEqual({ softphone: newSoftphone, effects: [] });
  });
});

describe('a welcome', () => {
  it('brings the desk, signs in and opens the link', () => {
    expect(welcome(newSoftphone, desks.idle).softphone).toMatchObject({
      session: { state: 'signedIn' },
      link: 'open',
      desk: desks.idle,
    });
  });

  it('without a desk keeps ours: what was missed follows', () => {
    expect(welcome(softphoneAt(desks.connected, { link: 'lost' })).softphone).toMatchObject({
      link: 'open',
      desk: desks.connected,
    });
    expect(welcome(newSoftphone)).toMatchObject({
      softphone: { session: { state: 'signedIn' } },
      effects: [],
    });
  });

  it('rings for a call that was offered meanwhile, and is quiet when there is none', () => {
    expect(typesOf(welcome(softphoneAt(desks.idle), desks.offered).effects)).toEqual(['showPanel', 'ring']);
    expect(typesOf(welcome(softphoneAt(desks.offered), desks.idle).effects)).toEqual(['stopRinging']);
  });

  it('takes up the sound of a call that was answered meanwhile', () => {
    expect(welcome(softphoneAt(desks.offered), desks.answering).effects).toContainEqual({
      type: 'acceptAudio',
      interactionId: one,
    });
  });

  it('leaves sound that runs alone, and ends sound whose call is over', () => {
    expect(typesOf(welcome(talking(desks.connected), desks.connected).effects)).toEqual(['stopRinging']);
    expect(typesOf(welcome(talking(desks.answering), desks.answering).effects)).toEqual(['stopRinging']);
    expect(welcome(talking(desks.connected), desks.idle).effects).toContainEqual({
      type: 'endAudio',
      interactionId: one,
    });
    expect(typesOf(welcome(talking(desks.connected), desks.wrapUp).effects)).toContain('endAudio');
  });
});
