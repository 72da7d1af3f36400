import type {
  AgentId,
  AgentState,
  Direction,
  Instant,
  InteractionId,
  Via,
} from '../../../../softphone/core/index.ts';
import type { Leaving, WrapUpEnd } from '../interactions/agentPart.ts';

/**
 * What happened, as it is kept for figures: added, never changed. Every figure of the centre follows from the facts
 * (`docs/metrics.md`), so that a day can be computed again.
 *
 * `at` is when it happened; a fact that is found out late stands behind later ones and counts from its own time.
 */
export type Fact = { readonly at: Instant } & FactKind;

type FactKind =
  /** From now on the agent is in this state. */
  | {
      readonly type: 'agentState';
      readonly agentId: AgentId;
      readonly state: AgentState['name'];
      readonly reasonCode?: string;
    }
  /** A caller begins to wait in a queue. */
  | { readonly type: 'queued'; readonly interactionId: InteractionId; readonly queue: string }
  /** A caller waits in the queue no longer. `agentId`: who answered. */
  | {
      readonly type: 'dequeued';
      readonly interactionId: InteractionId;
      readonly queue: string;
      readonly queuedAt: Instant;
      readonly how: Dequeued;
      readonly agentId?: AgentId;
    }
  /** An agent has nothing more to do with an interaction: the part is over, and its wrap-up, if it had one. */
  | ({ readonly type: 'partOver' } & PartFacts)
  /** A supervisor did something to an agent, or to a call of the agent. */
  | {
      readonly type: 'supervised';
      readonly supervisorId: AgentId;
      readonly agentId: AgentId;
      readonly act: SupervisorAct;
      readonly interactionId?: InteractionId;
    };

/** How a wait in a queue ended; `moved`: to another queue, `failed`: by the carrier or the centre. */
export type Dequeued = 'answered' | 'abandoned' | 'voicemail' | 'moved' | 'failed';

export type SupervisorAct =
  'monitor' | 'coach' | 'barge' | 'takeOver' | 'setAgentState' | 'logOut' | 'endInteraction';

/** What is counted of one agent's part in an interaction; times in seconds, with milliseconds. */
export interface PartFacts {
  readonly agentId: AgentId;
  readonly interactionId: InteractionId;
  readonly direction: Direction;
  readonly via: Via;
  /** The queue through which the call came to this agent, and since when the caller had waited there. */
  readonly queue?: string;
  readonly queuedAt?: Instant;
  readonly offeredAt: Instant;
  readonly answeredAt?: Instant;
  readonly endedAt: Instant;
  readonly left: Leaving;
  readonly holdSeconds: number;
  readonly wrapUpSeconds: number;
  /** Absent where there was no wrap-up, or neither the agent nor its time ended it. */
  readonly wrapUpEnded?: WrapUpEnd;
}

/** What the ledger says when an agent's state is added. */
export interface StateChange {
  readonly agentId: AgentId;
  readonly at: Instant;
  /** When the state began that held until then. */
  readonly ended?: Instant;
  /** When the states began that were known from then on, and are no longer true. */
  readonly overwritten: readonly Instant[];
}

export type FactOf<Type extends Fact['type']> = Extract<Fact, { type: Type }>;

/** The time that a fact counts for: of a wait its beginning, of a part the first ring, else when it happened. */
export function countsAt(fact: Fact): Instant {
  switch (fact.type) {
    case 'dequeued':
      return fact.queuedAt;
    case 'partOver':
      return fact.offeredAt;
    case 'agentState':
    case 'queued':
    case 'supervised':
      return fact.at;
  }
}

/** The wait in a queue that a fact tells of: of a caller who waits no longer, or of a call that came from there. */
export function waitOf(fact: Fact): { readonly queue: string; readonly queuedAt: Instant } | undefined {
  if (fact.type !== 'dequeued' && fact.type !== 'partOver') return undefined;
  const { queue, queuedAt } = fact;
  return queue === undefined || queuedAt === undefined ? undefined : { queue, queuedAt };
}
