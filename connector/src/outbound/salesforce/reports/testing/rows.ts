import type { AgentId, Instant } from '../../../../../../softphone/core/index.ts';
import type {
  AgentIntervalRow,
  QueueIntervalRow,
  StateIntervalRow,
} from '../../../../callCenter/reporting/reportRow.ts';

/** Noon of 8 May 2026, UTC. */
export const NOON = Date.UTC(2026, 4, 8, 12) as Instant;

/** Half a minute of being ready, the `number`th of the agent since noon. */
export function stateRow(
  agentId: AgentId,
  number: number,
  changes: Partial<StateIntervalRow> = {},
): StateIntervalRow {
  const from = (NOON + number * 30_000) as Instant;
  const to = (from + 30_000) as Instant;
  return {
    kind: 'stateInterval',
    key: `${agentId}-${from}`,
    agentId,
    state: 'ready',
    from,
    to,
    seconds: 30,
    ...changes,
  };
}

export function agentRow(agentId: AgentId, changes: Partial<AgentIntervalRow> = {}): AgentIntervalRow {
  return {
    kind: 'agentInterval',
    key: `${agentId}-${NOON}`,
    agentId,
    start: NOON,
    day: '2026-05-08',
    time: '05:00',
    readySeconds: 300.25,
    notReadySeconds: 0,
    reservedSeconds: 0,
    onCallSeconds: 500,
    inWrapUpSeconds: 99.75,
    offered: 4,
    answered: 3,
    missed: 1,
    declined: 0,
    transferred: 1,
    dialed: 1,
    talkSeconds: 400,
    holdSeconds: 100,
    wrapUpSeconds: 100,
    ...changes,
  };
}

export function queueRow(queue: string, changes: Partial<QueueIntervalRow> = {}): QueueIntervalRow {
  return {
    kind: 'queueInterval',
    key: `${queue}-${NOON}`,
    queue,
    start: NOON,
    day: '2026-05-08',
    time: '05:00',
    offered: 12,
    answered: 8,
    abandoned: 4,
    shortAbandoned: 2,
    voicemails: 0,
    moved: 0,
    failed: 0,
    missed: 1,
    transferred: 0,
    waitSeconds: 120,
    longestWaitSeconds: 41.5,
    answeredWaitSeconds: 80,
    answeredInTime: 7,
    abandonedInTime: 3,
    talkSeconds: 800,
    holdSeconds: 80,
    wrapUpSeconds: 240,
    ...changes,
  };
}
