import type { AgentState } from '../agent/agent.ts';
import type { DirectoryEntry, DirectoryPurpose } from './directory.ts';

/** A search begins with the third character. */
const SHORTEST_TEXT = 3;
const MOST_OF_A_KIND = 8;

const kinds: readonly DirectoryEntry['kind'][] = ['agent', 'queue', 'shared', 'saved', 'record', 'recent'];

/** Who can talk soonest comes first. */
const agentStates: readonly AgentState['name'][] = [
  'ready',
  'wrapUp',
  'notReady',
  'reserved',
  'onCall',
  'loggedOut',
];

/** A text as it is searched for. */
interface Sought {
  readonly words: readonly string[];
  /** Of a text without letters. */
  readonly digits: string;
}

/** Whether a text is long enough to be searched for. */
export function isSearchable(text: string): boolean {
  return text.trim().length >= SHORTEST_TEXT;
}

/** The entries that a text finds, kind after kind, the best of each first, and no more of each than are read. */
export function findEntries<Entry extends DirectoryEntry>(
  text: string,
  entries: readonly Entry[],
): readonly Entry[] {
  const found = matchingEntries(text, entries);
  return kinds.flatMap((kind) => found.filter((entry) => entry.kind === kind).slice(0, MOST_OF_A_KIND));
}

/**
 * All entries that a text finds, the best first.
 *
 * Every word of the text begins a word of the entry; a text without letters is part of its number, or begins its
 * extension. Case and accents do not matter.
 */
export function matchingEntries<Entry extends DirectoryEntry>(
  text: string,
  entries: readonly Entry[],
): readonly Entry[] {
  if (!isSearchable(text)) return [];
  const sought = soughtIn(text);
  return entries
    .flatMap((entry) => {
      const rank = rankOf(entry, sought);
      return rank === undefined ? [] : [{ entry, rank }];
    })
    .toSorted((one, other) => one.rank - other.rank || compare(one.entry, other.entry))
    .map(({ entry }) => entry);
}

/** The entries that make sense for a purpose: nobody talks with a queue, and not every number may be given calls. */
export function entriesFor(
  purpose: DirectoryPurpose,
  entries: readonly DirectoryEntry[],
): readonly DirectoryEntry[] {
  return entries.filter((entry) => {
    if (entry.kind === 'queue') return purpose === 'transfer';
    return entry.kind !== 'shared' || purpose === 'dial' || entry.transferable;
  });
}

/** The same number in two kinds is one entry, of the kind that comes first. */
export function withoutRepeatedNumbers(entries: readonly DirectoryEntry[]): readonly DirectoryEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ target }) => {
    if (target.kind !== 'number') return true;
    const digits = digitsOf(target.number);
    if (seen.has(digits)) return false;
    seen.add(digits);
    return true;
  });
}

/** The digits of a number as it was typed. */
export function digitsOf(number: string): string {
  return number.replace(/\D/g, '');
}

function soughtIn(text: string): Sought {
  const digits = /\p{L}/u.test(text) ? '' : digitsOf(text);
  return { words: wordsOf(text), digits };
}

/** 0 for the very thing; more is less; `undefined` for what is not meant. */
function rankOf(entry: DirectoryEntry, { words, digits }: Sought): number | undefined {
  if (digits !== '') return numberRank(entry, digits);
  const own = wordsOf(`${entry.name} ${entry.kind === 'record' ? (entry.detail ?? '') : ''}`);
  if (words.length === 0 || !words.every((word) => own.some((each) => each.startsWith(word)))) {
    return undefined;
  }
  const [first] = words;
  return first !== undefined && own[0]?.startsWith(first) ? 0 : 1;
}

function numberRank(entry: DirectoryEntry, digits: string): number | undefined {
  if (entry.kind === 'agent') {
    if (entry.extension === digits) return 0;
    return entry.extension?.startsWith(digits) ? 1 : undefined;
  }
  if (entry.kind === 'queue') return undefined;
  // A national prefix, or 00 before a country, is no part of the number in E.164.
  const number = digitsOf(entry.target.number);
  const bare = digits.replace(/^0+/, '');
  if (number === digits) return 0;
  return number.includes(digits) || (bare.length >= SHORTEST_TEXT && number.includes(bare)) ? 1 : undefined;
}

function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Recent numbers stay in their order: the newest first. */
function compare(one: DirectoryEntry, other: DirectoryEntry): number {
  if (one.kind === 'recent' && other.kind === 'recent') return 0;
  const states = [one, other].map((entry) =>
    entry.kind === 'agent' ? agentStates.indexOf(entry.agentState) : 0,
  );
  const [ofOne = 0, ofOther = 0] = states;
  return ofOne - ofOther || one.name.localeCompare(other.name);
}
