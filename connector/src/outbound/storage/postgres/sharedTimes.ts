/** Times of the instances on one database. A leader gives up a second before the others take it for gone. */
export const BEAT_MS = 500;
export const GONE_AFTER_MS = 2_000;
export const BEAT_ANSWER_MS = 1_000;
/** Before a connection is tried again that was refused or lost. */
export const RECONNECT_MS = 250;

/** Milliseconds since 1970 by the database's clock, while a statement runs. */
export const NOW = '(extract(epoch from clock_timestamp()) * 1000)::bigint';

/** Names of the advisory locks (postgresql.org, "Explicit Locking"). */
export const TURN_LOCK = 7_238_001;
export const LEAD_LOCK = 7_238_002;
