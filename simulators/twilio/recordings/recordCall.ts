import { mixFrames } from '../../shared/media/mixFrames.ts';
import { silence } from '../../shared/media/soundSource.ts';
import type { LineSound } from '../../shared/media/tappedLine.ts';
import type { Call } from '../calls/call.ts';
import type { SoundStudio } from '../sound.ts';
import type { Channels, Recording, RecordingPlan } from './recording.ts';
import type { Recordings } from './recordings.ts';

/** What recording calls needs of the stand-in. */
export interface CallRecorder {
  readonly recordings: Recordings;
  readonly sound: SoundStudio;
}

/**
 * Records a call until it ends, wherever it goes. In two channels the first is what the party says,
 * the second what it hears. Source: twilio.com/docs/voice/tutorials/call-recording.
 */
export function recordCall({ recordings, sound }: CallRecorder, call: Call, plan: RecordingPlan): Recording {
  const recording = recordings.begin({ callSid: call.sid }, plan, (push) =>
    call.line
      ? sound.listen(call.line, (passed) => {
          push(channelsOf(plan, passed));
        })
      : () => undefined,
  );
  call.subscribe(({ type }) => {
    if (type === 'ended') recording.stop();
  });
  return recording;
}

function channelsOf({ channels, track }: RecordingPlan, passed: LineSound): Channels {
  const said = track === 'outbound' ? silence() : passed.said;
  const heard = track === 'inbound' ? silence() : passed.heard;
  return channels === 2 ? [said, heard] : [mixFrames([said, heard])];
}
