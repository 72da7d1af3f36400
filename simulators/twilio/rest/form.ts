import { methodOf, type HttpMethod } from '../webhooks/progressCallback.ts';
import { refusals } from './restError.ts';

/** A form or query as it arrives; a repeated name is a list. */
export type RawForm = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads parameters in the API's notation. A value of the wrong kind throws error 20001. */
export interface Form {
  /** A repeated name is one text, with spaces between. */
  readonly text: (name: string) => string | undefined;
  /** Throws error 20001 when it is missing. */
  required(name: string): string;
  flag(name: string): boolean | undefined;
  integer(name: string): number | undefined;
  /** Words with spaces or commas between them, or from repeated names. */
  words(name: string): readonly string[] | undefined;
  method(name: string): HttpMethod;
}

export function readForm(raw: unknown): Form {
  const values = (raw ?? {}) as RawForm;
  const text = (name: string) => {
    const value = values[name];
    return typeof value === 'string' || value === undefined ? value : value.join(' ');
  };
  return {
    text,
    required(name) {
      const value = text(name);
      if (value === undefined || value === '')
        throw refusals.invalid(`Missing required parameter ${name} in the post body`);
      return value;
    },
    flag(name) {
      const value = text(name)?.toLowerCase();
      if (value === undefined || value === '') return undefined;
      if (value !== 'true' && value !== 'false') throw refusals.invalid(`${name} must be true or false`);
      return value === 'true';
    },
    integer(name) {
      const value = text(name);
      if (value === undefined || value === '') return undefined;
      if (!/^-?\d+$/.test(value)) throw refusals.invalid(`${name} must be an integer`);
      return Number(value);
    },
    words: (name) => text(name)?.split(/[\s,]+/),
    method: (name) => methodOf(text(name)),
  };
}

/** Which parameter sets which property of a record. */
export type Fields = Readonly<
  Record<string, readonly [property: string, kind: 'text' | 'flag' | 'integer' | 'json']>
>;

/** The properties that a form sets. */
export function changesOf(form: Form, fields: Fields): Readonly<Record<string, unknown>> {
  const changes: Record<string, unknown> = {};
  for (const [name, [property, kind]] of Object.entries(fields)) {
    const value =
      kind === 'flag' ? form.flag(name) : kind === 'integer' ? form.integer(name) : form.text(name);
    if (value === undefined) continue;
    if (kind === 'json') jsonOf(name, String(value));
    changes[property] = value;
  }
  return changes;
}

/** A parameter that carries a JSON object. */
export function jsonOf(name: string, value: string): Readonly<Record<string, unknown>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    throw refusals.invalid(`${name} is not valid JSON`);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw refusals.invalid(`${name} must be a JSON object`);
  return parsed as Readonly<Record<string, unknown>>;
}
