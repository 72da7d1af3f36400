/** What a formula works with. Dates and times are text, as the API writes them. */
export type FormulaValue = string | number | boolean | null;

/** The record a formula speaks about. Names are API names; `undefined` where there is no such. */
export interface FormulaScope {
  /** `Subject`, `$Profile.Name` */
  readonly value: (name: string) => FormulaValue | undefined;
  readonly previous: (name: string) => FormulaValue | undefined;
  readonly isNew: boolean;
}

export class FormulaError extends Error {}

type Read = (scope: FormulaScope) => FormulaValue;

const isBlank = (value: FormulaValue | undefined): boolean =>
  value === null || value === undefined || value === '';
const text = (value: FormulaValue | undefined): string => (isBlank(value) ? '' : String(value));
const number = (value: FormulaValue | undefined): number => Number(value ?? 0);

/** Functions that take the values of their arguments ("Formula Operators and Functions", Salesforce Help). */
const FUNCTIONS: Readonly<Record<string, (values: readonly FormulaValue[]) => FormulaValue>> = {
  AND: (values) => values.every((value) => value === true),
  OR: (values) => values.some((value) => value === true),
  NOT: ([value]) => value !== true,
  CASE: ([value = null, ...cases]) => caseOf(value, cases),
  DATETIMEVALUE: ([value]) => text(value).replace(/^(\S+) (\S+)$/, '$1T$2.000+0000'),
  IF: ([condition, then = null, otherwise = null]) => (condition === true ? then : otherwise),
  ISBLANK: ([value]) => isBlank(value),
  ISNULL: ([value]) => isBlank(value),
  BLANKVALUE: ([value = null, otherwise = null]) => (isBlank(value) ? otherwise : value),
  ISPICKVAL: ([value, wanted]) => text(value) === text(wanted),
  LEN: ([value]) => text(value).length,
  TEXT: ([value]) => text(value),
  LEFT: ([value, count]) => text(value).slice(0, number(count)),
  CONTAINS: ([value, wanted]) => text(value).includes(text(wanted)),
  BEGINS: ([value, wanted]) => text(value).startsWith(text(wanted)),
  REGEX: ([value, pattern]) => new RegExp(`^(?:${text(pattern)})$`).test(text(value)),
};

/** Functions whose argument is a field itself. */
const OF_FIELDS: Readonly<Record<string, (scope: FormulaScope, field: string) => FormulaValue>> = {
  ISCHANGED: (scope, field) => !scope.isNew && text(scope.value(field)) !== text(scope.previous(field)),
  PRIORVALUE: (scope, field) => scope.previous(field) ?? null,
};

/** Operators from the loosest to the tightest. */
const LEVELS: readonly Readonly<Record<string, (left: FormulaValue, right: FormulaValue) => FormulaValue>>[] =
  [
    { '||': (left, right) => left === true || right === true },
    { '&&': (left, right) => left === true && right === true },
    {
      '=': (left, right) => text(left) === text(right),
      '==': (left, right) => text(left) === text(right),
      '<>': (left, right) => text(left) !== text(right),
      '!=': (left, right) => text(left) !== text(right),
      '<=': (left, right) => order(left, right) <= 0,
      '>=': (left, right) => order(left, right) >= 0,
      '<': (left, right) => order(left, right) < 0,
      '>': (left, right) => order(left, right) > 0,
    },
    {
      '+': (left, right) => number(left) + number(right),
      '-': (left, right) =>
        isTime(left) && isTime(right) ? daysBetween(left, right) : number(left) - number(right),
      '&': (left, right) => text(left) + text(right),
    },
    {
      '*': (left, right) => number(left) * number(right),
      '/': (left, right) => number(left) / number(right),
    },
  ];

/** The result beside the first value that is the same, else the last argument. */
function caseOf(value: FormulaValue, cases: readonly FormulaValue[]): FormulaValue {
  for (let place = 0; place + 1 < cases.length; place += 2) {
    if (text(value) === text(cases[place])) return cases[place + 1] ?? null;
  }
  return cases.at(-1) ?? null;
}

