import type { Connection } from 'jsforce';
import type { SalesforceSession } from '../../connector/src/outbound/salesforce/salesforceSession.ts';

interface Subrequest {
  readonly method: string;
  readonly url: string;
  readonly body?: { readonly records?: readonly unknown[] };
}

const written = (records: readonly unknown[] = []) => records.map(() => ({ success: true, errors: [] }));

/**
 * A session with an org that takes everything in no time, and has nothing but what was upserted in collections: what
 * is counted are the calls.
 */
export function countingSession(): SalesforceSession {
  let calls = 0;
  const upserted = new Map<unknown, Readonly<Record<string, unknown>>>();
  const connection = {
    version: '66.0',
    instanceUrl: 'https://org.example',
    requestGet: () => Promise.resolve({ agents: [], numbers: [] }),
    requestPost: (
      url: string,
      body: { compositeRequest?: readonly Subrequest[]; records?: readonly unknown[] },
    ) =>
      Promise.resolve(
        url === '/composite'
          ? { compositeResponse: (body.compositeRequest ?? []).map(answerTo) }
          : written(body.records),
      ),
    requestPatch(url: string, { records }: { records: readonly Readonly<Record<string, unknown>>[] }) {
      const keyField = url.slice(url.lastIndexOf('/') + 1);
      for (const record of records) upserted.set(record[keyField], record);
      return Promise.resolve(written(records));
    },
    request: () => Promise.resolve({ records: [...upserted.values()] }),
  };
  return {
    use(work) {
      calls += 1;
      return work(connection as unknown as Connection);
    },
    apiCalls: () => calls,
    usage: () => undefined,
  };
}

function answerTo({ method, url, body }: Subrequest): { httpStatusCode: number; body: unknown } {
  if (method === 'DELETE') return { httpStatusCode: 204, body: null };
  if (method === 'PATCH') return { httpStatusCode: 200, body: written(body?.records) };
  if (url.endsWith('/describe')) return { httpStatusCode: 200, body: { fields: [] } };
  return { httpStatusCode: 200, body: { totalSize: 0, done: true, records: [] } };
}
