import type { RestingState } from '../agent/agent.ts';
import type { AgentId, Instant, InteractionId } from '../vocabulary.ts';

/** A supervisor hears a call of an agent: `monitor` is heard by nobody, `coach` is heard by the agent alone. */
export interface Monitoring {
  readonly interactionId: InteractionId;
  readonly agentId: AgentId;
  readonly agentName: string;
  readonly mode: ListeningMode;
  readonly state: 'connecting' | 'listening';
  readonly since: Instant;
}

export type ListeningMode = 'monitor' | 'coach';

/** What a supervisor asks of the centre. */
export type SupervisorOrder =
  /**
   * Listens to a call, speaks to its agent alone, comes into the call, or comes into it in the agent's place; also
   * changes from one to the next.
   */
  | OnCall<'monitor'>
  | OnCall<'coach'>
  | OnCall<'barge'>
  | OnCall<'takeOver'>
  | { readonly type: 'stopMonitoring' }
  /** Sets an agent's state between calls; `loggedOut` forces a log-out after the calls at hand. */
  | { readonly type: 'setState'; readonly agentId: AgentId; readonly state: RestingState }
  /** Ends a call that is stuck, and the agent's wrap-up of it. */
  | OnCall<'endInteraction'>;

/** About a call of an agent. */
interface OnCall<Type extends string> {
  readonly type: Type;
  readonly agentId: AgentId;
  readonly interactionId: InteractionId;
}
