import type { FastifyInstance } from 'fastify';
import { API_VERSION, rfc2822, type Account } from '../account.ts';
import type { Calls } from '../calls/calls.ts';
import { recordCall, type CallRecorder } from '../recordings/recordCall.ts';
import { goesOn, isOf, type Recording } from '../recordings/recording.ts';
import { callPlan } from '../recordings/recordingPlan.ts';
import { addressOf } from '../recordings/recordings.ts';
import { wavOf } from '../recordings/wav.ts';
import { readForm, type Form } from './form.ts';
import { pageOf } from './paging.ts';
import type { PathParams } from './recordRoutes.ts';
import { refusals } from './restError.ts';

export interface RecordingRouteParts extends CallRecorder {
  readonly account: Account;
  readonly calls: Calls;
}

/** Recordings are seen by themselves, from their call, and from their conference. */
const owners = {
  call: '/Calls/:ownerSid/Recordings',
  conference: '/Conferences/:ownerSid/Recordings',
} as const;

/** Source: twilio.com/docs/voice/api/recording and /conference-recording-resource. */
export function recordingRoutes(app: FastifyInstance, parts: RecordingRouteParts): void {
  const { account, recordings, calls } = parts;

  /** `Twilio.CURRENT` is the one that goes on, when it is the only one. */
  function found(params: unknown): Recording {
    const { sid = '', ownerSid } = params as PathParams;
    const [recording, ...more] = recordings
      .all()
      .filter((each) => ownerSid === undefined || isOf(each, ownerSid))
      .filter((each) => (sid === 'Twilio.CURRENT' ? goesOn(each) : each.sid === sid));
    if (more.length > 0) throw refusals.invalid('Twilio.CURRENT: several recordings go on');
    if (!recording) throw refusals.notFound(`/Recordings/${sid}`);
    return recording;
  }

  app.get('/Recordings', (request) => {
    const query = readForm(request.query);
    const wanted = [query.text('ConferenceSid'), query.text('CallSid')].filter((sid) => sid !== undefined);
    const items = recordings
      .all()
      .filter((each) => wanted.every((sid) => isOf(each, sid)))
      .toReversed()
      .map((recording) => recordingResource(account, recording));
    return pageOf(request, { key: 'recordings', edition: '2010', items });
  });

  app.get('/Recordings/:sid(^RE[0-9a-f]{32}$)', ({ params }) => recordingResource(account, found(params)));

  /** WAV under either name; in one channel unless two are requested. */
  app.get('/Recordings/:sid(^RE[0-9a-f]{32}).:kind(^wav|mp3$)', (request, reply) => {
    const recording = found(request.params);
    if (recording.status !== 'completed') throw refusals.notFound(`/Recordings/${recording.sid}`);
    const channels = readForm(request.query).integer('RequestedChannels') ?? 1;
    if ((channels !== 1 && channels !== 2) || channels > recording.channels) throw refusals.onlyMono();
    return reply.type('audio/x-wav').send(wavOf(recording.sound, channels));
  });

  app.post(owners.call, (request, reply) => {
    const { ownerSid = '' } = request.params as PathParams;
    const call = calls.find(ownerSid);
    if (!call) throw refusals.notFound(`/Calls/${ownerSid}`);
    if (call.status !== 'in-progress') throw refusals.callNotInProgress();
    const plan = callPlan(readForm(request.body).text, 'StartCallRecordingAPI');
    return reply.code(201).send(ownedResource(account, recordCall(parts, call, plan)));
  });

  for (const path of Object.values(owners)) {
    app.get(path, (request) => {
      const { ownerSid } = request.params as PathParams;
      const items = recordings
        .all()
        .filter((each) => isOf(each, ownerSid))
        .toReversed()
        .map((recording) => ownedResource(account, recording));
      return pageOf(request, { key: 'recordings', edition: '2010', items });
    });

    app.get(`${path}/:sid`, ({ params }) => ownedResource(account, found(params)));

    app.post(`${path}/:sid`, ({ params, body }) => {
      const recording = found(params);
      steer(recording, readForm(body));
      return ownedResource(account, recording);
    });
  }

  for (const path of ['/Recordings', ...Object.values(owners)]) {
    app.delete(`${path}/:sid`, (request, reply) => {
      const { sid, status } = found(request.params);
      if (status !== 'completed' && status !== 'absent')
        throw refusals.conflict(`Recording ${sid} is not finished`);
      recordings.remove(sid);
      return reply.code(204).send();
    });
  }
}

/** Source: twilio.com/docs/voice/api/recording#update-a-recording-resource. */
function steer(recording: Recording, form: Form): void {
  const status = form.required('Status');
  const behavior = form.text('PauseBehavior') ?? 'silence';
  if (behavior !== 'silence' && behavior !== 'skip')
    throw refusals.invalid('PauseBehavior must be silence or skip');
  if (!goesOn(recording)) throw refusals.recordingOver(recording.sid);
  if (status === 'paused') recording.pause(behavior);
  else if (status === 'in-progress') recording.resume();
  else if (status === 'stopped') recording.stop({ byRequest: true });
  else throw refusals.invalid('Status must be paused, in-progress or stopped');
}

function recordingResource(account: Account, recording: Recording): Readonly<Record<string, unknown>> {
  const path = `/${API_VERSION}/Accounts/${account.accountSid}/Recordings/${recording.sid}`;
  return {
    ...sharedFields(account, recording),
    uri: `${path}.json`,
    subresource_uris: {
      add_on_results: `${path}/AddOnResults.json`,
      transcriptions: `${path}/Transcriptions.json`,
    },
    media_url: addressOf(account, recording),
  };
}

/** A recording as its call or its conference shows it. */
function ownedResource(account: Account, recording: Recording): Readonly<Record<string, unknown>> {
  const { sid, of, track } = recording;
  const owner = 'callSid' in of ? `Calls/${of.callSid}` : `Conferences/${of.conferenceSid}`;
  return {
    ...sharedFields(account, recording),
    ...('callSid' in of ? { track } : {}),
    uri: `/${API_VERSION}/Accounts/${account.accountSid}/${owner}/Recordings/${sid}.json`,
  };
}

function sharedFields({ accountSid }: Account, recording: Recording): Readonly<Record<string, unknown>> {
  const { of } = recording;
  return {
    sid: recording.sid,
    account_sid: accountSid,
    api_version: API_VERSION,
    call_sid: 'callSid' in of ? of.callSid : null,
    conference_sid: 'callSid' in of ? null : of.conferenceSid,
    status: recording.status,
    source: recording.source,
    channels: recording.channels,
    duration: String(recording.seconds ?? -1),
    start_time: rfc2822(recording.startedAt),
    date_created: rfc2822(recording.startedAt),
    date_updated: rfc2822(recording.updatedAt),
    price: null,
    price_unit: 'USD',
    error_code: null,
    encryption_details: null,
  };
}
