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

export interface QueueRule {
  /** `OUTBOUND_CALLS` stands for calls that agents make, `DIRECT_CALLS` for those to an agent's extension. */
  readonly queue: string;
  readonly dispositionRequired: boolean;
  readonly recordCalls: boolean;
}

/** What administrators keep in the CRM about how calls are handled. */
export interface OrgSettings {
  readonly callLog: {
    readonly policies: Readonly<Record<CallKind, LogPolicy>>;
    readonly fields: readonly LogField[];
  };
  readonly queueRules: readonly QueueRule[];
  readonly dispositions: readonly OrgDisposition[];
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
};
