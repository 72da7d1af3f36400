import {
  CUSTOMER_PARTY,
  newDesk,
  type AgentId,
  type Ani,
  type Desk,
  type DeskEvent,
  type Dnis,
  type Instant,
  type InteractionId,
} from '../../../../../softphone/core/index.ts';
import type { Effect } from '../../../callCenter/effects.ts';
import type { AgentPart } from '../../../callCenter/interactions/agentPart.ts';
import type { InteractionRecord } from '../../../callCenter/interactions/interactionRecord.ts';
import { newParty } from '../../../callCenter/interactions/partyRecord.ts';
import type { LegId } from '../../../callCenter/ports/telephony.ts';

export const AGENT = '005000000000001AAA' as AgentId;

export const at = (ms: number) => ms as Instant;

export function anInteraction(change: Partial<InteractionRecord> = {}): InteractionRecord {
  return {
    id: 'interaction-1' as InteractionId,
    direction: 'inbound',
    ani: '+14155550100' as Ani,
    dnis: '+14155550199' as Dnis,
    queue: 'Support',
    phase: 'waiting',
    parties: [aCustomer('CA-customer')],
    parts: [],
    startedAt: at(1_000),
    ...change,
  };
}

export const aCustomer = (legId: string) =>
  newParty({ id: CUSTOMER_PARTY, role: 'customer', legId: legId as LegId, state: 'outside' }, at(1_000));

export const aPart = (agentId: AgentId, change: Partial<AgentPart> = {}): AgentPart => ({
  agentId,
  via: 'queue',
  offeredAt: at(1_000),
  muted: false,
  heldSeconds: 0,
  notes: '',
  ...change,
});

/** An interaction of the agent that is over. */
export function anEndedInteraction(id: string, startedAt: number): InteractionRecord {
  return anInteraction({
    id: id as InteractionId,
    phase: 'ended',
    parties: [aCustomer(`CA-${id}`)],
    parts: [aPart(AGENT, { answeredAt: at(startedAt), endedAt: at(startedAt + 60_000), left: 'callEnded' })],
    startedAt: at(startedAt),
    endedAt: at(startedAt + 60_000),
    outcome: 'answered',
  });
}

export const aDesk = (agentId = AGENT): Desk => newDesk({ id: agentId, name: 'Ada Agent' }, at(0));

export const aDeskEvent = (ms: number): DeskEvent => ({
  type: 'agentStateSet',
  state: { name: 'ready' },
  at: at(ms),
});

/** An effect of the lane `call:<id>`. */
export const aCallEffect = (id: string, legId = 'CA-1'): Effect => ({
  type: 'sendToQueue',
  interactionId: id as InteractionId,
  legId: legId as LegId,
});
