import type { FastifyInstance } from 'fastify';
import { API_VERSION, rfc2822, type Account } from '../account.ts';
import { isFinal } from '../calls/call.ts';
import type { Calls } from '../calls/calls.ts';
import { musicAt, type Conference, type Participant } from '../conferences/conference.ts';
import type { Conferences, Turned } from '../conferences/conferences.ts';
import type { Records } from '../records/records.ts';
import type { CallRecorder } from '../recordings/recordCall.ts';
import { conferencePlan } from '../recordings/recordingPlan.ts';
import { methodOf, progressCallback } from '../webhooks/progressCallback.ts';
import { expectOwnCaller, isDestination, recordWhenAnswered } from './callRoutes.ts';
import { readForm, type Form } from './form.ts';
import { pageOf } from './paging.ts';
import type { PathParams } from './recordRoutes.ts';
import { refusals, type RestError } from './restError.ts';

export interface ConferenceRouteParts extends CallRecorder {
  readonly account: Account;
  readonly calls: Calls;
  readonly conferences: Conferences;
  readonly records: Records;
}

const standardRingSeconds = 60;

/** Source: twilio.com/docs/voice/api/conference-resource and /conference-participant-resource. */
export function conferenceRoutes(app: FastifyInstance, parts: ConferenceRouteParts): void {
  const { account, calls, conferences, records } = parts;

  function found({ conferenceSid = '' }: PathParams): Conference {
    const conference = conferences.find(conferenceSid);
    if (!conference) throw refusals.notFound(`/Conferences/${conferenceSid}`);
    return conference;
  }

  /** Nobody can be brought into a conference that is over. */
  function foundLive(params: PathParams): Conference {
    const conference = found(params);
    if (conference.status === 'completed')
      throw refusals.notFound(`/Conferences/${conference.sid}/Participants`);
    return conference;
  }

  /** A participant is named by its call or its label. */
  function foundParticipant(params: PathParams): { conference: Conference; participant: Participant } {
    const conference = found(params);
    const { name = '' } = params;
    const participant =
      conference.participants.get(name) ??
      [...conference.participants.values()].find(({ label }) => label === name);
    if (!participant) throw refusals.notFound(`/Conferences/${conference.sid}/Participants/${name}`);
    return { conference, participant };
  }

  function announceTo(conference: Conference, form: Form, to?: Participant) {
    const url = form.text('AnnounceUrl');
    if (!url) return;
    const music = { url, method: form.method('AnnounceMethod') };
    conferences.announce(conference, to ? { music, to } : { music });
  }

  app.get('/Conferences', (request) => {
    const query = readForm(request.query);
    const status = query.text('Status');
    const friendlyName = query.text('FriendlyName');
    const items = conferences
      .all()
      .filter((each) => status === undefined || each.status === status)
      .filter((each) => friendlyName === undefined || each.friendlyName === friendlyName)
      .toReversed()
      .map((conference) => conferenceResource(account, conference));
    return pageOf(request, { key: 'conferences', edition: '2010', items });
  });

  app.get('/Conferences/:conferenceSid', (request) =>
    conferenceResource(account, found(request.params as PathParams)),
  );

  app.post('/Conferences/:conferenceSid', (request) => {
    const conference = found(request.params as PathParams);
    const form = readForm(request.body);
    announceTo(conference, form);
    if (form.text('Status') === 'completed') conferences.end(conference);
    return conferenceResource(account, conference);
  });

  app.get('/Conferences/:conferenceSid/Participants', (request) => {
    const query = readForm(request.query);
    const conference = found(request.params as PathParams);
    const items = [...conference.participants.values()]
      .filter((each) => (query.flag('Muted') ?? each.muted) === each.muted)
      .filter((each) => (query.flag('Hold') ?? each.hold) === each.hold)
      .filter((each) => (query.flag('Coaching') ?? each.coaching) === each.coaching)
      .map((participant) => participantResource(account, conference, participant));
    return pageOf(request, { key: 'participants', edition: '2010', items });
  });

  app.post('/Conferences/:conferenceSid/Participants', (request, reply) => {
    const { conferenceSid = '' } = request.params as PathParams;
    const form = readForm(request.body);
    const to = form.required('To');
    const from = form.required('From');
    if (!isDestination(to)) throw refusals.invalidParticipantNumber(to);
    expectOwnCaller(records, from, to);
    const conference = conferenceSid.startsWith('CF')
      ? foundLive({ conferenceSid })
      : conferences.open(conferenceSid);
    const label = form.text('Label');
    const call = calls.originate({
      from,
      to,
      direction: 'outbound-api',
      timeoutSeconds: form.integer('Timeout') ?? standardRingSeconds,
      statusCallback: progressCallback(form.text, 'StatusCallback'),
    });
    const participant = conferences.invite(conference, call, {
      label,
      startConferenceOnEnter: form.flag('StartConferenceOnEnter') ?? true,
      endConferenceOnExit: form.flag('EndConferenceOnExit') ?? false,
      muted: form.flag('Muted') ?? false,
      maxParticipants: form.integer('MaxParticipants'),
      ...coachingOf(form),
      waitMusic: musicAt(form.text('WaitUrl'), form.method('WaitMethod')),
      earlyMedia: form.flag('EarlyMedia') ?? true,
      callback: progressCallback(form.text, 'ConferenceStatusCallback'),
      recording: conferencePlan(form.text),
      onLeft(exit) {
        if (exit !== 'redirected') call.end();
      },
    });
    if (typeof participant === 'string') {
      call.end('canceled');
      throw refusalOf(participant, label);
    }
    recordWhenAnswered(parts, call, form);
    return reply.code(201).send(participantResource(account, conference, participant));
  });

  app.get('/Conferences/:conferenceSid/Participants/:name', (request) => {
    const { conference, participant } = foundParticipant(request.params as PathParams);
    return participantResource(account, conference, participant);
  });

  app.post('/Conferences/:conferenceSid/Participants/:name', (request) => {
    const { conference, participant } = foundParticipant(request.params as PathParams);
    const form = readForm(request.body);
    const { coaching, callSidToCoach } = coachingOf(form);
    if (callSidToCoach !== undefined && !conference.participants.has(callSidToCoach))
      throw refusals.nobodyToCoach();
    const [holdUrl, waitUrl] = [form.text('HoldUrl'), form.text('WaitUrl')];
    conferences.update(conference, participant, {
      hold: form.flag('Hold'),
      holdMusic: holdUrl ? musicAt(holdUrl, methodOf(form.text('HoldMethod') ?? 'GET')) : undefined,
      waitMusic: waitUrl === undefined ? undefined : musicAt(waitUrl, form.method('WaitMethod')),
      muted: form.flag('Muted'),
      endConferenceOnExit: form.flag('EndConferenceOnExit'),
      coaching,
      callSidToCoach,
    });
    form.flag('BeepOnExit'); // taken, and not heard
    announceTo(conference, form, participant);
    return participantResource(account, conference, participant);
  });

  app.delete('/Conferences/:conferenceSid/Participants/:name', (request, reply) => {
    const { participant } = foundParticipant(request.params as PathParams);
    conferences.kick(participant.call);
    return reply.code(204).send();
  });
}

