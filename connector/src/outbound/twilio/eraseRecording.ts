import type Twilio from 'twilio/lib/rest/Twilio.js';
import { TelephonyError } from '../../callCenter/ports/telephony.ts';
import type { RecordingId } from '../../callCenter/recording/recording.ts';
import { askTwilio, isGone } from './twilioFailure.ts';

/** Source: twilio.com/docs/api/errors/20404. */
const NOT_FOUND = 20_404;

/** Deletes recordings at Twilio, sound and transcription (twilio.com/docs/voice/api/recording, "Delete a Recording"). */
export function createRecordingEraser(
  client: Pick<Twilio, 'recordings'>,
): (recordingId: RecordingId) => Promise<boolean> {
  return async (recordingId) => {
    try {
      return await askTwilio(() => client.recordings(recordingId).remove());
    } catch (failure) {
      if (!isGone(failure)) throw failure;
      if (failure.vendorCode === NOT_FOUND) return false;
      // It is there, and not finished yet.
      throw new TelephonyError('TELEPHONY_UNAVAILABLE', { cause: failure, vendorCode: failure.vendorCode });
    }
  };
}
