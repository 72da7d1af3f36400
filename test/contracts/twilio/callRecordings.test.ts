import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startCentre, type Centre } from './centre.ts';
import type { Party } from './parties.ts';
import { ACCOUNT } from './twilioKit.ts';

const CALLER = '+14155550199';
const CUSTOMER = '+14155550142';

let centre: Centre;
let caller: Party;
let callSid: string;

/** A caller hears music for a long time. */
beforeEach(async () => {
  centre = await startCentre();
  centre.parties.teach(CUSTOMER, 'answer');
  centre.on('/voice', '<Response><Play loop="0">/music.wav</Play></Response>');
  caller = centre.parties.call(CALLER, centre.number);
  await centre.advance(1);
  callSid = (await centre.client.calls.list({ to: centre.number }))[0]!.sid;
});
afterEach(() => centre.stop());

const recordingsOf = () => centre.client.calls(callSid).recordings;
const begin = (more: object = {}) =>
  recordingsOf().create({
    recordingChannels: 'dual',
    recordingStatusCallback: `${centre.appUrl}/recording`,
    recordingStatusCallbackEvent: ['in-progress', 'completed', 'absent'],
    ...more,
  });
const told = () => centre.at('/recording').map(({ params }) => params);
const statuses = () => told().map(({ RecordingStatus }) => RecordingStatus);

function media(name: string): Promise<Response> {
  const path = `/api/2010-04-01/Accounts/${ACCOUNT.accountSid}/Recordings/${name}`;
  const credentials = Buffer.from(`${ACCOUNT.accountSid}:${ACCOUNT.authToken}`).toString('base64');
  return fetch(centre.standIn.url + path, { headers: { authorization: `Basic ${credentials}` } });
}

describe('a recording of a call', () => {
  it('is begun by request, ends with the call, and tells both', async () => {
    const begun = await begin();
    await centre.advance(10);
    caller.hangUp();
    await centre.advance(2);

    expect(begun).toMatchObject({
      status: 'in-progress',
      channels: 2,
      source: 'StartCallRecordingAPI',
      track: 'both',
      callSid,
    });
    expect(statuses()).toEqual(['in-progress', 'completed']);
    expect(Object.keys(told()[1] ?? {}).sort()).toEqual([
      'AccountSid',
      'CallSid',
      'RecordingChannels',
      'RecordingDuration',
      'RecordingSid',
      'RecordingSource',
      'RecordingStartTime',
      'RecordingStatus',
      'RecordingTrack',
      'RecordingUrl',
    ]);
    expect(told()[1]).toMatchObject({ CallSid: callSid, RecordingDuration: '10', RecordingChannels: '2' });
  });

  it('is paused, resumed and stopped by its sid', async () => {
    const { sid } = await begin();
    const recording = recordingsOf()(sid);
    await centre.advance(2);

    expect(await recording.update({ status: 'paused', pauseBehavior: 'skip' })).toMatchObject({
      status: 'paused',
    });
    await centre.advance(5);
    expect(await recording.update({ status: 'in-progress' })).toMatchObject({ status: 'in-progress' });
    await centre.advance(2);
    expect(await recording.update({ status: 'stopped' })).toMatchObject({ status: 'stopped' });
    await expect(recording.update({ status: 'paused' })).rejects.toMatchObject({ code: 21_220 });
    await centre.advance(2);

    expect(await recording.fetch()).toMatchObject({ status: 'completed', duration: '4' });
    expect(statuses()).toEqual(['in-progress', 'completed']);
    expect(caller.heard.at(-1)).toBe('answered');
  });

  it('is the current one as long as it is the only one that goes on', async () => {
    await begin();
    const current = recordingsOf()('Twilio.CURRENT');

    expect(await current.update({ status: 'paused' })).toMatchObject({ status: 'paused' });
    await begin();
    await expect(current.update({ status: 'in-progress' })).rejects.toMatchObject({ status: 400 });
    caller.hangUp();
    await centre.advance(2);
    await expect(current.update({ status: 'paused' })).rejects.toMatchObject({ code: 20_404 });
  });

  it('is listed, fetched and deleted, from its call and by itself', async () => {
    const { sid } = await begin();
    await centre.advance(3);
    caller.hangUp();
    await centre.advance(2);

    expect((await recordingsOf().list()).map((each) => each.sid)).toEqual([sid]);
    expect((await centre.client.recordings.list({ callSid })).map((each) => each.sid)).toEqual([sid]);
    expect(await centre.client.recordings.list({ callSid: `CA${'0'.repeat(32)}` })).toEqual([]);
    expect(await centre.client.recordings(sid).fetch()).toMatchObject({ channels: 2, conferenceSid: null });

    await recordingsOf()(sid).remove();

    await expect(recordingsOf()(sid).fetch()).rejects.toMatchObject({ code: 20_404 });
  });

  it('is handed out in one channel, or in two when it has them', async () => {
    const dual = await begin();
    const mono = await begin({ recordingChannels: 'mono' });
    await centre.advance(3);
    caller.hangUp();
    await centre.advance(2);

    const channels = async (name: string) =>
      Buffer.from(await (await media(name)).arrayBuffer()).readUInt16LE(22);
    expect(await channels(`${dual.sid}.wav`)).toBe(1);
    expect(await channels(`${dual.sid}.wav?RequestedChannels=2`)).toBe(2);
    const refused = await media(`${mono.sid}.wav?RequestedChannels=2`);
    expect([refused.status, await refused.json()]).toEqual([400, expect.objectContaining({ code: 16_113 })]);
  });

  it('goes on when the call is sent elsewhere', async () => {
    const { sid } = await begin();
    await centre.client.calls(callSid).update({ twiml: '<Response><Pause length="60"/></Response>' });
    await centre.advance(3);

    expect(await recordingsOf()(sid).fetch()).toMatchObject({ status: 'in-progress' });
  });

  it('needs a call that goes on', async () => {
    caller.hangUp();
    await centre.advance(1);

    await expect(begin()).rejects.toMatchObject({ status: 400, code: 21_220 });
  });

  it('begins with the answer when the call is made so', async () => {
    const { sid } = await centre.client.calls.create({
      to: CUSTOMER,
      from: centre.number,
      twiml: '<Response><Pause length="3"/></Response>',
      record: true,
      recordingStatusCallback: `${centre.appUrl}/recording`,
    });
    await centre.advance(8);

    expect(told()).toMatchObject([{ CallSid: sid, RecordingSource: 'OutboundAPI', RecordingDuration: '3' }]);
  });

  it('begins with the answer when a participant is brought in so', async () => {
    await centre.client.conferences('talk').participants.create({
      to: CUSTOMER,
      from: centre.number,
      record: true,
      recordingChannels: 'dual',
      recordingStatusCallback: `${centre.appUrl}/recording`,
    });
    await centre.advance(4);
    centre.parties.rung(CUSTOMER)[0]?.hangUp();
    await centre.advance(2);

    expect(told()).toMatchObject([{ RecordingSource: 'OutboundAPI', RecordingChannels: '2' }]);
  });
});

