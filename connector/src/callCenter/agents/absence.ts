import type { AgentId, Desk, Instant } from '../../../../softphone/core/index.ts';
import { after } from '../interactions/endInteraction.ts';
import type { Turn } from '../turn.ts';
import { restAgent } from './restAgent.ts';

/** No page of the agent is open: all are closed, the network is gone, or the agent has left the CRM. */
export async function pagesGone(turn: Turn, agentId: AgentId): Promise<void> {
  const { goneAfterSeconds } = turn.settings.agentRule;
  const agent = (await turn.desk(agentId))?.agent;
  if (!agent || goneAfterSeconds === 0 || agent.goneSince !== undefined) return;
  await expectBack(turn, agentId);
}

/** A page of the agent is open. Within the grace nothing has happened; later the agent begins anew. */
export async function pageOpen(turn: Turn, agentId: AgentId): Promise<void> {
  const goneSince = (await turn.desk(agentId))?.agent.goneSince;
  if (goneSince === undefined) return;
  await turn.tellAgent(agentId, { type: 'pageBack', at: turn.at });
  if (turn.at >= after(goneSince, turn.settings.agentRule.goneAfterSeconds)) await begin(turn, agentId);
}

/** The agent has stayed away for longer than the grace: no call is to ring there. */
export async function staysAway(
  turn: Turn,
  { agentId, since }: { agentId: AgentId; since: Instant },
): Promise<void> {
  const agent = (await turn.desk(agentId))?.agent;
  if (agent?.goneSince !== since || agent.resting.name !== 'ready') return;
  const { goneReason: reasonCode } = turn.settings.agentRule;
  await restAgent(turn, agentId, { state: { name: 'notReady', reasonCode }, by: 'rule' });
}

/** The connector has started, and knows of no page: whoever takes calls has the whole grace to link again. */
export async function expectAgents(turn: Turn, desks: readonly Desk[]): Promise<void> {
  if (turn.settings.agentRule.goneAfterSeconds === 0) return;
  for (const { agent } of desks) {
    if (agent.resting.name === 'ready') await expectBack(turn, agent.id);
  }
}

/** The state of an agent who comes, as the administrator wants it. */
export async function begin(turn: Turn, agentId: AgentId): Promise<void> {
  const { afterSignIn, defaultReason: reasonCode } = turn.settings.agentRule;
  switch (afterSignIn) {
    case 'asBefore':
      return;
    case 'ready':
      await restAgent(turn, agentId, { state: { name: 'ready' }, by: 'rule' });
      return;
    case 'notReady':
      await restAgent(turn, agentId, { state: { name: 'notReady', reasonCode }, by: 'rule' });
  }
}

async function expectBack(turn: Turn, agentId: AgentId): Promise<void> {
  const { at } = turn;
  await turn.tellAgent(agentId, { type: 'pagesGone', at });
  await turn.ask(
    { type: 'agentStaysAway', agentId, since: at },
    after(at, turn.settings.agentRule.goneAfterSeconds),
  );
}
