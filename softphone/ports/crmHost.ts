import type {
  BarItem,
  HostSettings,
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
  /** Reloads the record in view, so that a new call log appears on its timeline. */
  refreshView(): Promise<void>;
  subscribe(listener: (event: CrmHostEvent) => void): () => void;
}

export type CrmHostEvent =
  /** `number` is as the desktop shows it. */
  | { readonly type: 'clickedToDial'; readonly number: string; readonly record?: RecordMatch }
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
