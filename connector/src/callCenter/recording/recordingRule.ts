import { OUTBOUND_CALLS } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { DIRECT_CALLS } from '../ports/orgSettings.ts';
import type { CallCenterSettings } from '../settings.ts';
import type { RecordingWish } from './recording.ts';

/**
 * The interaction with what the org's rule wants for an agent who takes it now: the rule of the queue that it is in.
 * A call that comes into a queue that is not recorded is not recorded there, though it was before. A pause ends when
 * another agent takes the call over, and not when a colleague is asked into the call. Where agents decide, what runs
 * goes on and what rests waits for an agent.
 */
export function withRecordingRule(
  record: InteractionRecord,
  settings: Pick<CallCenterSettings, 'recordingPolicy'>,
): InteractionRecord {
  const { recordingWish: _before, ...rest } = record;
  const recordingWish = ruledWish(record, settings);
  return recordingWish === undefined ? rest : { ...rest, recordingWish };
}

function ruledWish(
  { direction, queue, recording, recordingWish }: InteractionRecord,
  { recordingPolicy }: Pick<CallCenterSettings, 'recordingPolicy'>,
): RecordingWish | undefined {
  if (direction === 'internal') return undefined;
  switch (recordingPolicy(queue ?? (direction === 'outbound' ? OUTBOUND_CALLS : DIRECT_CALLS))) {
    case 'all':
      return 'running';
    case 'onDemand':
      return recordingWish === 'running' || recordingWish === 'paused' ? recordingWish : 'onDemand';
    case 'none':
      return recording && 'off';
  }
}
