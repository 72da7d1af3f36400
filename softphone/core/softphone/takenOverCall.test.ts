import { describe, expect, it } from '@jest/globals';
import { advanceDesk } from '../desk/advanceDesk.ts';
import type { DeskEvent } from '../desk/deskEvent.ts';
import {
  accepted,
  ada,
  charles,
  customer,
  deskAfter,
  desks,
  one,
  popping,
  reserved,
  second,
  softphoneAt,
  two,
} from '../testing/builders.ts';
import { follow } from '../testing/readingDesktop.ts';
import type { Softphone } from './softphone.ts';

const typesOf = (effects: readonly { type: string }[]) => effects.map(({ type }) => type);
const missedTwo: DeskEvent = { type: 'callEnded', interactionId: two, reason: 'missed', at: second(30) };
const direct = () => reserved({ interactionId: two, via: 'direct', matches: [charles] });

describe('the screen pop of a call that is taken over', () => {
  const given = (changes: Parameters<typeof reserved>[0]) =>
    follow(softphoneAt(desks.idle), reserved({ parties: [customer], ...changes })).softphone;
  const popsOf = (softphone: Softphone) =>
    follow({ ...softphone, answeredHere: [one] }, accepted).effects.flatMap((effect) =>
      effect.type === 'popScreen' ? [effect.pop] : [],
    );

  it('follows the records that the agent before has chosen', () => {
    const chosen = {
      via: 'transfer',
      from: 'Hedy Lamarr',
      matches: [ada, charles],
      person: charles,
    } as const;

    expect(popsOf(given(chosen))).toEqual([
      { kind: 'record', recordId: charles.recordId, objectType: charles.objectType },
    ]);
    expect(popsOf(given({ ...chosen, via: 'consult' }))).toHaveLength(1);
  });

  it('of a call out that was given on is that of a call in, where it is answered', () => {
    const offered = given({ via: 'transfer', direction: 'outbound', matches: [ada] });

    expect(popsOf(offered)).toHaveLength(1);
    expect(typesOf(follow(offered, accepted).effects)).not.toContain('popScreen');
  });

  it('of a call between agents has rules of its own', () => {
    const internal = { direction: 'internal', via: 'internal', matches: [] } as const;
    const home = { kind: 'page', page: 'Colleague' } as const;
    const host = {
      ...popping(),
      pops: { ...popping().pops, internal: { ...popping().pops.internal, noMatch: home } },
    };

    expect(popsOf(given(internal))).toEqual([]);
    expect(popsOf({ ...given(internal), host })).toMatchObject([
      { kind: 'page', facts: { direction: 'internal' } },
    ]);
  });

  it('that would lie over the softphone waits while another call rings', () => {
    const ringing = softphoneAt(deskAfter(reserved({ matches: [] }), direct()), { answeredHere: [one] });
    const waiting = follow(ringing, accepted);
    const quiet = follow(waiting.softphone, missedTwo);

    expect(typesOf(waiting.effects)).not.toContain('popScreen');
    expect(typesOf(quiet.effects)).toContain('popScreen');
  });
});

describe('the records of a call that is given on before the search is over', () => {
  it('are among those found later', () => {
    const desk = deskAfter(reserved({ via: 'transfer', person: charles }));
    const found = advanceDesk(desk, { type: 'matched', interactionId: one, matches: [ada], at: second(2) });

    expect(desk.interactions[0]).toMatchObject({ person: charles, matches: [charles], matched: false });
    expect(found?.interactions[0]).toMatchObject({ person: charles, matches: [charles, ada] });
  });
});
