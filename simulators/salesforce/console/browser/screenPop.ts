/** A screen pop as a softphone asks for it; `type` is a value of SCREENPOP_TYPE. */
export interface ScreenPop {
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly defaultFieldValues?: Readonly<Record<string, unknown>>;
}

/** The console's address for a screen pop: page "screenPop() for Lightning Experience". */
export function screenPopUrl({ type, params, defaultFieldValues }: ScreenPop): string {
  const text = (name: string): string => encodeURIComponent(asText(params[name]));
  switch (type) {
    case 'sobject':
      return `/lightning/r/${text('recordId')}/view`;
    case 'url':
      return asText(params.url);
    case 'objecthome':
      return `/lightning/o/${text('scope')}/home`;
    case 'list':
      return `/lightning/o/${text('scope')}/list?filterName=${text('listViewId')}`;
    case 'search':
      return `/lightning/search?q=${text('searchString')}`;
    case 'newrecordmodal': {
      const values = { ...defaultFieldValues, ...asObject(params.defaultFieldValues) };
      return `/lightning/o/${text('entityName')}/new?${fieldQuery(values)}`;
    }
    case 'flow':
      return `/lightning/flow/${text('flowDevName')}?${flowQuery(params.flowArgs)}`;
    default:
      throw new Error(`There is no screen pop of type ${type}.`);
  }
}

function fieldQuery(values: Readonly<Record<string, unknown>>): string {
  return String(new URLSearchParams(Object.entries(values).map(([name, value]) => [name, asText(value)])));
}

/** Flow arguments come as `[{ name, type, value }]`. */
function flowQuery(flowArgs: unknown): string {
  const list = Array.isArray(flowArgs) ? (flowArgs as { name?: unknown; value?: unknown }[]) : [];
  return String(new URLSearchParams(list.map(({ name, value }) => [asText(name), asText(value)])));
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
