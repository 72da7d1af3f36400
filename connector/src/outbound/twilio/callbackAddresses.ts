import type { InteractionId, PartyId } from '../../../../softphone/core/index.ts';

/** Where Twilio reports about an interaction and asks what to do, and which events it tells. */
export interface CallbackAddresses {
  conferenceStatus(id: InteractionId): string;
  readonly conferenceEvents: readonly ('start' | 'end' | 'join' | 'leave')[];
  recordingStatus(id: InteractionId): string;
  readonly recordingEvents: readonly ('in-progress' | 'completed' | 'absent')[];
  legStatus(id: InteractionId, partyId: PartyId): string;
  readonly legEvents: readonly ('initiated' | 'ringing' | 'answered' | 'completed')[];
  wait(id: InteractionId): string;
  readonly silence: string;
  sentToQueue(id: InteractionId): string;
  sentToRoom(id: InteractionId): string;
  sentToVoicemail(id: InteractionId): string;
}
