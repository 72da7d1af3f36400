import { OUTBOUND_CALLS } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { DIRECT_CALLS } from '../ports/orgSettings.ts';
import type { CallCenterSettings } from '../settings.ts';
import type { RecordingWish } from './recording.ts';

/**
 * The interaction with what the org's rule wants for an agent who takes it now: the rule of the queue that it is in.
 * A call that comes into a queue that is not recorded is not recorded there, though it was before. A pause ends when
 * another agent takes the call over, and not when a colleague is asked into the call.
 */
export function withRecordingRule(
  record: InteractionRecord,
  settings: Pick<CallCenterSettings, 'recordsCalls'>,
): InteractionRecord {
  const { recordingWish: _before, ...rest } = record;
  const recordingWish = ruledWish(record, settings);
  return recordingWish === undefined ? rest : { ...rest, recordingWish };
}

function ruledWish(
  { direction, queue, recording }: InteractionRecord,
  { recordsCalls }: Pick<CallCenterSettings, 'recordsCalls'>,
): RecordingWish | undefined {
  if (direction === 'internal') return undefined;
  if (recordsCalls(queue ?? (direction === 'outbound' ? OUTBOUND_CALLS : DIRECT_CALLS))) return 'running';
  return recording && 'off';
}
