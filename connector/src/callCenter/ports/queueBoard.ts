import type { QueueFigures } from '../../../../softphone/core/index.ts';

/** What the router knows of the queues. */
export interface QueueBoard {
  /** How the centre's queues are doing now, by name. Rejects with `TelephonyError`. */
  figures(): Promise<ReadonlyMap<string, QueueFigures>>;
}
