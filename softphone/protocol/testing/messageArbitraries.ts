import fc from 'fast-check';
import type {
  Ani,
  Desk,
  AgentId,
  AgentSettings,
  Call,
  CallSummary,
  DeskCommand,
  DeskEvent,
  Dnis,
  EarlierNotes,
  EndReason,
  Instant,
  Interaction,
  InteractionId,
  ParkedCall,
  Party,
  PartyId,
  RecordMatch,
  Refusal,
  RefusalCode,
  RestingState,
  Target,
  Via,
} from '../../core/index.ts';
import type { ToConnector, ToSoftphone } from '../messages.ts';

const id = fc.string({ minLength: 1, maxLength: 64 });
const line = fc.string({ maxLength: 255, unit: 'grapheme-composite' }).filter(({ length }) => length <= 255);
const at = fc.nat().map((ms) => ms as Instant);
const interactionId = id.map((text) => text as InteractionId);
const number = fc.string({ minLength: 1, maxLength: 40 });
const ani = number.map((text) => text as Ani);
const dnis = number.map((text) => text as Dnis);

const restingState: fc.Arbitrary<RestingState> = fc.oneof(
  fc.constant({ name: 'ready' } as const),
  fc.constant({ name: 'loggedOut' } as const),
  fc.record({ name: fc.constant('notReady' as const), reasonCode: line }),
);

const part = fc.constantFrom('person' as const, 'subject' as const);

const record: fc.Arbitrary<RecordMatch> = fc.record(
  {
    objectType: id,
    recordId: id,
    part,
    reason: fc.oneof(
      fc.record({ kind: fc.constant('number' as const), field: id }),
      fc.record({ kind: fc.constantFrom('collected' as const, 'openCase' as const, 'contact' as const) }),
    ),
    belongsTo: id,
    lastActivityAt: at,
  },
  { requiredKeys: ['objectType', 'recordId', 'part'] },
);

const of = <Type extends string>(type: Type) => ({ type: fc.constant(type) });

const partyId = id.map((text) => text as PartyId);
const agentId = id.map((text) => text as AgentId);
const typed = fc.string({ maxLength: 40 });

const target: fc.Arbitrary<Target> = fc.oneof(
  fc.record({ kind: fc.constant('agent' as const), agentId }),
  fc.record({ kind: fc.constant('queue' as const), queue: line }),
  fc.record({ kind: fc.constant('extension' as const), extension: typed }),
  fc.record({ kind: fc.constant('number' as const), number: typed }),
);

const recording = fc.constantFrom('running' as const, 'paused' as const);

/** One of each, so that none can be forgotten. */
export const commands: { readonly [Type in DeskCommand['type']]: fc.Arbitrary<DeskCommand> } = {
  setAgentState: fc.record({ ...of('setAgentState'), state: restingState }),
  dial: fc.record({ ...of('dial'), target, record, callerId: number }, { requiredKeys: ['type', 'target'] }),
  pickUp: fc.record({ ...of('pickUp'), interactionId }),
  answer: fc.record({ ...of('answer'), interactionId }),
  decline: fc.record({ ...of('decline'), interactionId }),
  hangUp: fc.record({ ...of('hangUp'), interactionId }),
  activate: fc.record({ ...of('activate'), interactionId }),
  hold: fc.record({ ...of('hold'), interactionId, partyId }),
  resume: fc.record({ ...of('resume'), interactionId, partyId }),
  setMuted: fc.record({ ...of('setMuted'), interactionId, muted: fc.boolean() }),
  consult: fc.record({ ...of('consult'), interactionId, target }),
  swap: fc.record({ ...of('swap'), interactionId }),
  joinAll: fc.record({ ...of('joinAll'), interactionId }),
  removeParty: fc.record({ ...of('removeParty'), interactionId, partyId }),
  leave: fc.record({ ...of('leave'), interactionId }),
  transfer: fc.record({ ...of('transfer'), interactionId, target }),
  park: fc.record({ ...of('park'), interactionId }),
  rejoin: fc.record({ ...of('rejoin'), interactionId }),
  setRecording: fc.record({ ...of('setRecording'), interactionId, recording }),
  chooseRecord: fc.record({ ...of('chooseRecord'), interactionId, record }),
  removeRecord: fc.record({ ...of('removeRecord'), interactionId, part }),
  writeNotes: fc.record({ ...of('writeNotes'), interactionId, notes: line }),
  chooseDisposition: fc.record({ ...of('chooseDisposition'), interactionId, disposition: line }),
  completeWrapUp: fc.record({ ...of('completeWrapUp'), interactionId }),
};

const anyCommand = fc.oneof(...Object.values(commands));

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

const refusal: fc.Arbitrary<Refusal> = fc.record(
  {
    code: fc.constantFrom<RefusalCode[]>(
      'CALL_GONE',
      'ON_ANOTHER_CALL',
      'LOGGED_OUT',
      'NUMBER_INVALID',
      'REASON_REQUIRED',
      'DISPOSITION_REQUIRED',
      'NOT_CONNECTED',
      'DIAL_NOT_ALLOWED',
      'TOO_MANY_CALLS',
      'TOO_MANY_PARTIES',
      'TARGET_UNKNOWN',
      'TARGET_UNAVAILABLE',
      'NO_ANSWER',
      'TAKEN_ALREADY',
      'OTHERS_IN_CALL',
      'NOT_RECORDED',
      'COMMAND_FAILED',
    ),
    detail: line,
  },
  { requiredKeys: ['code'] },
);

