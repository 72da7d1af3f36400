import type Twilio from 'twilio/lib/rest/Twilio.js';
import type { RecordingId } from '../../callCenter/recording/recording.ts';
import { askTwilio, isGone } from './twilioFailure.ts';

/** Deletes recordings at Twilio, sound and transcription (twilio.com/docs/voice/api/recording, "Delete a Recording"). */
export function createRecordingEraser(
  client: Pick<Twilio, 'recordings'>,
): (recordingId: RecordingId) => Promise<boolean> {
  return async (recordingId) => {
    try {
      return await askTwilio(() => client.recordings(recordingId).remove());
    } catch (failure) {
      if (isGone(failure)) return false;
      throw failure;
    }
  };
}
