import { ok } from './restRequest.ts';
import type { RestRoute } from './restRequest.ts';

const RESOURCES = [
  'sobjects',
  'query',
  'queryAll',
  'search',
  'parameterizedSearch',
  'composite',
  'jobs',
  'limits',
  'recent',
  'tabs',
  'theme',
];

/** What the API offers and how much of it is left. */
export const resourceRoutes: readonly RestRoute[] = [
  {
    method: 'GET',
    path: '',
    handle: ({ version }) =>
      ok(Object.fromEntries(RESOURCES.map((name) => [name, `/services/data/v${version}/${name}`]))),
  },
  {
    method: 'GET',
    path: '/limits',
    handle: ({ usage }) => {
      const untouched = (most: number) => ({ Max: most, Remaining: most });
      return ok({
        DailyApiRequests: { Max: usage.allowed, Remaining: Math.max(0, usage.allowed - usage.used) },
        DailyBulkApiBatches: untouched(15_000),
        DailyBulkV2QueryJobs: untouched(10_000),
        DataStorageMB: untouched(1024),
        FileStorageMB: untouched(1024),
      });
    },
  },
];
