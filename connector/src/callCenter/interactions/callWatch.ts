import type { Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { RepairCounter } from '../ports/repairs.ts';
import type { Store } from '../ports/store.ts';
import type { Telephony } from '../ports/telephony.ts';
import { doAgain, type Again } from '../repeated/again.ts';
import { sideBySide } from '../repeated/sideBySide.ts';
import type { Turn } from '../turn.ts';
import { repairInteraction, type Repaired } from './callWatchRepair.ts';
import { mayDiffer, odditiesIn, sightOf } from './callWatchSight.ts';
import type { InteractionRecord } from './interactionRecord.ts';

/** How long the carrier and the connector may disagree when the carrier's word was lost. */
const LOOK_MS = 30_000;
/**
 * So many interactions are looked at side by side. A look costs a request for each conference and one for all who
 * wait: 200 calls are 400 requests a minute, of which no more than these are under way beside the agents' commands.
 */
const SIDE_BY_SIDE = 4;

export interface CallWatchParts {
  readonly store: Pick<Store, 'liveInteractions'>;
  readonly telephony: Pick<Telephony, 'legEnd' | 'attendees' | 'waitingLegs'>;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly takeTurn: <Result>(decide: (turn: Turn) => Promise<Result>) => Promise<Result>;
  readonly countRepair: RepairCounter;
}

/**
 * Compares what the connector knows with what is: a carrier gives up repeating its news while the connector is down,
 * and news may be lost. At the start, and then every half minute, each interaction that has not ended is compared with
 * its conference and its legs at the carrier, and put right. What may be on its way is put right at the second look.
 */
export function startCallWatch(parts: CallWatchParts): Again {
  const { store, telephony, clock, journal, takeTurn, countRepair } = parts;
  /** What looked wrong at the last look. */
  let oddBefore: ReadonlySet<string> = new Set();

  async function look(): Promise<void> {
    const records = await store.liveInteractions();
    const waiting = records.some(waitsOutside) ? await telephony.waitingLegs() : undefined;
    const odd = new Set<string>();
    await sideBySide(records, { most: SIDE_BY_SIDE, isStopped: () => watch.isStopped() }, async (record) => {
      for (const each of await compare(record, waiting)) odd.add(each);
    });
    oddBefore = odd;
  }

  async function compare(
    record: InteractionRecord,
    waiting: Awaited<ReturnType<Telephony['waitingLegs']>>,
  ): Promise<readonly string[]> {
    const sight = await sightOf(telephony, record, { at: clock.now(), waiting });
    if (!mayDiffer(record, sight)) return odditiesIn(sight);
    const repaired = await takeTurn((turn) => repairInteraction(turn, record.id, { sight, oddBefore }));
    repaired.forEach(tell);
    return odditiesIn(sight);
  }

  function tell({ repair, ...ids }: Repaired): void {
    journal.note('repaired', { kind: repair, ...ids });
    countRepair(repair);
  }

  const watch = doAgain({
    clock,
    begins: 'now',
    pauseMs: () => LOOK_MS,
    work: look,
    failed: (cause) => {
      journal.problem('CALLS_UNWATCHED', {}, cause);
    },
  });
  return watch;
}

function waitsOutside({ phase, parties }: InteractionRecord): boolean {
  return phase === 'waiting' && parties.some(({ state }) => state === 'outside');
}
