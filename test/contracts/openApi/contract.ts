import type { Ajv } from 'ajv';
import { type ValidateFunction } from 'ajv';
import { createValidators } from './formats.ts';
import { readOperations, type Operation } from './operations.ts';

export type FormValues = Readonly<Record<string, unknown>>;

/** A request as a client sends it. */
export interface Asked {
  readonly method: string;
  readonly host: string;
  /** With the path's values decoded. */
  readonly path: string;
  readonly query: FormValues;
  readonly form: FormValues;
}

export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** A vendor's OpenAPI documents as a judge of requests and answers. Faults are sentences; none means right. */
export interface Contract {
  requestFaults(asked: Asked): readonly string[];
  answerFaults(asked: Asked, answered: Answered): readonly string[];
  /** The operation ids that requests have reached so far. */
  seen(): ReadonlySet<string>;
  readonly operations: readonly Operation[];
}

export function createContract(documents: readonly unknown[]): Contract {
  const operations = documents.flatMap(readOperations);
  const { requests, answers } = createValidators();
  const compiled = new Map<object, ValidateFunction>();
  const seen = new Set<string>();

  function find({ method, host, path }: Asked) {
    for (const operation of operations) {
      if (operation.method !== method.toLowerCase() || operation.host !== host) continue;
      const match = operation.pattern.exec(path);
      if (match) return { operation, values: { ...match.groups } };
    }
    return undefined;
  }

  function faultsOf(judge: { ajv: Ajv; schema: object; value: unknown; where: string }): readonly string[] {
    const { ajv, schema, value, where } = judge;
    const validate = compiled.get(schema) ?? ajv.compile(schema);
    compiled.set(schema, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message = '', params }) => {
      const detail: unknown = params.additionalProperty ?? params.allowedValues ?? '';
      return `${where}: ${instancePath || '/'} ${message} ${detail === '' ? '' : JSON.stringify(detail)}`.trimEnd();
    });
  }

  return {
    requestFaults(asked) {
      const found = find(asked);
      if (!found) return [`no operation ${asked.method.toUpperCase()} https://${asked.host}${asked.path}`];
      const { operation, values } = found;
      seen.add(operation.id);
      const judge = (part: string, schema: object, value: unknown) =>
        faultsOf({ ajv: requests, schema, value: structuredClone(value), where: `${operation.id} ${part}` });
      return [
        ...judge('path', operation.path, values),
        ...judge('query', operation.query, asked.query),
        ...judge('form', operation.form, asked.form),
      ];
    },
    answerFaults(asked, { status, body }) {
      const found = find(asked);
      if (!found) return [];
      const { operation } = found;
      const where = `${operation.id} answer ${status}`;
      if (status >= 400) return faultsOf({ ajv: answers, schema: errorSchema, value: body, where });
      const answer = operation.answers.get(String(status));
      if (!answer) return [`${where}: not declared`];
      return answer.schema ? faultsOf({ ajv: answers, schema: answer.schema, value: body, where }) : [];
    },
    seen: () => seen,
    operations,
  };
}

/** Twilio's documents do not have the shape of refusals; twilio.com/docs/usage/twilios-response does. */
const errorSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['code', 'message', 'more_info', 'status'],
  properties: {
    code: { type: 'integer' },
    message: { type: 'string' },
    more_info: { type: 'string' },
    status: { type: 'integer' },
    details: { type: 'object' },
  },
};
