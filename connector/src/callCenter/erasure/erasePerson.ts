import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { customerLegOf } from '../interactions/interactionRecord.ts';
import type { ErasedRows, NumberErasure } from '../ports/erasure.ts';
import type { Journal } from '../ports/journal.ts';
import type { Numbers } from '../ports/numbers.ts';
import type { LegId } from '../ports/telephony.ts';
import type { RecordingId } from '../recording/recording.ts';

export interface ErasureParts {
  readonly store: NumberErasure;
  readonly numbers: Numbers;
  /** ISO 3166 country of a number that says no other. */
  readonly country: string;
  /** The numbers of the centre itself, in E.164. */
  readonly ownNumbers: readonly string[];
  /** Deletes a recording at the carrier; `false` when it was not there. Rejects with `TelephonyError`. */
  readonly eraseRecording: (recordingId: RecordingId) => Promise<boolean>;
  /** Forgets the records of a number (E.164); says how many. */
  readonly forgetCaller: (number: string) => number;
  readonly journal: Journal;
}

export type Erasure =
  | {
      readonly result: 'erased';
      readonly erased: ErasedRows & { readonly recordings: number; readonly indexedRecords: number };
      readonly elsewhere: Elsewhere;
    }
  /** Nothing was erased. */
  | {
      readonly result: 'refused';
      readonly code: 'NUMBER_INVALID' | 'NUMBER_OF_CENTRE' | 'CALL_UNDER_WAY';
      readonly message: string;
    };

/** By what others' records of the person are found, which nobody can tell any more after this. */
export interface Elsewhere {
  /** Keys of call logs in the CRM begin with these. */
  readonly interactions: readonly string[];
  /** Calls at the carrier. */
  readonly legs: readonly LegId[];
}

/**
 * Erases what is kept of a person, by number: recordings first, so that a failure there leaves everything to be tried
 * again. Rejects with `TelephonyError` or `StoreError`.
 */
export async function erasePerson(parts: ErasureParts, typed: string): Promise<Erasure> {
  const { store, numbers, country, ownNumbers, eraseRecording, forgetCaller, journal } = parts;
  const number = numbers.parse(typed, country);
  if (number === undefined) return refused('NUMBER_INVALID', 'Write the number in E.164: +14155550101.');
  if (ownNumbers.includes(number)) {
    return refused('NUMBER_OF_CENTRE', 'This is a number of the centre: every call would be erased.');
  }
  const { ended, underWay } = await store.interactionsOf(number);
  if (underWay.length > 0) {
    return refused(
      'CALL_UNDER_WAY',
      `A call of this number goes on, or an agent writes about it (${underWay.join(', ')}). Try again after it.`,
    );
  }
  let recordings = 0;
  for (const recordingId of ended.flatMap(recordingsOf)) {
    if (await eraseRecording(recordingId)) recordings += 1;
  }
  const ids = ended.map(({ id }) => id);
  const rows = await store.eraseInteractions(ids, number);
  const erased = { ...rows, recordings, indexedRecords: forgetCaller(number) };
  journal.note('person erased', { ...erased });
  return {
    result: 'erased',
    erased,
    elsewhere: { interactions: ids, legs: ended.flatMap((record) => customerLegOf(record) ?? []) },
  };
}

function refused(
  code: Extract<Erasure, { result: 'refused' }>['code'],
  message: string,
): Extract<Erasure, { result: 'refused' }> {
  return { result: 'refused', code, message };
}

function recordingsOf({ recording, voicemail }: InteractionRecord): readonly RecordingId[] {
  return [recording, voicemail?.message].flatMap((each) =>
    each && 'recordingId' in each ? [each.recordingId] : [],
  );
}
