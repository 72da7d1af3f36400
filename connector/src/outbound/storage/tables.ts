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
  kept_texts: { name: string; text: string };
  one_time_values: { kind: string; value: string; expires_at: number };
}
