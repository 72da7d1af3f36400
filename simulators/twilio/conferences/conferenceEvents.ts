import { rfc2822, type Account } from '../account.ts';
import type { WebhookSender } from '../webhooks/webhookSender.ts';
import type { Params } from '../webhooks/signature.ts';
import type { Conference, Participant } from './conference.ts';

const shortWords = {
  'conference-start': 'start',
  'conference-end': 'end',
  'participant-join': 'join',
  'participant-leave': 'leave',
  'participant-mute': 'mute',
  'participant-unmute': 'mute',
  'participant-hold': 'hold',
  'participant-unhold': 'hold',
  'participant-modify': 'modify',
  'announcement-end': 'announcement',
  'announcement-fail': 'announcement',
} as const;

export interface ConferenceEvent {
  readonly type: keyof typeof shortWords;
  readonly participant?: Participant;
  readonly params?: Params;
}

/**
 * Tells a conference's listener what happened. The sequence counts every event, told or not.
 * Source: twilio.com/docs/voice/twiml/conference#attributes-status-callback-event.
 */
export function reportConference(
  { account, webhooks, at }: { account: Account; webhooks: WebhookSender; at: number },
  conference: Conference,
  { type, participant, params = {} }: ConferenceEvent,
): void {
  conference.sequence += 1;
  conference.updatedAt = at;
  const { callback } = conference;
  if (!callback?.events.includes(shortWords[type])) return;
  webhooks.notify({
    kind: 'conference',
    url: callback.url,
    method: callback.method,
    params: {
      AccountSid: account.accountSid,
      ConferenceSid: conference.sid,
      FriendlyName: conference.friendlyName,
      SequenceNumber: String(conference.sequence),
      StatusCallbackEvent: type,
      Timestamp: rfc2822(at),
      ...(participant ? participantParams(participant) : {}),
      ...params,
    },
  });
}

function participantParams(participant: Participant): Params {
  const { call, label, callSidToCoach } = participant;
  return {
    CallSid: call.sid,
    Muted: String(participant.muted),
    Hold: String(participant.hold),
    Coaching: String(participant.coaching),
    EndConferenceOnExit: String(participant.endConferenceOnExit),
    StartConferenceOnEnter: String(participant.startConferenceOnEnter),
    ...(label === undefined ? {} : { ParticipantLabel: label }),
    ...(callSidToCoach === undefined ? {} : { CallSidToCoach: callSidToCoach }),
  };
}
