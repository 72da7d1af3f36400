import { describe, expect, it } from '@jest/globals';
import type { Desk } from '../desk/desk.ts';
import { audioFor, desks, one, popping, softphoneAt } from '../testing/builders.ts';
import { advanceSoftphone } from './advanceSoftphone.ts';
import type { Softphone } from './softphone.ts';

type Owner = Softphone['phone']['owner'];

const at = (owner: Owner, desk: Desk = desks.idle): Softphone => {
  const softphone = softphoneAt(desk);
  return { ...softphone, phone: { ...softphone.phone, owner } };
};
const talking = (desk: Desk): Softphone => {
  const softphone = softphoneAt(desk);
  return { ...softphone, phone: { ...softphone.phone, audios: [audioFor(one)] } };
};
const own = (softphone: Softphone, owner: Owner) =>
  advanceSoftphone(softphone, { type: 'phoneOwned', owner });

/** Who owned the phone, who owns it now, and what this tab does about it. */
const table: readonly [Owner, Owner, readonly string[]][] = [
  ['nobody', 'here', ['startPhone']],
  ['nobody', 'elsewhere', ['stopRinging', 'stopPhone']],
  ['nobody', 'nobody', ['claimPhone']],
  ['here', 'here', []],
  ['here', 'elsewhere', ['stopRinging', 'stopPhone']],
  ['here', 'nobody', ['claimPhone']],
  ['elsewhere', 'here', ['startPhone']],
  ['elsewhere', 'elsewhere', []],
  ['elsewhere', 'nobody', ['claimPhone']],
];

describe('a phone', () => {
  it.each(table)('owned %s, then %s: the tab does %j', (before, owner, effects) => {
    const step = own(at(before), owner);

    expect(step.softphone.phone.owner).toBe(owner);
    expect(step.effects.map(({ type }) => type)).toEqual(effects);
  });

  it('that comes here while a call is offered rings', () => {
    expect(own(at('nobody', desks.offered), 'here').effects.map(({ type }) => type)).toEqual([
      'startPhone',
      'showPanel',
      'ring',
    ]);
  });

  it('that comes here while an answered call waits for its sound takes it up', () => {
    expect(own(at('elsewhere', desks.answering), 'here').effects).toEqual([
      { type: 'startPhone' },
      { type: 'acceptAudio', interactionId: one },
    ]);
  });

  it('that comes here while a call runs elsewhere takes nothing up', () => {
    expect(own(at('elsewhere', desks.connected), 'here').effects).toEqual([{ type: 'startPhone' }]);
  });

  it.each(['elsewhere', 'nobody'] as const)('stays here during a call, when it is said to be %s', (owner) => {
    const step = own(talking(desks.connected), owner);

    expect(step.softphone.phone.owner).toBe('here');
    expect(step.effects).toEqual([{ type: 'claimPhone' }]);
  });

  it('is nobody’s while the link is lost; a tab that talks goes on, and gets it back without a new start', () => {
    const lost = advanceSoftphone(talking(desks.connected), { type: 'linkLost' });
    const claimed = own(lost.softphone, 'elsewhere');
    const given = own(claimed.softphone, 'here');

    expect(lost.effects).toEqual([{ type: 'stopRinging' }]);
    expect(lost.softphone.phone).toMatchObject({ owner: 'nobody', audios: [{ state: 'connected' }] });
    expect(claimed.effects).toEqual([{ type: 'claimPhone' }]);
    expect(given.effects).toEqual([]);
    expect(given.softphone.phone.owner).toBe('here');
  });

  it('leaves a tab whose sound belongs to a call that is over', () => {
    for (const desk of [desks.wrapUp, desks.idle]) {
      expect(own(talking(desk), 'elsewhere').softphone.phone.owner).toBe('elsewhere');
    }
  });
});

describe('a refused sign-in', () => {
  const refused = { type: 'signInRefused', code: 'SESSION_REPLACED' } as const;
  const audioEnded = { type: 'phoneChanged', event: { type: 'audioEnded', interactionId: one } } as const;

  it('silences and stops the phone', () => {
    const { softphone, effects } = advanceSoftphone(at('here', desks.offered), refused);

    expect(effects).toEqual([{ type: 'stopRinging' }, { type: 'stopPhone' }]);
    expect(softphone).toMatchObject({
      session: { state: 'refused', code: 'SESSION_REPLACED' },
      link: 'lost',
      phone: { owner: 'nobody' },
    });
  });

  it('lets a running call come to its end first', () => {
    const during = advanceSoftphone(talking(desks.connected), refused);
    const after = advanceSoftphone(during.softphone, audioEnded);

    expect(during.effects).toEqual([{ type: 'stopRinging' }]);
    expect(after.effects).toEqual([{ type: 'stopPhone' }]);
  });

  it('does not keep the phone off after the next sign-in', () => {
    const { softphone } = advanceSoftphone(at('here'), refused);

    expect(own(softphone, 'here').effects).toEqual([{ type: 'startPhone' }]);
  });
});

describe('news of the phone', () => {
  it('that change nothing leave the very same softphone', () => {
    const softphone = at('here');

    expect(
      advanceSoftphone(softphone, {
        type: 'phoneChanged',
        event: { type: 'audioRestored', interactionId: one },
      }),
    ).toEqual({
      softphone,
      effects: [],
    });
    expect(
      advanceSoftphone(softphone, {
        type: 'phoneChanged',
        event: { type: 'audioRestored', interactionId: one },
      }).softphone,
    ).toBe(softphone);
  });

  it('of an ended sound leave the phone on while the agent is signed in', () => {
    const ended = { type: 'audioEnded', interactionId: one } as const;

    expect(advanceSoftphone(talking(desks.wrapUp), { type: 'phoneChanged', event: ended }).effects).toEqual(
      [],
    );
  });
});

describe('plain news', () => {
  it('are taken over', () => {
    const softphone = at('here');
    const entry = { typed: '1', formatted: '1', valid: false };
    const settings = popping('offered');

    expect(advanceSoftphone(softphone, { type: 'numberRead', entry }).softphone.entry).toBe(entry);
    expect(advanceSoftphone(softphone, { type: 'hostStarted', settings }).softphone.host).toBe(settings);
    expect(advanceSoftphone(softphone, { type: 'historyChanged', history: [] }).softphone.history).toEqual(
      [],
    );
    expect(
      advanceSoftphone(softphone, {
        type: 'commandRefused',
        command: { type: 'dial', target: { kind: 'number', number: '1' } },
        refusal: { code: 'NUMBER_INVALID' },
      }).softphone.refused,
    ).toEqual({ command: 'dial', refusal: { code: 'NUMBER_INVALID' } });
  });
});