const via = fc.constantFrom<Via[]>(
  'queue',
  'direct',
  'transfer',
  'consult',
  'recall',
  'returned',
  'pickUp',
  'internal',
  'dialed',
);
const direction = fc.constantFrom('inbound' as const, 'outbound' as const, 'internal' as const);

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

/** One of each, so that none can be forgotten. */
export const deskEvents: { readonly [Type in DeskEvent['type']]: fc.Arbitrary<DeskEvent> } = {
  agentStateSet: fc.record({ ...of('agentStateSet'), state: restingState, at }),
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
  partiesChanged: fc.record({ ...of('partiesChanged'), interactionId, parties, at }),
  activated: fc.record({ ...of('activated'), interactionId, at }, { requiredKeys: ['type', 'at'] }),
  mutedSet: fc.record({ ...of('mutedSet'), interactionId, muted: fc.boolean(), at }),
  recordingChanged: fc.record(
    { ...of('recordingChanged'), interactionId, recording, at },
    { requiredKeys: ['type', 'interactionId', 'at'] },
  ),
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
  wrapUpCompleted: fc.record({ ...of('wrapUpCompleted'), interactionId, at }),
  commandFailed: fc.record({
    ...of('commandFailed'),
    command: fc.constantFrom(...(Object.keys(commands) as DeskCommand['type'][])),
    refusal,
    at,
  }),
};

const anyDeskEvent = fc.oneof(...Object.values(deskEvents));

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
    recording,
    earlierNotes,
    matches,
    matched: fc.boolean(),
    person: record,
    subject: record,
    notes: line,
    disposition: line,
    wrapUp: fc.record({ startedAt: at, endsAt: at }),
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

const anyDesk: fc.Arbitrary<Desk> = fc.record(
  {
    agent: fc.record({ id: agentId, name: line, resting: restingState, restingSince: at }),
    interactions: fc.array(anyInteraction, { maxLength: 3 }),
    active: interactionId,
  },
  { requiredKeys: ['agent', 'interactions'] },
);

const words = fc.array(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 4 });
const settings: fc.Arbitrary<AgentSettings> = fc.record({
  country: fc.constant('US'),
  reasonCodes: words,
  dispositions: fc.array(fc.record({ name: id, queues: fc.array(id, { maxLength: 2 }) }), { maxLength: 3 }),
  queueRules: fc.array(fc.record({ queue: line, dispositionRequired: fc.boolean() }), { maxLength: 3 }),
  callerIds: fc.array(fc.record({ number, label: line }), { maxLength: 3 }),
  dialFrom: fc.subarray(['ready' as const, 'notReady' as const]),
  mostCalls: fc.nat(),
  mostParties: fc.nat(),
});

const history = fc.array<CallSummary>(
  fc.record(
    {
      interactionId,
      direction,
      ani,
      dnis,
      outcome: fc.constantFrom('answered' as const, 'missed' as const, 'busy' as const),
      startedAt: at,
      talkSeconds: fc.nat(),
      person: record,
      subject: record,
      disposition: line,
    },
    { requiredKeys: ['interactionId', 'direction', 'ani', 'dnis', 'outcome', 'startedAt', 'talkSeconds'] },
  ),
  { maxLength: 3 },
);

const parkedCalls = fc.array<ParkedCall>(
  fc.record(
    { interactionId, orbit: line, number: typed, queue: line, parkedBy: line, since: at },
    { requiredKeys: ['interactionId', 'orbit', 'parkedBy', 'since'] },
  ),
  { maxLength: 3 },
);

export const anyToConnector: fc.Arbitrary<ToConnector> = fc.oneof(
  fc.record(
    { ...of('hello'), session: id, tabId: id, seq: fc.nat() },
    { requiredKeys: ['type', 'session', 'tabId'] },
  ),
  fc.record({ ...of('command'), commandId: id, command: anyCommand }),
  fc.record(of('claimPhone')),
  fc.record(of('voiceToken')),
  fc.record(of('ping')),
  fc.record(of('pong')),
);

export const anyToSoftphone: fc.Arbitrary<ToSoftphone> = fc.oneof(
  fc.record(
    {
      ...of('welcome'),
      seq: fc.nat(),
      desk: anyDesk,
      settings,
      history,
      parkedCalls,
    },
    { requiredKeys: ['type', 'seq', 'settings', 'history', 'parkedCalls'] },
  ),
  fc.record({ ...of('deskEvent'), seq: fc.nat(), event: anyDeskEvent }),
  fc.record({ ...of('history'), history }),
  fc.record({ ...of('parkedCalls'), parkedCalls }),
  fc.record({ ...of('phoneOwner'), tabId: id }, { requiredKeys: ['type'] }),
  fc.record({ ...of('commandDone'), commandId: id }),
  fc.record({ ...of('commandRefused'), commandId: id, refusal }),
  fc.record(
    { ...of('voiceToken'), token: id, ttlSeconds: fc.nat(), signalingHost: id },
    { requiredKeys: ['type', 'token', 'ttlSeconds'] },
  ),
  fc.record({ ...of('goodbye'), reason: fc.constantFrom('NOT_AN_AGENT', 'SESSION_REPLACED') }),
  fc.record(of('ping')),
  fc.record(of('pong')),
);
