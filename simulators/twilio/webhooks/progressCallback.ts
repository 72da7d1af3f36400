/** How a webhook is sent. */
export type HttpMethod = 'GET' | 'POST';

/** POST unless the word says GET. */
export function methodOf(word: string | undefined): HttpMethod {
  return word?.toUpperCase() === 'GET' ? 'GET' : 'POST';
}

/** Where progress is told, and which steps of it. */
export interface ProgressCallback {
  readonly url: string;
  readonly method: HttpMethod;
  readonly events: readonly string[];
}

const standardEvents = {
  StatusCallback: 'completed',
  ConferenceStatusCallback: 'start end',
  RecordingStatusCallback: 'completed',
  ConferenceRecordingStatusCallback: 'completed',
} as const;

/**
 * Reads `StatusCallback`, `StatusCallbackMethod` and `StatusCallbackEvent`, or the same of a conference or a recording.
 * Events are words with spaces or commas between them.
 */
export function progressCallback(
  read: (name: string) => string | undefined,
  name: keyof typeof standardEvents,
): ProgressCallback | undefined {
  const url = read(name);
  if (!url) return undefined;
  const events = read(`${name}Event`) ?? standardEvents[name];
  return { url, method: methodOf(read(`${name}Method`)), events: events.split(/[\s,]+/) };
}
