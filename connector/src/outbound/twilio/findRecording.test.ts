import Twilio from 'twilio/lib/rest/Twilio.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Recordings } from '../../callCenter/ports/recordings.ts';
import { twilioAddresses } from '../../twilioAddresses.ts';
import { createTwilioRecordings } from './recordings.ts';
import { AnsweringClient, page2010, refused } from './testing/answeringClient.ts';
import { interactionId, reservation, sid } from './testing/telephonyKit.ts';

const outbound = { id: interactionId, direction: 'outbound' } as const;

let http: AnsweringClient;
let recordings: Recordings;

beforeEach(() => {
  http = new AnsweringClient().on(
    'get',
    /\/Conferences.json$/,
    page2010('conferences', [{ sid: sid('CF') }]),
  );
  const account = { accountSid: sid('AC'), authToken: 'token' };
  recordings = createTwilioRecordings({
    ...account,
    client: new Twilio(account.accountSid, account.authToken, { httpClient: http }),
    addresses: twilioAddresses('https://connector.example.com'),
  });
});

function given(...rows: object[]): void {
  http.on('get', /\/Recordings.json$/, page2010('recordings', rows));
}

describe('the recording of an interaction', () => {
  it.each([
    ['completed', { state: 'kept', recordingId: sid('RE'), seconds: 12 }],
    ['absent', { state: 'absent' }],
    ['deleted', { state: 'deleted', recordingId: sid('RE') }],
    ['processing', undefined],
    ['in-progress', undefined],
    ['stopped', undefined],
  ])('that is %s at Twilio', async (status, expected) => {
    given({ sid: sid('RE'), status, duration: '12' });

    expect(await recordings.find(outbound)).toEqual(expected);
  });

  it('is absent where Twilio made none', async () => {
    given();

    expect(await recordings.find(outbound)).toEqual({ state: 'absent' });
  });

  it('is that of the conference with the interaction’s name, or with its task’s when a reservation brought it', async () => {
    given();

    await recordings.find(outbound);
    await recordings.find({ id: interactionId, direction: 'inbound', reservation });

    const names = http.sent.flatMap(({ url }) => new URL(url).searchParams.get('FriendlyName') ?? []);
    expect(names).toEqual(['i-i1', sid('WT')]);
  });

  it('is absent for a caller who was never connected', async () => {
    expect(await recordings.find({ id: interactionId, direction: 'inbound' })).toEqual({ state: 'absent' });
    expect(http.sent).toEqual([]);
  });

  it('cannot be known while Twilio does not answer', async () => {
    http.on('get', /\/Recordings.json$/, refused(503, 20_503));

    await expect(recordings.find(outbound)).rejects.toMatchObject({ code: 'TELEPHONY_UNAVAILABLE' });
  });
});
