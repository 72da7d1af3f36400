import type { Recording, RecordingId } from '../../callCenter/recording/recording.ts';
import type { CallQuestion, TelephonyNews } from '../../callCenter/telephonyEvents.ts';
import { interactionIdOf, requiredText, sidOf, textOf, type WebhookForm } from './webhookForm.ts';

/**
 * How far the recording of a call, or of a message, is. Source: twilio.com/docs/voice/api/recording,
 * "RecordingStatusCallback", and twilio.com/docs/voice/twiml/record, "recordingStatusCallback".
 */
export function recordingNews(form: WebhookForm): TelephonyNews | undefined {
  const interactionId = interactionIdOf(form);
  const status = requiredText(form, 'RecordingStatus');
  const recording = recordingOf(form, status);
  if (!recording) return undefined;
  const about = textOf(form, 'RecordingSid') ?? interactionId;
  const facts = { key: `recording:${about}:${status}`, interactionId, recording };
  if (textOf(form, 'RecordingSource') !== 'RecordVerb') return { ...facts, type: 'recordingChanged' };
  // That a caller has begun to speak does not say whether there will be a message.
  return recording.state === 'running' ? undefined : { ...facts, type: 'messageChanged' };
}

/**
 * The caller has spoken, or there was no word: then the recording is not named. Source:
 * twilio.com/docs/voice/twiml/record, "action".
 */
export function messageLeft(form: WebhookForm): CallQuestion {
  const [recordingId] = /RE[0-9a-fA-F]{32}/.exec(textOf(form, 'RecordingUrl') ?? '') ?? [];
  return {
    type: 'messageLeft',
    interactionId: interactionIdOf(form),
    ...(recordingId !== undefined && {
      message: { recordingId: recordingId as RecordingId, seconds: secondsOf(form) },
    }),
  };
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
