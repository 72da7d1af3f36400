import { describe, expect, it } from '@jest/globals';
import type { DeskEvent } from '../desk/deskEvent.ts';
import {
  accepted,
  ada,
  answered,
  charles,
  deskAfter,
  desks,
  dialed,
  faces,
  hungUp,
  one,
  popping,
  reserved,
  second,
  softphoneAt,
} from '../testing/builders.ts';
import { follow, happen } from '../testing/readingDesktop.ts';
import { noPops, type HostSettings, type PopRules, type ScreenPop } from './screenPop.ts';
import { viewOf } from './view.ts';
import {
  elsewhere,
  popsOf,
  commandsOf,
  command,
  answer,
  found,
  adaPop,
  contactForm,
} from '../testing/popping.ts';

describe('the time of a screen pop', () => {
  it('is the answer, in the tab where it was answered', () => {
    const desk = deskAfter(reserved({ matches: [ada] }));

    expect(popsOf(follow(elsewhere(desk, { answeredHere: [one] }), accepted))).toEqual([adaPop]);
    expect(popsOf(follow(softphoneAt(desk), accepted))).toEqual([]);
  });

  it('is the ring where the administrator wants it so, once, in the tab that rings', () => {
    const { offering, answering } = answer(popping('offered'), reserved({ matches: [ada] }));

    expect(popsOf(offering)).toEqual([adaPop]);
    expect(popsOf(answering)).toEqual([]);
    const other = elsewhere(desks.idle, { host: popping('offered') });
    expect(popsOf(follow(other, reserved({ matches: [ada] })))).toEqual([]);
  });

  it('is later when the search ends later', () => {
    const answering = softphoneAt(desks.answering, { answeredHere: [one] });

    expect(popsOf(follow(answering, found([ada])))).toEqual([adaPop]);
    expect(popsOf(follow(softphoneAt(desks.answering), found([ada])))).toEqual([]);
    for (const desk of [desks.offered, desks.connected]) {
      expect(popsOf(follow(softphoneAt(desk, { host: popping('offered') }), found([ada])))).toEqual([adaPop]);
    }
    expect(popsOf(follow(softphoneAt(desks.offered), found([ada])))).toEqual([]);
  });

  it('never comes by itself where screens pop by hand', () => {
    const { offering, answering } = answer(popping('byHand'), reserved({ matches: [ada] }));

    expect([...popsOf(offering), ...popsOf(answering)]).toEqual([]);
    expect(popsOf(command(answering.softphone, { type: 'popScreen', interactionId: one }))).toEqual([adaPop]);
  });
});

describe('what would cover the softphone', () => {
  it.each<[PopRules['noMatch'], ScreenPop['kind']]>([
    [{ kind: 'newRecord', objectType: 'Contact' }, 'newRecord'],
    [{ kind: 'flow', flow: 'NewCaller' }, 'flow'],
  ])('waits until the call is answered: %j', (noMatch, kind) => {
    const { offering, answering } = answer(popping('offered', { noMatch }), reserved({ matches: [] }));

    expect(popsOf(offering)).toEqual([]);
    expect(popsOf(answering)).toMatchObject([{ kind }]);
  });

  it('cannot be asked for by hand either while the call rings', () => {
    const { softphone } = follow(
      softphoneAt(desks.idle, { host: popping('byHand') }),
      reserved({ matches: [] }),
    );

    expect(popsOf(command(softphone, { type: 'popScreen', interactionId: one }))).toEqual([]);
    expect(viewOf(softphone).screens).toEqual({});
  });

  it('does not keep a page or a record from popping with the ring', () => {
    const host = popping('offered', { noMatch: { kind: 'page', page: 'Unknown' } });

    expect(popsOf(answer(host, reserved({ matches: [] })).offering)).toMatchObject([{ kind: 'page' }]);
  });
});

describe('a call that comes from another agent', () => {
  it('pops the record that it comes with, like any other', () => {
    const { offering, answering } = answer(
      popping('offered'),
      reserved({ matches: [{ ...ada, part: 'person' }] }),
    );

    expect(popsOf(offering)).toEqual([adaPop]);
    expect(popsOf(answering)).toEqual([]);
  });

  it('pops what the first agent chose among several', () => {
    const desk = deskAfter(reserved({ matches: [charles, ada] }), {
      type: 'recordChosen',
      interactionId: one,
      record: ada,
      at: second(1),
    });

    expect(popsOf(follow(softphoneAt(desk, { records: faces, answeredHere: [one] }), accepted))).toEqual([
      adaPop,
    ]);
  });
});

describe('a record made for a caller', () => {
  const nobody = softphoneAt(deskAfter(reserved({ matches: [] }), accepted, answered));
  const viewed = (record: typeof ada, created?: true) =>
    ({ type: 'recordViewed', record, ...(created && { created }) }) as const;

  it('becomes the person of the call, also in wrap-up', () => {
    const wrappingUp = softphoneAt(deskAfter(reserved({ matches: [] }), accepted, answered, hungUp));

    for (const softphone of [nobody, wrappingUp]) {
      const step = happen(softphone, viewed(ada, true));
      expect(commandsOf(step)).toEqual([{ type: 'chooseRecord', interactionId: one, record: ada }]);
      expect(popsOf(step)).toEqual([]);
    }
  });

  it.each([
    ['only looked at', nobody, viewed(ada)],
    ['of another object than the form’s', nobody, viewed(charles, true)],
    ['while the caller is known', softphoneAt(desks.connected, { records: faces }), viewed(ada, true)],
  ])('does not when it is %s', (_how, softphone, event) => {
    expect(commandsOf(happen(softphone, event))).toEqual([]);
  });
});

describe('a dialed call', () => {
  const outbound = { ...noPops, oneMatch: { kind: 'record' } } as const;
  const host = (screenPopOn: HostSettings['screenPopOn']): HostSettings => ({
    screenPopOn,
    pops: { ...popping().pops, outbound },
  });
  const connected: DeskEvent = { type: 'answered', interactionId: one, at: second(9) };

  it('pops by its own rules, in the tab that owns the phone: nothing as layouts come', () => {
    const dialing = follow(softphoneAt(desks.idle), dialed({ record: ada }));
    expect([...popsOf(dialing), ...popsOf(follow(dialing.softphone, connected))]).toEqual([]);

    const early = follow(softphoneAt(desks.idle, { host: host('offered') }), dialed({ record: ada }));
    const late = follow(softphoneAt(desks.idle, { host: host('answered') }), dialed({ record: ada }));
    expect(popsOf(early)).toEqual([adaPop]);
    expect(popsOf(late)).toEqual([]);
    expect(popsOf(follow(late.softphone, connected))).toEqual([adaPop]);
  });
});

describe('a screen asked for by hand', () => {
  const ask = { type: 'popScreen', interactionId: one } as const;

  it('pops again, and in wrap-up too', () => {
    const desk = deskAfter(reserved({ matches: [] }), accepted, answered, hungUp);

    const softphone = softphoneAt(desk, { popped: [one] });

    expect(popsOf(command(softphone, ask))).toEqual([contactForm]);
    expect(viewOf(softphone).screens).toEqual({ [one]: 'newRecord' });
  });

  it('is nothing where nothing is set, or nobody is there', () => {
    const host = popping('byHand', { noMatch: { kind: 'none' } });

    expect(popsOf(command(softphoneAt(deskAfter(reserved({ matches: [] })), { host }), ask))).toEqual([]);
    expect(popsOf(command(softphoneAt(desks.idle), ask))).toEqual([]);
  });
});
