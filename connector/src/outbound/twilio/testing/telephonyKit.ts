import Twilio from 'twilio/lib/rest/Twilio.js';
import type { AgentId, Dnis, InteractionId } from '../../../../../softphone/core/index.ts';
import type { LegId, ReservationId, Room, TaskId, Telephony } from '../../../callCenter/ports/telephony.ts';
import { twilioAddresses } from '../../../twilioAddresses.ts';
import { createTwilioTelephony } from '../twilioTelephony.ts';
import { AnsweringClient, created, found, page, page2010 } from './answeringClient.ts';

export const sid = (prefix: string, digit = '1') => prefix + digit.repeat(32);

export const agentId = '005000000000001AAA' as AgentId;
export const interactionId = 'i1' as InteractionId;
export const legId = sid('CA') as LegId;
export const reservation = { taskId: sid('WT') as TaskId, reservationId: sid('WR') as ReservationId };
export const reservationPath = new RegExp(`/Tasks/${sid('WT')}/Reservations/${sid('WR')}$`);
export const worker = {
  sid: sid('WK'),
  friendly_name: agentId,
  attributes: '{"queues":["Support"]}',
  activity_sid: sid('WA', '1'),
  activity_name: 'Available',
  available: true,
  date_status_changed: '2026-01-05T09:00:00Z',
};
export const room: Required<Room> = { name: 'i-i1', conferenceId: sid('CF') };
export const participant = {
  conference_sid: sid('CF'),
  call_sid: legId,
  label: 'customer',
  status: 'connected',
  hold: false,
};

export const about = (path: string) =>
  `https://connector.example.com/twilio/${path}#rc=2&rp=ct,rt,5xx&ct=2000&rt=5000`;

/** What every leg and every conference reports, and where. */
export const callbacks = (partyId: string) => ({
  ConferenceStatusCallback: about('conference?i=i1'),
  ConferenceStatusCallbackMethod: 'POST',
  ConferenceStatusCallbackEvent: ['start', 'end', 'join', 'leave'],
  StatusCallback: about(`leg?i=i1&party=${partyId}`),
  StatusCallbackMethod: 'POST',
  StatusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
});

export interface TelephonyKit {
  readonly http: AnsweringClient;
  readonly telephony: Telephony;
}

/** The telephony on a Twilio that answers everything as it should. */
export function openTelephonyKit(): TelephonyKit {
  const http = new AnsweringClient()
    .on(
      'get',
      /\/Activities$/,
      page('activities', [
        { sid: sid('WA', '1'), friendly_name: 'Available' },
        { sid: sid('WA', '2'), friendly_name: 'Unavailable' },
        { sid: sid('WA', '3'), friendly_name: 'Offline' },
        { sid: sid('WA', '4'), friendly_name: 'Call Not Taken' },
      ]),
    )
    .on('get', /\/Workers$/, page('workers', [worker]))
    .on('post', /\/Workers$/, created(worker))
    .on('get', /\/Workers\/\w+$/, found(worker, { etag: '"7"' }))
    .on('post', /\/Workers\/\w+$/, found(worker))
    .on('post', reservationPath, found({ sid: sid('WR') }))
    .on('get', /\/Tasks$/, page('tasks', []))
    .on('post', /\/Tasks$/, created({ sid: sid('WT') }))
    .on('post', /\/Conferences\/[\w-]+\/Participants.json$/, created(participant))
    .on('post', /\/Conferences\/\w+\/Participants\/\w+.json$/, found(participant))
    .on('get', /\/Conferences.json$/, page2010('conferences', [{ sid: sid('CF'), status: 'in-progress' }]))
    .on('get', /\/Queues.json$/, page2010('queues', [{ sid: sid('QU'), friendly_name: sid('WW') }]))
    .on('get', /\/Members.json$/, page2010('queue_members', [{ call_sid: legId }]))
    .on('get', /\/Participants.json$/, page2010('participants', [participant]))
    .on('get', /\/Calls\/\w+.json$/, found({ sid: legId, status: 'in-progress', end_time: null }))
    .on('post', /\/Calls\/\w+.json$/, found({ sid: legId }));
  const telephony = createTwilioTelephony({
    client: new Twilio(sid('AC'), 'token', { httpClient: http }),
    workspaceSid: sid('WS'),
    workflowSid: sid('WW'),
    callerId: '+14155550199' as Dnis,
    queues: ['Support'],
    addresses: twilioAddresses('https://connector.example.com'),
  });
  return { http, telephony };
}
