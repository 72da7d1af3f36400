/** A field of Task that the connector's user may see. Source: REST API Developer Guide, "sObject Describe". */
export interface TaskField {
  /** The org's type, such as `string`, `picklist`, `double`. */
  readonly type: string;
  /** Longest text; 0 where there is none. */
  readonly length: number;
  /** Digits after the decimal point. */
  readonly scale: number;
}

/** What Tasks of the org look like. */
export interface TaskShape {
  /** By API name; empty while the org has not told. */
  readonly fields: Readonly<Record<string, TaskField>>;
  /** The status of a Task that is done, and of one that is to be done. */
  readonly closedStatus: string;
  readonly openStatus: string;
}

export const usualTaskShape: TaskShape = { fields: {}, closedStatus: 'Completed', openStatus: 'Not Started' };

export const TASK_STATUS_QUERY = 'SELECT ApiName, IsClosed, IsDefault FROM TaskStatus ORDER BY SortOrder';

type Row = Readonly<Record<string, unknown>>;

/** The shape that the org tells; what was not read stays as in `before`. */
export function taskShapeOf(
  { describe, statuses }: { describe: unknown; statuses: readonly Row[] | undefined },
  before: TaskShape,
): TaskShape {
  const { fields } = (describe ?? {}) as { fields?: unknown };
  return {
    fields: Array.isArray(fields)
      ? Object.fromEntries(
          fields.map((field: Row | null) => [String(field?.['name']), taskField(field ?? {})]),
        )
      : before.fields,
    closedStatus: statusIn(statuses, true, before.closedStatus),
    openStatus: statusIn(statuses, false, before.openStatus),
  };
}

/** The value as the field takes it; `undefined` when it cannot take it. An unknown field gets it as it is. */
export function fitted(
  field: TaskField | undefined,
  value: string | number,
): string | number | boolean | undefined {
  if (!field) return value;
  switch (field.type) {
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return numberOf(value, field.type === 'int' ? 0 : field.scale);
    case 'boolean':
      return !['', '0', 'false', 'no'].includes(String(value).toLowerCase());
    case 'date':
    case 'datetime':
      return Number.isNaN(Date.parse(String(value))) ? undefined : value;
    default:
      return field.length > 0 ? cut(String(value), field.length) : String(value);
  }
}

/** The text in at most `length` UTF-16 units, no character halved. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = text.slice(0, length);
  return /[\uD800-\uDBFF]$/.test(end) ? end.slice(0, -1) : end;
}

function numberOf(value: string | number, scale: number): number | undefined {
  const parsed = typeof value === 'number' ? value : Number(value.trim() === '' ? NaN : value);
  return Number.isFinite(parsed) ? Number(parsed.toFixed(scale)) : undefined;
}

function taskField({ type, length, scale }: Row): TaskField {
  return { type: String(type), length: countOf(length), scale: countOf(scale) };
}

function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

/** The usual one, where the org has it; else its default, else its first. */
function statusIn(statuses: readonly Row[] | undefined, closed: boolean, usual: string): string {
  const fitting = (statuses ?? []).filter(({ IsClosed }) => IsClosed === closed);
  const chosen =
    fitting.find(({ ApiName }) => ApiName === usual) ??
    fitting.find(({ IsDefault }) => IsDefault === true) ??
    fitting[0];
  return typeof chosen?.['ApiName'] === 'string' ? chosen['ApiName'] : usual;
}
