import type {
  AgentId,
  Ani,
  Direction,
  Dnis,
  Instant,
  InteractionId,
  RecordMatch,
  RelatedRecords,
} from '../../../../softphone/core/index.ts';
import type { HungUpBy, Outcome } from '../interactions/interactionRecord.ts';
import type { CallKind, WrittenLogPolicy } from './orgSettings.ts';
import type { LegId } from './telephony.ts';

/** The CRM: finds the records of a number and keeps the call log. Rejects with `CrmError`. */
export interface Crm {
  /**
   * Records for a number (every hit compared in E.164) or for what the caller keyed in, best first.
   * A record whose number or id was keyed in comes alone, with the contact behind it.
   */
  findMatches(request: { number: Ani | Dnis; collected?: string }): Promise<readonly RecordMatch[]>;
  /** Writes the call log under its key: once, however often it is called. What is there already stays as it is. */
  saveCallLog(log: CallLog): Promise<void>;
}

/** The written account of one agent's part in an interaction, or of one that no agent took part in. */
export interface CallLog extends RelatedRecords {
  /** Says which log this is, whenever and however often it is written. */
  readonly key: string;
  readonly kind: CallKind;
  readonly policy: WrittenLogPolicy;
  readonly interactionId: InteractionId;
  readonly direction: Direction;
  readonly ani: Ani;
  readonly dnis: Dnis;
  readonly queue?: string;
  readonly outcome: Outcome;
  readonly collected?: string;
  readonly startedAt: Instant;
  /** When the agent had no more of the call. */
  readonly endedAt: Instant;
  /** From arrival to the agent's answer, or to the end without one; 0 for calls that agents make. */
  readonly waitSeconds: number;
  /** How long it rang at the agent; for a call that the agent makes, at the other party. */
  readonly ringSeconds: number;
  /** Time between answer and end, hold included; 0 when the parties never spoke. */
  readonly talkSeconds: number;
  readonly holdSeconds: number;
  readonly wrapUpSeconds: number;
  readonly hungUpBy?: HungUpBy;
  /** Whether the carrier was told to record what was said. */
  readonly recorded: boolean;
  /** The agent whose part it was; absent when no agent took part. */
  readonly agentId?: AgentId;
  readonly disposition?: string;
  readonly notes: string;
  /** The customer's leg at the carrier, by which recordings and traces are found. */
  readonly customerLegId?: LegId;
}

export type CrmErrorCode =
  /** The CRM refuses the log until somebody mends what the detail says, in an administrator's words. */
  | 'CALL_LOG_REJECTED'
  /** The CRM could not be reached, is overloaded or at its limit: worth another try. */
  | 'CRM_UNAVAILABLE';

export class CrmError extends Error {
  readonly code: CrmErrorCode;
  readonly detail: string | undefined;
  /** The CRM's fields that the refusal lies in. */
  readonly fields: readonly string[];

  constructor(code: CrmErrorCode, options?: ErrorOptions & { detail?: string; fields?: readonly string[] }) {
    super(options?.detail ? `${code}: ${options.detail}` : code, options);
    this.name = 'CrmError';
    this.code = code;
    this.detail = options?.detail;
    this.fields = options?.fields ?? [];
  }
}
