/** A JSON schema, or OpenAPI's dialect of it. */
export type Schema = Readonly<Record<string, unknown>>;
export type Schemas = Readonly<Record<string, Schema>>;

export interface Reading {
  readonly schemas: Schemas;
  /** Objects take no property that the schema does not name. */
  readonly closed: boolean;
  /** Answers are read with the liberties that Twilio's own examples take. */
  readonly answer: boolean;
}

const annotations = [
  'nullable',
  'example',
  'description',
  'x-twilio',
  'readOnly',
  'writeOnly',
  'default',
  'title',
];

/** OpenAPI 3.0 as JSON schema, references resolved. */
export function toJsonSchema(schema: Schema, reading: Reading): Schema {
  const reference = schema.$ref;
  if (typeof reference === 'string') {
    return toJsonSchema(reading.schemas[reference.split('/').at(-1) ?? ''] ?? {}, reading);
  }
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (annotations.includes(key)) continue;
    result[key] = convert(key, value, reading);
  }
  if (reading.closed && 'properties' in result) result.additionalProperties = false;
  return reading.answer ? liberal(result, schema) : nullable(result, schema);
}

function convert(key: string, value: unknown, reading: Reading): unknown {
  if (key === 'properties') {
    return Object.fromEntries(
      Object.entries(value as Schemas).map(([name, schema]) => [name, toJsonSchema(schema, reading)]),
    );
  }
  if ((key === 'items' || key === 'additionalProperties') && typeof value === 'object')
    return toJsonSchema(value as Schema, reading);
  if (key === 'allOf' || key === 'oneOf' || key === 'anyOf')
    return (value as readonly Schema[]).map((each) => toJsonSchema(each, reading));
  return value;
}

function nullable(result: Schema, { nullable: mayBeNull }: Schema): Schema {
  return mayBeNull === true && typeof result.type === 'string'
    ? { ...result, type: [result.type, 'null'] }
    : result;
}

/**
 * The liberties: a referenced enumeration may be null or empty, a price may be text, an empty text may stand for a
 * missing sid, an object may be null.
 */
function liberal(result: Schema, source: Schema): Schema {
  const { type, pattern, enum: words } = result;
  if (Array.isArray(words))
    return { ...result, enum: [...new Set([...(words as unknown[]), null, ''])], type: ['string', 'null'] };
  if (type === 'number') return { ...result, type: ['number', 'string', 'null'] };
  if (typeof pattern === 'string' && source.nullable === true)
    return { anyOf: [{ type: 'null' }, { const: '' }, { type: 'string', pattern }] };
  if (type === 'object') return { ...result, type: ['object', 'null'] };
  return nullable(result, source);
}

/**
 * The schema of an answer, made strict: it takes no property that it does not name, and it wants every property
 * that all of Twilio's own examples have. A property that only the examples have is allowed.
 */
export function strictAnswer(schema: Schema, schemas: Schemas, examples: readonly unknown[]): Schema {
  return tighten(toJsonSchema(schema, { schemas, closed: true, answer: true }), examples);
}

function tighten(schema: Schema, examples: readonly unknown[]): Schema {
  const { properties, items } = schema as { properties?: Schemas; items?: Schema };
  if (items) return { ...schema, items: tighten(items, examples.flat()) };
  const objects = examples.filter(isObject);
  if (!properties || objects.length === 0) return schema;
  const strange = objects.flatMap(Object.keys).filter((name) => !(name in properties));
  const known = Object.entries(properties).map(([name, each]) => [
    name,
    tighten(
      each,
      objects.map((object) => object[name]),
    ),
  ]);
  return {
    ...schema,
    required: Object.keys(properties).filter((name) => objects.every((object) => name in object)),
    properties: { ...Object.fromEntries(known), ...Object.fromEntries(strange.map((name) => [name, {}])) },
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
