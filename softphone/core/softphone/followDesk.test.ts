import { describe, expect, it } from '@jest/globals';
import type { Desk, DeskEvent } from '../desk/desk.ts';
import {
  accepted,
  ada,
  answered,
  caller,
  charles,
  deskAfter,
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
import type { Ani } from '../vocabulary.ts';
import { advanceSoftphone } from './advanceSoftphone.ts';
import type { HostSettings } from './screenPop.ts';
import type { Step } from './step.ts';
import { newSoftphone, type Softphone } from './softphone.ts';

/** What follows from an event with a desktop that reads every record at once. */
const follow = (softphone: Softphone, event: DeskEvent): Step => {
  const step = advanceSoftphone(softphone, { type: 'deskChanged', event });
  const asked = step.effects.flatMap((effect) => (effect.type === 'readRecords' ? effect.records : []));
  if (asked.length === 0) return step;
  const found = asked.map(({ recordId }) => ({ recordId, name: `Record ${recordId}` }));
  const read = advanceSoftphone(step.softphone, { type: 'recordsRead', asked, found });
  const others = step.effects.filter(({ type }) => type !== 'readRecords');
  return { softphone: read.softphone, effects: [...others, ...read.effects] };
};
const welcome = (softphone: Softphone, desk?: Desk) =>
  advanceSoftphone(softphone, {
    type: 'welcomed',
    ...(desk && { desk }),
    settings: newSoftphone.settings,
    history: [],
  });
const typesOf = (effects: readonly { type: string }[]) => effects.map(({ type }) => type);

const elsewhere = (desk: Desk, changes: Partial<Softphone> = {}): Softphone =>
  softphoneAt(desk, { phone: { ...newSoftphone.phone, owner: 'elsewhere' }, ...changes });
const talking = (desk: Desk, changes: Partial<Softphone> = {}): Softphone => {
  const softphone = softphoneAt(desk, changes);
  const audio = { interactionId: one, state: 'connected', muted: false, digits: '' } as const;
  return { ...softphone, phone: { ...softphone.phone, audio } };
};
const popsOn = (screenPopOn: HostSettings['screenPopOn'], noMatch = newSoftphone.host.noMatch) => ({
  host: { screenPopOn, noMatch },
});
const contactPop = {
  type: 'popScreen',
  pop: { kind: 'record', recordId: ada.recordId, objectType: 'Contact' },
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

  it('pops the caller in the tab where it was answered', () => {
    const desk = deskAfter(reserved({ matches: [ada] }));

    expect(follow(elsewhere(desk, { answeredHere: [one] }), accepted).effects).toContainEqual(contactPop);
    expect(typesOf(follow(softphoneAt(desk), accepted).effects)).not.toContain('popScreen');
  });

  it('pops late when the search ends late', () => {
    const softphone = softphoneAt(desks.answering, { answeredHere: [one] });
    const found = { type: 'matched', interactionId: one, matches: [ada], at: second(6) } as const;

    expect(follow(softphone, found).effects).toEqual([contactPop]);
    expect(follow(softphoneAt(desks.answering), found).effects).toEqual([]);
  });
});

describe('a screen pop', () => {
  it('comes with the ring where the administrator wants it so, once', () => {
    const softphone = softphoneAt(desks.idle, popsOn('offered'));
    const ringing = follow(softphone, reserved({ matches: [ada] }));
    const answering = follow({ ...ringing.softphone, answeredHere: [one] }, accepted);

    expect(ringing.effects).toContainEqual(contactPop);
    expect(typesOf(answering.effects)).not.toContain('popScreen');
    expect(typesOf(follow(elsewhere(desks.idle, popsOn('offered')), reserved()).effects)).toEqual([]);
  });

  it('comes during the ring, or after it, when the search ends then', () => {
    const found = { type: 'matched', interactionId: one, matches: [ada], at: second(6) } as const;

    expect(follow(softphoneAt(desks.offered, popsOn('offered')), found).effects).toEqual([contactPop]);
    expect(follow(softphoneAt(desks.connected, popsOn('offered')), found).effects).toEqual([contactPop]);
    expect(follow(softphoneAt(desks.offered, popsOn('answered')), found).effects).toEqual([]);
  });

  it('leaves a choice among several to the agent', () => {
    const softphone = softphoneAt(deskAfter(reserved({ matches: [ada, charles] })), { answeredHere: [one] });

    expect(typesOf(follow(softphone, accepted).effects)).not.toContain('popScreen');
  });

  it.each<[HostSettings['noMatch'], object | undefined]>([
    [
      { kind: 'newRecord', objectType: 'Lead' },
      { kind: 'newRecord', objectType: 'Lead', fields: { Phone: caller } },
    ],
    [{ kind: 'search' }, { kind: 'search', text: caller }],
    [
      { kind: 'page', path: '/apex/Unknown' },
      { kind: 'page', path: '/apex/Unknown' },
    ],
    [
      { kind: 'flow', flow: 'NewCaller' },
      { kind: 'flow', flow: 'NewCaller', inputs: { ani: caller, dnis: '+14155550199' } },
    ],
    [{ kind: 'none' }, undefined],
  ])('for nobody is what the administrator set: %j', (noMatch, pop) => {
    const desk = deskAfter(reserved({ matches: [] }));
    const { effects } = follow(
      softphoneAt(desk, { ...popsOn('answered', noMatch), answeredHere: [one] }),
      accepted,
    );

    expect(effects.filter(({ type }) => type === 'popScreen')).toEqual(
      pop ? [{ type: 'popScreen', pop }] : [],
    );
  });

  it('does not come for a withheld number, nor before the search is over', () => {
    const withheld = deskAfter(reserved({ matches: [], ani: 'anonymous' as Ani }));

    for (const desk of [withheld, desks.offered]) {
      const { effects } = follow(softphoneAt(desk, { answeredHere: [one] }), accepted);
      expect(typesOf(effects)).not.toContain('popScreen');
    }
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
