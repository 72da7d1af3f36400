import {
  CUSTOMER_PARTY,
  WITHHELD,
  type AgentId,
  type Ani,
  type DeskCommand,
  type Dnis,
  type Refusal,
} from '../../../../softphone/core/index.ts';
import { activateCall } from '../callControl/activateCall.ts';
import { findTarget, type Reached } from '../callControl/targets.ts';
import { withNewPart } from '../interactions/agentParts.ts';
import { after } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { roomOf } from '../interactions/parties.ts';
import { agentPartyId, newParty, type PartyRecord } from '../interactions/partyRecord.ts';
import { partiesFor } from '../interactions/partyViews.ts';
import { withRecordingRule } from '../recording/recordingRule.ts';
import type { Turn } from '../turn.ts';
import type { AgentOrders } from './obeyAgent.ts';

/** How long the agent's own leg of a call may take to come. */
const AGENT_LEG_SECONDS = 20;

type Dial = Extract<DeskCommand, { type: 'dial' }>;

/** An agent calls a customer or another agent; a call at hand waits meanwhile. */
export async function dial(
  { turn, agentId, numbers, newId }: AgentOrders,
  command: Dial,
): Promise<Refusal | undefined> {
  const found = findTarget(turn, numbers, command.target);
  if ('refusal' in found) return found.refusal;
  const callee = calleeOf(turn, agentId, found.reached);
  const ani = callerIdOf(turn, command);
  if (!callee || !ani) return { code: callee ? 'NUMBER_INVALID' : 'TARGET_UNKNOWN' };
  const record = await begin(turn, { ...command, id: newId(), agentId, callee, ani });
  const { id: interactionId } = record;
  await activateCall(turn, agentId, interactionId);
  await turn.ask({ type: 'occupyAgent', interactionId, agentId });
  await turn.ask({ type: 'expectAgentLeg', interactionId }, after(turn.at, AGENT_LEG_SECONDS));
  const unknown = record.direction === 'outbound' && !command.record && (record.dnis as string) !== WITHHELD;
  if (unknown) await turn.ask({ type: 'findMatches', interactionId });
  return undefined;
}

/** Whom the agent calls, before the carrier has been asked. */
function calleeOf(turn: Turn, agentId: AgentId, reached: Reached): PartyRecord | undefined {
  switch (reached.kind) {
    case 'queue':
      return undefined;
    case 'number':
      return newParty(
        { id: CUSTOMER_PARTY, role: 'customer', number: reached.number, state: 'outside' },
        turn.at,
      );
    case 'agent': {
      const { agentId: other } = reached;
      if (other === agentId) return undefined;
      return newParty({ id: agentPartyId(other), role: 'agent', agentId: other, state: 'outside' }, turn.at);
    }
  }
}

/** Only a number of the centre is shown to others. */
function callerIdOf({ settings }: Turn, { callerId }: Dial): Ani | undefined {
  if (callerId === undefined) return settings.callerId as string as Ani;
  return settings.agent.callerIds.some(({ number }) => number === callerId) ? (callerId as Ani) : undefined;
}

interface Beginning extends Pick<Dial, 'record'> {
  readonly id: InteractionRecord['id'];
  readonly agentId: AgentId;
  readonly callee: PartyRecord;
  readonly ani: Ani;
}

async function begin(
  turn: Turn,
  { id, agentId, callee, ani, record: chosen }: Beginning,
): Promise<InteractionRecord> {
  const internal = callee.role === 'agent';
  const direction = internal ? 'internal' : 'outbound';
  const dnis = (callee.number ?? WITHHELD) as Dnis;
  const own = newParty({ id: agentPartyId(agentId), role: 'agent', agentId, state: 'ringing' }, turn.at);
  const blank: InteractionRecord = {
    id,
    direction,
    ani: internal ? WITHHELD : ani,
    dnis,
    phase: 'dialing',
    parties: [callee, own],
    parts: [],
    ...(internal && { matches: [] }),
    ...(chosen && { matches: [chosen] }),
    startedAt: turn.at,
  };
  const ruled = withRecordingRule(blank, turn.settings);
  const dialed = withNewPart({ ...ruled, room: roomOf(blank) }, { agentId, via: 'dialed', at: turn.at });
  const record = await turn.save(dialed);
  await turn.tellAgent(agentId, {
    type: 'dialed',
    interactionId: id,
    direction,
    ani: record.ani,
    dnis,
    parties: await partiesFor(turn, record, agentId),
    at: turn.at,
    ...(chosen && { record: chosen }),
  });
  return record;
}
