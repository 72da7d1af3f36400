import {
  agentStateOf,
  liveInteractions,
  nextAgentStateOf,
  startOf,
  type Desk,
  type Interaction,
} from '../../../../softphone/core/index.ts';
import type { BoardAgent, BoardCall } from '../../../../softphone/wallboard/board.ts';

/** An agent as the wallboard shows one. */
export function boardAgentOf(desk: Desk): BoardAgent {
  const { id, name } = desk.agent;
  const state = agentStateOf(desk);
  const next = nextAgentStateOf(desk);
  return {
    id,
    name,
    state: state.name,
    since: state.since,
    ...(state.name === 'notReady' && { reasonCode: state.reasonCode }),
    ...(next && { next }),
    calls: liveInteractions(desk).map(boardCallOf),
  };
}

function boardCallOf(interaction: Interaction): BoardCall {
  const { id, direction, via, queue, call, parties, helpAsked } = interaction;
  return {
    interactionId: id,
    direction,
    via,
    state: stateOf(interaction),
    since: call.state === 'connected' ? call.answeredAt : startOf(call),
    parties: parties.filter(({ state }) => state !== 'ringing').length,
    ...(queue !== undefined && { queue }),
    ...(helpAsked && { helpAsked }),
  };
}

/** A call is held when the customer is; one between agents, when all others are. */
function stateOf({ call, parties }: Interaction): BoardCall['state'] {
  if (call.state === 'dialing') return 'dialing';
  if (call.state !== 'connected') return 'ringing';
  const customers = parties.filter(({ role }) => role === 'customer');
  const heard = customers.length > 0 ? customers : parties;
  return heard.length > 0 && heard.every(({ state }) => state === 'onHold') ? 'held' : 'talking';
}