function isTime(value: FormulaValue): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);
}

/** Times subtracted give days, as Salesforce counts. */
function daysBetween(left: string, right: string): number {
  const at = (time: string) => Date.parse(time.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return (at(left) - at(right)) / 86_400_000;
}

function order(left: FormulaValue, right: FormulaValue): number {
  if (typeof left === 'number' || typeof right === 'number') return number(left) - number(right);
  return text(left) < text(right) ? -1 : Number(text(left) > text(right));
}

/** Reads a formula once, to be evaluated for many records. Throws `FormulaError` for what lies outside the subset here. */
export function parseFormula(source: string): Read {
  const tokens =
    source.match(
      /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\d+(?:\.\d+)?|\$?[A-Za-z_][\w.]*|\|\||&&|<>|[<>!=]=|\S/g,
    ) ?? [];
  const formula = readLevel(tokens, 0);
  if (tokens.length > 0) throw new FormulaError(`Unexpected "${tokens[0] ?? ''}" in the formula ${source}`);
  return formula;
}

function readLevel(tokens: string[], level: number): Read {
  const operators = LEVELS[level];
  if (!operators) return readOne(tokens);
  let left = readLevel(tokens, level + 1);
  for (let combine = operators[tokens[0] ?? '']; combine; combine = operators[tokens[0] ?? '']) {
    tokens.shift();
    const [first, second, apply] = [left, readLevel(tokens, level + 1), combine];
    left = (scope) => apply(first(scope), second(scope));
  }
  return left;
}

function readOne(tokens: string[]): Read {
  const token = tokens.shift() ?? '';
  if (token === '(') {
    const inner = readLevel(tokens, 0);
    expect(tokens, ')');
    return inner;
  }
  if (token === '!') return negated(readOne(tokens));
  if (token === '-') {
    const inner = readOne(tokens);
    return (scope) => -number(inner(scope));
  }
  if (/^["']/.test(token)) return constant(token.slice(1, -1).replace(/\\(.)/g, '$1'));
  if (/^\d/.test(token)) return constant(Number(token));
  if (/^(?:true|false)$/i.test(token)) return constant(token.toLowerCase() === 'true');
  if (/^null$/i.test(token)) return constant(null);
  if (tokens[0] === '(') return readCall(tokens, token.toUpperCase());
  if (/^\$?[A-Za-z_]/.test(token)) return readField(token);
  throw new FormulaError(`Unexpected "${token}" in a formula`);
}

function readCall(tokens: string[], name: string): Read {
  tokens.shift();
  if (name === 'ISNEW') {
    expect(tokens, ')');
    return (scope) => scope.isNew;
  }
  const ofField = OF_FIELDS[name];
  if (ofField) {
    const field = tokens.shift() ?? '';
    expect(tokens, ')');
    return (scope) => ofField(scope, field);
  }
  const run = FUNCTIONS[name];
  if (!run) throw new FormulaError(`The stand-in has no formula function ${name}`);
  const args: Read[] = [];
  while (tokens[0] !== ')') {
    args.push(readLevel(tokens, 0));
    if (tokens[0] !== ')') expect(tokens, ',');
  }
  tokens.shift();
  return (scope) => run(args.map((read) => read(scope)));
}

function readField(name: string): Read {
  return (scope) => {
    const value = scope.value(name);
    if (value === undefined) throw new FormulaError(`Field ${name} does not exist`);
    return value;
  };
}

function negated(inner: Read): Read {
  return (scope) => inner(scope) !== true;
}

function constant(value: FormulaValue): Read {
  return () => value;
}

function expect(tokens: string[], wanted: string): void {
  const token = tokens.shift();
  if (token !== wanted) throw new FormulaError(`Expected "${wanted}" before "${token ?? ''}" in a formula`);
}
