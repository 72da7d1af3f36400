import type { Agent, AgentState, RestingState } from '../agent/agent.ts';
import { startOf, type EndReason } from '../call/call.ts';
import type { Interaction, RecordMatch, RecordPart } from '../interaction/interaction.ts';
import type { AgentId, Ani, Dnis, Instant, InteractionId } from '../vocabulary.ts';

/**
 * What one agent has at hand: the state chosen, and the interactions on top of it.
 *
 * The state shown (`agentStateOf`) is computed, never stored, so that "on call without a call" cannot be written down.
 */
export interface Desk {
  readonly agent: Agent;
  readonly interactions: readonly Interaction[];
}

/** What happened at a desk. The connector decides; every softphone of the agent follows. */
export type DeskEvent =
  | { readonly type: 'agentStateSet'; readonly state: RestingState; readonly at: Instant }
  | {
      readonly type: 'reserved';
      readonly interactionId: InteractionId;
      readonly ani: Ani;
      readonly dnis: Dnis;
      readonly queue: string;
      readonly collected?: string;
      /** Absent while the CRM is still being asked; a `matched` event follows. */
      readonly matches?: readonly RecordMatch[];
      readonly expiresAt: Instant;
      readonly at: Instant;
    }
  | {
      readonly type: 'dialed';
      readonly interactionId: InteractionId;
      readonly ani: Ani;
      readonly dnis: Dnis;
      /** From which the agent dialed. */
      readonly record?: RecordMatch;
      readonly at: Instant;
    }
  | {
      readonly type: 'matched';
      readonly interactionId: InteractionId;
      readonly matches: readonly RecordMatch[];
      readonly at: Instant;
    }
  | { readonly type: 'accepted'; readonly interactionId: InteractionId; readonly at: Instant }
  | {
      readonly type: 'answered';
      readonly interactionId: InteractionId;
      readonly recorded?: boolean;
      readonly at: Instant;
    }
  | {
      readonly type: 'callEnded';
      readonly interactionId: InteractionId;
      readonly reason: EndReason;
      /** Absent when there is nothing to wrap up: the interaction leaves the desk. */
      readonly wrapUpEndsAt?: Instant;
      readonly at: Instant;
    }
  | {
      readonly type: 'recordChosen';
      readonly interactionId: InteractionId;
      readonly record: RecordMatch;
      readonly at: Instant;
    }
  | {
      readonly type: 'recordRemoved';
      readonly interactionId: InteractionId;
      readonly part: RecordPart;
      readonly at: Instant;
    }
  | {
      readonly type: 'notesWritten';
      readonly interactionId: InteractionId;
      readonly notes: string;
      readonly at: Instant;
    }
  | {
      readonly type: 'dispositionChosen';
      readonly interactionId: InteractionId;
      readonly disposition: string;
      readonly at: Instant;
    }
  | { readonly type: 'wrapUpCompleted'; readonly interactionId: InteractionId; readonly at: Instant };

/** An agent who has just been seen for the first time. */
export function newDesk(agent: { id: AgentId; name: string }, at: Instant): Desk {
  return { agent: { ...agent, resting: { name: 'loggedOut' }, restingSince: at }, interactions: [] };
}

/** What the agent does now, and since when. */
export function agentStateOf({ agent, interactions }: Desk): AgentState {
  const live = interactions.find(({ call }) => call.state !== 'ended');
  if (live?.call.state === 'offered') return { name: 'reserved', since: live.call.offeredAt };
  if (live) return { name: 'onCall', since: startOf(live.call) };
  const wrapUp = interactions.find((interaction) => interaction.wrapUp)?.wrapUp;
  if (wrapUp) return { name: 'wrapUp', since: wrapUp.startedAt, endsAt: wrapUp.endsAt };
  return { ...agent.resting, since: agent.restingSince };
}

/** The state that follows the interactions at hand, or `undefined` when there are none. */
export function nextAgentStateOf({ agent, interactions }: Desk): RestingState | undefined {
  return interactions.length > 0 ? agent.resting : undefined;
}

/** The interaction whose call rings or runs. */
export function liveInteraction(desk: Desk): Interaction | undefined {
  return desk.interactions.find(({ call }) => call.state !== 'ended');
}

/** The interaction with that id, if it is at this desk. */
export function interactionAt(desk: Desk, id: InteractionId): Interaction | undefined {
  return desk.interactions.find((interaction) => interaction.id === id);
}
