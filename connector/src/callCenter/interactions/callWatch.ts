import { interactionAt, type Instant, type InteractionId } from '../../../../softphone/core/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { Store } from '../ports/store.ts';
import type { LegEnd, LegId, Telephony } from '../ports/telephony.ts';
import type { LegRole } from '../telephonyEvents.ts';
import { giveBackToQueue } from '../routing/reservations.ts';
import type { Turn } from '../turn.ts';
import type { InteractionRecord } from './interactionRecord.ts';
import { legEnded } from './legs.ts';

/** How long the carrier may take to say that a reservation is over. */
const GRACE_MS = 5_000;
/** How long a call that is over may go unnoticed when the carrier's word about it was lost. */
const LOOK_MS = 60_000;

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
 * start, and then every minute, each interaction that has not ended is compared with its legs at the carrier, and a
 * reservation with its time.
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
    for (const { role, legId } of legsOf(record)) {
      const end = await telephony.legEnd(legId);
      if (end) return takeTurn((turn) => endLeg(turn, record.id, { role, legId, end }));
    }
    if (record.phase === 'reserved') await takeTurn((turn) => endReservation(turn, record.id));
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
  readonly role: LegRole;
  readonly legId: LegId;
  readonly end: LegEnd;
}

function legsOf({ customerLegId, agentLegId }: InteractionRecord): Pick<EndedLeg, 'role' | 'legId'>[] {
  return [
    ...(customerLegId ? [{ role: 'customer', legId: customerLegId } as const] : []),
    ...(agentLegId ? [{ role: 'agent', legId: agentLegId } as const] : []),
  ];
}

/** The leg's end counts for the interaction as it stands now, which may know better by this time. */
async function endLeg(
  turn: Turn,
  interactionId: InteractionId,
  { role, legId, end }: EndedLeg,
): Promise<void> {
  const record = await turn.store.interaction(interactionId);
  if (!record || ![record.customerLegId, record.agentLegId].includes(legId)) return;
  const news = {
    type: 'legEnded',
    key: `over:${legId}`,
    interactionId,
    role,
    legId,
    cause: end.cause,
  } as const;
  if (await turn.store.once(news.key)) await legEnded(turn, endingAt(record, end, turn.at), news);
}

/** Two people talked until the carrier's time of the end, as far as the two clocks can agree on that. */
function endingAt(record: InteractionRecord, { endedAt }: LegEnd, now: Instant): InteractionRecord {
  const { phase, answeredAt } = record;
  if (phase !== 'connected' || answeredAt === undefined || endedAt === undefined) return record;
  return { ...record, endedAt: Math.min(Math.max(answeredAt, endedAt), now) as Instant };
}

/** An agent who could have answered by then has missed the call. */
async function endReservation(turn: Turn, interactionId: InteractionId): Promise<void> {
  const record = await turn.store.interaction(interactionId);
  const desk = record?.agentId && (await turn.desk(record.agentId));
  const call = desk && interactionAt(desk, interactionId)?.call;
  const over = call?.state === 'offered' && turn.at >= call.expiresAt + GRACE_MS;
  if (record?.phase === 'reserved' && over) await giveBackToQueue(turn, record, 'missed');
}
