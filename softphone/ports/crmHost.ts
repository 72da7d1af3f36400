import type {
  AgentStatus,
  BarItem,
  HostSettings,
  PresenceMapping,
  RecordEntry,
  RecordMatch,
  RecordRef,
  ScreenPop,
  SeenRecord,
} from '../core/index.ts';

/** The CRM desktop around the softphone: Open CTI today, Salesforce Voice or another desktop by another adapter. */
export interface CrmHost {
  /**
   * Announces the softphone, switches click-to-dial on and reads the administrator's settings.
   * Rejects with `HOST_UNAVAILABLE` when the desktop does not answer in time.
   */
  start(): Promise<HostSettings>;
  /**
   * The org's word for who sits here: a signed token for the connector, good once.
   * Rejects with `AGENT_NOT_VOUCHED` when the org refuses and with `HOST_UNAVAILABLE` when it does not answer.
   */
  vouch(request: { nonce: string; audience: string }): Promise<string>;
  /** Where the connector is, from the desktop's call-center settings. */
  connectorUrl(): Promise<string>;
  /** Resolves when the desktop has shown it; rejects with `SCREEN_POP_FAILED`. */
  popScreen(pop: ScreenPop): Promise<void>;
  /**
   * How the desktop shows these records to this agent; leaves out those that the agent may not see.
   * Rejects with `HOST_UNAVAILABLE` when the desktop does not answer in time.
   */
  readRecords(records: readonly RecordRef[]): Promise<readonly SeenRecord[]>;
  /**
   * Numbers of records that this agent may see, by their names.
   * Rejects with `HOST_UNAVAILABLE` when the desktop does not answer in time.
   */
  searchRecords(text: string): Promise<readonly RecordEntry[]>;
  /** Opens the softphone's panel. */
  showPanel(): Promise<void>;
  /** Shows the state in the desktop's bar; alternates icons while `ringing`. */
  showBarItem(item: BarItem): void;
  /**
   * Keeps the agent's state where others see it on the desktop, in place of the one before. Absent where nobody does.
   * Rejects with `HOST_UNAVAILABLE` when the desktop refuses or does not answer in time.
   */
  keepStatus?(status: AgentStatus): Promise<void>;
  /** Reloads the record in view, so that a new call log appears on its timeline. */
  refreshView(): Promise<void>;
  /** Absent where the desktop has no presence of its own. */
  readonly presence?: CrmPresence;
  subscribe(listener: (event: CrmHostEvent) => void): () => void;
}

/** The agent's presence on the desktop, which decides who gets chats and cases there. */
export interface CrmPresence {
  /**
   * What the administrator has mapped, and what the desktop shows now; from then on `presenceChanged` is told, by
   * whomever it was changed. Without a mapping nothing is watched. Rejects with `HOST_UNAVAILABLE`.
   */
  start(): Promise<{ readonly mappings: readonly PresenceMapping[]; readonly statusId?: string }>;
  /** Without a status the agent is logged out there. Rejects with `HOST_UNAVAILABLE` when the desktop refuses. */
  set(statusId: string | undefined): Promise<void>;
}

export type CrmHostEvent =
  /** `number` is as the desktop shows it. */
  | { readonly type: 'clickedToDial'; readonly number: string; readonly record?: RecordMatch }
  /** Another presence, or none: logged out. */
  | { readonly type: 'presenceChanged'; readonly statusId?: string }
  /** The record that came into view; absent when it is none. `created` when the form of a new record led to it. */
  | { readonly type: 'recordViewed'; readonly record?: RecordMatch; readonly created?: true };

export type CrmHostErrorCode = 'HOST_UNAVAILABLE' | 'AGENT_NOT_VOUCHED' | 'SCREEN_POP_FAILED';

/** A failure of the desktop, with the desktop's own error as its cause. */
export class CrmHostError extends Error {
  readonly code: CrmHostErrorCode;

  constructor(code: CrmHostErrorCode, options?: ErrorOptions & { detail?: string }) {
    super(options?.detail ? `${code}: ${options.detail}` : code, options);
    this.name = 'CrmHostError';
    this.code = code;
  }
}
