import type {
  Agent,
  AgentId,
  AgentSettings,
  Ani,
  Call,
  CallSummary,
  Desk,
  DeskCommand,
  DeskEvent,
  Disposition,
  Dnis,
  EarlierNotes,
  EndReason,
  Instant,
  Interaction,
  InteractionId,
  MatchReason,
  ParkedCall,
  Party,
  PartyId,
  RecordMatch,
  RecordPart,
  Refusal,
  RefusalCode,
  RestingState,
  Target,
  Via,
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
const MOST_PARTIES = 250;

export const id = filledText(ID_LIMIT);
export const interactionId = filledText<InteractionId>(ID_LIMIT);
export const typedNumber = text(NUMBER_LIMIT);
export const line = text(LINE_LIMIT);
export const notes = text(NOTES_LIMIT);
const filledLine = filledText(LINE_LIMIT);
const ani = filledText<Ani>(NUMBER_LIMIT);
const dnis = filledText<Dnis>(NUMBER_LIMIT);
const at = count<Instant>(LATEST_INSTANT);
const direction = oneOf('inbound', 'outbound', 'internal');
const via = oneOf<Via>(
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
export const recordingState = oneOf('running', 'paused');
export const partyId = filledText<PartyId>(ID_LIMIT);

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
  'transferred',
  'parked',
  'left',
  'connectionLost',
);

const call = variant<Call, 'state'>('state', {
  offered: { offeredAt: at, expiresAt: at },
  answering: { acceptedAt: at },
  dialing: { dialedAt: at },
  connected: { startedAt: at, answeredAt: at },
  ended: { startedAt: at, answeredAt: optional(at), endedAt: at, reason: endReason },
});

const parties = list(
  shape<Party>({
    id: partyId,
    role: oneOf<Party['role']>('customer', 'agent', 'outside'),
    agentId: optional(filledText<AgentId>(ID_LIMIT)),
    name: optional(line),
    number: optional(typedNumber),
    state: oneOf<Party['state']>('ringing', 'talking', 'onHold', 'lost'),
    since: at,
  }),
  MOST_PARTIES,
);

const earlierNotes = list(shape<EarlierNotes>({ agentName: line, notes }), MOST_PARTIES);

const interaction = shape<Interaction>({
  id: interactionId,
  direction,
  ani,
  dnis,
  via,
  from: optional(line),
  queue: optional(line),
  collected: optional(line),
  call,
  parties,
  muted: flag,
  lostUntil: optional(at),
  recording: optional(recordingState),
  earlierNotes,
  matches,
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
  active: optional(interactionId),
});

export const refusal = shape<Refusal>({
  code: oneOf<RefusalCode>(
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
  detail: optional(line),
});

const commandType = oneOf<DeskCommand['type']>(
  'setAgentState',
  'dial',
  'pickUp',
  'answer',
  'decline',
  'hangUp',
  'activate',
  'hold',
  'resume',
  'setMuted',
  'consult',
  'swap',
  'joinAll',
  'removeParty',
  'leave',
  'transfer',
  'park',
  'rejoin',
  'setRecording',
  'chooseRecord',
  'removeRecord',
  'writeNotes',
  'chooseDisposition',
  'completeWrapUp',
);

export const deskEvent = variant<DeskEvent, 'type'>('type', {
  agentStateSet: { state: restingState, at },
  reserved: {
    interactionId,
    direction,
    ani,
    dnis,
    via,
    from: optional(line),
    queue: optional(line),
    collected: optional(line),
    matches: optional(matches),
    person: optional(recordMatch),
    subject: optional(recordMatch),
    parties,
    earlierNotes,
    expiresAt: at,
    at,
  },
  dialed: {
    interactionId,
    direction: oneOf('outbound', 'internal'),
    ani,
    dnis,
    parties,
    record: optional(recordMatch),
    at,
  },
  matched: { interactionId, matches, at },
  accepted: { interactionId, at },
  answered: { interactionId, at },
  partiesChanged: { interactionId, parties, at },
  activated: { interactionId: optional(interactionId), at },
  mutedSet: { interactionId, muted: flag, at },
  recordingChanged: { interactionId, recording: optional(recordingState), at },
  connectionLost: { interactionId, until: at, at },
  connectionBack: { interactionId, at },
  callEnded: { interactionId, reason: endReason, wrapUpEndsAt: optional(at), at },
  recordChosen: { interactionId, record: recordMatch, at },
  recordRemoved: { interactionId, part: recordPart, at },
  notesWritten: { interactionId, notes, at },
  dispositionChosen: { interactionId, disposition: line, at },
  wrapUpCompleted: { interactionId, at },
  commandFailed: { command: commandType, refusal, at },
});

export const agentSettings = shape<AgentSettings>({
  country: filledText(ID_LIMIT),
  reasonCodes: list(filledLine, MOST_WORDS),
  dispositions: list(
    shape<Disposition>({ name: filledLine, queues: list(filledLine, MOST_WORDS) }),
    MOST_WORDS,
  ),
  callerIds: list(shape<AgentSettings['callerIds'][number]>({ number: line, label: line }), MOST_WORDS),
  dialFrom: list(oneOf('ready', 'notReady'), 2),
  mostCalls: count(),
  mostParties: count(),
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
      'voicemail',
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

export const parkedCalls = list(
  shape<ParkedCall>({
    interactionId,
    orbit: line,
    number: optional(typedNumber),
    queue: optional(line),
    parkedBy: line,
    since: at,
  }),
  LONGEST_HISTORY,
);

export const target = variant<Target, 'kind'>('kind', {
  agent: { agentId: filledText<AgentId>(ID_LIMIT) },
  queue: { queue: line },
  extension: { extension: typedNumber },
  number: { number: typedNumber },
});
