import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { Announcement, Announcements } from '../ports/store.ts';
import type { CentreNews } from './centreNews.ts';

const BATCH = 200;
const RETRY_MS = 1_000;

export interface NewsRoomParts {
  readonly announcements: Announcements;
  /** The number of the last announcement that everything here has been read with. */
  readonly from: number;
  /** Hears each piece of news once, in the order in which all instances hear it. */
  readonly deliver: (news: CentreNews, number: number) => void;
  /** Hears that news was forgotten before it could be read here. */
  readonly missed: () => void;
  readonly clock: Clock;
  readonly journal: Journal;
}

export interface NewsRoom {
  /**
   * Delivers what this instance has announced under `number`, after everything that comes before it; resolves when that
   * is done. News without a number, 0, has nothing before it.
   */
  own(number: number, news: CentreNews): Promise<void>;
  stop(): void;
}

/** Brings the news of all instances into one order. Own news is not read again from the database. */
export function openNewsRoom(parts: NewsRoomParts): NewsRoom {
  const { announcements, from, deliver, missed, clock, journal } = parts;
  const waiting = new Map<number, { readonly news: CentreNews; readonly delivered: () => void }>();
  let last = from;
  let isStopped = false;
  let forgetTimer: () => void = () => undefined;
  let reading = false;
  let readAgain = false;
  const forgetNews = announcements.onNews(wake);

  function deliverNext(number: number, read: () => CentreNews): void {
    const own = waiting.get(number);
    waiting.delete(number);
    last = number;
    deliver(own?.news ?? read(), number);
    own?.delivered();
  }

  /** What needs no reading. */
  function deliverOwn(): void {
    for (let own = waiting.get(last + 1); own; own = waiting.get(last + 1)) {
      const { news } = own;
      deliverNext(last + 1, () => news);
    }
  }

  function wake(): void {
    if (isStopped) return;
    readAgain = true;
    if (!reading) void readOthers();
  }

  async function readOthers(): Promise<void> {
    reading = true;
    try {
      while (readAgain && !isStopped) {
        readAgain = false;
        await readOn();
      }
    } catch (cause) {
      journal.problem('NEWS_UNREAD', {}, cause);
      forgetTimer();
      forgetTimer = clock.schedule(RETRY_MS, wake);
    } finally {
      reading = false;
    }
  }

  async function readOn(): Promise<void> {
    let found: readonly Announcement[];
    do {
      found = await announcements.after(last, BATCH);
      const [first] = found;
      if (first && first.number > last + 1) missed();
      // Own news may have been delivered meanwhile.
      for (const { number, text } of found) {
        if (number > last) deliverNext(number, () => JSON.parse(text) as CentreNews);
      }
      deliverOwn();
    } while (found.length === BATCH);
  }

  return {
    own(number, news) {
      if (number === 0) {
        deliver(news, number);
        return Promise.resolve();
      }
      // The database may tell of a turn before its own instance is back from the commit.
      if (number <= last) return Promise.resolve();
      return new Promise((delivered) => {
        waiting.set(number, { news, delivered });
        deliverOwn();
        if (waiting.size > 0) wake();
      });
    },
    stop() {
      isStopped = true;
      forgetTimer();
      forgetNews();
    },
  };
}
