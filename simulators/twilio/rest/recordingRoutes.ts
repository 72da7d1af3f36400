import type { FastifyInstance } from 'fastify';
import { API_VERSION, rfc2822, type Account } from '../account.ts';
import { durationOf, type Recording, type Recordings } from '../recordings/recordings.ts';
import { wavOf } from '../recordings/wav.ts';
import { readForm } from './form.ts';
import { pageOf } from './paging.ts';
import type { PathParams } from './recordRoutes.ts';
import { refusals } from './restError.ts';

export interface RecordingRouteParts {
  readonly account: Account;
  readonly recordings: Recordings;
}

/** Source: twilio.com/docs/voice/api/recording and /conference-recording-resource. */
export function recordingRoutes(app: FastifyInstance, { account, recordings }: RecordingRouteParts): void {
  function found(params: unknown): Recording {
    const { sid = '', conferenceSid } = params as PathParams;
    const recording = recordings.find(sid);
    if (!recording || (conferenceSid !== undefined && recording.conferenceSid !== conferenceSid)) {
      throw refusals.notFound(`/Recordings/${sid}`);
    }
    return recording;
  }

  app.get('/Recordings', (request) => {
    const query = readForm(request.query);
    const conferenceSid = query.text('ConferenceSid');
    const ofCalls = query.text('CallSid') !== undefined;
    const items = (ofCalls ? [] : recordings.all())
      .filter((each) => conferenceSid === undefined || each.conferenceSid === conferenceSid)
      .toReversed()
      .map((recording) => recordingResource(account, recording));
    return pageOf(request, { key: 'recordings', edition: '2010', items });
  });

  app.get('/Recordings/:sid(^RE[0-9a-f]{32}$)', ({ params }) => recordingResource(account, found(params)));

  /** The file is in one channel, and it is WAV under either name. */
  app.get('/Recordings/:sid(^RE[0-9a-f]{32}).:kind(^wav|mp3$)', (request, reply) => {
    const recording = found(request.params);
    if (recording.status !== 'completed') throw refusals.notFound(`/Recordings/${recording.sid}`);
    const channels = readForm(request.query).integer('RequestedChannels') ?? 1;
    if (channels !== 1) throw refusals.invalid('RequestedChannels must be 1: the recording has one channel');
    return reply.type('audio/x-wav').send(wavOf(recording.frames));
  });

  app.get('/Conferences/:conferenceSid/Recordings', (request) => {
    const { conferenceSid } = request.params as PathParams;
    const items = recordings
      .all()
      .filter((each) => each.conferenceSid === conferenceSid)
      .toReversed()
      .map((recording) => conferenceRecordingResource(account, recording));
    return pageOf(request, { key: 'recordings', edition: '2010', items });
  });

  app.get('/Conferences/:conferenceSid/Recordings/:sid', ({ params }) =>
    conferenceRecordingResource(account, found(params)),
  );

  for (const path of ['/Recordings/:sid', '/Conferences/:conferenceSid/Recordings/:sid']) {
    app.delete(path, (request, reply) => {
      const { sid, status } = found(request.params);
      if (status === 'in-progress' || status === 'processing') {
        throw refusals.conflict(`Recording ${sid} is not finished`);
      }
      recordings.remove(sid);
      return reply.code(204).send();
    });
  }
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
    media_url: `https://api.twilio.com${path}`,
  };
}

function conferenceRecordingResource(
  account: Account,
  recording: Recording,
): Readonly<Record<string, unknown>> {
  const { sid, conferenceSid } = recording;
  const place = `/${API_VERSION}/Accounts/${account.accountSid}/Conferences/${conferenceSid}`;
  return { ...sharedFields(account, recording), uri: `${place}/Recordings/${sid}.json` };
}

function sharedFields({ accountSid }: Account, recording: Recording): Readonly<Record<string, unknown>> {
  return {
    sid: recording.sid,
    account_sid: accountSid,
    api_version: API_VERSION,
    call_sid: null,
    conference_sid: recording.conferenceSid,
    status: recording.status,
    source: 'Conference',
    channels: 1,
    duration: String(durationOf(recording) ?? -1),
    start_time: rfc2822(recording.startedAt),
    date_created: rfc2822(recording.startedAt),
    date_updated: rfc2822(recording.updatedAt),
    price: null,
    price_unit: 'USD',
    error_code: null,
    encryption_details: null,
  };
}
