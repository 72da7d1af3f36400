import type { SalesforceSession } from '../salesforceSession.ts';

export type Row = Readonly<Record<string, unknown>>;

interface Subresponse {
  readonly httpStatusCode: number;
  readonly body: unknown;
}

/** What one question of several came to: its answer, or the org's error code. */
export type Answer<Body> = { readonly body: Body } | { readonly refused: string };

/** "Up to 5 of these can be query operations" (REST API Developer Guide, "Composite"). */
const QUERIES_A_CALL = 5;

/** Asks several things in as few API calls as they fit in; each is answered for itself. */
export async function askTogether(
  session: SalesforceSession,
  paths: readonly string[],
): Promise<readonly Answer<unknown>[]> {
  const isQuery = (path: string) => path.startsWith('/query');
  const full = paths.findIndex(
    (path, place) => isQuery(path) && paths.slice(0, place + 1).filter(isQuery).length > QUERIES_A_CALL,
  );
  if (full < 0) return askAtOnce(session, paths);
  const first = await askAtOnce(session, paths.slice(0, full));
  return [...first, ...(await askTogether(session, paths.slice(full)))];
}

async function askAtOnce(
  session: SalesforceSession,
  paths: readonly string[],
): Promise<readonly Answer<unknown>[]> {
  const { compositeResponse } = await session.use((connection) =>
    connection.requestPost<{ compositeResponse: readonly Subresponse[] }>('/composite', {
      allOrNone: false,
      compositeRequest: paths.map((path, place) => ({
        method: 'GET',
        url: `/services/data/v${connection.version}${path}`,
        referenceId: `question${place}`,
      })),
    }),
  );
  return paths.map((_path, place) => {
    const { httpStatusCode = 0, body } = compositeResponse[place] ?? {};
    return httpStatusCode === 200 ? { body } : { refused: errorCodeIn(body) };
  });
}

export function queryPath(soql: string): string {
  return `/query?q=${encodeURIComponent(soql)}`;
}

/** The same, deleted records included. */
export function queryAllPath(soql: string): string {
  return `/queryAll?q=${encodeURIComponent(soql)}`;
}

/** The records of a query, or `undefined` when the org refused it. */
export function rowsOf(answer: Answer<unknown> | undefined): readonly Row[] | undefined {
  if (!answer || 'refused' in answer) return undefined;
  return (answer.body as { records?: readonly Row[] } | null)?.records ?? [];
}

function errorCodeIn(body: unknown): string {
  const [error] = Array.isArray(body) ? (body as { errorCode?: unknown }[]) : [];
  return typeof error?.errorCode === 'string' ? error.errorCode : 'NO_RESULT';
}
