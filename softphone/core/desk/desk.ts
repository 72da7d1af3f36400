import type { Agent, AgentState, RestingState } from '../agent/agent.ts';
import { startOf } from '../call/call.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { Monitoring } from '../supervision/supervision.ts';
import type { AgentId, Instant, InteractionId } from '../vocabulary.ts';

/**
 * What one agent has at hand: the state chosen, and the interactions on top of it.
 *
 * The state shown (`agentStateOf`) is computed, never stored, so that "on call without a call" cannot be written down.
 */
export interface Desk {
  readonly agent: Agent;
  readonly interactions: readonly Interaction[];
  /** The call in which the agent is heard; absent when every call waits for the agent. */
  readonly active?: InteractionId;
  /** The call of another agent that this one, a supervisor, listens to. */
  readonly monitoring?: Monitoring;
}

/** An agent who has just been seen for the first time. */
export function newDesk(agent: { id: AgentId; name: string }, at: Instant): Desk {
  return { agent: { ...agent, resting: { name: 'loggedOut' }, restingSince: at }, interactions: [] };
}

/** What the agent does now, and since when. */
export function agentStateOf(desk: Desk): AgentState {
  const { agent, interactions } = desk;
  const calls = interactions.map(({ call }) => call);
  const [running] = calls.filter(({ state }) => state !== 'ended' && state !== 'offered');
  if (running) return { name: 'onCall', since: startOf(running) };
  const offered = calls.find(({ state }) => state === 'offered');
  if (offered) return { name: 'reserved', since: startOf(offered) };
  const wrapUp = interactions.find((interaction) => interaction.wrapUp)?.wrapUp;
  if (wrapUp) return { name: 'wrapUp', since: wrapUp.startedAt, endsAt: wrapUp.endsAt };
  return { ...agent.resting, since: agent.restingSince };
}

/** The state that follows the interactions at hand, or `undefined` when there are none. */
export function nextAgentStateOf({ agent, interactions }: Desk): RestingState | undefined {
  return interactions.length > 0 ? agent.resting : undefined;
}

/** The interactions whose calls ring or run, in the order in which they came. */
export function liveInteractions({ interactions }: Desk): readonly Interaction[] {
  return interactions.filter(({ call }) => call.state !== 'ended');
}

/** The interaction that matters most now: in which the agent is heard, else which rings, else which waits longest. */
export function liveInteraction(desk: Desk): Interaction | undefined {
  const live = liveInteractions(desk);
  return live.find(({ id }) => id === desk.active) ?? live.find(isOffered) ?? live[0];
}

/** The interactions that ring at the agent. */
export function offeredInteractions(desk: Desk): readonly Interaction[] {
  return desk.interactions.filter(isOffered);
}

/** The interaction with that id, if it is at this desk. */
export function interactionAt(desk: Desk, id: InteractionId): Interaction | undefined {
  return desk.interactions.find((interaction) => interaction.id === id);
}

function isOffered({ call }: Interaction): boolean {
  return call.state === 'offered';
}
