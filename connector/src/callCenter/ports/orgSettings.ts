import type { ReasonCode } from '../../../../softphone/core/index.ts';

/** What became of a call, or of one agent's part in it: each kind is logged by a policy of its own. */
export const callKinds = ['inbound', 'outbound', 'internal', 'missed', 'abandoned', 'voicemail'] as const;
export type CallKind = (typeof callKinds)[number];

/** What is written about calls of a kind. */
export type LogPolicy =
  | { readonly log: 'none' }
  /** An account of what happened; nothing is left to do. */
  | ({ readonly log: 'closed' } & LogOwner)
  /** Something is left to do, by the end of so many business days after the call's own. */
  | ({ readonly log: 'open'; readonly dueBusinessDays: number } & LogOwner);

/** A log that is written. */
export type WrittenLogPolicy = Exclude<LogPolicy, { log: 'none' }>;

interface LogOwner {
  /** Id of the user or queue in the CRM who gets logs of calls that no agent took part in. */
  readonly ownerId?: string;
}

/** What the connector knows about a call, as an administrator may put it into fields of the log. */
export const callFacts = [
  'ani',
  'dnis',
  'queue',
  'collected',
  'direction',
  'outcome',
  'disposition',
  'waitSeconds',
  'ringSeconds',
  'talkSeconds',
  'holdSeconds',
  'wrapUpSeconds',
  'hungUpBy',
  'agentId',
  'interactionId',
  'customerLegId',
  'startedAt',
  'endedAt',
] as const;
export type CallFact = (typeof callFacts)[number];

/** A field of the log that the administrator has filled, by its API name in the CRM. */
export type LogField =
  { readonly field: string; readonly fact: CallFact } | { readonly field: string; readonly text: string };

/** A result that agents can choose. */
export interface OrgDisposition {
  readonly name: string;
  /** The queues whose calls can have it; none means every call. */
  readonly queues: readonly string[];
}

/** The name under which the rule for calls to an agent's extension stands. */
export const DIRECT_CALLS = 'Direct';

/** Which calls are recorded; `onDemand`: those in which an agent starts it. */
export type RecordingPolicy = 'all' | 'onDemand' | 'none';

export interface QueueRule {
  /** `OUTBOUND_CALLS` stands for calls that agents make, `DIRECT_CALLS` for those to an agent's extension. */
  readonly queue: string;
  readonly dispositionRequired: boolean;
  readonly recording: RecordingPolicy;
  /** The agent rule's, when absent. */
  readonly wrapUpSeconds?: number;
}

/** The state of an agent who signs in: as it was before, for somebody new logged out; or as the administrator wants it. */
export type AfterSignIn = 'asBefore' | 'ready' | 'notReady';

/** What the administrator has set about the states of agents. Times in seconds. */
export interface AgentRule {
  /** Whether an agent who is not ready says why. */
  readonly reasonRequired: boolean;
  /** The reason of an agent who does not say why. */
  readonly defaultReason: string;
  readonly wrapUpSeconds: number;
  readonly wrapUpExtensionSeconds: number;
  readonly wrapUpExtensions: number;
  /** The reasons of an agent who missed or declined a call of a queue; without one the agent stays ready. */
  readonly missed?: string;
  readonly declined?: string;
  /** How long an agent may have no page open before being not ready, and why then; 0: for ever. */
  readonly goneAfterSeconds: number;
  readonly goneReason: string;
  readonly afterSignIn: AfterSignIn;
}

/** What administrators keep in the CRM about how calls are handled. */
export interface OrgSettings {
  readonly callLog: {
    readonly policies: Readonly<Record<CallKind, LogPolicy>>;
    readonly fields: readonly LogField[];
  };
  readonly queueRules: readonly QueueRule[];
  readonly dispositions: readonly OrgDisposition[];
  /** In the administrator's order. */
  readonly reasonCodes: readonly ReasonCode[];
  readonly agentRule: AgentRule;
}

/** How calls are handled where the CRM has not been asked yet, and has never been. */
export const defaultOrgSettings: OrgSettings = {
  callLog: {
    policies: {
      inbound: { log: 'closed' },
      outbound: { log: 'closed' },
      internal: { log: 'none' },
      missed: { log: 'closed' },
      abandoned: { log: 'closed' },
      voicemail: { log: 'open', dueBusinessDays: 1 },
    },
    fields: [],
  },
  queueRules: [],
  dispositions: ['Resolved', 'Follow-up needed', 'Left a message', 'Wrong number', 'Not interested'].map(
    (name) => ({ name, queues: [] }),
  ),
  reasonCodes: [
    { name: 'Break', colour: '#DD7A01', choosable: true },
    { name: 'Lunch', colour: '#DD7A01', choosable: true },
    { name: 'Meeting', colour: '#9050E9', choosable: true },
    { name: 'Training', colour: '#9050E9', choosable: true },
    { name: 'Missed call', colour: '#BA0517', choosable: false },
    { name: 'Declined call', colour: '#BA0517', choosable: false },
    { name: 'Connection lost', colour: '#706E6B', choosable: false },
    { name: 'Changed in the router', colour: '#706E6B', choosable: false },
  ],
  agentRule: {
    reasonRequired: true,
    defaultReason: '',
    wrapUpSeconds: 120,
    wrapUpExtensionSeconds: 60,
    wrapUpExtensions: 2,
    missed: 'Missed call',
    declined: 'Declined call',
    goneAfterSeconds: 30,
    goneReason: 'Connection lost',
    afterSignIn: 'asBefore',
  },
};
