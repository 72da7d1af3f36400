import type {
  DirectoryCommand,
  DirectoryEntry,
  DirectoryEvent,
  DirectorySource,
  SavedNumber,
} from '../directory/directory.ts';
import {
  digitsOf,
  entriesFor,
  findEntries,
  isSearchable,
  withoutRepeatedNumbers,
} from '../directory/findEntries.ts';
import { otherParty } from '../interaction/interaction.ts';
import { WITHHELD } from '../vocabulary.ts';
import { faceOf } from './recordSight.ts';
import type { Softphone } from './softphone.ts';
import { same, type Step } from './step.ts';

const MOST_SAVED = 50;
/** In characters; the connector reads no longer ones. */
const LONGEST_TEXT = 80;
const LONGEST_NUMBER = 40;

/** Does what the agent asks of the directory. */
export function obeyDirectory(softphone: Softphone, command: DirectoryCommand): Step {
  switch (command.type) {
    case 'searchDirectory':
      return search(softphone, command);
    case 'saveNumber':
      return keep(softphone, [savedNumber(command), ...savedBut(softphone, command.number)]);
    case 'forgetNumber':
      return keep(softphone, savedBut(softphone, command.number));
  }
}

/** Takes in what a source has found. An answer to an earlier search is left out. */
export function followDirectory(softphone: Softphone, event: DirectoryEvent): Step {
  const { directory } = softphone;
  switch (event.type) {
    case 'savedNumbersRead':
      return same(withEntries({ ...softphone, directory: { ...directory, saved: event.numbers } }));
    case 'directoryFound': {
      if (event.text !== directory.text) return same(softphone);
      const searching = directory.searching.filter((source) => source !== event.source);
      const others = directory.entries.filter((entry) => sourceOf(entry) !== event.source);
      return same(
        withEntries({
          ...softphone,
          directory: { ...directory, searching, entries: [...others, ...event.entries] },
        }),
      );
    }
  }
}

/** What was found for a shorter text stays until the sources answer, as far as it still fits. */
function search(
  softphone: Softphone,
  { text: typed, purpose }: DirectoryCommand & { type: 'searchDirectory' },
): Step {
  const { directory, desk, link } = softphone;
  const text = typed.slice(0, LONGEST_TEXT);
  const searching: DirectorySource[] = [];
  if (isSearchable(text) && link === 'open') searching.push('connector');
  if (isSearchable(text) && /\p{L}/u.test(text)) searching.push('desktop');
  const next = withEntries({ ...softphone, directory: { ...directory, text, purpose, searching } });
  const unread = desk !== undefined && (directory.saved === undefined || text === '');
  return {
    softphone: next,
    effects: [
      ...(unread ? [{ type: 'readSavedNumbers' as const, agentId: desk.agent.id }] : []),
      { type: 'searchDirectory', text, sources: searching },
    ],
  };
}

function keep(softphone: Softphone, numbers: readonly SavedNumber[]): Step {
  if (!softphone.desk) return same(softphone);
  const saved = numbers.slice(0, MOST_SAVED);
  return {
    softphone: withEntries({ ...softphone, directory: { ...softphone.directory, saved } }),
    effects: [{ type: 'keepSavedNumbers', agentId: softphone.desk.agent.id, numbers: saved }],
  };
}

function savedNumber({ number, name = number }: DirectoryCommand & { type: 'saveNumber' }): SavedNumber {
  return { number: number.slice(0, LONGEST_NUMBER), name: name.slice(0, LONGEST_TEXT) };
}

function savedBut({ directory }: Softphone, number: string): readonly SavedNumber[] {
  return (directory.saved ?? []).filter((each) => digitsOf(each.number) !== digitsOf(number));
}

/** The entries anew: from the sources what they have found, from memory what fits now. */
function withEntries(softphone: Softphone): Softphone {
  const { directory } = softphone;
  const { text, purpose } = directory;
  const saved = savedEntries(directory.saved ?? []);
  if (text.trim() === '') return { ...softphone, directory: { ...directory, entries: saved } };
  const found = directory.entries.filter((entry) => sourceOf(entry) !== undefined);
  const all = findEntries(text, entriesFor(purpose, [...found, ...saved, ...recentEntries(softphone)]));
  return { ...softphone, directory: { ...directory, entries: withoutRepeatedNumbers(all) } };
}

function sourceOf({ kind }: DirectoryEntry): DirectorySource | undefined {
  switch (kind) {
    case 'agent':
    case 'queue':
    case 'shared':
      return 'connector';
    case 'record':
      return 'desktop';
    case 'saved':
    case 'recent':
      return undefined;
  }
}

function savedEntries(saved: readonly SavedNumber[]): readonly DirectoryEntry[] {
  return saved.map(({ number, name }) => ({ kind: 'saved', target: { kind: 'number', number }, name }));
}

/** Numbers of the day's calls, newest first, by the names that this agent may see. */
function recentEntries({ history, records }: Softphone): readonly DirectoryEntry[] {
  return history.flatMap((call) => {
    const number = otherParty(call);
    if (number === WITHHELD || call.direction === 'internal') return [];
    const name = (faceOf(records, call.person) ?? faceOf(records, call.subject))?.name ?? number;
    return [{ kind: 'recent' as const, target: { kind: 'number' as const, number }, name }];
  });
}
