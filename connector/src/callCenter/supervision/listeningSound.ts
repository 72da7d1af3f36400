import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { partyAt } from '../interactions/parties.ts';
import { agentPartyId, type Listening } from '../interactions/partyRecord.ts';
import type { ListeningSound } from '../ports/telephony.ts';

/** Who hears a supervisor. While the agent to be coached has no leg, nobody does. */
export function soundOf(record: InteractionRecord, listens: Listening): ListeningSound {
  const agent = partyAt(record, agentPartyId(listens.agentId));
  const heard = listens.for === 'coach' && agent?.state === 'in' && agent.legId;
  return heard ? { mode: 'coach', agentLegId: heard } : { mode: 'monitor' };
}
