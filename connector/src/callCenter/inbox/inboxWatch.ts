import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { NewsInbox, Sheet } from '../ports/newsInbox.ts';
import { StoreError } from '../ports/store.ts';
import { doAgain, type Again } from '../repeated/again.ts';
import type { TelephonyNews } from '../telephonyEvents.ts';

/** Who keeps news takes it in within a fraction of that: what two looks find is left behind. */
const LOOK_MS = 300;
const AFTER_FAILURE_MS = 1_000;
const MOST_SEEN = 1_000;
const SHEETS_AT_ONCE = 20;
/** Then the fault is the news' own, or the program's: others go on. */
const MOST_TRIES = 5;

export interface InboxWatchParts {
  readonly store: Pick<NewsInbox, 'keptSheets' | 'readSheets' | 'forgetSheets'>;
  /** Takes news in; news that is taken in already changes nothing. */
  readonly takeIn: (news: TelephonyNews) => Promise<void>;
  /** Whether this instance takes in by itself what is on a sheet. */
  readonly isOnItsWay: (sheet: number) => boolean;
  readonly clock: Clock;
  readonly journal: Journal;
}

/** Takes in what instances that are gone have left in the inbox, and what failed. */
export function startInboxWatch({ store, takeIn, isOnItsWay, clock, journal }: InboxWatchParts): Again {
  /** The sheets that the last look has found, and how often each was tried. */
  let seen = new Map<number, number>();

  async function look(): Promise<void> {
    const kept = (await store.keptSheets(MOST_SEEN)).filter((id) => !isOnItsWay(id));
    const leftBehind = kept.filter((id) => seen.has(id)).slice(0, SHEETS_AT_ONCE);
    seen = new Map(kept.map((id) => [id, seen.get(id) ?? 0]));
    const failures: unknown[] = [];
    for (const sheet of await store.readSheets(leftBehind)) {
      if (watch.isStopped()) return;
      await tryAgain(sheet).catch((cause: unknown) => failures.push(cause));
    }
    // What fails with the database keeps no other sheet from its turn, and is never given up.
    if (failures.length > 0) throw failures[0];
  }

  async function tryAgain({ id, news }: Sheet): Promise<void> {
    const tries = (seen.get(id) ?? 0) + 1;
    seen.set(id, tries);
    const refused = (await Promise.all(news.map(isRefused))).filter(Boolean).length;
    if (refused > 0 && tries < MOST_TRIES) return;
    await store.forgetSheets([id]);
    if (refused > 0) journal.problem('NEWS_GIVEN_UP', { sheet: String(id), news: refused });
  }

  async function isRefused(news: TelephonyNews): Promise<boolean> {
    try {
      await takeIn(news);
      return false;
    } catch (cause) {
      if (cause instanceof StoreError) throw cause;
      journal.problem('NEWS_STAYS_KEPT', { news: news.type, key: news.key }, cause);
      return true;
    }
  }

  const watch = doAgain({
    clock,
    begins: 'now',
    pauseMs: (cause) => (cause === undefined ? LOOK_MS : AFTER_FAILURE_MS),
    work: look,
    failed: (cause) => {
      journal.problem('INBOX_UNWATCHED', {}, cause);
    },
  });
  return watch;
}
