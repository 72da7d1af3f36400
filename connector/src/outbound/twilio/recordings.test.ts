import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RecordingSound, Recordings } from '../../callCenter/ports/recordings.ts';
import type { RecordingId } from '../../callCenter/recording/recording.ts';
import { createTwilioRecordings } from './recordings.ts';
import { createTwilioClient } from './twilioClient.ts';
import { sid } from './testing/telephonyKit.ts';

const recordingId = sid('RE') as RecordingId;
const forever = new AbortController().signal;

let server: Server;
let recordings: Recordings;
let asked: IncomingMessage[];
let answer: (response: ServerResponse) => void;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(request);
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const account = { accountSid: sid('AC'), authToken: 'token', apiUrl };
  recordings = createTwilioRecordings({
    ...account,
    client: createTwilioClient(account),
  });
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function textOf(sound: RecordingSound | undefined): Promise<string> {
  let text = '';
  for await (const bytes of sound?.bytes ?? []) text += Buffer.from(bytes).toString();
  return text;
}

describe('the sound of a recording', () => {
  it('is fetched as MP3 with the account’s credentials', async () => {
    answer = (response) =>
      response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': '5' }).end('sound');

    const sound = await recordings.open(recordingId, forever);

    expect(sound).toMatchObject({ type: 'audio/mpeg', length: 5 });
    expect(await textOf(sound)).toBe('sound');
    expect(asked[0]?.url).toBe(`/api/2010-04-01/Accounts/${sid('AC')}/Recordings/${recordingId}.mp3`);
    expect(asked[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from(`${sid('AC')}:token`).toString('base64')}`,
    );
  });

  it('may be of a length that nobody knows', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'audio/x-wav' });
      response.write('so');
      response.end('und');
    };

    const sound = await recordings.open(recordingId, forever);

    expect(sound?.length).toBeUndefined();
    expect(await textOf(sound)).toBe('sound');
  });

  it('is not there when Twilio does not know the recording', async () => {
    answer = (response) => response.writeHead(404).end();

    expect(await recordings.open(recordingId, forever)).toBeUndefined();
  });

  it.each([
    [401, 'TELEPHONY_REFUSED'],
    [429, 'TELEPHONY_UNAVAILABLE'],
    [503, 'TELEPHONY_UNAVAILABLE'],
  ])('fails when Twilio answers %i', async (status, code) => {
    answer = (response) => response.writeHead(status).end();

    await expect(recordings.open(recordingId, forever)).rejects.toMatchObject({ code });
  });

  it('fails when Twilio cannot be reached', async () => {
    answer = (response) => response.destroy();

    await expect(recordings.open(recordingId, forever)).rejects.toMatchObject({
      code: 'TELEPHONY_UNAVAILABLE',
    });
  });

  it('is not fetched further when nobody listens any more', async () => {
    let ended: () => void;
    const closed = new Promise<void>((resolve) => (ended = resolve));
    answer = (response) => {
      response.on('close', () => ended());
      response.writeHead(200, { 'content-length': '1000' }).write('so');
    };
    const listener = new AbortController();
    const sound = await recordings.open(recordingId, listener.signal);

    listener.abort();

    await expect(textOf(sound)).rejects.toThrow();
    await closed;
  });
});
