import { TypeOverrides, types, type ClientConfig } from 'pg';

/** Who cannot connect within this time is told that the database is gone. */
const CONNECT_MS = 3_000;
/** No question of the connector takes nearly as long; the database ends one that does. */
const STATEMENT_MS = 5_000;
/** Later than the database would have answered for itself: it hangs, or cannot be reached. */
const ANSWER_MS = 6_000;
/** A turn asks its next question at once: who is silent for so long in one has been stopped, and keeps the others out. */
const SILENT_TURN_MS = 2_000;

/** What every connection needs: numbers as numbers, and statements that see what is there when they run. */
export function connectionSettings(address: string, { isDurable }: { isDurable: boolean }): ClientConfig {
  return {
    connectionString: address,
    application_name: 'cti-connector',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    options: [
      '-c default_transaction_isolation=read\\ committed',
      `-c synchronous_commit=${isDurable ? 'on' : 'off'}`,
    ].join(' '),
    types: exactNumbers(),
  };
}

/** Instants, numbers and counts are of the type `int8`, and all of them exact as a number. */
function exactNumbers(): TypeOverrides {
  const parsers = new TypeOverrides();
  parsers.setTypeParser(types.builtins.INT8, Number);
  return parsers;
}

/** What keeps a question from lasting, and a turn from keeping the others out. */
export const bounds: ClientConfig = {
  statement_timeout: STATEMENT_MS,
  query_timeout: ANSWER_MS,
  idle_in_transaction_session_timeout: SILENT_TURN_MS,
};
