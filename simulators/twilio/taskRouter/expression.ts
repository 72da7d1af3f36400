/** What an expression may ask for, for example `worker.channel.voice.assigned_tasks`. */
export type Environment = Readonly<Record<string, unknown>>;

/** An expression that TaskRouter would not take. */
export class ExpressionRefused extends Error {}

/**
 * Evaluates TaskRouter's expression language: comparisons, HAS, IN, CONTAINS, NOT, AND, OR, parentheses, lists.
 * Names that lead nowhere are null. Throws {@link ExpressionRefused}.
 * Source: twilio.com/docs/taskrouter/expression-syntax.
 */
export function evaluate(expression: string, environment: Environment): boolean {
  const tokens = tokensOf(expression);
  let at = 0;
  const result = either();
  if (at < tokens.length) throw new ExpressionRefused(`unexpected "${tokens[at] ?? ''}" in: ${expression}`);
  return Boolean(result);

  function either(): unknown {
    let value = both();
    while (keyword('OR')) {
      const right = both();
      value = Boolean(value) || Boolean(right);
    }
    return value;
  }

  function both(): unknown {
    let value = comparison();
    while (keyword('AND')) {
      const right = comparison();
      value = Boolean(value) && Boolean(right);
    }
    return value;
  }

  function comparison(): unknown {
    if (keyword('NOT')) return !comparison();
    const left = primary();
    const negated = keyword('NOT');
    const operator = Object.keys(operators).find((name) => keyword(name));
    const compare = operator === undefined ? undefined : operators[operator];
    if (!compare) {
      if (negated) throw new ExpressionRefused(`nothing to negate in: ${expression}`);
      return left;
    }
    return compare(left, primary()) !== negated;
  }

  function primary(): unknown {
    const token = tokens[at++];
    if (token === undefined) throw new ExpressionRefused(`something is missing at the end of: ${expression}`);
    if (token === '(') return enclosed(')', either);
    if (token === '[') return list();
    if (/^['"]/.test(token)) return token.slice(1, -1);
    if (/^-?\d/.test(token)) return Number(token);
    if (token === 'true' || token === 'false') return token === 'true';
    return token === 'null' ? null : lookUp(token, environment);
  }

  function list(): unknown[] {
    const values: unknown[] = [];
    while (!keyword(']')) {
      values.push(primary());
      keyword(',');
    }
    return values;
  }

  function enclosed(end: string, inner: () => unknown): unknown {
    const value = inner();
    if (!keyword(end)) throw new ExpressionRefused(`"${end}" is missing in: ${expression}`);
    return value;
  }

  function keyword(word: string): boolean {
    if (tokens[at]?.toUpperCase() !== word) return false;
    at += 1;
    return true;
  }
}

const operators: Readonly<Record<string, (left: unknown, right: unknown) => boolean>> = {
  '==': same,
  '=': same,
  '!=': (left, right) => !same(left, right),
  '<=': (left, right) => Number(left) <= Number(right),
  '>=': (left, right) => Number(left) >= Number(right),
  '<': (left, right) => Number(left) < Number(right),
  '>': (left, right) => Number(left) > Number(right),
  HAS: (left, right) => Array.isArray(left) && left.some((each) => same(each, right)),
  IN: (left, right) => Array.isArray(right) && right.some((each) => same(left, each)),
  CONTAINS: (left, right) =>
    Array.isArray(left) ? left.includes(right) : textOf(left).includes(textOf(right)),
};

/** Numbers may be written as text on either side. */
function same(left: unknown, right: unknown): boolean {
  return left === right || (left !== null && right !== null && textOf(left) === textOf(right));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}

function tokensOf(expression: string): readonly string[] {
  const token = /\s*(==|!=|<=|>=|[=<>()[\],]|'[^']*'|"[^"]*"|-?\d+(?:\.\d+)?(?![\w.])|[\w.]+)/y;
  const tokens: string[] = [];
  while (token.lastIndex < expression.trimEnd().length) {
    const from = token.lastIndex;
    const [, text] = token.exec(expression) ?? [];
    if (text === undefined) throw new ExpressionRefused(`unreadable from "${expression.slice(from)}"`);
    tokens.push(text);
  }
  return tokens;
}

function lookUp(path: string, environment: Environment): unknown {
  let value: unknown = environment;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null) return null;
    value = (value as Environment)[step];
  }
  return value ?? null;
}
