/** What the merge fields of a page may name. */
export interface MergeScope {
  /** `$User`, `$Label` and so on: a global's field, or `undefined` when there is no such. */
  readonly global: (name: string, path: readonly string[]) => string | undefined;
  /** A file of a static resource, for URLFOR. */
  readonly resourceUrl: (resourceUrl: string, path: string) => string;
}

/** An expression the stand-in cannot evaluate; the message names it. */
export class ExpressionError extends Error {}

export interface Evaluated {
  readonly text: string;
  /** Already made safe for its place by one of the ENCODE functions or URLFOR. */
  readonly encoded: boolean;
}

type Argument = Evaluated;

/** Functions of "Global Variables, Functions and Expression Operators" in the Visualforce guide, as far as pages here use them. */
const functions: Readonly<Record<string, (args: readonly Argument[], scope: MergeScope) => string>> = {
  URLFOR: ([target, path], scope) =>
    path ? scope.resourceUrl(target?.text ?? '', path.text) : (target?.text ?? ''),
  JSENCODE: ([value]) => jsEncode(value?.text ?? ''),
  HTMLENCODE: ([value]) => htmlEncode(value?.text ?? ''),
  JSINHTMLENCODE: ([value]) => jsEncode(htmlEncode(value?.text ?? '')),
  URLENCODE: ([value]) => encodeURIComponent(value?.text ?? ''),
};

/**
 * Evaluates what stands between `{!` and `}`: texts, globals, `&`, and the functions above.
 * @throws ExpressionError
 */
export function evaluate(source: string, scope: MergeScope): Evaluated {
  const tokens = tokenize(source);
  const value = readSum(tokens, scope, source);
  if (tokens.length > 0) throw new ExpressionError(`Unexpected "${tokens[0] ?? ''}" in {!${source}}.`);
  return value;
}

export function htmlEncode(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function jsEncode(text: string): string {
  return text
    .replace(/[\\'"]/g, (character) => `\\${character}`)
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(
      /[<>\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

function tokenize(source: string): string[] {
  const found = source.match(/'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|\$?[A-Za-z_][\w.]*|[(),&]|\S/g);
  return found ?? [];
}

function readSum(tokens: string[], scope: MergeScope, source: string): Evaluated {
  let sum = readValue(tokens, scope, source);
  while (tokens[0] === '&') {
    tokens.shift();
    const next = readValue(tokens, scope, source);
    sum = { text: sum.text + next.text, encoded: sum.encoded && next.encoded };
  }
  return sum;
}

function readValue(tokens: string[], scope: MergeScope, source: string): Evaluated {
  const token = tokens.shift();
  if (token === undefined) throw new ExpressionError(`{!${source}} ends too early.`);
  if (/^['"]/.test(token)) return { text: token.slice(1, -1).replace(/\\(.)/g, '$1'), encoded: false };
  if (token.startsWith('$')) return readGlobal(token, scope);
  const run = functions[token.toUpperCase()];
  if (!run || tokens.shift() !== '(') {
    throw new ExpressionError(
      `Unknown expression "${token}" in {!${source}}: use a $Global or one of ${Object.keys(functions).join(', ')}.`,
    );
  }
  const args = readArguments(tokens, scope, source);
  return { text: run(args, scope), encoded: true };
}

function readArguments(tokens: string[], scope: MergeScope, source: string): readonly Argument[] {
  const args: Argument[] = [];
  while (tokens[0] !== ')') {
    args.push(readSum(tokens, scope, source));
    if (tokens[0] === ',') tokens.shift();
    else if (tokens[0] !== ')') throw new ExpressionError(`")" is missing in {!${source}}.`);
  }
  tokens.shift();
  return args;
}

function readGlobal(token: string, scope: MergeScope): Evaluated {
  const [name = '', ...path] = token.slice(1).split('.');
  const text = scope.global(name, path);
  if (text === undefined) throw new ExpressionError(`${token} does not exist${hints[name] ?? ''}.`);
  return { text, encoded: false };
}

const hints: Readonly<Record<string, string>> = {
  Resource: ': build or add it under staticresources/',
  Label: ': add it to the custom labels',
};
