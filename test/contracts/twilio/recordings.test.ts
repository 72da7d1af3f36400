import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { conferenceCallback, startCentre, type Centre } from './centre.ts';
import type { Party } from './parties.ts';
import { ACCOUNT } from './twilioKit.ts';

const CUSTOMER = '+14155550142';
const recorded =
  'record="record-from-start" recordingStatusCallback="/recording" ' +
  'recordingStatusCallbackEvent="in-progress completed absent"';

let centre: Centre;

beforeEach(async () => {
  centre = await startCentre();
  centre.parties.teach(CUSTOMER, 'answer');
});
afterEach(() => centre.stop());

/** An agent and a customer talk for some seconds, in a conference with these attributes; then the agent hangs up. */
async function talk(seconds: number, attributes: string, dialling: object = {}): Promise<void> {
  const agent = await begin(attributes, dialling);
  await centre.advance(seconds);
  agent.hangUp();
  await centre.advance(3);
}

async function begin(attributes: string, dialling: object = {}): Promise<Party> {
  centre.on(
    '/outbound',
    `<Response><Dial><Conference endConferenceOnExit="true" waitUrl="" ${attributes}>talk</Conference></Dial></Response>`,
  );
  const agent = centre.parties.connect('ada', centre.applicationSid, {});
  await centre.advance(1);
  await centre.client.conferences('talk').participants.create({
    from: centre.number,
    to: CUSTOMER,
    endConferenceOnExit: true,
    ...conferenceCallback(centre.appUrl),
    ...dialling,
  });
  await centre.advance(2);
  return agent;
}

const told = () => centre.at('/recording').map(({ params }) => params);
const statuses = () => told().map(({ RecordingStatus }) => RecordingStatus);

/** A file of a recording, with the account's credentials or others. */
function media(name: string, password = ACCOUNT.authToken): Promise<Response> {
  const path = `/api/2010-04-01/Accounts/${ACCOUNT.accountSid}/Recordings/${name}`;
  const authorization = `Basic ${Buffer.from(`${ACCOUNT.accountSid}:${password}`).toString('base64')}`;
  return fetch(centre.standIn.url + path, { headers: { authorization } });
}

describe('a conference that is recorded from its start', () => {
  it('tells the recording’s beginning and its end, with what Twilio’s pages list', async () => {
    await talk(12, recorded);

    expect(statuses()).toEqual(['in-progress', 'completed']);
    const [begun, done] = told();
    expect(begun).toMatchObject({
      AccountSid: ACCOUNT.accountSid,
      RecordingSource: 'Conference',
      RecordingChannels: '1',
    });
    expect(Object.keys(done ?? {}).sort()).toEqual([
      'AccountSid',
      'ConferenceSid',
      'RecordingChannels',
      'RecordingDuration',
      'RecordingSid',
      'RecordingSource',
      'RecordingStartTime',
      'RecordingStatus',
      'RecordingUrl',
    ]);
    expect(Number(done?.RecordingDuration)).toBeGreaterThanOrEqual(12);
    expect(done?.RecordingSid).toBe(begun?.RecordingSid);
    expect(centre.at('/recording').every(({ signed }) => signed)).toBe(true);
  });

  it('tells completed only, unless asked for more', async () => {
    await talk(5, 'record="record-from-start" recordingStatusCallback="/recording"');

    expect(statuses()).toEqual(['completed']);
  });

  it('has a recording that is listed, fetched and deleted', async () => {
    await talk(5, recorded);
    const [{ ConferenceSid = '', RecordingSid = '' } = {}] = told();

    const [listed] = await centre.client.recordings.list({ conferenceSid: ConferenceSid });
    expect(listed).toMatchObject({
      sid: RecordingSid,
      status: 'completed',
      channels: 1,
      source: 'Conference',
    });
    expect(await centre.client.recordings.list({ conferenceSid: `CF${'0'.repeat(32)}` })).toEqual([]);
    const own = centre.client.conferences(ConferenceSid).recordings;
    expect((await own.list()).map(({ sid }) => sid)).toEqual([RecordingSid]);
    expect((await own(RecordingSid).fetch()).conferenceSid).toBe(ConferenceSid);
    expect((await centre.client.recordings(RecordingSid).fetch()).duration).toBe(listed?.duration);

    await centre.client.recordings(RecordingSid).remove();

    await expect(centre.client.recordings(RecordingSid).fetch()).rejects.toMatchObject({ code: 20_404 });
    expect((await media(`${RecordingSid}.wav`)).status).toBe(404);
  });

  it('hands out the file to the account only', async () => {
    await talk(5, recorded);
    const [{ RecordingSid = '' } = {}] = told();

    const file = await media(`${RecordingSid}.wav`);

    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toBe('audio/x-wav');
    expect(Buffer.from(await file.arrayBuffer()).toString('latin1', 0, 4)).toBe('RIFF');
    expect((await media(`${RecordingSid}.mp3`)).status).toBe(200);
    expect((await media(`${RecordingSid}.wav?RequestedChannels=2`)).status).toBe(400);
    expect((await media(`${RecordingSid}.wav`, 'wrong')).status).toBe(401);
  });

  it('has no file, and nothing to delete, while it goes on', async () => {
    await begin(recorded);
    const [{ RecordingSid = '' } = {}] = told();

    expect((await centre.client.recordings(RecordingSid).fetch()).status).toBe('in-progress');
    expect((await media(`${RecordingSid}.wav`)).status).toBe(404);
    await expect(centre.client.recordings(RecordingSid).remove()).rejects.toMatchObject({ status: 409 });
  });

  it('of less than a second is absent', async () => {
    centre.parties.teach(CUSTOMER, 'wait');
    const agent = await begin(recorded);
    centre.parties.rung(CUSTOMER)[0]?.answer();
    agent.hangUp();
    await centre.advance(3);

    expect(statuses()).toEqual(['in-progress', 'absent']);
  });

  it('records nothing of somebody who stays alone', async () => {
    centre.parties.teach(CUSTOMER, 'busy');
    await talk(2, recorded);

    expect(told()).toEqual([]);
    expect(await centre.client.recordings.list()).toEqual([]);
  });
});

describe('who joins first', () => {
  it('fixes that nothing is recorded', async () => {
    await talk(5, '', {
      conferenceRecord: 'record-from-start',
      conferenceRecordingStatusCallback: `${centre.appUrl}/recording`,
    });

    expect(told()).toEqual([]);
  });

  it('fixes that all is recorded', async () => {
    await talk(5, recorded, { conferenceRecord: 'do-not-record' });

    expect(statuses()).toEqual(['in-progress', 'completed']);
  });
});

describe('a reservation’s conference', () => {
  it('is recorded when the instruction says so', async () => {
    const ada = await centre.hire('ada');
    centre.parties.teach('client:ada', 'answer');
    const caller = centre.parties.call(CUSTOMER, centre.number);
    await centre.advance(3);
    const { taskSid, sid } = await ada.reservation();
    const workspace = centre.client.taskrouter.v1.workspaces(centre.workspaceSid);

    await workspace
      .tasks(taskSid)
      .reservations(sid)
      .update({
        instruction: 'conference',
        from: centre.number,
        endConferenceOnCustomerExit: true,
        conferenceRecord: 'record-from-start',
        conferenceRecordingStatusCallback: `${centre.appUrl}/recording`,
        conferenceRecordingStatusCallbackMethod: 'POST',
      });
    await centre.advance(7);
    caller.hangUp();
    await centre.advance(3);

    expect(statuses()).toEqual(['completed']);
  });
});
