import { strictAnswer, toJsonSchema, type Schema, type Schemas } from './strictSchema.ts';

/** One operation of an OpenAPI document, with schemas that can be judged by. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly host: string;
  readonly pattern: RegExp;
  readonly path: Schema;
  readonly query: Schema;
  readonly form: Schema;
  /** By status; one without a schema has no body. */
  readonly answers: ReadonlyMap<string, DocumentedAnswer>;
}

interface DocumentedAnswer {
  readonly schema?: Schema;
  readonly examples: readonly unknown[];
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

interface MediaType {
  readonly schema: Schema;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

interface Content {
  readonly content?: Readonly<Record<string, MediaType>>;
}

interface DocumentedOperation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

type PathItem = Readonly<Record<string, unknown>> & {
  readonly servers?: readonly { readonly url: string }[];
};

interface OpenApiDocument {
  readonly servers?: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: { readonly schemas: Schemas };
}

const methods = ['get', 'post', 'put', 'delete'];

/** The operations of a document; paths with fewer variables first, so that literal paths win. */
export function readOperations(document: unknown): readonly Operation[] {
  const { paths, components, servers = [] } = document as OpenApiDocument;
  return Object.entries(paths)
    .flatMap(([path, item]) =>
      methods.flatMap((method) => {
        const documented = item[method] as DocumentedOperation | undefined;
        const address = (item.servers ?? servers)[0]?.url;
        if (!documented || address === undefined) return [];
        return [
          readOperation(documented, {
            path,
            method,
            host: new URL(address).host,
            schemas: components.schemas,
          }),
        ];
      }),
    )
    .sort((one, other) => variables(one) - variables(other));
}

interface Place {
  readonly path: string;
  readonly method: string;
  readonly host: string;
  readonly schemas: Schemas;
}

function readOperation(documented: DocumentedOperation, { path, method, host, schemas }: Place): Operation {
  const { operationId, parameters = [], requestBody, responses } = documented;
  const body = requestBody?.content?.['application/x-www-form-urlencoded']?.schema;
  return {
    id: operationId,
    method,
    host,
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+?)')}$`),
    path: parametersSchema(parameters, 'path', schemas),
    query: parametersSchema(parameters, 'query', schemas),
    form: body ? toJsonSchema(body, { schemas, closed: true, answer: false }) : nothing,
    answers: new Map(
      Object.entries(responses).map(([status, { content }]): [string, DocumentedAnswer] => {
        const json = content?.['application/json'];
        if (!json) return [status, { examples: [] }];
        const examples = Object.values(json.examples ?? {}).map(({ value }) => value);
        return [status, { schema: strictAnswer(json.schema, schemas, examples), examples }];
      }),
    ),
  };
}

const nothing: Schema = { type: 'object', additionalProperties: false };

function parametersSchema(parameters: readonly Parameter[], place: string, schemas: Schemas): Schema {
  const own = parameters.filter((parameter) => parameter.in === place);
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      own.map(({ name, schema }) => [name, toJsonSchema(schema, { schemas, closed: false, answer: false })]),
    ),
    required: own.filter(({ required }) => required).map(({ name }) => name),
  };
}

function variables({ pattern }: Operation): number {
  return pattern.source.split('(?<').length;
}