function refusalOf(turned: Turned, label = ''): RestError {
  switch (turned) {
    case 'labelTaken':
      return refusals.labelTaken(label);
    case 'nobodyToCoach':
      return refusals.nobodyToCoach();
    case 'full':
      return refusals.conferenceFull();
  }
}

/** Coaching may be said by naming whom alone; saying it needs the name. */
function coachingOf(form: Form) {
  const callSidToCoach = form.text('CallSidToCoach');
  const coaching = form.flag('Coaching') ?? (callSidToCoach === undefined ? undefined : true);
  if (coaching && callSidToCoach === undefined)
    throw refusals.invalid('CallSidToCoach is required when Coaching is true');
  return { callSidToCoach, ...(coaching === undefined ? {} : { coaching }) };
}

function conferenceResource(
  { accountSid }: Account,
  conference: Conference,
): Readonly<Record<string, unknown>> {
  const place = `/${API_VERSION}/Accounts/${accountSid}/Conferences/${conference.sid}`;
  return {
    sid: conference.sid,
    account_sid: accountSid,
    api_version: API_VERSION,
    friendly_name: conference.friendlyName,
    region: 'us1',
    status: conference.status,
    date_created: rfc2822(conference.createdAt),
    date_updated: rfc2822(conference.updatedAt),
    reason_conference_ended: conference.ending?.reason ?? null,
    call_sid_ending_conference: conference.ending?.callSid ?? null,
    uri: `${place}.json`,
    subresource_uris: { participants: `${place}/Participants.json`, recordings: `${place}/Recordings.json` },
  };
}

function participantResource(
  { accountSid }: Account,
  conference: Conference,
  participant: Participant,
): Readonly<Record<string, unknown>> {
  const { call } = participant;
  return {
    account_sid: accountSid,
    call_sid: call.sid,
    label: participant.label ?? null,
    conference_sid: conference.sid,
    date_created: rfc2822(participant.addedAt),
    date_updated: rfc2822(participant.updatedAt),
    end_conference_on_exit: participant.endConferenceOnExit,
    start_conference_on_enter: participant.startConferenceOnEnter,
    muted: participant.muted,
    hold: participant.hold,
    coaching: participant.coaching,
    call_sid_to_coach: participant.callSidToCoach ?? null,
    status: statusOf(participant),
    queue_time: '0',
    uri: `/${API_VERSION}/Accounts/${accountSid}/Conferences/${conference.sid}/Participants/${call.sid}.json`,
  };
}

function statusOf({ seat, call }: Participant): string {
  if (isFinal(call.status)) return 'complete';
  if (seat) return 'connected';
  if (call.status === 'ringing') return 'ringing';
  return call.status === 'queued' ? 'queued' : 'connecting';
}
