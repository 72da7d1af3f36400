/** What people of this centre press before a number, as the desktop's administrator has set it. */
export interface DialingPrefixes {
  /** Leaves the house's own telephone system, often `9`. */
  readonly outside?: string;
  /** Begins a national number, often `1` or `0`. */
  readonly longDistance?: string;
  /** Begins an international number, often `011` or `00`. */
  readonly international?: string;
}

/** Fewest digits of a number after the prefix that leads to it. */
const SHORTEST_INTERNATIONAL = 7;
const SHORTEST_NATIONAL = 10;

/**
 * A number without the administrator's dialing prefixes, in a form that the connector understands:
 *
 * 1. a number that begins with `+` has no prefix;
 * 2. the international prefix becomes `+`, at the beginning or behind the outside prefix;
 * 3. the outside prefix goes when the long-distance prefix follows it;
 * 4. the long-distance prefix stays: it belongs to the way a national number is written.
 *
 * A prefix counts only with a whole number behind it. Punctuation is no part of a prefix and stays in what remains.
 */
export function withoutDialingPrefixes(number: string, prefixes: DialingPrefixes): string {
  const { outside, longDistance, international } = prefixes;
  const typed = number.trim();
  if (typed.startsWith('+')) return typed;
  const inside = after(typed, outside, 1);
  const abroad = internationalNumber(typed, international) ?? internationalNumber(inside, international);
  if (abroad !== undefined) return `+${abroad}`;
  const leadsOn = inside !== undefined && after(inside, longDistance, SHORTEST_NATIONAL) !== undefined;
  return leadsOn ? inside : typed;
}

/** What follows the international prefix. No country's code begins with 0. */
function internationalNumber(typed: string | undefined, international: string | undefined) {
  const abroad = typed === undefined ? undefined : after(typed, international, SHORTEST_INTERNATIONAL);
  return abroad?.startsWith('0') ? undefined : abroad;
}

/** What follows `prefix`, when at least `shortest` digits do. */
function after(typed: string, prefix: string | undefined, shortest: number): string | undefined {
  if (!prefix) return undefined;
  let matched = 0;
  let end = 0;
  while (matched < prefix.length && end < typed.length) {
    const character = typed.charAt(end);
    if (character === prefix[matched]) matched += 1;
    else if (/\d/.test(character)) return undefined;
    end += 1;
  }
  const rest = typed.slice(end).replace(/^\D+/, '');
  const digits = rest.replace(/\D/g, '').length;
  return matched === prefix.length && digits >= shortest ? rest : undefined;
}
