import type {
  AgentId,
  Ani,
  Direction,
  Dnis,
  Instant,
  InteractionId,
  MatchReason,
  PartyId,
  RecordMatch,
  RecordingMark,
  RecordPart,
  RestingState,
  StateSetter,
  Target,
  Via,
} from '../core/index.ts';
import { NOTES_LIMIT } from '../core/index.ts';
import { count, filledText, list, oneOf, optional, shape, text, variant } from './reading.ts';

/** Longest id of anything, in characters. */
export const ID_LIMIT = 64;
/** Longest number, typed or in E.164, in characters. */
const NUMBER_LIMIT = 40;
/** Longest line of text: a name, a subject, a reason code, a disposition. */
const LINE_LIMIT = 255;
const LATEST_INSTANT = 8.64e15;
const MOST_RECORDS = 100;

export const id = filledText(ID_LIMIT);
export const interactionId = filledText<InteractionId>(ID_LIMIT);
export const typedNumber = text(NUMBER_LIMIT);
export const filledNumber = filledText(NUMBER_LIMIT);
export const line = text(LINE_LIMIT);
export const notes = text(NOTES_LIMIT);
export const filledLine = filledText(LINE_LIMIT);
export const ani = filledText<Ani>(NUMBER_LIMIT);
export const dnis = filledText<Dnis>(NUMBER_LIMIT);
export const at = count<Instant>(LATEST_INSTANT);
export const direction = oneOf<Direction>('inbound', 'outbound', 'internal');
export const via = oneOf<Via>(
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
export const recordingState = oneOf('running', 'paused');
export const recordingMark = oneOf<RecordingMark>('startable', 'running', 'paused');
export const agentId = filledText<AgentId>(ID_LIMIT);
export const partyId = filledText<PartyId>(ID_LIMIT);

export const restingState = variant<RestingState, 'name'>('name', {
  loggedOut: {},
  ready: {},
  notReady: { reasonCode: line },
});

export const stateSetter = oneOf<StateSetter>('agent', 'supervisor', 'router', 'org', 'rule');

export const recordPart = oneOf<RecordPart>('person', 'subject');

export const recordMatch = shape<RecordMatch>({
  objectType: filledText(ID_LIMIT),
  recordId: id,
  part: recordPart,
  reason: optional(
    variant<MatchReason, 'kind'>('kind', {
      number: { field: filledText(ID_LIMIT) },
      collected: {},
      openCase: {},
      account: {},
      contact: {},
    }),
  ),
  belongsTo: optional(id),
  lastActivityAt: optional(at),
});

export const matches = list(recordMatch, MOST_RECORDS);

export const target = variant<Target, 'kind'>('kind', {
  agent: { agentId },
  queue: { queue: line },
  extension: { extension: typedNumber },
  number: { number: typedNumber },
});
