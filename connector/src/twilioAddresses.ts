import type { InteractionId, PartyId } from '../../softphone/core/index.ts';
import { webhookPaths } from './inbound/twilioWebhooks/webhookPaths.ts';
import type { AccountAddresses } from './outbound/twilio/account/wantedAccount.ts';

/**
 * Twilio repeats what is safe to repeat: every webhook is taken in once.
 * Source: twilio.com/docs/usage/webhooks/webhooks-connection-overrides.
 */
const REPEAT = '#rc=2&rp=ct,rt,5xx&ct=2000&rt=5000';

/** Where Twilio calls back whatever the interaction: what numbers, application and workspace name. */
export function accountAddresses(publicUrl: string): AccountAddresses {
  return {
    callArrived: publicUrl + webhookPaths.callArrived,
    callerStatus: publicUrl + webhookPaths.callerStatus,
    agentLegArrived: publicUrl + webhookPaths.agentLegArrived,
    assignment: publicUrl + webhookPaths.assignment,
    taskRouterEvents: publicUrl + webhookPaths.taskRouterEvents,
  };
}

/** Conference events that decide something. */
const conferenceEvents = ['start', 'end', 'join', 'leave'] as const;
/** Call events that decide something, or tell Twilio's console what happened. */
const legEvents = ['initiated', 'ringing', 'answered', 'completed'] as const;

/** `absent`: there was nothing to record. */
const recordingEvents = ['in-progress', 'completed', 'absent'] as const;

/** Where Twilio calls back about an interaction, and what for: the same words in TwiML and in REST requests. */
export function twilioAddresses(publicUrl: string) {
  const about = (path: string, id: InteractionId) => `${publicUrl}${path}?i=${encodeURIComponent(id)}`;
  return {
    digits: (id: InteractionId, attempt: number) =>
      `${about(webhookPaths.digits, id)}&try=${attempt}${REPEAT}`,
    queueLeft: (id: InteractionId) => about(webhookPaths.queueLeft, id) + REPEAT,
    wait: (id: InteractionId) => about(webhookPaths.wait, id) + REPEAT,
    waitMusic: publicUrl + webhookPaths.waitMusic,
    silence: publicUrl + webhookPaths.silence + REPEAT,
    sentToQueue: (id: InteractionId) => about(webhookPaths.sentToQueue, id) + REPEAT,
    sentToRoom: (id: InteractionId) => about(webhookPaths.sentToRoom, id) + REPEAT,
    sentToVoicemail: (id: InteractionId) => about(webhookPaths.sentToVoicemail, id) + REPEAT,
    messageLeft: (id: InteractionId) => about(webhookPaths.messageLeft, id) + REPEAT,
    conferenceStatus: (id: InteractionId) => about(webhookPaths.conference, id) + REPEAT,
    conferenceEvents,
    recordingStatus: (id: InteractionId) => about(webhookPaths.recording, id) + REPEAT,
    recordingEvents,
    legStatus: (id: InteractionId, partyId: PartyId) =>
      `${about(webhookPaths.leg, id)}&party=${encodeURIComponent(partyId)}${REPEAT}`,
    legEvents,
  };
}
