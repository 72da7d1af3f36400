import type { AgentId, Desk, DeskEvent, Instant, InteractionId } from '../../../../softphone/core/index.ts';
import type { Effect, StoredEffect } from '../effects.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { Fact, StateChange } from '../ledger/fact.ts';
import type { DueRow } from '../reporting/dueRow.ts';
import type { NumberErasure } from './erasure.ts';
import type { DueReports, Ledger } from './ledger.ts';
import type { NewsInbox } from './newsInbox.ts';
import type { LegId } from './telephony.ts';
import type { UnloggedCall } from './unloggedCalls.ts';

/**
 * Durable memory of the call centre.
 *
 * A turn sees and changes what it needs and is written as a whole or not at all. Turns run one after another,
 * and a turn's promise resolves only when its changes survive a power cut: several turns may share one commit.
 * Every method rejects with `StoreError` when the database fails.
 */
export interface Store extends Ledger, DueReports, NumberErasure, NewsInbox {
  /**
   * Runs one decision. `decide` awaits nothing but its turn. What it throws undoes the turn. It may run again, with
   * nothing of the first time left in its turn: another turn of the same commit had to be undone. What `decide` is sure
   * to ask may be said ahead: it then costs less where many turns come together.
   */
  transact<Result>(decide: (turn: StoreTurn) => Promise<Result>, ahead?: AskedAhead): Promise<Result>;

  desk(agentId: AgentId): Promise<NumberedDesk | undefined>;
  /** The desks of these agents, as far as they have one, in no order. */
  desks(agentIds: readonly AgentId[]): Promise<readonly Desk[]>;
  /** The events after `seq`, or `undefined` when they are no longer kept: then the whole desk is needed. */
  deskEventsAfter(agentId: AgentId, seq: number): Promise<readonly NumberedDeskEvent[] | undefined>;
  interaction(id: InteractionId): Promise<InteractionRecord | undefined>;
  /** The interactions that have not ended, oldest first. */
  liveInteractions(): Promise<readonly InteractionRecord[]>;
  /**
   * The interactions that began at or after `since` and are in the agent's history (`agentsTold`), newest first,
   * as they are now. What began more than two days ago may be missing.
   */
  history(agentId: AgentId, since: Instant, limit: number): Promise<readonly InteractionRecord[]>;

  /** The desks of all agents who ever had one, in no order. */
  allDesks(): Promise<readonly Desk[]>;

  /**
   * Effects that are due, oldest first: at most one of each lane, none of a lane in `busyLanes`. None at all where
   * another instance leads, or nobody does.
   */
  dueEffects(at: Instant, busyLanes: readonly string[], limit: number): Promise<readonly StoredEffect[]>;
  /** When the first effect later than `at` falls due, or `undefined` when none does. */
  nextDueAt(at: Instant): Promise<Instant | undefined>;
  effectDone(id: number): Promise<void>;
  /** Puts an effect off after a failure. */
  effectFailed(id: number, retryAt: Instant, reason: string): Promise<void>;
  /** Sets an effect aside for good; it stays readable. */
  effectGivenUp(id: number, at: Instant, refusal: Refused): Promise<void>;
  counts(): Promise<EffectCounts>;
  /** The same for each kind of lane (`call`, `log`, `deadline` ...). */
  countsByKind(): Promise<readonly KindCounts[]>;

  /** The call logs that were set aside, newest first. */
  unloggedCalls(): Promise<readonly UnloggedCall[]>;
  /** Makes a call log that was set aside due at `at`; `false` when there is none with this key. */
  retryUnloggedCall(key: string, at: Instant): Promise<boolean>;
  /** Forgets a call log that was set aside; `false` when there is none with this key. */
  dismissUnloggedCall(key: string): Promise<boolean>;

  /** Keeps a text under a name, in place of the one before. */
  keep(name: string, text: string): Promise<void>;
  /** The text kept under a name. */
  kept(name: string): Promise<string | undefined>;

  /** Remembers a one-time value until `expiresAt`; `false` when it was there already. */
  rememberOnce(kind: string, value: string, expiresAt: Instant): Promise<boolean>;

