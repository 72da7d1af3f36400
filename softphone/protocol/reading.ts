/** Reads a value of unknown origin: what is known of it, or `undefined` when it is not what it should be. */
export type Read<Value> = (value: unknown) => Value | undefined;

/** A field that may be absent. Present, it must be right. */
export interface Optional<Value> {
  readonly optional: Read<Value>;
}

type Fields<Target> = {
  readonly [Name in keyof Target]-?: Partial<Pick<Target, Name>> extends Pick<Target, Name>
    ? Optional<Exclude<Target[Name], undefined>>
    : Read<Target[Name]>;
};

/** Reads the named fields of an object into a new one; other fields, inherited ones included, are left behind. */
export function shape<Target>(fields: Fields<Target>): Read<Target> {
  const readers = Object.entries<Read<unknown> | Optional<unknown>>(fields);
  return (value) => {
    if (!isObject(value)) return undefined;
    const target: Record<string, unknown> = {};
    for (const [name, field] of readers) {
      const given = ownField(value, name);
      if (typeof field !== 'function' && given === undefined) continue;
      const found = (typeof field === 'function' ? field : field.optional)(given);
      if (found === undefined) return undefined;
      target[name] = found;
    }
    return target as Target;
  };
}

/** Reads one variant of a union by the field that tells which it is. */
export function variant<Union, Tag extends keyof Union & string>(
  tag: Tag,
  variants: {
    readonly [Name in Union[Tag] & string]: Fields<Omit<Extract<Union, Readonly<Record<Tag, Name>>>, Tag>>;
  },
): Read<Union> {
  const readerOf = new Map<unknown, Read<object>>(
    Object.entries<Fields<object>>(variants).map(([name, fields]) => [name, shape(fields)]),
  );
  return (value) => {
    if (!isObject(value)) return undefined;
    const name = ownField(value, tag);
    const rest = readerOf.get(name)?.(value);
    return rest && ({ [tag]: name, ...rest } as Union);
  };
}

export function optional<Value>(read: Read<Value>): Optional<Value> {
  return { optional: read };
}

/** Text of at most `longest` UTF-16 units. */
export function text<Text extends string = string>(longest: number): Read<Text> {
  return (value) => (typeof value === 'string' && value.length <= longest ? (value as Text) : undefined);
}

/** Text of 1 to `longest` UTF-16 units. */
export function filledText<Text extends string = string>(longest: number): Read<Text> {
  const read = text<Text>(longest);
  return (value) => (value === '' ? undefined : read(value));
}

/** A whole number from 0 to `largest`. */
export function count<Count extends number = number>(largest = Number.MAX_SAFE_INTEGER): Read<Count> {
  return (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= largest
      ? (value as Count)
      : undefined;
}

export const flag: Read<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

/** A flag that is there only when it is set. */
export const yes: Read<true> = (value) => (value === true ? value : undefined);

export function oneOf<Word extends string>(...words: readonly Word[]): Read<Word> {
  return (value) => words.find((word) => word === value);
}

export function list<Element>(read: Read<Element>, longest: number): Read<readonly Element[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > longest) return undefined;
    const elements = value.map(read);
    return elements.every((element) => element !== undefined) ? elements : undefined;
  };
}

/** Reads JSON text; `undefined` when it is no JSON. */
export function readJson<Value>(json: string, read: Read<Value>): Value | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  return read(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ownField(value: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}
