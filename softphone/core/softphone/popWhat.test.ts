import { describe, expect, it } from '@jest/globals';
import {
  accepted,
  ada,
  adasCase,
  answered,
  caller,
  charles,
  deskAfter,
  desks,
  faces,
  one,
  popping,
  reserved,
  second,
  softphoneAt,
} from '../testing/builders.ts';
import { follow, happen } from '../testing/readingDesktop.ts';
import type { Ani } from '../vocabulary.ts';
import type { PopRules } from './screenPop.ts';
import { popsOf, commandsOf, command, answer, adaPop } from '../testing/popping.ts';

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
