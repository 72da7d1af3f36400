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
import type { Outcome } from '../interactions/interactionRecord.ts';
import type { LegId } from './telephony.ts';

/** The CRM: finds the records of a number and keeps the call log. Rejects with `CrmError`. */
export interface Crm {
  /**
   * Records for a number (every hit compared in E.164) or for what the caller keyed in, best first.
   * A case number that exists is the only match.
   */
  findMatches(request: { number: Ani | Dnis; collected?: string }): Promise<readonly RecordMatch[]>;
  /** Writes the call log under its interaction id: once, however often it is called. */
  saveCallLog(log: CallLog): Promise<void>;
}

/** The written account of one interaction. */
export interface CallLog extends RelatedRecords {
  readonly interactionId: InteractionId;
  readonly direction: Direction;
  readonly ani: Ani;
  readonly dnis: Dnis;
  readonly queue?: string;
  readonly outcome: Outcome;
  readonly startedAt: Instant;
  /** Time between answer and end, rounded; 0 when the parties never spoke. */
  readonly talkSeconds: number;
  /** The agent who had the call, or missed it; absent when no agent was reserved. */
  readonly agentId?: AgentId;
  readonly disposition?: string;
  readonly notes: string;
  /** The customer's leg at the carrier, by which recordings and traces are found. */
  readonly customerLegId?: LegId;
}

export type CrmErrorCode =
  /** The CRM refuses the record for good; the detail says why. */
  | 'CALL_LOG_REJECTED'
  /** The CRM could not be reached, is overloaded or at its limit: worth another try. */
  | 'CRM_UNAVAILABLE';

export class CrmError extends Error {
  readonly code: CrmErrorCode;

  constructor(code: CrmErrorCode, options?: ErrorOptions & { detail?: string }) {
    super(options?.detail ? `${code}: ${options.detail}` : code, options);
    this.name = 'CrmError';
    this.code = code;
  }
}
