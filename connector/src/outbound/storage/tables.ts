import type { Generated } from 'kysely';

/** The tables as the newest migration leaves them. JSON is kept as text; instants are milliseconds since 1970. */
export interface Tables {
  interactions: {
    id: string;
    /** The leg that the interaction began with. */
    first_leg_id: string | null;
    started_at: number;
    phase: string;
    record: string;
  };
  /** Who has which interaction in the history of the day. */
  interaction_agents: { agent_id: string; interaction_id: string; started_at: number };
  desks: { agent_id: string; seq: number; desk: string };
  desk_events: { agent_id: string; seq: number; event: string };
  seen_events: { key: string; at: number };
  /** Sheets of what the carrier said, until turns have taken it in: lists of news. */
  inbox: { id: Generated<number>; news: string };
  outbox: {
    id: Generated<number>;
    lane: string;
    effect: string;
    due_at: number;
    attempts: number;
    last_reason: string | null;
    /** Set when the effect will not be tried again. */
    given_up_at: number | null;
    /** The key of a call log that is written. */
    log_key: string | null;
    /** JSON list of the fields that a call log was refused for. */
    refused_fields: string | null;
  };
  /** The ledger, in the order in which the facts came; `counts_at` is the time that a fact counts for. */
  facts: {
    id: Generated<number>;
    counts_at: number;
    kind: string;
    agent_id: string | null;
    /** The queue in which a caller waited, and since when. */
    queue: string | null;
    queued_at: number | null;
    /** 1 for an agent's state that is no longer true. */
    overwritten: number;
    fact: string;
  };
  /** Lines of the reports that are to be written. */
  due_rows: {
    kind: string;
    who: string;
    start: number;
    due_at: number;
    version: number;
    even_empty: number;
    /** Why the CRM did not take it when it was last tried. */
    refused: string | null;
  };
  kept_texts: { name: string; text: string };
  /** What turns announced to other instances; the number of the last one is in `announced`, which has one row. */
  announcements: { number: number; instance: string; text: string; at: number };
  announced: { last: number };
  /** The instances, and when each was last seen by the database's clock. */
  instances: { instance: string; seen_at: number };
  /** At most one row, of place 1. */
  leader: { place: number; instance: string; seen_at: number };
  one_time_values: { kind: string; value: string; expires_at: number };
}
