import type { InteractionId } from '../../../../../softphone/core/index.ts';
import { customerLegOf } from '../../interactions/interactionRecord.ts';
import type { LegId } from '../../ports/telephony.ts';
import type { CallLog } from '../../ports/crm.ts';
import type { RecordingId } from '../../recording/recording.ts';
import type { CallInstruction } from '../../telephonyEvents.ts';
import type { Asked } from '../../testing/carrierDouble.ts';
import type { CallCenterKit } from '../../testing/callCenterKit.ts';

export const messageId = 'RE-message' as RecordingId;

/** What a caller does who is to leave a message. */
export interface MessageScenes {
  legOf(interactionId: InteractionId): Promise<LegId>;
  /** The legs that were sent to leave a message. */
  sent(): readonly Asked[];
  /** The leg asks what to do where messages are left. */
  asksWhatToDo(interactionId: InteractionId): Promise<CallInstruction>;
  /** The caller speaks, or says nothing. */
  speaks(interactionId: InteractionId, seconds: number | undefined): Promise<CallInstruction>;
  hangsUp(interactionId: InteractionId): Promise<void>;
  logs(): readonly Pick<CallLog, 'kind' | 'outcome' | 'agentId' | 'recorded'>[];
}

export function createMessageScenes(kit: CallCenterKit): MessageScenes {
  const scenes: MessageScenes = {
    async legOf(interactionId) {
      const legId = customerLegOf(await kit.recordOf(interactionId));
      if (!legId) throw new Error('The caller has no leg');
      return legId;
    },
    sent: () => kit.asked.filter(({ method }) => method === 'sendToVoicemail'),
    asksWhatToDo: (interactionId) => kit.callCenter.ask({ type: 'messageAsked', interactionId }),
    async speaks(interactionId, seconds) {
      const message = seconds === undefined ? {} : { message: { recordingId: messageId, seconds } };
      const instruction = await kit.callCenter.ask({ type: 'messageLeft', interactionId, ...message });
      await kit.settle();
      return instruction;
    },
    async hangsUp(interactionId) {
      await kit.tell({ type: 'callerGone', legId: await scenes.legOf(interactionId) });
      await kit.settle();
    },
    logs: () =>
      kit.saved.map(({ kind, outcome, agentId, recorded }) => ({
        kind,
        outcome,
        recorded,
        ...(agentId !== undefined && { agentId }),
      })),
  };
  return scenes;
}
