import type { AgentId, InteractionId, PartyId } from '../../../../softphone/core/index.ts';
import type { CallbackAddresses } from './callbackAddresses.ts';

/** What requests about one interaction have in common, in the words of Twilio's forms. */
export function interactionRequests(addresses: CallbackAddresses) {
  return {
    /** The same for every leg and every conference, because the first leg to join decides. */
    conferenceCallback: (id: InteractionId) => ({
      conferenceStatusCallback: addresses.conferenceStatus(id),
      conferenceStatusCallbackMethod: 'POST',
      conferenceStatusCallbackEvent: [...addresses.conferenceEvents],
    }),
    legCallback: (id: InteractionId, partyId: PartyId) => ({
      statusCallback: addresses.legStatus(id, partyId),
      statusCallbackMethod: 'POST',
      statusCallbackEvent: [...addresses.legEvents],
    }),
  };
}

/** The interaction goes with the call, so that the agent's softphone knows which one it answers. */
export function agentAddress(agentId: AgentId, interactionId: InteractionId): string {
  return `client:${agentId}?interactionId=${encodeURIComponent(interactionId)}`;
}
