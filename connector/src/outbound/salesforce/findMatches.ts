import { WITHHELD, type RecordMatch } from '../../../../softphone/core/index.ts';
import { CrmError, type Crm } from '../../callCenter/ports/crm.ts';
import type { LookUp } from './callerIndex/lookUp.ts';
import { SHORTEST_NUMBER_DIGITS } from './callerIndex/readNumbers.ts';
import { createMissedNumbers } from './callerIndex/missedNumbers.ts';
import type { MatchSources } from './matchSources.ts';
import { searchCollected } from './searchCollected.ts';
import { searchNumber } from './searchNumber.ts';

/** A record made longer ago is found by reading what has changed, also where the search does not know it yet. */
const FRESH_MS = 30_000;

/**
 * Records for what the caller keyed in, else for the number. The index answers without an API call; a miss is searched
 * in Salesforce, and what is found is kept. While Salesforce is down, the index alone answers.
 */
export function createMatchFinder(sources: MatchSources): Crm['findMatches'] {
  const { index } = sources;
  const missed = createMissedNumbers(sources.nowMs);

  async function byNumber(number: string): Promise<readonly RecordMatch[]> {
    const known = index.lookUpNumber(number);
    const complete = index.isComplete();
    const settled =
      known.kind === 'found' ? complete : known.kind !== 'unknown' || (complete && missed.has(number));
    if (settled) return matchesIn(known);
    try {
      await searchNumber(sources, number, { withCases: !complete });
      if (complete && index.lookUpNumber(number).kind === 'unknown') await index.refresh(FRESH_MS);
    } catch (failure) {
      if (isUnavailable(failure) && (complete || known.kind === 'found')) return matchesIn(known);
      throw failure;
    }
    const found = index.lookUpNumber(number);
    if (found.kind === 'unknown') missed.add(number);
    return matchesIn(found);
  }

  async function byCollected(collected: string): Promise<readonly RecordMatch[]> {
    const known = index.lookUpCollected(collected);
    if (known.length > 0) return known;
    try {
      return await searchCollected(sources, collected);
    } catch (failure) {
      // The number may still tell who it is.
      if (isUnavailable(failure)) return [];
      throw failure;
    }
  }

  return async ({ number, collected }) => {
    const named = collected === undefined ? [] : await byCollected(collected);
    if (named.length > 0) return named;
    if (number === WITHHELD || number.replace(/\D/g, '').length < SHORTEST_NUMBER_DIGITS) return [];
    return byNumber(number);
  };
}

function matchesIn(answer: LookUp): readonly RecordMatch[] {
  return 'matches' in answer ? answer.matches : [];
}

function isUnavailable(failure: unknown): boolean {
  return failure instanceof CrmError && failure.code === 'CRM_UNAVAILABLE';
}
