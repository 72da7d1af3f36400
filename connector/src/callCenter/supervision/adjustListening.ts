import type { AgentId, InteractionId } from '../../../../softphone/core/index.ts';
import { partyAt } from '../interactions/parties.ts';
import { agentPartyId, supervisorPartyId } from '../interactions/partyRecord.ts';
import type { Store } from '../ports/store.ts';
import type { Telephony } from '../ports/telephony.ts';
import { soundOf } from './listeningSound.ts';

interface ListeningHands {
  readonly telephony: Pick<Telephony, 'setListening'>;
  readonly store: Pick<Store, 'interaction'>;
}

/** Lets a supervisor be heard by whom it is meant for: by everybody once the supervisor has come into the call. */
export async function adjustListening(
  { telephony, store }: ListeningHands,
  { interactionId, agentId }: { readonly interactionId: InteractionId; readonly agentId: AgentId },
): Promise<void> {
  const record = await store.interaction(interactionId);
  if (!record?.room || record.phase === 'ended') return;
  const { room } = record;
  const listener = partyAt(record, supervisorPartyId(agentId));
  const { legId } = listener ?? partyAt(record, agentPartyId(agentId)) ?? {};
  if (!legId) return;
  const sound = listener?.listens ? soundOf(record, listener.listens) : ({ mode: 'talk' } as const);
  await telephony.setListening({ room, legId, sound });
}
