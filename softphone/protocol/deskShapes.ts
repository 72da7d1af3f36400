import type {
  Agent,
  AgentId,
  AgentSettings,
  Ani,
  Call,
  CallSummary,
  Desk,
  DeskEvent,
  Disposition,
  Dnis,
  EndReason,
  Instant,
  Interaction,
  InteractionId,
  MatchReason,
  RecordMatch,
  RecordPart,
  RestingState,
} from '../core/index.ts';
import { NOTES_LIMIT } from '../core/index.ts';
import { count, filledText, flag, list, oneOf, optional, shape, text, variant } from './reading.ts';

/** Longest id of anything, in characters. */
const ID_LIMIT = 64;
/** Longest number, typed or in E.164, in characters. */
const NUMBER_LIMIT = 40;
/** Longest line of text: a name, a subject, a reason code, a disposition. */
const LINE_LIMIT = 255;
const LATEST_INSTANT = 8.64e15;
const MOST_RECORDS = 100;
const MOST_INTERACTIONS = 100;
const MOST_WORDS = 500;
const LONGEST_HISTORY = 2_000;

export const id = filledText(ID_LIMIT);
export const interactionId = filledText<InteractionId>(ID_LIMIT);
export const typedNumber = text(NUMBER_LIMIT);
export const line = text(LINE_LIMIT);
export const notes = text(NOTES_LIMIT);
const filledLine = filledText(LINE_LIMIT);
const ani = filledText<Ani>(NUMBER_LIMIT);
const dnis = filledText<Dnis>(NUMBER_LIMIT);
const at = count<Instant>(LATEST_INSTANT);
const direction = oneOf('inbound', 'outbound');

export const restingState = variant<RestingState, 'name'>('name', {
  loggedOut: {},
  ready: {},
  notReady: { reasonCode: line },
});

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

const matches = list(recordMatch, MOST_RECORDS);

const endReason = oneOf<EndReason>(
  'hungUp',
  'customerHungUp',
  'declined',
  'missed',
  'abandoned',
  'canceled',
  'noAnswer',
  'busy',
  'failed',
);

const call = variant<Call, 'state'>('state', {
  offered: { offeredAt: at, expiresAt: at },
  answering: { acceptedAt: at },
  dialing: { dialedAt: at },
  connected: { startedAt: at, answeredAt: at },
  ended: { startedAt: at, answeredAt: optional(at), endedAt: at, reason: endReason },
});

const interaction = shape<Interaction>({
  id: interactionId,
  direction,
  ani,
  dnis,
  queue: optional(line),
  collected: optional(line),
  call,
  matches,
  recorded: optional(flag),
  matched: flag,
  person: optional(recordMatch),
  subject: optional(recordMatch),
  notes,
  disposition: optional(line),
  wrapUp: optional(shape<NonNullable<Interaction['wrapUp']>>({ startedAt: at, endsAt: at })),
});

export const desk = shape<Desk>({
  agent: shape<Agent>({
    id: filledText<AgentId>(ID_LIMIT),
    name: line,
    resting: restingState,
    restingSince: at,
  }),
  interactions: list(interaction, MOST_INTERACTIONS),
});

export const deskEvent = variant<DeskEvent, 'type'>('type', {
  agentStateSet: { state: restingState, at },
  reserved: {
    interactionId,
    ani,
    dnis,
    queue: line,
    collected: optional(line),
    matches: optional(matches),
    expiresAt: at,
    at,
  },
  dialed: { interactionId, ani, dnis, record: optional(recordMatch), at },
  matched: { interactionId, matches, at },
  accepted: { interactionId, at },
  answered: { interactionId, recorded: optional(flag), at },
  callEnded: { interactionId, reason: endReason, wrapUpEndsAt: optional(at), at },
  recordChosen: { interactionId, record: recordMatch, at },
  recordRemoved: { interactionId, part: recordPart, at },
  notesWritten: { interactionId, notes, at },
  dispositionChosen: { interactionId, disposition: line, at },
  wrapUpCompleted: { interactionId, at },
});

export const agentSettings = shape<AgentSettings>({
  country: filledText(ID_LIMIT),
  reasonCodes: list(filledLine, MOST_WORDS),
  dispositions: list(
    shape<Disposition>({ name: filledLine, queues: list(filledLine, MOST_WORDS) }),
    MOST_WORDS,
  ),
  queueRules: list(
    shape<AgentSettings['queueRules'][number]>({ queue: line, dispositionRequired: flag }),
    MOST_WORDS,
  ),
});

export const history = list(
  shape<CallSummary>({
    interactionId,
    direction,
    ani,
    dnis,
    outcome: oneOf<CallSummary['outcome']>(
      'answered',
      'missed',
      'declined',
      'abandoned',
      'noAnswer',
      'busy',
      'failed',
    ),
    startedAt: at,
    talkSeconds: count(),
    person: optional(recordMatch),
    subject: optional(recordMatch),
    disposition: optional(line),
  }),
  LONGEST_HISTORY,
);
