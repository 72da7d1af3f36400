import type { Ani, Dnis, Instant, InteractionId } from '../../../../../../softphone/core/index.ts';
import type { CallLog } from '../../../../callCenter/ports/crm.ts';
import type { LegId } from '../../../../callCenter/ports/telephony.ts';

let logs = 0;

/** The log of an answered call, one of its own each time. */
export function aLog(changes: Partial<CallLog> = {}): CallLog {
  const interactionId = `interaction-${++logs}` as InteractionId;
  return {
    key: interactionId,
    kind: 'inbound',
    policy: { log: 'closed' },
    interactionId,
    direction: 'inbound',
    ani: '+14155550100' as Ani,
    dnis: '+14155550170' as Dnis,
    queue: 'Support',
    outcome: 'answered',
    startedAt: Date.UTC(2026, 4, 8, 19) as Instant,
    endedAt: Date.UTC(2026, 4, 8, 19, 2) as Instant,
    waitSeconds: 12,
    ringSeconds: 4,
    talkSeconds: 61,
    holdSeconds: 0,
    wrapUpSeconds: 30,
    hungUpBy: 'customer',
    recorded: false,
    notes: 'Wants a new meter',
    customerLegId: 'CA1' as LegId,
    ...changes,
  };
}
