import type { PartFacts } from '../ledger/fact.ts';

/** How long an agent handled a call, in seconds with milliseconds. */
export interface PartTimes {
  /** From the answer to the end of the part, without hold. */
  readonly talkSeconds: number;
  readonly holdSeconds: number;
  readonly wrapUpSeconds: number;
}

export function partTimes({ answeredAt, endedAt, holdSeconds, wrapUpSeconds }: PartFacts): PartTimes {
  const inCallMs = answeredAt === undefined ? 0 : Math.max(0, endedAt - answeredAt);
  const holdMs = Math.min(inCallMs, Math.round(holdSeconds * 1000));
  return { talkSeconds: (inCallMs - holdMs) / 1000, holdSeconds: holdMs / 1000, wrapUpSeconds };
}
