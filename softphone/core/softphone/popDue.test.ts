import { describe, expect, it } from '@jest/globals';
import type { Desk } from '../desk/desk.ts';
import type { DeskEvent } from '../desk/deskEvent.ts';
import {
  accepted,
  ada,
  adasCase,
  answered,
  caller,
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
import type { Ani } from '../vocabulary.ts';
import { noPops, type HostSettings, type PopRules, type ScreenPop } from './screenPop.ts';
import { newSoftphone, type Softphone, type SoftphoneCommand } from './softphone.ts';
import type { Step } from './step.ts';
import { viewOf } from './view.ts';

const elsewhere = (desk: Desk, changes: Partial<Softphone> = {}): Softphone =>
  softphoneAt(desk, { phone: { ...newSoftphone.phone, owner: 'elsewhere' }, ...changes });
const popsOf = ({ effects }: Step): readonly ScreenPop[] =>
  effects.flatMap((effect) => (effect.type === 'popScreen' ? [effect.pop] : []));
const commandsOf = ({ effects }: Step) =>
  effects.flatMap((effect) => (effect.type === 'send' ? [effect.command] : []));
const command = (softphone: Softphone, given: SoftphoneCommand): Step =>
  happen(softphone, { type: 'commanded', command: given, at: second(30) });
/** The call is offered, then answered in this tab, with these settings. */
const answer = (host: HostSettings, offered: DeskEvent): { offering: Step; answering: Step } => {
  const offering = follow(softphoneAt(desks.idle, { host }), offered);
  return { offering, answering: follow({ ...offering.softphone, answeredHere: [one] }, accepted) };
};
const found = (matches: (typeof ada)[]) =>
  ({ type: 'matched', interactionId: one, matches, at: second(6) }) as const;

const adaPop: ScreenPop = { kind: 'record', recordId: ada.recordId, objectType: 'Contact' };
const contactForm: ScreenPop = { kind: 'newRecord', objectType: 'Contact', number: caller };

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

describe('by what was found', () => {
  const pages = {
    noMatch: { kind: 'page', page: 'None' },
    oneMatch: { kind: 'page', page: 'One' },
    manyMatches: { kind: 'page', page: 'Many' },
  } as const;

  it.each([
    ['None', []],
    ['One', [ada]],
    ['One', [ada, adasCase]],
    ['Many', [ada, charles]],
  ])('%s pops for %j', (page, matches) => {
    expect(popsOf(answer(popping('answered', pages), reserved({ matches })).answering)).toMatchObject([
      { kind: 'page', page },
    ]);
  });

  it('nothing pops before the search is over', () => {
    expect(popsOf(answer(popping('answered', pages), reserved()).answering)).toEqual([]);
  });

  it('several show the search page, and the agent chooses in the softphone all the same', () => {
    const { answering } = answer(
      popping('answered', { manyMatches: { kind: 'search' } }),
      reserved({ matches: [ada, charles] }),
    );

    expect(popsOf(answering)).toEqual([{ kind: 'search', text: caller }]);
    expect(answering.softphone.desk?.interactions[0]?.person).toBeUndefined();
  });

  it('the only one that the agent may see is chosen, and pops', () => {
    const offering = happen(
      softphoneAt(desks.idle, { answeredHere: [one] }),
      { type: 'deskChanged', event: reserved({ matches: [ada, charles] }) },
      [charles],
    );
    const answering = follow(offering.softphone, accepted);

    expect(popsOf(answering)).toEqual([adaPop]);
    expect(commandsOf(answering)).toEqual([{ type: 'chooseRecord', interactionId: one, record: ada }]);
  });

  it('a caller whose records are all hidden gets no form of a new record', () => {
    const offering = happen(
      softphoneAt(desks.idle, { answeredHere: [one] }),
      { type: 'deskChanged', event: reserved({ matches: [ada] }) },
      [ada],
    );

    expect(popsOf(follow(offering.softphone, accepted))).toEqual([]);
  });

  it.each<[PopRules['noMatch'], boolean]>([
    [{ kind: 'newRecord', objectType: 'Contact' }, false],
    [{ kind: 'search' }, false],
    [{ kind: 'page', page: 'Unknown' }, true],
  ])('for a withheld number %j pops: %j', (noMatch, pops) => {
    const offered = reserved({ matches: [], ani: 'anonymous' as Ani });

    expect(popsOf(answer(popping('answered', { noMatch }), offered).answering)).toHaveLength(pops ? 1 : 0);
  });
});

describe('a page or a flow', () => {
  it('is told the facts of the call, and the records that the agent may see', () => {
    const rule = { kind: 'flow', flow: 'Case_Flow' } as const;
    const offered = reserved({ matches: [ada, adasCase], collected: '1001' });

    expect(popsOf(answer(popping('answered', { oneMatch: rule }), offered).answering)).toEqual([
      {
        ...rule,
        facts: {
          interactionId: one,
          direction: 'inbound',
          ani: caller,
          dnis: '+14155550199',
          queue: 'Support',
          collected: '1001',
          recordId: ada.recordId,
          recordIds: [ada.recordId, adasCase.recordId],
        },
      },
    ]);
  });

  it('learns no number that the caller withholds', () => {
    const host = popping('answered', { noMatch: { kind: 'page', page: 'Unknown' } });
    const [pop] = popsOf(answer(host, reserved({ matches: [], ani: 'anonymous' as Ani })).answering);

    expect(pop).not.toHaveProperty('facts.ani');
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

describe('a record that the agent chooses', () => {
  const several = deskAfter(reserved({ matches: [ada, charles] }), accepted, answered);
  const choose = { type: 'chooseRecord', interactionId: one, record: ada } as const;

  it('pops as one match does', () => {
    const page = popping('answered', { oneMatch: { kind: 'page', page: 'One' } });

    expect(popsOf(command(softphoneAt(several, { records: faces }), choose))).toEqual([adaPop]);
    expect(popsOf(command(softphoneAt(several, { records: faces, host: page }), choose))).toMatchObject([
      { kind: 'page', facts: { recordId: ada.recordId } },
    ]);
  });

  it('pops once when it is chosen before the answer', () => {
    const offered = softphoneAt(deskAfter(reserved({ matches: [ada, charles] })), { records: faces });
    const chosen = command(offered, choose);
    const { softphone } = follow(chosen.softphone, {
      type: 'recordChosen',
      interactionId: one,
      record: ada,
      at: second(3),
    });

    expect(popsOf(chosen)).toEqual([adaPop]);
    expect(popsOf(follow({ ...softphone, answeredHere: [one] }, accepted))).toEqual([]);
  });

  it('stays where it is when it is in view', () => {
    const inView = softphoneAt(several, { records: faces, inView: ada });

    expect(popsOf(command(inView, choose))).toEqual([]);
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
