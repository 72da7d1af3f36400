import type { RecordingId } from '../../callCenter/recording/recording.ts';
import type { Recording } from '../../callCenter/recording/recording.ts';
import type { TelephonyNews } from '../../callCenter/telephonyEvents.ts';
import { interactionIdOf, requiredText, sidOf, textOf, type WebhookForm } from './webhookForm.ts';

/** How far a recording is. Source: twilio.com/docs/voice/twiml/conference, "recordingStatusCallback". */
export function recordingNews(form: WebhookForm): TelephonyNews | undefined {
  const interactionId = interactionIdOf(form);
  const status = requiredText(form, 'RecordingStatus');
  const recording = recordingOf(form, status);
  if (!recording) return undefined;
  const about = textOf(form, 'RecordingSid') ?? interactionId;
  return { key: `recording:${about}:${status}`, type: 'recordingChanged', interactionId, recording };
}

function recordingOf(form: WebhookForm, status: string): Recording | undefined {
  const recordingId = () => sidOf(form, 'RecordingSid', 'RE') as RecordingId;
  switch (status) {
    case 'in-progress':
      return { state: 'running', recordingId: recordingId() };
    case 'completed':
      return { state: 'kept', recordingId: recordingId(), seconds: secondsOf(form) };
    case 'absent':
    case 'failed':
      return { state: 'absent' };
    default:
      return undefined;
  }
}

/** Whole seconds; the recording is playable without. */
function secondsOf(form: WebhookForm): number {
  const seconds = Number(textOf(form, 'RecordingDuration'));
  return Number.isInteger(seconds) && seconds > 0 ? seconds : 0;
}
