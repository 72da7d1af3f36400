import { describe, expect, it } from '@jest/globals';
import {
  accepted,
  ada,
  adasCase,
  answered,
  charles,
  colleague,
  customer,
  desks,
  deskAfter,
  dialed,
  hungUp,
  listening,
  missed,
  one,
  reserved,
  second,
  two,
  wrappedUp,
} from '../testing/builders.ts';
import { advanceDesk } from './advanceDesk.ts';
import { agentStateOf, interactionAt, type Desk } from './desk.ts';
import type { DeskEvent } from './deskEvent.ts';

const extended: DeskEvent = {
  type: 'wrapUpExtended',
  interactionId: one,
  wrapUpEndsAt: second(157),
  at: second(90),
};

const events: Readonly<Record<DeskEvent['type'], DeskEvent>> = {
  agentStateSet: { type: 'agentStateSet', state: { name: 'notReady', reasonCode: 'Break' }, at: second(99) },
  reserved: reserved({ interactionId: two, at: second(99) }),
  dialed: dialed({ interactionId: two, at: second(99) }),
  matched: { type: 'matched', interactionId: one, matches: [], at: second(99) },
  accepted,
  answered,
  partiesChanged: { type: 'partiesChanged', interactionId: one, parties: [colleague], at: second(99) },
  activated: { type: 'activated', interactionId: one, at: second(99) },
  mutedSet: { type: 'mutedSet', interactionId: one, muted: true, at: second(99) },
  recordingChanged: { type: 'recordingChanged', interactionId: one, recording: 'paused', at: second(99) },
  monitoringChanged: { type: 'monitoringChanged', monitoring: listening, at: second(99) },
  coachChanged: { type: 'coachChanged', interactionId: one, coachName: 'Sue Supervisor', at: second(99) },
  helpAsked: { type: 'helpAsked', interactionId: one, asked: true, at: second(99) },
  connectionLost: { type: 'connectionLost', interactionId: one, until: second(119), at: second(99) },
  connectionBack: { type: 'connectionBack', interactionId: one, at: second(99) },
  callEnded: hungUp,
  recordChosen: { type: 'recordChosen', interactionId: one, record: ada, at: second(99) },
  recordRemoved: { type: 'recordRemoved', interactionId: one, part: 'person', at: second(99) },
  notesWritten: { type: 'notesWritten', interactionId: one, notes: 'n', at: second(99) },
  dispositionChosen: { type: 'dispositionChosen', interactionId: one, disposition: 'd', at: second(99) },
  wrapUpExtended: extended,
  wrapUpCompleted: wrappedUp,
  pagesGone: { type: 'pagesGone', at: second(99) },
  pageBack: { type: 'pageBack', at: second(99) },
  commandFailed: {
    type: 'commandFailed',
    command: 'consult',
    refusal: { code: 'NO_ANSWER' },
    at: second(99),
  },
};

const writing = ['matched', 'recordChosen', 'recordRemoved', 'notesWritten', 'dispositionChosen'] as const;

const live = [
  'partiesChanged',
  'coachChanged',
  'helpAsked',
  'mutedSet',
  'recordingChanged',
  'callEnded',
  ...writing,
] as const;

/** What can happen at a desk besides what always can (`anytime`). */
const possible: { readonly [State in keyof typeof desks]: readonly DeskEvent['type'][] } = {
  idle: ['reserved', 'dialed'],
  offered: ['reserved', 'dialed', 'accepted', ...live],
  answering: ['reserved', 'dialed', 'answered', 'activated', ...live],
  dialing: ['reserved', 'dialed', 'answered', 'activated', ...live],
  connected: ['reserved', 'dialed', 'activated', 'connectionLost', ...live],
  wrapUp: ['reserved', 'dialed', 'wrapUpExtended', 'wrapUpCompleted', ...writing],
};

const anytime: readonly DeskEvent['type'][] = [
  'agentStateSet',
  'pagesGone',
  'monitoringChanged',
  'commandFailed',
];

const table = Object.entries(desks).flatMap(([state, desk]) =>
  Object.values(events).map((event) => ({
    state,
    desk,
    event,
    type: event.type,
    happens: [...anytime, ...possible[state as keyof typeof desks]].includes(event.type),
  })),
);

const at = (desk: Desk | undefined) => desk && interactionAt(desk, one);

describe('a desk', () => {
  it.each(table)('that is $state: $type happens: $happens', ({ desk, event, happens }) => {
    expect(advanceDesk(desk, event) !== undefined).toBe(happens);
  });

  it.each(Object.values(events).filter((event) => 'interactionId' in event && event.interactionId === one))(
    'knows nothing of $type for an interaction that is not there',
    (event) => {
      expect(advanceDesk(desks.idle, event)).toBeUndefined();
    },
  );

  it('never takes the same interaction in twice', () => {
    expect(advanceDesk(desks.wrapUp, reserved())).toBeUndefined();
    expect(advanceDesk(desks.wrapUp, dialed())).toBeUndefined();
  });
});

