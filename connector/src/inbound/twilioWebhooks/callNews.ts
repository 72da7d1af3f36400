import type { LegId } from '../../callCenter/ports/telephony.ts';
import type { LegRole, TelephonyNews } from '../../callCenter/telephonyEvents.ts';
import {
  interactionIdOf,
  legIdOf,
  requiredText,
  sidOf,
  textOf,
  WebhookInvalidError,
  type WebhookForm,
} from './webhookForm.ts';

type LegEnd = Extract<TelephonyNews, { type: 'legEnded' }>['cause'];

const legEnds = new Map<string, LegEnd>([
  ['completed', 'completed'],
  ['busy', 'busy'],
  ['no-answer', 'noAnswer'],
  ['failed', 'failed'],
  ['canceled', 'canceled'],
]);

const roles: readonly LegRole[] = ['customer', 'agent'];

/** The status of a leg that we brought about. Source: twilio.com/docs/voice/api/call-resource, "StatusCallback". */
export function legNews(form: WebhookForm): TelephonyNews | undefined {
  const role = roles.find((each) => each === form.role);
  if (!role) throw new WebhookInvalidError('role', roles.join(' or '));
  const leg = {
    key: `leg:${statusKey(form)}`,
    interactionId: interactionIdOf(form),
    role,
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
  const conference = {
    key: `conference:${sidOf(form, 'ConferenceSid', 'CF')}:${sequence}`,
    interactionId: interactionIdOf(form),
  };
  switch (requiredText(form, 'StatusCallbackEvent')) {
    case 'participant-join':
      return { ...conference, type: 'legJoined', legId: legIdOf(form) };
    case 'participant-leave':
      return {
        ...conference,
        type: 'legLeft',
        legId: legIdOf(form),
        ...(textOf(form, 'ReasonParticipantLeft') === 'moderator_ended_conference' && { followed: true }),
      };
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

/** A number's own status callback may come without a sequence number: then it is the only one with that status. */
function statusKey(form: WebhookForm): string {
  return `${legIdOf(form)}:${textOf(form, 'SequenceNumber') ?? requiredText(form, 'CallStatus')}`;
}
