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
  emptyDesk,
  hungUp,
  missed,
  one,
  ready,
  reserved,
  second,
  two,
  twoCalls,
  wrappedUp,
} from '../testing/builders.ts';
import { advanceDesk } from './advanceDesk.ts';
import { agentStateOf, interactionAt, liveInteraction, nextAgentStateOf, type Desk } from './desk.ts';
import type { DeskEvent } from './deskEvent.ts';

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
  connectionLost: { type: 'connectionLost', interactionId: one, until: second(119), at: second(99) },
  connectionBack: { type: 'connectionBack', interactionId: one, at: second(99) },
  callEnded: hungUp,
  recordChosen: { type: 'recordChosen', interactionId: one, record: ada, at: second(99) },
  recordRemoved: { type: 'recordRemoved', interactionId: one, part: 'person', at: second(99) },
  notesWritten: { type: 'notesWritten', interactionId: one, notes: 'n', at: second(99) },
  dispositionChosen: { type: 'dispositionChosen', interactionId: one, disposition: 'd', at: second(99) },
  wrapUpCompleted: wrappedUp,
  commandFailed: {
    type: 'commandFailed',
    command: 'consult',
    refusal: { code: 'NO_ANSWER' },
    at: second(99),
  },
};

const writing = ['matched', 'recordChosen', 'recordRemoved', 'notesWritten', 'dispositionChosen'] as const;

const live = ['partiesChanged', 'mutedSet', 'recordingChanged', 'callEnded', ...writing] as const;

/** What can happen at a desk besides `agentStateSet` and `commandFailed`, which always can. */
const possible: { readonly [State in keyof typeof desks]: readonly DeskEvent['type'][] } = {
  idle: ['reserved', 'dialed'],
  offered: ['reserved', 'dialed', 'accepted', ...live],
  answering: ['reserved', 'dialed', 'answered', 'activated', ...live],
  dialing: ['reserved', 'dialed', 'answered', 'activated', ...live],
  connected: ['reserved', 'dialed', 'activated', 'connectionLost', ...live],
  wrapUp: ['reserved', 'dialed', 'wrapUpCompleted', ...writing],
};

const anytime: readonly DeskEvent['type'][] = ['agentStateSet', 'commandFailed'];

const table = Object.entries(desks).flatMap(([state, desk]) =>
  Object.values(events).map((event) => ({
    state,
    desk,
    event,
    type: event.type,
    happens: [...anytime, ...possible[state as keyof typeof desks]].includes(event.type),
  })),
);

const statesAfter = (...happened: readonly DeskEvent[]) =>
  happened.map((_, index) => agentStateOf(deskAfter(...happened.slice(0, index + 1))).name);

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

describe('the agent state', () => {
  it('follows an inbound call from reservation to wrap-up, and back', () => {
    expect(statesAfter(reserved(), accepted, answered, hungUp, wrappedUp)).toEqual([
      'reserved',
      'onCall',
      'onCall',
      'wrapUp',
      'ready',
    ]);
  });

  it('follows an outbound call', () => {
    expect(statesAfter(dialed(), answered, hungUp)).toEqual(['onCall', 'onCall', 'wrapUp']);
  });

  it('is as before when a reservation is missed', () => {
    expect(agentStateOf(deskAfter(reserved(), missed))).toEqual({ name: 'ready', since: second(20) });
  });

  it('counts from the moment that brought it', () => {
    const since = (...happened: readonly DeskEvent[]) => agentStateOf(deskAfter(...happened)).since;

    expect(since()).toBe(second(-60));
    expect(since(reserved())).toBe(second(0));
    expect(since(reserved(), accepted, answered)).toBe(second(5));
    expect(since(reserved(), accepted, answered, hungUp)).toBe(second(67));
    expect(since(reserved(), accepted, answered, hungUp, wrappedUp)).toBe(second(80));
  });

  it('that is chosen during a call follows after wrap-up', () => {
    const busy = deskAfter(reserved(), accepted, answered, events.agentStateSet);
    const free = deskAfter(reserved(), accepted, answered, events.agentStateSet, hungUp, wrappedUp);

    expect(agentStateOf(busy).name).toBe('onCall');
    expect(nextAgentStateOf(busy)).toEqual({ name: 'notReady', reasonCode: 'Break' });
    expect(agentStateOf(free)).toMatchObject({ name: 'notReady', reasonCode: 'Break' });
    expect(nextAgentStateOf(free)).toBeUndefined();
  });

  it('is that of the call when an older interaction still wraps up', () => {
    const desk = deskAfter(reserved(), accepted, answered, hungUp, reserved({ interactionId: two }));

    expect(agentStateOf(desk).name).toBe('reserved');
    expect(liveInteraction(desk)?.id).toBe(two);
  });

  it('is on call while a second call rings, as long as the first call runs', () => {
    const rings = deskAfter(reserved(), accepted, answered, reserved({ interactionId: two, at: second(20) }));

    expect(agentStateOf(rings)).toEqual({ name: 'onCall', since: second(5) });
  });

  it('counts a call from the first of several, and from the second once that is over', () => {
    expect(agentStateOf(twoCalls)).toEqual({ name: 'onCall', since: second(5) });
    expect(agentStateOf(advanceDesk(twoCalls, hungUp)!)).toEqual({ name: 'onCall', since: second(25) });
  });

  it('is wrap-up only when no call runs or rings any more', () => {
    const [first, last] = [advanceDesk(twoCalls, hungUp)!, { ...hungUp, interactionId: two } as DeskEvent];

    expect(agentStateOf(advanceDesk(first, last)!)).toMatchObject({ name: 'wrapUp', endsAt: second(97) });
  });

  it('begins logged out', () => {
    expect(agentStateOf(emptyDesk)).toEqual({ name: 'loggedOut', since: second(-120) });
    expect(advanceDesk(emptyDesk, ready)?.agent.resting).toEqual({ name: 'ready' });
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
