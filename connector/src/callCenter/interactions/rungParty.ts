import type { Ani, Dnis } from '../../../../softphone/core/index.ts';
import { soundOf } from '../supervision/listeningSound.ts';
import type { RungParty } from '../ports/telephony.ts';
import type { CallCenterSettings } from '../settings.ts';
import type { InteractionRecord } from './interactionRecord.ts';
import { roomOf } from './parties.ts';
import { isCustomer, type PartyRecord } from './partyRecord.ts';

const AGENT_RING_SECONDS = 20;
const OUTSIDE_RING_SECONDS = 30;

/** How a party is rung: an agent's softphone answers by itself, because the agent has said yes before. */
export function rungParty(
  record: InteractionRecord,
  party: PartyRecord,
  { callerId }: Pick<CallCenterSettings, 'callerId'>,
): Omit<RungParty, 'interactionId' | 'partyId'> {
  const { agentId, number } = party;
  const from: Ani | Dnis = record.direction === 'outbound' ? record.ani : callerId;
  return {
    room: roomOf(record),
    to: agentId === undefined ? { number: (number ?? '') as Dnis } : { agentId },
    from,
    ringSeconds: agentId === undefined ? OUTSIDE_RING_SECONDS : AGENT_RING_SECONDS,
    endsRoom: isCustomer(party),
    ...(party.listens && { listens: soundOf(record, party.listens) }),
  };
}