  /** What turns of all instances have announced to the others. */
  readonly announcements: Announcements;
  close(): Promise<void>;
}

/** What a turn asks before anything else. */
export interface AskedAhead {
  /** It asks `once` for this. */
  readonly key: string;
  /** Then it may ask for this interaction. */
  readonly interactionId?: InteractionId;
}

/**
 * What turns announced, numbered without a gap in the order in which they became durable. A database that one instance
 * has for itself keeps none.
 */
export interface Announcements {
  /** Whether other instances may hear them. */
  readonly shared: boolean;
  /** Number of the last one; 0 before the first. */
  last(): Promise<number>;
  /**
   * Those after `number`, in order, this instance's own among them. They are kept for ten minutes: when the first is not
   * `number + 1`, those between are forgotten.
   */
  after(number: number, limit: number): Promise<readonly Announcement[]>;
  /**
   * Calls `wake` when there may be new ones, and whenever the database is heard again after it was not: news may have
   * been missed. The returned function ends it.
   */
  onNews(wake: () => void): () => void;
}

export interface Announcement {
  readonly number: number;
  /** The instance whose turn announced it. */
  readonly instance: string;
  readonly text: string;
}

/** Why an effect can never be carried out. */
export interface Refused {
  readonly reason: string;
  /** The fields that the reason lies in. */
  readonly fields: readonly string[];
}

export interface EffectCounts {
  readonly waitingEffects: number;
  /** Among those that wait: those that have failed at least once. */
  readonly retriedEffects: number;
  /** When the effect fell due that is due now and has been for longest; absent when none is. */
  readonly oldestDueAt?: Instant;
  readonly givenUpEffects: number;
  /** Call logs among those that were given up. */
  readonly unloggedCalls: number;
}

/** The effects in lanes of one kind: what a lane's name begins with. */
export interface KindCounts {
  readonly kind: string;
  /** Not due yet: timers, and what is put off after a failure. */
  readonly waiting: number;
  readonly due: number;
  readonly retried: number;
  readonly givenUp: number;
  /** When the effect fell due that is due now and has been for longest; absent when none is. */
  readonly oldestDueAt?: Instant;
}

export interface StoreTurn {
  /** `false` when an event with this key was already taken in: a repeated webhook. */
  once(key: string): Promise<boolean>;
  interaction(id: InteractionId): Promise<InteractionRecord | undefined>;
  /** The interaction that began with this leg. */
  interactionOfLeg(legId: LegId): Promise<InteractionRecord | undefined>;
  /** The interactions that have not ended, oldest first. */
  liveInteractions(): Promise<readonly InteractionRecord[]>;
  saveInteraction(record: InteractionRecord): Promise<void>;
  desk(agentId: AgentId): Promise<Desk | undefined>;
  /** Keeps the desk and appends what happened at it; the events get the agent's next sequence numbers. */
  saveDesk(desk: Desk, events: readonly DeskEvent[]): Promise<readonly NumberedDeskEvent[]>;
  /** Adds facts to the ledger; says what those about states change. */
  addFacts(facts: readonly Fact[]): Promise<readonly StateChange[]>;
  /** Has lines of the reports written, again where they were written before. */
  makeDue(rows: readonly DueRow[]): Promise<void>;
  /** Writes an effect into the outbox. */
  addEffect(effect: Effect, dueAt: Instant): Promise<void>;
  /**
   * Tells the other instances with the turn's commit; a turn does so once. The returned function says the announcement's
   * number when the turn is durable; 0, and nothing is kept, where one instance has the database for itself.
   */
  announce(text: string): () => number;
}

export interface NumberedDesk {
  readonly desk: Desk;
  /** Number of the last event that is in the desk; 0 for a new desk. */
  readonly seq: number;
}

export interface NumberedDeskEvent {
  readonly seq: number;
  readonly event: DeskEvent;
}

export class StoreError extends Error {
  readonly code = 'STORE_FAILED';

  constructor(options: ErrorOptions) {
    super('STORE_FAILED', options);
    this.name = 'StoreError';
  }
}