describe('an interaction', () => {
  it('that another agent gives brings how it came, its parties, records and notes', () => {
    const earlierNotes = [{ agentName: 'Hedy Lamarr', notes: 'wants a refund' }];
    const given = { via: 'transfer', from: 'Hedy Lamarr', parties: [customer], earlierNotes } as const;

    expect(at(deskAfter(reserved({ ...given, matches: [ada, charles], person: charles })))).toMatchObject({
      ...given,
      person: charles,
      matches: [ada, charles],
      muted: false,
      notes: '',
    });
  });

  it('knows who called whom, through which queue, and what was keyed in', () => {
    expect(at(deskAfter(reserved({ collected: '00001001' })))).toMatchObject({
      direction: 'inbound',
      ani: '+14155550100',
      dnis: '+14155550199',
      queue: 'Support',
      collected: '00001001',
      notes: '',
    });
  });

  it('has nothing to wrap up when nobody talked', () => {
    expect(deskAfter(reserved(), missed).interactions).toEqual([]);
  });

  it('keeps notes and disposition up to the end of wrap-up', () => {
    const written = deskAfter(reserved(), events.notesWritten, accepted, answered, events.dispositionChosen);

    expect(at(advanceDesk(written, hungUp))).toMatchObject({
      notes: 'n',
      disposition: 'd',
      wrapUp: { startedAt: second(67), endsAt: second(97) },
    });
  });
});

describe('a related record', () => {
  const matched = (...matches: readonly (typeof ada)[]): DeskEvent => ({
    type: 'matched',
    interactionId: one,
    matches,
    at: second(1),
  });
  const chosen = (record: typeof ada): DeskEvent => ({
    type: 'recordChosen',
    interactionId: one,
    record,
    at: second(2),
  });
  const relatedAfter = (...happened: readonly DeskEvent[]) => at(deskAfter(...happened))?.person;

  it('is the only match, whether it comes with the call or after it', () => {
    expect(relatedAfter(reserved({ matches: [ada] }))).toEqual(ada);
    expect(relatedAfter(reserved(), matched(ada))).toEqual(ada);
  });

  it('is the caller when the other matches are the caller’s own', () => {
    expect(relatedAfter(reserved({ matches: [ada, adasCase] }))).toEqual(ada);
  });

  it('is for the agent to choose among several', () => {
    expect(relatedAfter(reserved({ matches: [ada, charles] }))).toBeUndefined();
    expect(relatedAfter(reserved({ matches: [ada, charles] }), chosen(charles))).toEqual(charles);
  });

  it('can be taken back', () => {
    expect(relatedAfter(reserved({ matches: [ada] }), events.recordRemoved)).toBeUndefined();
  });

  it('is one of each part: who is spoken with, and what it is about', () => {
    expect(at(deskAfter(reserved({ matches: [ada, adasCase] }), chosen(adasCase)))).toMatchObject({
      person: ada,
      subject: adasCase,
    });
  });

  it('that was keyed in brings the one person behind it', () => {
    const keyedIn = { ...adasCase, belongsTo: undefined, reason: { kind: 'collected' } } as const;
    const { belongsTo: _none, ...itself } = keyedIn;
    const behind = { ...ada, belongsTo: itself.recordId };

    expect(at(deskAfter(reserved({ matches: [itself, behind] })))).toMatchObject({
      subject: itself,
      person: behind,
    });
  });

  it('that was chosen, or dialed from, outlives a search that ends later', () => {
    expect(relatedAfter(reserved(), chosen(charles), matched(ada))).toEqual(charles);
    expect(relatedAfter(dialed({ record: charles }), matched(ada))).toEqual(charles);
  });

  it('is one of the matches, so that the agent can go back to it', () => {
    expect(at(deskAfter(reserved({ matches: [ada] }), chosen(charles)))?.matches).toEqual([charles, ada]);
    expect(at(deskAfter(dialed({ record: charles }), matched(ada)))?.matches).toEqual([charles, ada]);
  });

  it('is absent, and the search over, when nobody is found', () => {
    expect(at(deskAfter(reserved()))).toMatchObject({ matched: false, matches: [] });
    expect(at(deskAfter(reserved({ matches: [] })))).toMatchObject({ matched: true, matches: [] });
  });
});

describe('a wrap-up', () => {
  it('lasts as long as it was made, and knows how often', () => {
    const desk = deskAfter(reserved(), accepted, answered, hungUp, extended);

    expect(agentStateOf(desk)).toEqual({ name: 'wrapUp', since: second(67), endsAt: second(157) });
    expect(at(desk)?.wrapUp).toMatchObject({ extensions: 1 });
  });
});
