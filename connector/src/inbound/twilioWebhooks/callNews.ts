import type { PartyId } from '../../../../softphone/core/index.ts';
import type { LegId } from '../../callCenter/ports/telephony.ts';
import type { TelephonyNews } from '../../callCenter/telephonyEvents.ts';
import {
  interactionIdOf,
  legIdOf,
  requiredText,
  sidOf,
  textOf,
  WebhookInvalidError,
  type WebhookForm,
} from './webhookForm.ts';

/** `customer`, `agent-<user id>`, `outside-<number>`. */
const PARTY = /^(customer|agent-\w{1,64}|outside-\d{1,4})$/;

type ConferenceFacts = Pick<Extract<TelephonyNews, { type: 'legLeft' }>, 'key' | 'interactionId' | 'room'>;

type LegEnd = Extract<TelephonyNews, { type: 'legEnded' }>['cause'];

const legEnds = new Map<string, LegEnd>([
  ['completed', 'completed'],
  ['busy', 'busy'],
  ['no-answer', 'noAnswer'],
  ['failed', 'failed'],
  ['canceled', 'canceled'],
]);

/** The status of a leg that we brought about. Source: twilio.com/docs/voice/api/call-resource, "StatusCallback". */
export function legNews(form: WebhookForm): TelephonyNews | undefined {
  const leg = {
    key: `leg:${statusKey(form)}`,
    interactionId: interactionIdOf(form),
    partyId: partyIdOf(requiredText(form, 'party')),
    legId: legIdOf(form),
  };
  const status = requiredText(form, 'CallStatus');
  if (status === 'in-progress') return { ...leg, type: 'legAnswered' };
  const cause = legEnds.get(status);
  return cause && { ...leg, type: 'legEnded', cause };
}

/** The end of a call that reached one of our numbers, told by the number's own status callback. */
export function callerNews(form: WebhookForm): TelephonyNews | undefined {
  if (!legEnds.has(requiredText(form, 'CallStatus'))) return undefined;
  return { key: `caller:${statusKey(form)}`, type: 'callerGone', legId: legIdOf(form) };
}

/** What happened in a conference. Source: twilio.com/docs/voice/twiml/conference, "statusCallback". */
export function conferenceNews(form: WebhookForm): TelephonyNews | undefined {
  const sequence = requiredText(form, 'SequenceNumber');
  const conferenceId = sidOf(form, 'ConferenceSid', 'CF');
  const conference: ConferenceFacts = {
    key: `conference:${conferenceId}:${sequence}`,
    interactionId: interactionIdOf(form),
    room: { name: requiredText(form, 'FriendlyName'), conferenceId },
  };
  switch (requiredText(form, 'StatusCallbackEvent')) {
    case 'participant-join':
      return {
        ...conference,
        type: 'legJoined',
        legId: legIdOf(form),
        ...labelled(textOf(form, 'ParticipantLabel')),
      };
    case 'participant-leave':
      return leaveNews(form, conference);
    case 'conference-end':
      return {
        ...conference,
        type: 'conferenceEnded',
        ...(textOf(form, 'CallSidEndingConference') !== undefined && {
          legId: sidOf(form, 'CallSidEndingConference', 'CA') as LegId,
        }),
      };
    default:
      return undefined;
  }
}

/**
 * Who leaves because the leg was sent elsewhere is not gone; who never came in did not answer. The reasons are those of
 * twilio.com/docs/voice/twiml/conference, "ReasonParticipantLeft".
 */
function leaveNews(form: WebhookForm, conference: ConferenceFacts): TelephonyNews | undefined {
  const leg = { ...conference, legId: legIdOf(form) };
  const { partyId } = labelled(textOf(form, 'ParticipantLabel'));
  switch (textOf(form, 'ReasonParticipantLeft')) {
    case 'participant_updated_via_api':
      return undefined;
    case 'moderator_ended_conference':
      return { ...leg, type: 'legLeft', followed: true };
    case 'participant_add_failed': {
      if (partyId === undefined) return { ...leg, type: 'legLeft' };
      const { room: _never, ...rung } = leg;
      const cause = legEnds.get(textOf(form, 'ParticipantCallStatus') ?? '') ?? 'failed';
      return { ...rung, type: 'legEnded', partyId, cause };
    }
    case undefined:
    default:
      return { ...leg, type: 'legLeft' };
  }
}

/** The router puts parties into a conference without our labels. */
function labelled(label: string | undefined): { readonly partyId?: PartyId } {
  return label === undefined || !PARTY.test(label) ? {} : { partyId: label as PartyId };
}

function partyIdOf(text: string): PartyId {
  if (!PARTY.test(text)) throw new WebhookInvalidError('party', 'a party of the interaction');
  return text as PartyId;
}

/** A number's own status callback may come without a sequence number: then it is the only one with that status. */
function statusKey(form: WebhookForm): string {
  return `${legIdOf(form)}:${textOf(form, 'SequenceNumber') ?? requiredText(form, 'CallStatus')}`;
}
