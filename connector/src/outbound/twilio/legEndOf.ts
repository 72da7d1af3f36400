import type { Instant } from '../../../../softphone/core/index.ts';
import type { LegEnd } from '../../callCenter/ports/telephony.ts';

const causes = new Map<string, LegEnd['cause']>([
  ['completed', 'completed'],
  ['busy', 'busy'],
  ['no-answer', 'noAnswer'],
  ['failed', 'failed'],
  ['canceled', 'canceled'],
]);

/** The end of a call by its resource. Source: twilio.com/docs/voice/api/call-resource, "Call Status values". */
export function legEndOf(call: {
  readonly status: string;
  readonly endTime: Date | null;
}): LegEnd | undefined {
  const cause = causes.get(call.status);
  if (!cause) return undefined;
  const endedAt = call.endTime?.getTime();
  return { cause, ...(endedAt !== undefined && { endedAt: endedAt as Instant }) };
}
