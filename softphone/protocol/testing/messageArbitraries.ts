import fc from 'fast-check';
import type {
  Ani,
  Desk,
  DeskCommand,
  DeskEvent,
  Dnis,
  Instant,
  Interaction,
  InteractionId,
  AgentId,
  RecordMatch,
  RestingState,
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

export const anyCommand: fc.Arbitrary<DeskCommand> = fc.oneof(
  fc.record({ ...of('setAgentState'), state: restingState }),
  fc.record({ ...of('answer'), interactionId }),
  fc.record({ ...of('decline'), interactionId }),
  fc.record({ ...of('hangUp'), interactionId }),
  fc.record(
    { ...of('dial'), number: fc.string({ maxLength: 40 }), record },
    { requiredKeys: ['type', 'number'] },
  ),
  fc.record({ ...of('chooseRecord'), interactionId, record }),
  fc.record({ ...of('removeRecord'), interactionId, part }),
  fc.record({ ...of('writeNotes'), interactionId, notes: line }),
  fc.record({ ...of('chooseDisposition'), interactionId, disposition: line }),
  fc.record({ ...of('completeWrapUp'), interactionId }),
);

const endReason = fc.constantFrom('hungUp', 'customerHungUp', 'declined', 'missed', 'abandoned', 'busy');

const anyDeskEvent: fc.Arbitrary<DeskEvent> = fc.oneof(
  fc.record({ ...of('agentStateSet'), state: restingState, at }),
  fc.record(
    {
      ...of('reserved'),
      interactionId,
      ani,
      dnis,
      queue: line,
      collected: line,
      matches: fc.array(record, { maxLength: 3 }),
      expiresAt: at,
      at,
    },
    { requiredKeys: ['type', 'interactionId', 'ani', 'dnis', 'queue', 'expiresAt', 'at'] },
  ),
  fc.record(
    { ...of('dialed'), interactionId, ani, dnis, record, at },
    { requiredKeys: ['type', 'interactionId', 'ani', 'dnis', 'at'] },
  ),
  fc.record({ ...of('matched'), interactionId, matches: fc.array(record, { maxLength: 3 }), at }),
  fc.record({ ...of('accepted'), interactionId, at }),
  fc.record(
    { ...of('answered'), interactionId, recorded: fc.boolean(), at },
    { requiredKeys: ['type', 'interactionId', 'at'] },
  ),
  fc.record(
    { ...of('callEnded'), interactionId, reason: endReason, wrapUpEndsAt: at, at },
    { requiredKeys: ['type', 'interactionId', 'reason', 'at'] },
  ),
  fc.record({ ...of('recordChosen'), interactionId, record, at }),
  fc.record({ ...of('recordRemoved'), interactionId, part, at }),
  fc.record({ ...of('notesWritten'), interactionId, notes: line, at }),
  fc.record({ ...of('dispositionChosen'), interactionId, disposition: line, at }),
  fc.record({ ...of('wrapUpCompleted'), interactionId, at }),
);

const inState = <State extends string>(state: State) => ({ state: fc.constant(state) });

const anyInteraction: fc.Arbitrary<Interaction> = fc.record(
  {
    id: interactionId,
    direction: fc.constantFrom('inbound', 'outbound'),
    ani,
    dnis,
    queue: line,
    collected: line,
    call: fc.oneof(
      fc.record({ ...inState('offered'), offeredAt: at, expiresAt: at }),
      fc.record({ ...inState('answering'), acceptedAt: at }),
      fc.record({ ...inState('dialing'), dialedAt: at }),
      fc.record({ ...inState('connected'), startedAt: at, answeredAt: at }),
      fc.record(
        { ...inState('ended'), startedAt: at, answeredAt: at, endedAt: at, reason: endReason },
        { requiredKeys: ['state', 'startedAt', 'endedAt', 'reason'] },
      ),
    ),
    matches: fc.array(record, { maxLength: 3 }),
    matched: fc.boolean(),
    person: record,
    subject: record,
    recorded: fc.boolean(),
    notes: line,
    disposition: line,
    wrapUp: fc.record({ startedAt: at, endsAt: at }),
  },
  { requiredKeys: ['id', 'direction', 'ani', 'dnis', 'call', 'matches', 'matched', 'notes'] },
);

const anyDesk: fc.Arbitrary<Desk> = fc.record({
  agent: fc.record({
    id: id.map((text) => text as AgentId),
    name: line,
    resting: restingState,
    restingSince: at,
  }),
  interactions: fc.array(anyInteraction, { maxLength: 3 }),
});

const dispositions = fc.array(fc.record({ name: id, queues: fc.array(id, { maxLength: 2 }) }), {
  maxLength: 3,
});
const queueRules = fc.array(fc.record({ queue: line, dispositionRequired: fc.boolean() }), { maxLength: 3 });
const words = fc.array(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 4 });
const history = fc.array(
  fc.record(
    {
      interactionId,
      direction: fc.constantFrom('inbound' as const, 'outbound' as const),
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
      settings: fc.record({ country: fc.constant('US'), reasonCodes: words, dispositions, queueRules }),
      history,
    },
    { requiredKeys: ['type', 'seq', 'settings', 'history'] },
  ),
  fc.record({ ...of('deskEvent'), seq: fc.nat(), event: anyDeskEvent }),
  fc.record({ ...of('history'), history }),
  fc.record({ ...of('phoneOwner'), tabId: id }, { requiredKeys: ['type'] }),
  fc.record({ ...of('commandDone'), commandId: id }),
  fc.record({
    ...of('commandRefused'),
    commandId: id,
    refusal: fc.record(
      { code: fc.constantFrom('CALL_GONE', 'COMMAND_FAILED'), detail: line },
      { requiredKeys: ['code'] },
    ),
  }),
  fc.record(
    { ...of('voiceToken'), token: id, ttlSeconds: fc.nat(), signalingHost: id },
    { requiredKeys: ['type', 'token', 'ttlSeconds'] },
  ),
  fc.record({ ...of('goodbye'), reason: fc.constantFrom('NOT_AN_AGENT', 'SESSION_REPLACED') }),
  fc.record(of('ping')),
  fc.record(of('pong')),
);
