import fc from 'fast-check';
import type {
  Call,
  Desk,
  DeskCommand,
  DeskEvent,
  EarlierNotes,
  EndReason,
  Interaction,
  Monitoring,
  Party,
  Via,
} from '../../core/index.ts';
import { commands, refusal } from './commandArbitraries.ts';
import {
  agentId,
  ani,
  at,
  dnis,
  interactionId,
  line,
  of,
  part,
  partyId,
  record,
  recordingMark,
  restingState,
  typed,
} from './fieldArbitraries.ts';

const endReason = fc.constantFrom<EndReason[]>(
  'hungUp',
  'customerHungUp',
  'declined',
  'missed',
  'abandoned',
  'canceled',
  'noAnswer',
  'busy',
  'failed',
  'transferred',
  'parked',
  'left',
  'connectionLost',
);

const via = fc.constantFrom<Via[]>(
  'queue',
  'direct',
  'transfer',
  'consult',
  'recall',
  'returned',
  'pickUp',
  'barge',
  'internal',
  'dialed',
);
export const direction = fc.constantFrom('inbound' as const, 'outbound' as const, 'internal' as const);

const parties = fc.array<Party>(
  fc.record(
    {
      id: partyId,
      role: fc.constantFrom('customer' as const, 'agent' as const, 'outside' as const),
      agentId,
      name: line,
      number: typed,
      state: fc.constantFrom<Party['state'][]>('ringing', 'talking', 'onHold', 'lost'),
      since: at,
    },
    { requiredKeys: ['id', 'role', 'state', 'since'] },
  ),
  { maxLength: 3 },
);
const earlierNotes = fc.array<EarlierNotes>(fc.record({ agentName: line, notes: line }), { maxLength: 2 });
const matches = fc.array(record, { maxLength: 3 });

const setters = ['supervisor', 'router', 'org', 'rule'] as const;

const monitoring = fc.record<Monitoring>({
  interactionId,
  agentId,
  agentName: line,
  mode: fc.constantFrom('monitor' as const, 'coach' as const),
  state: fc.constantFrom('connecting' as const, 'listening' as const),
  since: at,
});

/** One of each, so that none can be forgotten. */
const deskEvents: Readonly<Record<DeskEvent['type'], fc.Arbitrary<DeskEvent>>> = {
  agentStateSet: fc.record(
    {
      ...of('agentStateSet'),
      state: restingState,
      by: fc.constantFrom(...setters, 'agent' as const),
      madeAt: at,
      at,
    },
    { requiredKeys: ['type', 'state', 'at'] },
  ),
  pagesGone: fc.record({ ...of('pagesGone'), at }),
  pageBack: fc.record({ ...of('pageBack'), at }),
  reserved: fc.record(
    {
      ...of('reserved'),
      interactionId,
      direction,
      ani,
      dnis,
      via,
      from: line,
      queue: line,
      collected: line,
      matches,
      person: record,
      subject: record,
      parties,
      earlierNotes,
      expiresAt: at,
      at,
    },
    {
      requiredKeys: [
        'type',
        'interactionId',
        'direction',
        'ani',
        'dnis',
        'via',
        'parties',
        'earlierNotes',
        'expiresAt',
        'at',
      ],
    },
  ),
  dialed: fc.record(
    {
      ...of('dialed'),
      interactionId,
      direction: fc.constantFrom('outbound' as const, 'internal' as const),
      ani,
      dnis,
      parties,
      record,
      at,
    },
    { requiredKeys: ['type', 'interactionId', 'direction', 'ani', 'dnis', 'parties', 'at'] },
  ),
  matched: fc.record({ ...of('matched'), interactionId, matches, at }),
  accepted: fc.record({ ...of('accepted'), interactionId, at }),
  answered: fc.record({ ...of('answered'), interactionId, at }),
  partiesChanged: fc.record(
    { ...of('partiesChanged'), interactionId, parties, earlierNotes, at },
    { requiredKeys: ['type', 'interactionId', 'parties', 'at'] },
  ),
  activated: fc.record({ ...of('activated'), interactionId, at }, { requiredKeys: ['type', 'at'] }),
  mutedSet: fc.record({ ...of('mutedSet'), interactionId, muted: fc.boolean(), at }),
  recordingChanged: fc.record(
    { ...of('recordingChanged'), interactionId, recording: recordingMark, at },
    { requiredKeys: ['type', 'interactionId', 'at'] },
  ),
  monitoringChanged: fc.record(
    { ...of('monitoringChanged'), monitoring, at },
    { requiredKeys: ['type', 'at'] },
  ),
  coachChanged: fc.record(
    { ...of('coachChanged'), interactionId, coachName: line, at },
    { requiredKeys: ['type', 'interactionId', 'at'] },
  ),
  helpAsked: fc.record({ ...of('helpAsked'), interactionId, asked: fc.boolean(), at }),
  connectionLost: fc.record({ ...of('connectionLost'), interactionId, until: at, at }),
  connectionBack: fc.record({ ...of('connectionBack'), interactionId, at }),
  callEnded: fc.record(
    { ...of('callEnded'), interactionId, reason: endReason, wrapUpEndsAt: at, at },
    { requiredKeys: ['type', 'interactionId', 'reason', 'at'] },
  ),
  recordChosen: fc.record({ ...of('recordChosen'), interactionId, record, at }),
  recordRemoved: fc.record({ ...of('recordRemoved'), interactionId, part, at }),
  notesWritten: fc.record({ ...of('notesWritten'), interactionId, notes: line, at }),
  dispositionChosen: fc.record({ ...of('dispositionChosen'), interactionId, disposition: line, at }),
  wrapUpExtended: fc.record({ ...of('wrapUpExtended'), interactionId, wrapUpEndsAt: at, at }),
  wrapUpCompleted: fc.record({ ...of('wrapUpCompleted'), interactionId, at }),
  commandFailed: fc.record({
    ...of('commandFailed'),
    command: fc.constantFrom(...(Object.keys(commands) as DeskCommand['type'][])),
    refusal,
    at,
  }),
};

