import { OUTBOUND_CALLS } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { CallCenterSettings } from '../settings.ts';
import type { Recording } from './recording.ts';

/**
 * The recording that a call gets when its parties are brought together, by the org's rule for its queue. It is decided
 * once, before the conference exists: whoever joins it first fixes whether the carrier records.
 */
export function askToRecord(
  { recordsCalls }: Pick<CallCenterSettings, 'recordsCalls'>,
  { direction, queue }: Pick<InteractionRecord, 'direction' | 'queue'>,
): { readonly recording?: Recording } {
  if (direction === 'internal') return {};
  const ruled = direction === 'outbound' ? OUTBOUND_CALLS : queue;
  return ruled !== undefined && recordsCalls(ruled) ? { recording: { state: 'asked' } } : {};
}
