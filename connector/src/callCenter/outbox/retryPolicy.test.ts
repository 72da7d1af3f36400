import { describe, expect, it } from '@jest/globals';
import type { AgentId, InteractionId } from '../../../../softphone/core/index.ts';
import type { Effect } from '../effects.ts';
import { CrmError } from '../ports/crm.ts';
import { TelephonyError, type LegId, type ReservationRef } from '../ports/telephony.ts';
import { verdictOn } from './retryPolicy.ts';

const interactionId = 'i' as InteractionId;
const reservation = {} as ReservationRef;
const endLeg: Effect = { type: 'endLeg', interactionId, legId: 'CA' as LegId };
const release: Effect = { type: 'releaseAgent', interactionId, reservation };
const findMatches: Effect = { type: 'findMatches', interactionId };
const saveCallLog: Effect = { type: 'saveCallLog', interactionId };
const unreachable = new TelephonyError('TELEPHONY_UNAVAILABLE');

describe('an effect that failed', () => {
  it('is done when there is nothing to end any more', () => {
    expect(verdictOn(endLeg, 1, new TelephonyError('TELEPHONY_GONE'))).toEqual({ kind: 'done' });
  });

  it('is tried again, later each time, and at least once a minute', () => {
    const delays = [1, 2, 3, 20].map((attempts) => verdictOn(release, attempts, unreachable));

    expect(delays).toEqual([250, 500, 1_000, 60_000].map((afterMs) => ({ kind: 'retry', afterMs })));
  });

  it('is tried again at once, some times, when somebody else was faster', () => {
    const align: Effect = { type: 'setAvailability', agentId: '005A' as AgentId };
    const overtaken = new TelephonyError('TELEPHONY_OVERTAKEN');

    expect(verdictOn(align, 3, overtaken)).toEqual({ kind: 'retry', afterMs: 0 });
    expect(verdictOn(align, 4, overtaken)).toEqual({ kind: 'retry', afterMs: 2_000 });
  });

  it('is given up after some seconds when people wait for it', () => {
    expect(verdictOn(findMatches, 6, new CrmError('CRM_UNAVAILABLE'))).toMatchObject({ kind: 'giveUp' });
  });

  it.each([endLeg, release, saveCallLog])(
    'is kept for hours when it puts things right afterwards: $type',
    (effect) => {
      expect(verdictOn(effect, 500, unreachable)).toMatchObject({ kind: 'retry' });
    },
  );

  it('is given up at once when it is refused for good', () => {
    expect(
      verdictOn(
        saveCallLog,
        1,
        new CrmError('CALL_LOG_REJECTED', { detail: 'Too long', fields: ['Queue__c'] }),
      ),
    ).toEqual({
      kind: 'giveUp',
      reason: 'Too long',
      fields: ['Queue__c'],
    });
  });
});
