import type { ProcessClock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { NewsInbox } from '../ports/newsInbox.ts';
import type { Step, Tracer } from '../ports/tracer.ts';
import type { TelephonyNews } from '../telephonyEvents.ts';
import { createAnswersFirst } from './answersFirst.ts';

/** With more turns under way, what comes is kept first, so that its answer does not wait for them. */
const TURNS_BEFORE_KEEPING = 4;
/** So is what comes within that time of the last that was: a turn alone costs as much as ten that share a commit. */
const CALM_AFTER_MS = 50;
/** They share a commit, and keep a file's sockets waiting for some milliseconds. */
const TURNS_AT_ONCE = 50;
/** With so many waiting, news is kept and answered only when a turn has taken it in: who sends more has to wait. */
const MOST_WAITING = 10_000;

export interface InboxParts {
  readonly store: Pick<NewsInbox, 'keepNews' | 'forgetSheets'>;
  /** Takes news in; resolves when that is durable. News that is taken in already changes nothing. */
  readonly takeIn: (news: TelephonyNews) => Promise<void>;
  readonly clock: ProcessClock;
  readonly journal: Journal;
  readonly tracer: Tracer | undefined;
}

interface KeptNews {
  readonly news: TelephonyNews;
  /** The id of the sheet that it is on. */
  readonly sheet: number;
  readonly steps: readonly Step[];
  /** Hears that it is taken in, or stays kept. */
  readonly over: () => void;
}

/** The carrier's news on its way into turns. */
export interface Inbox {
  /** Resolves when the news is durable: taken in, or kept until it is. Rejects when it is neither. */
  take(news: TelephonyNews): Promise<void>;
  /** Whether what is on this sheet is taken in here. */
  has(sheet: number): boolean;
  /** Resolves when nothing waits here any more. */
  stop(): Promise<void>;
}

/**
 * Takes news in at once while few come; keeps what comes faster than turns are, and takes it in as soon as there is time,
 * in order. What could not be taken in stays kept, for whoever looks after the inbox (`startInboxWatch`).
 */
export function createInbox({ store, takeIn, clock, journal, tracer }: InboxParts): Inbox {
  let waiting: KeptNews[] = [];
  /** How much on each sheet is still to be taken in. */
  const left = new Map<number, number>();
  /** The sheets on which nothing is left, and which are still kept. */
  let done: number[] = [];
  let forgetting = Promise.resolve();
  let keeping = 0;
  let calmAt = 0;
  let turns = 0;
  let begunAt = clock.now();
  let tookMs = 0;
  const answersFirst = createAnswersFirst(clock);
  let tellEmpty: (() => void) | undefined;

  async function take(news: TelephonyNews): Promise<void> {
    const isCalm = waiting.length === 0 && keeping === 0 && clock.now() >= calmAt;
    if (isCalm && turns < TURNS_BEFORE_KEEPING) await inTurn(() => takeIn(news));
    else if (waiting.length < MOST_WAITING) await keep(news);
    else await new Promise<void>((over, reject) => void keep(news, over).catch(reject));
  }

  async function keep(news: TelephonyNews, over: () => void = () => undefined): Promise<void> {
    const steps = tracer?.current() ?? [];
    keeping += 1;
    try {
      const { id, size } = await store.keepNews(news);
      if (!left.has(id)) left.set(id, size);
      calmAt = clock.now() + CALM_AFTER_MS;
      waiting.push({ news, sheet: id, steps, over });
    } finally {
      keeping -= 1;
      goOn();
    }
  }

  async function inTurn(work: () => Promise<void>): Promise<void> {
    if (turns === 0) begunAt = clock.now();
    turns += 1;
    try {
      await work();
    } finally {
      turns -= 1;
      if (turns === 0) tookMs = clock.now() - begunAt;
      goOn();
    }
  }

  function goOn(): void {
    if (turns > 0) return;
    if (waiting.length > 0) {
      if (tellEmpty) beginTurns();
      else answersFirst.ask(beginTurns, tookMs);
      return;
    }
    forgetDone();
    if (keeping === 0) tellEmpty?.();
  }

  function beginTurns(): void {
    if (turns > 0) return;
    // It shares the turns' commit.
    forgetDone();
    const begun = waiting.slice(0, TURNS_AT_ONCE);
    waiting = waiting.slice(TURNS_AT_ONCE);
    for (const kept of begun) void inTurn(() => takeInKept(kept));
  }

  async function takeInKept({ news, sheet, steps, over }: KeptNews): Promise<void> {
    try {
      await (tracer ? tracer.within(steps, () => takeIn(news)) : takeIn(news));
      takenIn(sheet);
    } catch (cause) {
      left.delete(sheet);
      journal.problem('NEWS_STAYS_KEPT', { news: news.type }, cause);
    } finally {
      over();
    }
  }

  function takenIn(sheet: number): void {
    const count = left.get(sheet);
    // Other news on it has failed: the sheet stays.
    if (count === undefined) return;
    left.set(sheet, count - 1);
    if (count === 1) done.push(sheet);
  }

  function forgetDone(): void {
    if (done.length > 0) forgetting = forget(done);
    done = [];
  }

  /** A sheet that is not forgotten is taken in again by the watch, which changes nothing. */
  async function forget(sheets: readonly number[]): Promise<void> {
    try {
      await store.forgetSheets(sheets);
    } catch (cause) {
      journal.problem('SHEETS_STAY_KEPT', {}, cause);
    }
    for (const sheet of sheets) left.delete(sheet);
  }

  return {
    take,
    has: (sheet) => left.has(sheet),
    async stop() {
      await new Promise<void>((resolve) => {
        tellEmpty = resolve;
        goOn();
      });
      answersFirst.stop();
      await forgetting;
    },
  };
}
