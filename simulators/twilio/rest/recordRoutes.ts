import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../shared/clock.ts';
import { iso8601, rfc2822 } from '../account.ts';
import type { Collection, TwilioRecord } from '../records/recordStore.ts';
import { changesOf, readForm, type Fields, type Form } from './form.ts';
import { pageOf, type Edition } from './paging.ts';
import { refusals } from './restError.ts';

/** The sids in a request's path. */
export type PathParams = Readonly<Record<string, string>>;

/** A kind of record that is created, listed, fetched, changed and deleted in the same way. */
export interface RecordKind<R extends TwilioRecord> {
  readonly path: string;
  readonly edition: Edition;
  /** The name of the list in its pages. */
  readonly key: string;
  readonly records: Collection<R>;
  readonly fields: Fields;
  /** Which query parameter selects by which property. */
  readonly filters: Readonly<Record<string, string>>;
  /** A new record before the form's fields are set; throws what refuses it. */
  blank(form: Form, params: PathParams): R;
  /** Whether a record is seen from a path. */
  within?(record: R, params: PathParams): boolean;
  /** Completes what a form changes, and refuses what it may not change. */
  complete?(changes: Partial<R>, params: PathParams): Partial<R>;
  changed?(after: R, before: R | undefined): void;
  removed?(record: R): void;
}

export function recordRoutes<R extends TwilioRecord>(
  app: FastifyInstance,
  clock: Clock,
  kind: RecordKind<R>,
): void {
  const { path, edition, key, records, fields, filters } = kind;
  const within = kind.within?.bind(kind) ?? (() => true);

  function found(params: PathParams): R {
    const record = records.find(params.sid);
    if (!record || !within(record, params)) throw refusals.notFound(`${path}/${params.sid ?? ''}`);
    return record;
  }

  function changes(form: Form, params: PathParams): Partial<R> {
    const wanted = changesOf(form, fields) as Partial<R>;
    const now = edition === '2010' ? rfc2822(clock.now()) : iso8601(clock.now());
    return { ...wanted, ...kind.complete?.(wanted, params), date_updated: now };
  }

  app.get(path, (request) => {
    const query = readForm(request.query);
    const items = records
      .all()
      .filter((record) => within(record, request.params as PathParams))
      .filter((record) =>
        Object.entries(filters).every(([name, property]) => {
          const wanted = query.text(name);
          return (
            wanted === undefined || String((record as Readonly<Record<string, unknown>>)[property]) === wanted
          );
        }),
      );
    return pageOf(request, { key, edition, items });
  });

  app.post(path, (request, reply) => {
    const params = request.params as PathParams;
    const form = readForm(request.body);
    const record = records.add({ ...kind.blank(form, params), ...changes(form, params) });
    kind.changed?.(record, undefined);
    return reply.code(201).send(record);
  });

  app.get(`${path}/:sid`, (request) => found(request.params as PathParams));

  app.post(`${path}/:sid`, (request) => {
    const params = request.params as PathParams;
    const before = found(params);
    const after = records.change(before.sid, changes(readForm(request.body), params));
    kind.changed?.(after, before);
    return after;
  });

  app.delete(`${path}/:sid`, (request, reply) => {
    const record = found(request.params as PathParams);
    records.remove(record.sid);
    kind.removed?.(record);
    return reply.code(204).send();
  });
}
