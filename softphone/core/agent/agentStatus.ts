import { agentStateOf, type Desk } from '../desk/desk.ts';
import type { Instant } from '../vocabulary.ts';
import type { AgentState, StateSetter } from './agent.ts';

/** The state in which an agent is now, as the CRM shows it to others. */
export interface AgentStatus {
  readonly state: AgentState['name'];
  readonly reasonCode?: string;
  readonly since: Instant;
  /** Absent where the state follows from a call. */
  readonly changedBy?: StateSetter;
}

export function statusOf(desk: Desk): AgentStatus {
  const { restingBy = 'agent' } = desk.agent;
  const state = agentStateOf(desk);
  switch (state.name) {
    case 'reserved':
    case 'onCall':
    case 'wrapUp':
      return { state: state.name, since: state.since };
    case 'notReady':
      return { state: state.name, reasonCode: state.reasonCode, since: state.since, changedBy: restingBy };
    case 'ready':
    case 'loggedOut':
      return { state: state.name, since: state.since, changedBy: restingBy };
  }
}

/** Whether two say the same; times count to the second, as CRMs keep them. */
export function isSameStatus(one: AgentStatus, other: AgentStatus): boolean {
  return (
    one.state === other.state &&
    (one.reasonCode ?? '') === (other.reasonCode ?? '') &&
    one.changedBy === other.changedBy &&
    Math.floor(one.since / 1_000) === Math.floor(other.since / 1_000)
  );
}