describe('a recording of a conference', () => {
  it('is paused, resumed and stopped', async () => {
    centre.on(
      '/voice',
      '<Response><Dial><Conference record="record-from-start" recordingStatusCallback="/recording">talk</Conference></Dial></Response>',
    );
    centre.parties.call(CALLER, centre.number);
    centre.parties.call('+14155550198', centre.number);
    await centre.advance(2);
    const [conference] = await centre.client.conferences.list({ friendlyName: 'talk' });
    const current = centre.client.conferences(conference!.sid).recordings('Twilio.CURRENT');

    expect(await current.update({ status: 'paused' })).toMatchObject({ status: 'paused' });
    expect(await current.update({ status: 'in-progress' })).toMatchObject({ status: 'in-progress' });
    expect(await current.update({ status: 'stopped' })).toMatchObject({ status: 'stopped' });
    await centre.advance(2);

    expect(statuses()).toEqual(['completed']);
  });
});

describe('<Record>', () => {
  const leave = async (attributes: string) => {
    centre.on(
      '/voice',
      `<Response><Say>Speak</Say><Record action="/recorded" recordingStatusCallback="/recording" ${attributes}/><Redirect>/nothing</Redirect></Response>`,
    );
    const party = centre.parties.call('+14155550198', centre.number);
    await centre.advance(1);
    return party;
  };
  const result = () => centre.at('/recorded').map(({ params }) => params);

  it('ends with a key, and tells its action what there is', async () => {
    const party = await leave('');
    await centre.advance(6);
    party.press('#');
    await centre.advance(2);

    expect(result()).toMatchObject([{ Digits: '#', CallStatus: 'in-progress', RecordingDuration: '6' }]);
    expect(result()[0]?.RecordingUrl).toMatch(/\/Recordings\/RE[0-9a-f]{32}$/);
    expect(told()).toMatchObject([
      {
        RecordingSource: 'RecordVerb',
        RecordingStatus: 'completed',
        RecordingUrl: result()[0]?.RecordingUrl,
      },
    ]);
  });

  it('ends with the call; the action hears of it, and what it answers is not carried out', async () => {
    centre.on('/recorded', '<Response><Redirect>/more</Redirect></Response>');
    const party = await leave('');
    await centre.advance(6);
    party.hangUp();
    await centre.advance(2);

    expect(result()).toMatchObject([{ Digits: 'hangup', CallStatus: 'completed', RecordingDuration: '6' }]);
    expect(centre.at('/more')).toEqual([]);
    expect(statuses()).toEqual(['completed']);
  });

  it('ends at its longest', async () => {
    await leave('maxLength="10" playBeep="false"');
    await centre.advance(12);

    expect(result()).toMatchObject([{ RecordingDuration: '10' }]);
    expect(result()[0]).not.toHaveProperty('Digits');
  });

  it('knows only the keys that it is told', async () => {
    const party = await leave('finishOnKey="*"');
    await centre.advance(3);
    party.press('1#');
    await centre.advance(3);
    party.press('*');
    await centre.advance(1);

    expect(result()).toMatchObject([{ Digits: '*' }]);
  });

  it('ends when the call is sent elsewhere; the action does not hear of it', async () => {
    await leave('');
    await centre.advance(4);
    const [call] = await centre.client.calls.list({ from: '+14155550198' });
    await centre.client.calls(call!.sid).update({ twiml: '<Response><Pause length="60"/></Response>' });
    await centre.advance(2);

    expect(result()).toEqual([]);
    expect(statuses()).toEqual(['completed']);
  });
});
