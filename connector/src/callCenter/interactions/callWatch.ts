import type { Instant, InteractionId } from '../../../../softphone/core/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { Store } from '../ports/store.ts';
import type { LegEnd, LegId, Telephony } from '../ports/telephony.ts';
import type { Turn } from '../turn.ts';
import type { InteractionRecord } from './interactionRecord.ts';
import { partyGone } from './legs.ts';
import { partyOfLeg } from './parties.ts';

/** How long a call that is over may go unnoticed when the carrier's word about it was lost. */
const LOOK_MS = 30_000;

export interface CallWatchParts {
  readonly store: Pick<Store, 'liveInteractions'>;
  readonly telephony: Pick<Telephony, 'legEnd'>;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly takeTurn: (decide: (turn: Turn) => Promise<void>) => Promise<void>;
}

export interface CallWatch {
  /** Looks no more; resolves when a look under way is over. */
  stop(): Promise<void>;
}

/**
 * Finds the calls that ended unheard: a carrier gives up repeating its news while the connector is down. At the
 * start, and then every half minute, each interaction that has not ended is compared with its legs at the carrier.
 */
export function startCallWatch({ store, telephony, clock, journal, takeTurn }: CallWatchParts): CallWatch {
  let stopped = false;
  let forgetTimer: () => void = () => undefined;
  let looking = Promise.resolve();

  async function look(): Promise<void> {
    for (const record of await store.liveInteractions()) {
      if (stopped) return;
      await compare(record);
    }
  }

  async function compare(record: InteractionRecord): Promise<void> {
    for (const { legId } of record.parties) {
      const end = legId && (await telephony.legEnd(legId));
      if (end) await takeTurn((turn) => endLeg(turn, record.id, { legId, end }));
    }
  }

  function lookNow(): void {
    looking = look().catch((cause: unknown) => {
      journal.problem('CALLS_UNWATCHED', {}, cause);
    });
    forgetTimer = clock.schedule(LOOK_MS, lookNow);
  }

  lookNow();

  return {
    async stop() {
      stopped = true;
      forgetTimer();
      await looking;
    },
  };
}

interface EndedLeg {
  readonly legId: LegId;
  readonly end: LegEnd;
}

/** The leg's end counts for the interaction as it stands now, which may know better by this time. */
async function endLeg(turn: Turn, interactionId: InteractionId, { legId, end }: EndedLeg): Promise<void> {
  const record = await turn.store.interaction(interactionId);
  const party = record && partyOfLeg(record, legId);
  if (!record || !party || !(await turn.store.once(`over:${legId}`))) return;
  await partyGone(turn, endingAt(record, end, turn.at), { party, cause: end.cause });
}

/** Two people talked until the carrier's time of the end, as far as the two clocks can agree on that. */
function endingAt(record: InteractionRecord, { endedAt }: LegEnd, now: Instant): InteractionRecord {
  const { phase, answeredAt } = record;
  if (phase !== 'connected' || answeredAt === undefined || endedAt === undefined) return record;
  return { ...record, endedAt: Math.min(Math.max(answeredAt, endedAt), now) as Instant };
}
