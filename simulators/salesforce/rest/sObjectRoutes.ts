import { MultipleChoices, SalesforceError, notFound } from '../org/salesforceError.ts';
import { bodyObject, ok, part } from './restRequest.ts';
import type { PathParts, RestAnswer, RestRequest, RestRoute } from './restRequest.ts';

/** Records one by one, and what the objects look like. */
export const sObjectRoutes: readonly RestRoute[] = [
  {
    method: 'GET',
    path: '/sobjects',
    handle: ({ org, userId }) =>
      ok({ encoding: 'UTF-8', maxBatchSize: 200, sobjects: org.describeGlobal(userId) }),
  },
  {
    method: 'GET',
    path: '/sobjects/:sObject',
    handle: (request, parts) => ok({ objectDescribe: describe(request, parts), recentItems: [] }),
  },
  {
    method: 'GET',
    path: '/sobjects/:sObject/describe',
    handle: (request, parts) => ok(describe(request, parts)),
  },
  {
    method: 'POST',
    path: '/sobjects/:sObject',
    handle: (request, parts) => {
      const id = request.org.create(part(parts, 'sObject'), bodyObject(request), request.userId);
      const headers = {
        location: `/services/data/v${request.version}/sobjects/${part(parts, 'sObject')}/${id}`,
      };
      return { status: 201, body: { id, success: true, errors: [] }, headers };
    },
  },
  {
    method: 'GET',
    path: '/sobjects/:sObject/:id',
    handle: ({ org, query, userId }, parts) => {
      const fields = query
        .get('fields')
        ?.split(',')
        .map((name) => name.trim());
      const record = { sObject: part(parts, 'sObject'), id: part(parts, 'id'), ...(fields && { fields }) };
      return ok(org.retrieve(record, userId));
    },
  },
  {
    method: 'PATCH',
    path: '/sobjects/:sObject/:id',
    handle: (request, parts) => {
      const record = withoutId(bodyObject(request));
      request.org.update(part(parts, 'sObject'), { ...record, Id: part(parts, 'id') }, request.userId);
      return { status: 204 };
    },
  },
  {
    method: 'DELETE',
    path: '/sobjects/:sObject/:id',
    handle: ({ org, userId }, parts) => {
      org.delete(part(parts, 'sObject'), part(parts, 'id'), userId);
      return { status: 204 };
    },
  },
  {
    method: 'GET',
    path: '/sobjects/:sObject/:externalIdField/:value',
    handle: (request, parts) =>
      ok(
        request.org.retrieve(
          { sObject: part(parts, 'sObject'), id: idByKey(request, parts) },
          request.userId,
        ),
      ),
  },
  {
    method: 'DELETE',
    path: '/sobjects/:sObject/:externalIdField/:value',
    handle: (request, parts) => {
      request.org.delete(part(parts, 'sObject'), idByKey(request, parts), request.userId);
      return { status: 204 };
    },
  },
  { method: 'PATCH', path: '/sobjects/:sObject/:externalIdField/:value', handle: upsert },
];

function idByKey({ org, userId }: RestRequest, parts: PathParts): string {
  const [id, ...others] = org.findByExternalId(keyOf(parts), userId);
  if (id === undefined) throw notFound();
  if (others.length > 0) throw new MultipleChoices(part(parts, 'externalIdField'), [id, ...others]);
  return id;
}

function upsert(request: RestRequest, parts: PathParts): RestAnswer {
  const key = keyOf(parts);
  const record = bodyObject(request);
  const names = Object.keys(record).map((name) => name.toLowerCase());
  if (names.includes(key.externalIdField.toLowerCase()) || names.includes('id')) {
    const message = `The ${key.externalIdField} field should not be specified in the sobject data.`;
    throw new SalesforceError('INVALID_FIELD', message, { fields: [key.externalIdField] });
  }
  const { id, created } = request.org.upsert({ ...key, record }, request.userId);
  return { status: created ? 201 : 200, body: { id, success: true, errors: [], created } };
}

function describe({ org, userId }: RestRequest, parts: PathParts): unknown {
  const found = org.describe(part(parts, 'sObject'), userId);
  if (!found) throw notFound();
  return found;
}

function keyOf(parts: PathParts): { sObject: string; externalIdField: string; value: string } {
  return {
    sObject: part(parts, 'sObject'),
    externalIdField: part(parts, 'externalIdField'),
    value: part(parts, 'value'),
  };
}

function withoutId(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name.toLowerCase() !== 'id'));
}
