import type { AgentId, Instant, InteractionId, Via } from '../../../../../softphone/core/index.ts';
import type { Leaving } from '../../interactions/agentPart.ts';
import type { Dequeued, Fact, FactOf } from '../../ledger/fact.ts';

/** A day of a centre as a person writes it down: times of day, and spans in seconds. */
export interface DayTable {
  /** The UTC instant of the time of day 00:00:00 of the table. */
  readonly midnight: Instant;
  readonly waits: readonly Wait[];
  readonly parts: readonly Part[];
  readonly states: readonly State[];
}

/** Call, queue, when the caller began to wait, for how long, and how that ended. */
export type Wait = readonly [call: string, queue: string, from: string, seconds: number, how: Dequeued];

/** What an agent did with a call; it rings at `from`, or is dialed then. */
export interface Part {
  readonly call: string;
  readonly agent: AgentId;
  readonly from: string;
  /** `queue` unless something else is said. */
  readonly via?: Via;
  /** Until the answer, or until the call was not taken. */
  readonly rings: number;
  /** Absent where nobody answered. */
  readonly talks?: number;
  readonly holds?: number;
  readonly wrapsUp?: number;
  /** `callEnded` unless something else is said. */
  readonly left?: Leaving;
  /** Not ready for so long after a call that was not taken. */
  readonly restsFor?: number;
}

/** A state that the agent chooses; `notReady` with its reason. */
export type State = readonly [
  agent: AgentId,
  from: string,
  state: 'ready' | 'loggedOut' | `not ready: ${string}`,
];

/** The facts of the day in the order in which they come. */
export function factsOfDay({ midnight, waits, parts, states }: DayTable): readonly Fact[] {
  const at = (time: string) => (midnight + secondsOf(time) * 1000) as Instant;
  const facts = [
    ...states.map((state) => chosenState(state, at)),
    ...waits.flatMap((wait) => waitFacts(wait, at)),
    ...parts.flatMap((part) => partFacts(part, waits, at)),
  ];
  return facts.sort((one, other) => one.at - other.at);
}

/** Of a time of day; `-00:30:00` is half an hour before midnight, `26:00:00` on the next day. */
export function secondsOf(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.replace('-', '').split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * (time.startsWith('-') ? -1 : 1);
}

type At = (time: string) => Instant;

const later = (at: Instant, seconds: number) => (at + Math.round(seconds * 1000)) as Instant;

function chosenState([agentId, from, state]: State, at: At): Fact {
  const [name, reasonCode] = state.split(': ');
  const begun = { type: 'agentState', at: at(from), agentId } as const;
  if (reasonCode !== undefined) return { ...begun, state: 'notReady', reasonCode };
  return { ...begun, state: name as 'ready' | 'loggedOut' };
}

function waitFacts([call, queue, from, seconds, how]: Wait, at: At): Fact[] {
  const interactionId = call as InteractionId;
  const queuedAt = at(from);
  return [
    { type: 'queued', at: queuedAt, interactionId, queue },
    { type: 'dequeued', at: later(queuedAt, seconds), interactionId, queue, queuedAt, how },
  ];
}

function partFacts(part: Part, waits: readonly Wait[], at: At): Fact[] {
  const { call, agent: agentId, from, via = 'queue', rings, talks, left = 'callEnded' } = part;
  const offeredAt = at(from);
  const answeredAt = later(offeredAt, rings);
  const endedAt = later(answeredAt, (talks ?? 0) + (part.holds ?? 0));
  const over = later(endedAt, part.wrapsUp ?? 0);
  const wait = waits.findLast(([waiting, , begun]) => waiting === call && at(begun) <= offeredAt);
  const fact: FactOf<'partOver'> = {
    type: 'partOver',
    at: over,
    agentId,
    interactionId: call as InteractionId,
    direction: via === 'dialed' ? 'outbound' : 'inbound',
    via,
    ...(via === 'queue' && wait && { queue: wait[1], queuedAt: at(wait[2]) }),
    offeredAt,
    ...(talks !== undefined && { answeredAt }),
    endedAt,
    left,
    holdSeconds: part.holds ?? 0,
    wrapUpSeconds: part.wrapsUp ?? 0,
  };
  return [fact, ...statesIn(fact, { answeredAt, restsFor: part.restsFor ?? 0 })];
}

/** The states that follow from a call. */
function statesIn(
  { agentId, via, left, offeredAt, endedAt, at: over }: FactOf<'partOver'>,
  { answeredAt, restsFor }: { answeredAt: Instant; restsFor: number },
): Fact[] {
  const state = (at: Instant, name: FactOf<'agentState'>['state'], reasonCode?: string): Fact => ({
    type: 'agentState',
    at,
    agentId,
    state: name,
    ...(reasonCode !== undefined && { reasonCode }),
  });
  if (left === 'missed' || left === 'declined') {
    return [
      state(offeredAt, 'reserved'),
      state(over, 'notReady', left === 'missed' ? 'Missed call' : 'Declined call'),
      state(later(over, restsFor), 'ready'),
    ];
  }
  const begins =
    via === 'dialed'
      ? [state(offeredAt, 'onCall')]
      : [state(offeredAt, 'reserved'), state(answeredAt, 'onCall')];
  return [...begins, state(endedAt, 'wrapUp'), state(over, 'ready')];
}
