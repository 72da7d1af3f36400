import type { AgentId, Interaction, InteractionId, Refusal } from '../../../../../softphone/core/index.ts';
import type { Telephony } from '../../ports/telephony.ts';
import { AGENT, type CallCenterKit } from '../../testing/callCenterKit.ts';

/** What is asked of the carrier about recordings, and what agents see of it. */
export interface RecordingScenes {
  requestsOf(method: keyof Telephony): readonly unknown[];
  markAt(agentId: AgentId, interactionId: InteractionId): Promise<Interaction['recording']>;
  /** The agent of the kit pauses. */
  pause(interactionId: InteractionId): Promise<Refusal | undefined>;
}

export function createRecordingScenes(kit: CallCenterKit): RecordingScenes {
  return {
    requestsOf: (wanted) =>
      kit.asked.flatMap(({ method, with: request }) => (method === wanted ? [request] : [])),
    markAt: async (agentId, interactionId) => (await kit.callAt(agentId, interactionId))?.recording,
    pause: (interactionId) => kit.orders(AGENT, { type: 'setRecording', interactionId, recording: 'paused' }),
  };
}
