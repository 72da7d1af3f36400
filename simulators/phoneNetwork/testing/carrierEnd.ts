import type { EndpointCall } from '../endpointCall.ts';
import { systemClock } from '../../shared/clock.ts';
import { createAudioTicker } from '../../shared/media/audioTicker.ts';
import { createTone } from '../../shared/media/soundSource.ts';
import { createToneRecogniser } from '../../shared/media/toneRecogniser.ts';

/** What the carrier's end of a call has been told and hears. */
export interface CarrierEnd {
  /** Event types, digits, and at last the cause of the end. */
  readonly told: readonly string[];
  hears(): readonly number[];
  /** 0 to 32768. */
  loudness(): number;
  /** Says another tone and forgets what was heard up to now. */
  changeTo(tone: number): void;
}

/** Takes a call up as a carrier would: says a tone, listens, notes what it is told. */
export function takeUpCall(call: EndpointCall, tone: number): CarrierEnd {
  let say = createTone(tone);
  const told: string[] = [];
  let recogniser = createToneRecogniser();
  const stop = createAudioTicker(systemClock).subscribe(() => {
    recogniser.listen(call.line.read());
    call.line.write(say());
  });
  call.subscribe((event) => {
    told.push(event.type === 'digit' ? event.digit : event.type === 'ended' ? event.cause : event.type);
    if (event.type === 'ended') stop();
  });
  return {
    told,
    hears: () => recogniser.heard().tones,
    loudness: () => recogniser.heard().loudness,
    changeTo(other) {
      say = createTone(other);
      recogniser = createToneRecogniser();
    },
  };
}
