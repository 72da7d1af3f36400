import type { Span } from '../org/store/recycleBin.ts';
import { datetime, parseDatetime } from '../org/store/fieldValues.ts';
import { SalesforceError } from '../org/salesforceError.ts';
import { ok, part } from './restRequest.ts';
import type { RestRequest, RestRoute } from './restRequest.ts';

const MINUTE = 60_000;
const LONGEST = 30 * 24 * 60 * MINUTE;

/** What has been deleted or changed in a span of time ("sObject Get Deleted", "sObject Get Updated"). */
export const replicationRoutes: readonly RestRoute[] = [
  {
    method: 'GET',
    path: '/sobjects/:sObject/deleted',
    handle: (request, parts) => {
      const span = spanOf(request);
      const gone = request.org.deletions(part(parts, 'sObject'), span, request.userId);
      return ok({
        deletedRecords: gone.map(({ id, at }) => ({ id, deletedDate: at })),
        earliestDateAvailable: datetime(request.org.now() - LONGEST),
        latestDateCovered: datetime(span.end),
      });
    },
  },
  {
    method: 'GET',
    path: '/sobjects/:sObject/updated',
    handle: (request, parts) => {
      const span = spanOf(request);
      const ids = request.org.updates(part(parts, 'sObject'), span, request.userId);
      return ok({ ids, latestDateCovered: datetime(span.end) });
    },
  },
];

/** `start` and `end` without their seconds, which the platform ignores. */
function spanOf({ query, org }: RestRequest): Span {
  const [start = NaN, end = NaN] = ['start', 'end'].map(
    (name) => Math.floor(parseDatetime(query.get(name)?.replace(' ', '+') ?? '') / MINUTE) * MINUTE,
  );
  if (Number.isNaN(start) || Number.isNaN(end))
    throw new SalesforceError(
      'INVALID_REPLICATION_DATE',
      'start and end must be dates with times (ISO 8601)',
    );
  if (start >= end) throw new SalesforceError('INVALID_REPLICATION_DATE', 'endDate before startDate');
  if (start < org.now() - LONGEST)
    throw new SalesforceError('INVALID_REPLICATION_DATE', 'startDate before org replication enabled date');
  return { start, end };
}
