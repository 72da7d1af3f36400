import type { AgentId, AgentState, Instant, InteractionId } from '../../../../softphone/core/index.ts';
import type { SupervisorAct } from '../ledger/fact.ts';

/**
 * A line of the reports, as it is kept in the CRM. `key` (`rowKey`) is the same whenever the line is computed again, so
 * that a later line takes the place of an earlier one; no two lines share one, of whatever kind. Times are seconds with milliseconds, as `docs/metrics.md` defines them.
 */
export type ReportRow = StateIntervalRow | AgentIntervalRow | QueueIntervalRow | SupervisorActionRow;

/** Names a line of the reports: whose it is, and the instant at which it begins. */
export interface RowName {
  readonly kind: ReportRow['kind'];
  /** Id of the agent, name of the queue, or `whoActed`. */
  readonly who: string;
  readonly start: Instant;
}

/** `agentInterval|005...|1774742400000` */
export function rowKey({ kind, who, start }: RowName): string {
  return `${kind}|${who}|${start}`;
}

/** A time in which an agent was in one state. `to` is absent while the state holds. */
export interface StateIntervalRow {
  readonly kind: 'stateInterval';
  readonly key: string;
  readonly agentId: AgentId;
  readonly state: AgentState['name'];
  readonly reasonCode?: string;
  readonly from: Instant;
  readonly to?: Instant;
  readonly seconds?: number;
  /** The line was found to be wrong: it is to be removed. */
  readonly void?: true;
}

/** What an agent did in an interval of 15 minutes. */
export interface AgentIntervalRow extends AgentCounts, IntervalOf {
  readonly kind: 'agentInterval';
  readonly agentId: AgentId;
}

/** What became of the calls that came into a queue in an interval of 15 minutes. */
export interface QueueIntervalRow extends QueueCounts, IntervalOf {
  readonly kind: 'queueInterval';
  readonly queue: string;
}

interface IntervalOf {
  readonly key: string;
  readonly start: Instant;
  /** Day and time of day of the start in the org's time zone: `2026-03-29`, `01:45`. */
  readonly day: string;
  readonly time: string;
}

export interface SupervisorActionRow {
  readonly kind: 'supervisorAction';
  readonly key: string;
  readonly supervisorId: AgentId;
  readonly agentId: AgentId;
  readonly act: SupervisorAct;
  readonly at: Instant;
  readonly interactionId?: InteractionId;
}

export interface QueueCounts {
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
  /** Among the abandoned: those who waited for less than the short-abandon threshold. */
  readonly shortAbandoned: number;
  readonly voicemails: number;
  /** Went on to another queue. */
  readonly moved: number;
  readonly failed: number;
  /** Calls that rang at an agent who did not take them. */
  readonly missed: number;
  /** Answered calls that their agent gave away. */
  readonly transferred: number;
  /** Of all who waited. */
  readonly waitSeconds: number;
  readonly longestWaitSeconds: number;
  /** Of those who were answered; divided by them it is the speed of answer. */
  readonly answeredWaitSeconds: number;
  /** Answered within the service level's threshold. */
  readonly answeredInTime: number;
  /** Abandoned within the service level's threshold. */
  readonly abandonedInTime: number;
  readonly talkSeconds: number;
  readonly holdSeconds: number;
  readonly wrapUpSeconds: number;
}

export interface AgentCounts {
  /** Time in each state within the interval. */
  readonly readySeconds: number;
  readonly notReadySeconds: number;
  readonly reservedSeconds: number;
  readonly onCallSeconds: number;
  readonly inWrapUpSeconds: number;
  /** Calls that began to ring at the agent in the interval, and what became of them. */
  readonly offered: number;
  readonly answered: number;
  readonly missed: number;
  readonly declined: number;
  /** Answered calls that the agent gave away. */
  readonly transferred: number;
  /** Calls that the agent made, answered or not. */
  readonly dialed: number;
  /** Of the calls that began in the interval, whenever they ended. */
  readonly talkSeconds: number;
  readonly holdSeconds: number;
  readonly wrapUpSeconds: number;
}
