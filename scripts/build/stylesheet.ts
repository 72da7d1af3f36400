/** Which classes and icons the templates and scripts name. */
export interface UsedNames {
  /** Words that may be classes; one that ends in `-` or `_` is the beginning of a class made up at run time. */
  readonly words: ReadonlySet<string>;
  /** `standard-contact` and so on. */
  readonly symbols: ReadonlySet<string>;
}

interface Rule {
  readonly prelude: string;
  /** Absent in statements such as `@charset`. */
  readonly body?: string;
}

const conditional = /^@(media|supports|layer|container)\b/;

/**
 * The rules of a stylesheet that can apply where only the given classes occur: those whose selectors name no other
 * class, and the animations they use. Nested rules and strings are understood, comments are dropped.
 */
export function trimStylesheet(css: string, used: UsedNames): string {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const trimmed = trimRules(rulesOf(bare), used);
  return trimmed.replace(
    /@(?:-webkit-)?keyframes\s+([\w-]+)\{(?:[^{}]*\{[^{}]*\})*\}/g,
    (animation, name: string) => (new RegExp(`animation[^;{}]*\\b${name}\\b`).test(trimmed) ? animation : ''),
  );
}

/** The words of templates and scripts that may name classes. */
export function wordsOf(sources: readonly string[]): ReadonlySet<string> {
  return new Set(sources.flatMap((source) => source.match(/[a-zA-Z][\w-]*/g) ?? []));
}

function trimRules(rules: readonly Rule[], used: UsedNames): string {
  return rules.map((rule) => trimRule(rule, used)).join('');
}

function trimRule({ prelude, body }: Rule, used: UsedNames): string {
  if (body === undefined) return `${prelude};`;
  if (conditional.test(prelude)) {
    const inner = trimRules(rulesOf(body), used);
    return inner === '' ? '' : `${prelude}{${inner}}`;
  }
  if (prelude.startsWith('@')) return `${prelude}{${body}}`;
  const selectors = splitSelectors(prelude).filter((selector) => mayMatch(selector, used));
  return selectors.length === 0 || body.trim() === '' ? '' : `${selectors.join(',')}{${body}}`;
}

function mayMatch(selector: string, used: UsedNames): boolean {
  // `kx-` attributes are the design system's experiments; no template of ours carries one.
  return !selector.includes('[kx-') && classesOf(selector).every((name) => mayOccur(name, used));
}

function mayOccur(name: string, { words, symbols }: UsedNames): boolean {
  const icon = /^slds-icon-((?:standard|custom|action)-[\w-]+)$/.exec(name);
  if (icon) return symbols.has((icon[1] ?? '').replaceAll('_', '-'));
  if (words.has(name)) return true;
  return [...name.matchAll(/[-_]/g)].some(
    ({ index }) => words.has(name.slice(0, index + 1)) && index > 'slds-'.length,
  );
}

/** The classes an element must have; what stands in `:not()` it must not have. */
function classesOf(selector: string): readonly string[] {
  return [...selector.replace(/:not\([^)]*\)/g, '').matchAll(/\.([a-zA-Z][\w-]*)/g)].map(
    ([, name = '']) => name,
  );
}

function splitSelectors(prelude: string): readonly string[] {
  const selectors: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: mark, index } of prelude.matchAll(/[(),]/g)) {
    if (mark === ',' && depth === 0) {
      selectors.push(prelude.slice(from, index));
      from = index + 1;
    }
    if (mark === '(') depth += 1;
    if (mark === ')') depth -= 1;
  }
  return [...selectors, prelude.slice(from)];
}

function rulesOf(css: string): readonly Rule[] {
  const rules: Rule[] = [];
  let from = 0;
  let depth = 0;
  let opened = 0;
  for (const { 0: mark, index } of css.matchAll(/"[^"]*"|'[^']*'|[{};]/g)) {
    if (mark === '{') {
      if (depth === 0) opened = index;
      depth += 1;
    }
    if (mark === '}') {
      depth -= 1;
      if (depth > 0) continue;
      rules.push({ prelude: css.slice(from, opened).trim(), body: css.slice(opened + 1, index) });
      from = index + 1;
    }
    if (mark === ';' && depth === 0) {
      rules.push({ prelude: css.slice(from, index).trim() });
      from = index + 1;
    }
  }
  return rules;
}
