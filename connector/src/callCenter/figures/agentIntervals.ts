import type { AgentId, AgentState, Instant } from '../../../../softphone/core/index.ts';
import type { FactOf } from '../ledger/fact.ts';
import { rowKey, type AgentCounts, type AgentIntervalRow } from '../reporting/reportRow.ts';
import { endOfInterval, type Span } from './interval.ts';
import { localTime } from './localTime.ts';
import { partTimes } from './partTimes.ts';
import { stateSpells } from './stateIntervals.ts';
import { sumOf } from './sums.ts';

/** What is known of an agent in an interval, or longer. */
export interface AgentFacts {
  /** The agent's states in the order in which they came, beginning with the one that held at the start. */
  readonly states: readonly FactOf<'agentState'>[];
  readonly parts: readonly FactOf<'partOver'>[];
}

/** What an agent did in the interval that begins at `start`, as far as the facts tell. */
export function agentInterval(
  { agentId, start, timeZone }: { agentId: AgentId; start: Instant; timeZone: string },
  facts: AgentFacts,
): AgentIntervalRow {
  return {
    kind: 'agentInterval',
    key: rowKey({ kind: 'agentInterval', who: agentId, start }),
    agentId,
    start,
    ...localTime(start, timeZone),
    ...agentCounts(facts, { from: start, to: endOfInterval(start) }),
  };
}

/** What an agent did in a span of any length, as far as the facts tell; a state that holds counts until its end. */
export function agentCounts({ states, parts }: AgentFacts, span: Span): AgentCounts {
  const secondsIn = timesIn(states, span);
  return {
    readySeconds: secondsIn('ready'),
    notReadySeconds: secondsIn('notReady'),
    reservedSeconds: secondsIn('reserved'),
    onCallSeconds: secondsIn('onCall'),
    inWrapUpSeconds: secondsIn('wrapUp'),
    ...countsOf(parts.filter(({ offeredAt }) => offeredAt >= span.from && offeredAt < span.to)),
  };
}

/** How long the agent was in a state within the span. */
function timesIn(
  states: AgentFacts['states'],
  { from: start, to: end }: Span,
): (name: AgentState['name']) => number {
  const times = new Map<AgentState['name'], number>();
  for (const { state, from, to = end } of stateSpells(states)) {
    const ms = Math.max(0, Math.min(to, end) - Math.max(from, start));
    times.set(state, (times.get(state) ?? 0) + ms);
  }
  return (name) => (times.get(name) ?? 0) / 1000;
}

type CallCounts = Omit<
  AgentCounts,
  'readySeconds' | 'notReadySeconds' | 'reservedSeconds' | 'onCallSeconds' | 'inWrapUpSeconds'
>;

function countsOf(parts: AgentFacts['parts']): CallCounts {
  const rang = parts.filter(({ via }) => via !== 'dialed' && via !== 'barge');
  const answered = parts.filter(({ answeredAt }) => answeredAt !== undefined);
  const times = parts.map(partTimes);
  return {
    offered: rang.length,
    answered: rang.filter(({ answeredAt }) => answeredAt !== undefined).length,
    missed: rang.filter(({ left }) => left === 'missed').length,
    declined: rang.filter(({ left }) => left === 'declined').length,
    transferred: answered.filter(({ left }) => left === 'transferred').length,
    dialed: parts.filter(({ via }) => via === 'dialed').length,
    talkSeconds: sumOf(times, ({ talkSeconds }) => talkSeconds),
    holdSeconds: sumOf(times, ({ holdSeconds }) => holdSeconds),
    wrapUpSeconds: sumOf(times, ({ wrapUpSeconds }) => wrapUpSeconds),
  };
}
