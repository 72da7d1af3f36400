import type { Writable } from 'node:stream';
import { Pool, type PoolClient } from 'pg';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { bounds, connectionSettings } from './connectionSettings.ts';

const MOST_CONNECTIONS = 10;

/** More different statements than the connector has; a bound all the same. */
const STATEMENTS_KEPT = 500;

/**
 * Connections for questions and turns. A statement is prepared once for each connection, and statements that nobody
 * waits for are sent together with the next one. A connection that leaves a question unanswered is closed: nobody would
 * know what it answers next.
 */
export function createStatementPool(address: string): PostgresPool {
  const pool = new Pool({
    ...connectionSettings(address, { isDurable: true }),
    ...bounds,
    pipeline: true,
    max: MOST_CONNECTIONS,
  });
  // A connection that breaks fails the question under way, and the next one opens another.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const names = new Map<string, string>();

  const nameOf = (text: string) => {
    const known = names.get(text);
    if (known !== undefined || names.size >= STATEMENTS_KEPT) return known;
    const name = `s${names.size + 1}`;
    names.set(text, name);
    return name;
  };

  return {
    options: pool.options,
    connect: async () => statementClient(await pool.connect(), nameOf),
    end: () => pool.end(),
  };
}

function statementClient(
  client: PoolClient,
  nameOf: (text: string) => string | undefined,
): PostgresPoolClient {
  const envelope = createEnvelope(client);
  let unanswered: Error | undefined;
  /** What went wrong with an unheard statement; the database refuses what comes after it until that is undone. */
  let refused: unknown;

  const send = async (text: string, values: readonly unknown[]) => {
    try {
      const name = values.length > 0 ? nameOf(text) : undefined;
      return await client.query({ text, values: values.map(whole), ...(name !== undefined && { name }) });
    } catch (failure) {
      if (isUnanswered(failure)) unanswered = failure;
      throw failure;
    }
  };

  const ask = async (text: string, values: readonly unknown[]) => {
    if (unanswered) throw unanswered;
    if (text.startsWith('rollback')) refused = undefined;
    if (isUnheard(text)) {
      envelope.keepOpen();
      send(text, values).catch((failure: unknown) => {
        refused ??= failure;
      });
      return { command: 'INSERT', rowCount: 0, rows: [] };
    }
    const answer = send(text, values);
    envelope.post();
    try {
      return await answer;
    } catch (failure) {
      throw refused ?? failure;
    }
  };
  return {
    query: ask,
    release: () => {
      envelope.post();
      client.release(unanswered !== undefined);
    },
  } as unknown as PostgresPoolClient;
}

/** Keeps statements back that nobody waits for, so that they go with the next one in one write to the socket. */
function createEnvelope(client: PoolClient) {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  let isOpen = false;
  return {
    keepOpen() {
      if (!isOpen) stream.cork();
      isOpen = true;
    },
    post() {
      if (isOpen) stream.uncork();
      isOpen = false;
    },
  };
}

/** The beginnings of transactions and turns fail with what follows them, and so does what is marked (`unheard`). */
function isUnheard(text: string): boolean {
  return text === 'begin' || text.startsWith('savepoint') || text.endsWith('/* unheard */');
}

/** Every number in the tables is whole; a calculated instant may be within a millisecond. */
function whole(value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value) : value;
}

/** What `query_timeout` makes of a question: the error has no code (node-postgres, "lib/client.js"). */
function isUnanswered(failure: unknown): failure is Error {
  return failure instanceof Error && failure.message === 'Query read timeout';
}
