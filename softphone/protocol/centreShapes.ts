import {
  dayStates,
  type AgentDay,
  type AgentSettings,
  type CallSummary,
  type Disposition,
  type ParkedCall,
  type ReasonCode,
} from '../core/index.ts';
import {
  ani,
  at,
  direction,
  dnis,
  filledLine,
  ID_LIMIT,
  interactionId,
  line,
  recordMatch,
  typedNumber,
} from './fieldShapes.ts';
import { count, filledText, flag, list, oneOf, optional, shape } from './reading.ts';

const MOST_WORDS = 500;
const LONGEST_HISTORY = 2_000;
const MOST_PARKED = 1_000;

export const agentSettings = shape<AgentSettings>({
  country: filledText(ID_LIMIT),
  reasonCodes: list(
    shape<ReasonCode>({ name: filledLine, colour: optional(line), choosable: flag }),
    MOST_WORDS,
  ),
  reasonRequired: flag,
  wrapUpExtensions: count(),
  wrapUpExtensionSeconds: count(),
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

export const agentDay = shape<AgentDay>({
  at,
  answered: count(),
  missed: count(),
  dialed: count(),
  averageHandleSeconds: optional(count()),
  timesMs: shape<AgentDay['timesMs']>({
    ready: count(),
    notReady: count(),
    reserved: count(),
    onCall: count(),
    wrapUp: count(),
  }),
  running: optional(oneOf(...dayStates)),
});

export const parkedCalls = list(
  shape<ParkedCall>({
    interactionId,
    orbit: line,
    number: optional(typedNumber),
    queue: optional(line),
    parkedBy: line,
    since: at,
  }),
  MOST_PARKED,
);
