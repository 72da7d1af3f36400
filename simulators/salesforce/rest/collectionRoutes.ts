import type { PagedOrg } from '../org/createOrg.ts';
import { idIn } from '../org/recordId.ts';
import { SalesforceError, invalidType } from '../org/salesforceError.ts';
import { bodyObject, bodyObjects, ok, part } from './restRequest.ts';
import type { RestAnswer, RestRequest, RestRoute } from './restRequest.ts';

type Written = { readonly id: string; readonly created?: boolean };
type RecordResult =
  | { id: string; success: true; created?: boolean; errors: readonly [] }
  | { success: false; created?: boolean; errors: readonly ReturnType<SalesforceError['toRecordError']>[] };

const MOST_RECORDS = 200;
/** Refusals of the key itself: they say nothing about a record. */
const NO_KEY = ['NOT_FOUND', 'MISSING_ARGUMENT', 'MULTIPLE_CHOICES'];

const ROLLED_BACK = new SalesforceError(
  'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  'Record rolled back because not all records were valid and the request was using AllOrNone header',
);

/** sObject Collections: up to 200 records in one call. */
export const collectionRoutes: readonly RestRoute[] = [
  {
    method: 'POST',
    path: '/composite/sobjects',
    handle: (request) =>
      writeEach(request, (record) => ({ id: request.org.create(typeOf(record), record, request.userId) })),
  },
  {
    method: 'PATCH',
    path: '/composite/sobjects',
    handle: (request) =>
      writeEach(request, (record) => {
        const id = idIn(record);
        request.org.update(typeOf(record), { ...record, Id: id }, request.userId);
        return { id };
      }),
  },
  {
    method: 'DELETE',
    path: '/composite/sobjects',
    handle: (request) => {
      const ids = (request.query.get('ids') ?? '').split(',').filter((id) => id !== '');
      return writeAll(
        request.org,
        { inputs: ids, allOrNone: request.query.get('allOrNone') === 'true' },
        (id) => {
          const object = request.org.schema.objectOf(id);
          if (!object) throw new SalesforceError('MALFORMED_ID', `malformed id ${id}`);
          request.org.delete(object.name, id, request.userId);
          return { id };
        },
      );
    },
  },
  {
    method: 'PATCH',
    path: '/composite/sobjects/:sObject/:externalIdField',
    handle: (request, parts) => {
      const key = { sObject: part(parts, 'sObject'), externalIdField: part(parts, 'externalIdField') };
      return writeEach(request, (record) => {
        const value = Object.entries(record).find(
          ([name]) => name.toLowerCase() === key.externalIdField.toLowerCase(),
        )?.[1];
        return refusedAs(
          () => request.org.findByExternalId({ ...key, value }, request.userId).length === 0,
          () => request.org.upsert({ ...key, value, record }, request.userId),
        );
      });
    },
  },
  {
    method: 'POST',
    path: '/composite/sobjects/:sObject',
    handle: (request, parts) => {
      const { ids, fields } = bodyObject(request) as { ids?: readonly string[]; fields?: readonly string[] };
      return ok(
        (ids ?? []).map((id) =>
          retrieved(request, { sObject: part(parts, 'sObject'), id, ...(fields && { fields }) }),
        ),
      );
    },
  },
];

function writeEach(
  request: RestRequest,
  write: (record: Readonly<Record<string, unknown>>) => Written,
): RestAnswer {
  const inputs = bodyObjects(request, 'records');
  return writeAll(request.org, { inputs, allOrNone: bodyObject(request).allOrNone === true }, write);
}

function writeAll<Input>(
  org: PagedOrg,
  batch: { inputs: readonly Input[]; allOrNone: boolean },
  write: (input: Input) => Written,
): RestAnswer {
  if (batch.inputs.length > MOST_RECORDS) {
    throw new SalesforceError(
      'EXCEEDED_MAX_SIZE_REQUEST',
      `The request exceeds the maximum of ${MOST_RECORDS} records`,
    );
  }
  let results: readonly RecordResult[] = [];
  try {
    org.transaction(() => {
      results = batch.inputs.map((input) => attempt(() => write(input)));
      if (batch.allOrNone && results.some((result) => !result.success)) throw ROLLED_BACK;
    });
  } catch (error) {
    if (error !== ROLLED_BACK) throw error;
    results = results.map((result) =>
      result.success
        ? { ...ofUpsert(result.created), success: false, errors: [ROLLED_BACK.toRecordError()] }
        : result,
    );
  }
  return ok(results);
}

function attempt(write: () => Written): RecordResult {
  try {
    const { id, created } = write();
    return { id, success: true, ...ofUpsert(created), errors: [] };
  } catch (error) {
    if (error instanceof RefusedUpsert)
      return { created: error.wouldCreate, success: false, errors: [error.reason.toRecordError()] };
    if (!(error instanceof SalesforceError)) throw error;
    return { success: false, errors: [error.toRecordError()] };
  }
}

function ofUpsert(created: boolean | undefined): { created?: boolean } {
  return created === undefined ? {} : { created };
}

/** An upsert's refusal, which tells what it would have done. */
class RefusedUpsert extends Error {
  readonly reason: SalesforceError;
  readonly wouldCreate: boolean;

  constructor(reason: SalesforceError, wouldCreate: boolean) {
    super(reason.message);
    this.reason = reason;
    this.wouldCreate = wouldCreate;
  }
}

function refusedAs(wouldCreate: () => boolean, upsert: () => Written): Written {
  try {
    return upsert();
  } catch (error) {
    if (!(error instanceof SalesforceError) || NO_KEY.includes(error.errorCode)) throw error;
    throw new RefusedUpsert(error, wouldCreate());
  }
}

function retrieved(
  request: RestRequest,
  record: { sObject: string; id: string; fields?: readonly string[] },
): unknown {
  try {
    return request.org.retrieve(record, request.userId);
  } catch (error) {
    if (error instanceof SalesforceError && error.errorCode === 'NOT_FOUND') return null;
    throw error;
  }
}

function typeOf(record: Readonly<Record<string, unknown>>): string {
  const attributes = record.attributes as { type?: string } | undefined;
  if (attributes?.type === undefined) throw invalidType('');
  return attributes.type;
}
