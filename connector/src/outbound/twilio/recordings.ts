import type { ReadableStream } from 'node:stream/web';
import type Twilio from 'twilio/lib/rest/Twilio.js';
import type { RecordingSound, Recordings } from '../../callCenter/ports/recordings.ts';
import { TelephonyError } from '../../callCenter/ports/telephony.ts';
import { findRecording } from './legRecordings.ts';
import { twilioApi, type TwilioAccount } from './twilioClient.ts';
import { askTwilio } from './twilioFailure.ts';

/** How long Twilio may take to begin; the sound itself may take as long as its listener. */
const TIMEOUT_MS = 10_000;

export interface TwilioRecordingsParts extends TwilioAccount {
  readonly client: Twilio;
}

/**
 * `Recordings` on Twilio's media addresses, with the account's credentials. Twilio's own client reads whole answers into
 * memory, so this one does not go through it. Source: twilio.com/docs/voice/api/recording, "Fetch a Recording's media file".
 */
export function createTwilioRecordings(parts: TwilioRecordingsParts): Recordings {
  const { accountSid, authToken, client } = parts;
  const media = `${twilioApi(parts)}/2010-04-01/Accounts/${accountSid}/Recordings`;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;

  return {
    find: (legId, what) => askTwilio(() => findRecording(client, legId, what)),

    async open(recordingId, signal) {
      // An answer that is compressed has another length than its sound.
      const headers = { authorization, 'accept-encoding': 'identity' };
      const response = await begun(
        (limit) => fetch(`${media}/${recordingId}.mp3`, { headers, signal: limit }),
        signal,
      );
      if (response.ok && response.body) return soundOf(response, response.body as ReadableStream<Uint8Array>);
      await response.body?.cancel();
      if (response.status === 404) return undefined;
      const refused = response.status < 500 && response.status !== 429;
      throw new TelephonyError(refused ? 'TELEPHONY_REFUSED' : 'TELEPHONY_UNAVAILABLE');
    },
  };
}

async function begun(
  request: (signal: AbortSignal) => Promise<Response>,
  signal: AbortSignal,
): Promise<Response> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), TIMEOUT_MS);
  try {
    return await request(AbortSignal.any([signal, late.signal]));
  } catch (cause) {
    throw new TelephonyError('TELEPHONY_UNAVAILABLE', { cause });
  } finally {
    clearTimeout(timer);
  }
}

function soundOf({ headers }: Response, bytes: AsyncIterable<Uint8Array>): RecordingSound {
  const length = headers.get('content-length');
  return {
    type: headers.get('content-type') ?? 'audio/mpeg',
    ...(length !== null && { length: Number(length) }),
    bytes,
  };
}
