import type { Direction, InteractionId } from '../../../../softphone/core/index.ts';
import type { Outcome } from '../interactions/interactionRecord.ts';

/** An interaction that has ended, as operators count it. */
export interface EndedCall {
  readonly interactionId: InteractionId;
  readonly direction: Direction;
  readonly outcome: Outcome;
}

/** Is told of every interaction that has ended, once, after that is durable. */
export type CallCounter = (ended: EndedCall) => void;
