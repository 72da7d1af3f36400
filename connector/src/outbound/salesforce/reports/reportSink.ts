import { CrmError } from '../../../callCenter/ports/crm.ts';
import type { ReportSink, SavedReports } from '../../../callCenter/ports/reportSink.ts';
import { isPassing, type SalesforceSession } from '../salesforceSession.ts';
import { reportCalls, ROWS_IN_A_CALL, type ReportRequest } from './reportCalls.ts';
import { paceOf, type PaceOptions } from './reportPace.ts';

interface Subresponse {
  readonly httpStatusCode: number;
  readonly body: unknown;
}

interface Refusal {
  readonly errorCode: string;
  readonly message: string;
}

/** A thousand records take longer than what a softphone waits for. */
const TIMEOUT_MS = 60_000;
const SPENT = 'REQUEST_LIMIT_EXCEEDED';

/**
 * Keeps rows as records under their keys: an upsert, so that it may be repeated. Rows of one save go in one API call
 * where they are of one kind. What Salesforce refuses for one row never stops another.
 */
export function createReportSink(session: SalesforceSession, options: PaceOptions): ReportSink {
  let backlog = false;
  let spent = false;

  async function send(requests: readonly ReportRequest[]): Promise<readonly Subresponse[]> {
    const answer = await session.use((connection) =>
      connection.requestPost<{ compositeResponse: readonly Subresponse[] }>(
        '/composite',
        {
          allOrNone: false,
          compositeRequest: requests.map(({ method, path, body }, place) => ({
            method,
            url: `/services/data/v${connection.version}${path}`,
            referenceId: `rows${place}`,
            ...(body && { body }),
          })),
        },
        { timeout: TIMEOUT_MS },
      ),
    );
    return answer.compositeResponse;
  }

  return {
    rowsAtOnce: ROWS_IN_A_CALL,
    async save(rows): Promise<SavedReports> {
      const refused = new Map<string, string>();
      try {
        for (const requests of reportCalls(rows)) {
          const responses = await send(requests);
          requests.forEach((request, place) => {
            for (const [key, why] of refusalsOf(request, responses[place])) refused.set(key, why);
          });
        }
        spent = false;
      } catch (failure) {
        spent = failure instanceof CrmError && failure.detail === SPENT;
        throw failure;
      }
      // Of those that are due, some may have had nothing in them.
      backlog = rows.length > ROWS_IN_A_CALL / 2;
      return { refused };
    },
    paceMs: () => paceOf(options, spent ? { used: 1, allowed: 1 } : session.usage(), backlog),
  };
}

/** Why rows were refused, by key. Throws `CrmError` when one was for a reason that passes: all may be sent again. */
function refusalsOf(
  { method, rows }: ReportRequest,
  response: Subresponse | undefined,
): ReadonlyMap<string, string> {
  const { httpStatusCode = 0, body } = response ?? {};
  const refusedAlike = (refusal: Refusal) => new Map(rows.map(({ key }) => [key, whyOf(refusal)]));
  if (method === 'DELETE') {
    const gone = httpStatusCode < 300 || httpStatusCode === 404;
    return gone && httpStatusCode > 0 ? new Map() : refusedAlike(refusalIn(body));
  }
  if (httpStatusCode !== 200 || !Array.isArray(body)) return refusedAlike(refusalIn(body));
  const results = body as readonly {
    success?: boolean;
    errors?: readonly { statusCode: string; message: string }[];
  }[];
  return new Map(
    rows.flatMap(({ key }, place) => {
      const { success, errors: [error] = [] } = results[place] ?? {};
      if (success) return [];
      return [
        [key, whyOf({ errorCode: error?.statusCode ?? 'NO_RESULT', message: error?.message ?? '' })] as const,
      ];
    }),
  );
}

function refusalIn(body: unknown): Refusal {
  const [error] = Array.isArray(body) ? (body as Partial<Refusal>[]) : [];
  return { errorCode: error?.errorCode ?? 'NO_RESULT', message: error?.message ?? '' };
}

function whyOf({ errorCode, message }: Refusal): string {
  if (isPassing(errorCode)) throw new CrmError('CRM_UNAVAILABLE', { detail: errorCode });
  return message === '' ? errorCode : `${errorCode}: ${message}`;
}
