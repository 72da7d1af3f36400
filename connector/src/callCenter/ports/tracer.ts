import type { InteractionId } from '../../../../softphone/core/index.ts';

/**
 * Follows what is done for an interaction through the connector, so that operators find every station of a call by its
 * id: from the webhook through the turn and its effects to the request that wrote the log.
 */
export interface Tracer {
  /** Begins a step. It belongs to what `within` runs at the moment, or to `follows` when that is given. */
  begin(step: NewStep): Step;
  /** Runs work as part of steps: what begins in it belongs to them. */
  within<Result>(steps: readonly Step[], work: () => Result): Result;
  /** The steps that the work at hand is part of. */
  current(): readonly Step[];
}

export interface NewStep {
  /** `request`: to somebody outside. */
  readonly kind: 'webhook' | 'turn' | 'effect' | 'request';
  /** Route, type of news, of a command or of an effect: never a number or a name. */
  readonly name: string;
  /** What it follows from, across a restart too; none when it is `[]`. */
  readonly follows?: readonly StepRef[];
}

export interface Step {
  /** Says for which interaction it is, as soon as that is known: a step of none is not told of. */
  concerns(id: InteractionId): void;
  /** What is kept with that which follows from it. */
  refFor(id: InteractionId): StepRef;
  /** `result` in one word, such as `ok`. */
  over(result: string): void;
}

/** A step of an interaction, as it is stored. */
export interface StepRef {
  readonly interactionId: InteractionId;
  /** 16 hex digits. */
  readonly step: string;
}
