import type { InteractionId } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';

/** What is kept of the calls of a number. Rejects with `StoreError`. */
export interface NumberErasure {
  /** The interactions that somebody at this number (E.164) took part in. */
  interactionsOf(number: string): Promise<NumbersInteractions>;
  /**
   * Deletes interactions with all that hangs on them, and blanks the number where others mention it. Facts stay: they
   * name no number.
   */
  eraseInteractions(ids: readonly InteractionId[], number: string): Promise<ErasedRows>;
}

export interface NumbersInteractions {
  readonly ended: readonly InteractionRecord[];
  /** Not over, or an agent still writes about it. */
  readonly underWay: readonly InteractionId[];
}

/** How much was deleted. */
export interface ErasedRows {
  readonly interactions: number;
  /** Lines of agents' histories of the day. */
  readonly historyLines: number;
  /** What was to be done for them outside, call logs among it, set aside or waiting. */
  readonly effects: number;
  /** Events that were kept for softphones that are away. */
  readonly deskEvents: number;
  /** Others' interactions in which the number was blanked. */
  readonly mentions: number;
}
