import { progressCallback } from '../webhooks/progressCallback.ts';
import type { RecordingPlan, RecordingSource, RecordingTrack } from './recording.ts';

type Read = (name: string) => string | undefined;

/** Reads `ConferenceRecord` and its callback; `undefined` when nothing is to be recorded. */
export function conferencePlan(read: Read): RecordingPlan | undefined {
  const wanted = read('ConferenceRecord');
  if (wanted !== 'true' && wanted !== 'record-from-start') return undefined;
  return conferenceRecording(progressCallback(read, 'ConferenceRecordingStatusCallback'));
}

/** Conferences are recorded in one channel. */
export function conferenceRecording(callback: RecordingPlan['callback']): RecordingPlan {
  return { source: 'Conference', channels: 1, track: 'both', callback };
}

/** Reads `RecordingChannels`, `RecordingTrack` and `RecordingStatusCallback`; mono and both tracks unless said. */
export function callPlan(read: Read, source: RecordingSource): RecordingPlan {
  const track = read('RecordingTrack');
  return {
    source,
    channels: read('RecordingChannels') === 'dual' ? 2 : 1,
    track: isTrack(track) ? track : 'both',
    callback: progressCallback(read, 'RecordingStatusCallback'),
  };
}

function isTrack(text: string | undefined): text is RecordingTrack {
  return text === 'inbound' || text === 'outbound' || text === 'both';
}
