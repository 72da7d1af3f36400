import type { AgentPages } from '../pages/agentPages.ts';
import type { Clock } from '../ports/clock.ts';
import type { Candidacy, Cluster } from '../ports/cluster.ts';
import type { Journal } from '../ports/journal.ts';
import type { LeaderWork, Running } from './leaderWork.ts';

/** An instance that starts does not wait longer for what others know of pages. */
const PATIENCE_MS = 2_000;

export interface LeaderParts {
  readonly cluster: Cluster;
  readonly pages: Pick<AgentPages, 'ask'>;
  /** Whether there may be other instances. */
  readonly shared: boolean;
  readonly start: () => LeaderWork;
  /** Hears at the leader of an instance that is gone. */
  readonly missInstance: (instance: string) => Promise<void>;
  readonly clock: Clock;
  readonly journal: Journal;
}

export interface Leader extends Running {
  leads(): boolean;
  /** Says that the outbox may have something new; nothing where another instance leads. */
  wake(): void;
}

/** Does the leader's work whenever this instance leads, until it is stopped. */
export function standForLeader(parts: LeaderParts): Leader {
  const { cluster, pages, shared, start, missInstance, clock, journal } = parts;
  let candidacy: Candidacy | undefined;
  let work: LeaderWork | undefined;
  let leads = false;
  let isStopped = false;
  /** Work from an earlier election that is not over yet. */
  let ending: Promise<void> | undefined;
  const forgetGone = cluster.onGone((instance) => {
    journal.note('instance gone', { instance });
    missInstance(instance).catch((cause: unknown) => {
      journal.problem('INSTANCE_NOT_MISSED', { instance }, cause);
    });
  });

  function stand(): void {
    if (isStopped) return;
    candidacy = cluster.lead({ elected, deposed });
  }

  function elected(): void {
    leads = true;
    if (shared) journal.note('leads', { instance: cluster.instance });
    if (!ending) work = start();
    else void ending.then(() => (leads && !work ? (work = start()) : undefined));
  }

  function deposed(): void {
    leads = false;
    journal.problem('LEAD_LOST', { instance: cluster.instance });
    endWork();
  }

  function endWork(): void {
    const over = work?.stop();
    work = undefined;
    if (!over) return;
    const ended: Promise<void> = Promise.resolve(ending)
      .then(() => over)
      .then(() => {
        if (ending === ended) ending = undefined;
      });
    ending = ended;
  }

  /** Whoever leads has to know which pages are linked to other instances. */
  async function askOthers(): Promise<void> {
    const others = (await cluster.instances()).filter((each) => each !== cluster.instance);
    if (others.length > 0) await inTime(pages.ask(others), clock);
  }

  if (shared) {
    askOthers()
      .catch((cause: unknown) => {
        journal.problem('PAGES_NOT_TOLD', {}, cause);
      })
      .finally(stand);
  } else stand();

  return {
    leads: () => leads,
    wake: () => work?.wake(),
    async stop() {
      isStopped = true;
      leads = false;
      forgetGone();
      endWork();
      await ending;
      await candidacy?.stop();
    },
  };
}

function inTime(work: Promise<void>, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    const forget = clock.schedule(PATIENCE_MS, resolve);
    work.then(resolve, reject).finally(forget);
  });
}