export const anyDeskEvent = fc.oneof(...Object.values(deskEvents));

const inState = <State extends string>(state: State) => ({ state: fc.constant(state) });

const call: fc.Arbitrary<Call> = fc.oneof(
  fc.record({ ...inState('offered'), offeredAt: at, expiresAt: at }),
  fc.record({ ...inState('answering'), acceptedAt: at }),
  fc.record({ ...inState('dialing'), dialedAt: at }),
  fc.record({ ...inState('connected'), startedAt: at, answeredAt: at }),
  fc.record(
    { ...inState('ended'), startedAt: at, answeredAt: at, endedAt: at, reason: endReason },
    { requiredKeys: ['state', 'startedAt', 'endedAt', 'reason'] },
  ),
);

const anyInteraction: fc.Arbitrary<Interaction> = fc.record(
  {
    id: interactionId,
    direction,
    ani,
    dnis,
    via,
    from: line,
    queue: line,
    collected: line,
    call,
    parties,
    muted: fc.boolean(),
    lostUntil: at,
    recording: recordingMark,
    earlierNotes,
    matches,
    matched: fc.boolean(),
    person: record,
    subject: record,
    notes: line,
    disposition: line,
    wrapUp: fc.record(
      { startedAt: at, endsAt: at, extensions: fc.nat() },
      { requiredKeys: ['startedAt', 'endsAt'] },
    ),
  },
  {
    requiredKeys: [
      'id',
      'direction',
      'ani',
      'dnis',
      'via',
      'call',
      'parties',
      'muted',
      'earlierNotes',
      'matches',
      'matched',
      'notes',
    ],
  },
);

export const anyDesk: fc.Arbitrary<Desk> = fc.record(
  {
    agent: fc.record(
      {
        id: agentId,
        name: line,
        resting: restingState,
        restingSince: at,
        restingBy: fc.constantFrom(...setters),
        restingSetAt: at,
        goneSince: at,
      },
      { requiredKeys: ['id', 'name', 'resting', 'restingSince'] },
    ),
    interactions: fc.array(anyInteraction, { maxLength: 3 }),
    active: interactionId,
  },
  { requiredKeys: ['agent', 'interactions'] },
);
