import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { agentStateOf, type InteractionId } from '../../../softphone/core/index.ts';
import { CrmError } from './ports/crm.ts';
import { CUSTOMER_LEG, openCallCenterKit, ROOM, type CallCenterKit } from './testing/callCenterKit.ts';

const HOUR_MS = 3_600_000;

let kit: CallCenterKit;

beforeEach(async () => {
  kit = await openCallCenterKit();
  kit.failing.set('findMatches', new CrmError('CRM_UNAVAILABLE'));
  kit.failing.set('saveCallLog', new CrmError('CRM_UNAVAILABLE'));
});

afterEach(() => kit.stop());

/** A call from its arrival to the end of the agent's wrap-up. */
async function aWholeCall(): Promise<InteractionId> {
  const interactionId = await kit.talk();
  expect(agentStateOf(await kit.desk()).name).toBe('onCall');
  await kit.tell({ type: 'legLeft', interactionId, legId: CUSTOMER_LEG, room: ROOM });
  await kit.command({ type: 'completeWrapUp', interactionId });
  await kit.settle();
  return interactionId;
}

/** Lets time pass in steps, and what falls due come to its end. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 10_000) {
    kit.clock.advance(10_000);
    await kit.settle();
  }
}

describe('while the CRM is away', () => {
  it('a call rings, is answered and ends as ever, and shows nobody who calls', async () => {
    const interactionId = await aWholeCall();
    await pass(60_000);

    expect((await kit.recordOf(interactionId)).matches).toEqual([]);
    expect(agentStateOf(await kit.desk()).name).toBe('ready');
  });

  it('for an hour, the log waits, is tried less and less often, and is written once when it is back', async () => {
    await aWholeCall();
    await pass(HOUR_MS);

    expect(kit.saved).toEqual([]);
    expect(kit.problems.length).toBeLessThan(90);

    kit.failing.clear();
    await pass(60_000);
    expect(kit.saved).toHaveLength(1);
  });

  it('a log waits through a restart of the connector', async () => {
    const interactionId = await aWholeCall();

    await kit.restarts();
    kit.failing.clear();
    await pass(60_000);

    expect(kit.saved.map((log) => log.interactionId)).toEqual([interactionId]);
  });
});
