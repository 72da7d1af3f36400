import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type InteractionId } from '../../../softphone/core/index.ts';
import { agentPartyId } from './interactions/partyRecord.ts';
import { StoreError } from './ports/store.ts';
import { TelephonyError } from './ports/telephony.ts';
import { AGENT, CUSTOMER_LEG, openCallCenterKit, type CallCenterKit } from './testing/callCenterKit.ts';
import { failuresAt } from './testing/failuresAt.ts';
import { OTHER, otherIsReady, OUTSIDE_PARTY, PARTNER, THIRD, thirdIsReady } from './testing/secondAgent.ts';

/** Twilio's published sample for several calls has ten defects that callers notice; here is what must not happen. */
describe('several calls, where another implementation fails', () => {
  let kit: CallCenterKit;
  let interactionId: InteractionId;

  beforeEach(async () => {
    kit = await openCallCenterKit();
    await otherIsReady(kit);
    interactionId = await kit.talk();
  });
  afterEach(() => kit.stop());

  const park = () => kit.orders(AGENT, { type: 'park', interactionId });
  const pickUp = (agentId = OTHER) => kit.orders(agentId, { type: 'pickUp', interactionId });
  const orbits = async () => (await kit.callCenter.parkedCalls()).map(({ orbit }) => orbit);

  it('1: no parked call is left behind in the list by a caller who hangs up in the moment of parking', async () => {
    const answer = kit.carrier.delays('setSound');
    await Promise.all([
      kit.callCenter.command(AGENT, { type: 'park', interactionId }),
      kit.tell({ type: 'callerGone', legId: CUSTOMER_LEG }),
    ]);
    answer();
    await kit.settle();

    expect(await orbits()).toEqual([]);
    expect(await pickUp()).toEqual({ code: 'CALL_GONE' });
    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'ended' });
  });

  it('2: no caller is on hold in no list: the list, the desk and what is asked of the carrier are one change', async () => {
    const { at } = { at: kit.clock.now() };
    await expect(
      kit.breaksStore(() => kit.callCenter.command(AGENT, { type: 'park', interactionId })),
    ).rejects.toThrow(StoreError);
    await kit.settle();

    expect(await orbits()).toEqual([]);
    expect(await kit.callAt(AGENT, interactionId)).toMatchObject({ call: { state: 'connected' } });
    expect(await kit.appliedSounds(interactionId)).toMatchObject({ [CUSTOMER_PARTY]: 'talk' });
    expect(kit.endedLegs()).toEqual([]);

    expect(await park()).toBeUndefined();
    expect(await kit.callCenter.parkedCalls()).toMatchObject([{ orbit: '701', since: at }]);
  });

  it('3: music does not come to an end, and the caller is not hung up by it', async () => {
    await park();
    for (let recalls = 0; recalls < 3; recalls += 1) {
      await kit.passes(120);
      await kit.answers(interactionId);
      await park();
    }

    expect(await kit.appliedSounds(interactionId)).toEqual({ [CUSTOMER_PARTY]: 'music' });
    expect(kit.endedLegs()).not.toContain(CUSTOMER_LEG);
    expect(await orbits()).toEqual(['701']);
  });

  it('4: a pick-up that the carrier fails does not lose the call, nor is it said to have gone well', async () => {
    const failures = failuresAt(kit, OTHER);
    await park();
    kit.failing.set('ringParty', new TelephonyError('TELEPHONY_UNAVAILABLE'));
    await pickUp();
    await kit.passes(60);

    expect(failures).toEqual(['COMMAND_FAILED']);
    expect(await orbits()).toEqual(['701']);
    expect(await kit.stateOf(OTHER)).toBe('ready');
    expect(kit.endedLegs()).not.toContain(CUSTOMER_LEG);
  });

  it('5: no agent steers a call that another agent has, whatever the browser sends', async () => {
    const partyId = CUSTOMER_PARTY;
    const target = { kind: 'agent', agentId: OTHER } as const;
    for (const type of [
      'hangUp',
      'park',
      'leave',
      'swap',
      'joinAll',
      'activate',
      'rejoin',
      'answer',
    ] as const) {
      expect(await kit.orders(OTHER, { type, interactionId })).toEqual({ code: 'CALL_GONE' });
    }
    for (const type of ['hold', 'resume', 'removeParty'] as const) {
      expect(await kit.orders(OTHER, { type, interactionId, partyId })).toEqual({ code: 'CALL_GONE' });
    }
    for (const type of ['consult', 'transfer'] as const) {
      expect(await kit.orders(OTHER, { type, interactionId, target })).toEqual({ code: 'CALL_GONE' });
    }
    expect(await pickUp()).toEqual({ code: 'TAKEN_ALREADY' });
    expect(kit.asked.filter(({ method }) => method === 'setSound' || method === 'endLeg')).toEqual([]);
  });

  it('6: parking does not drop a third party', async () => {
    await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'number', number: PARTNER } });
    await kit.joins(interactionId, OUTSIDE_PARTY);
    await park();
    await pickUp();
    await kit.joins(interactionId, OTHER);

    expect(Object.keys(await kit.appliedSounds(interactionId)).toSorted()).toEqual(
      [CUSTOMER_PARTY, OUTSIDE_PARTY, agentPartyId(OTHER)].toSorted(),
    );
  });

  it('7: nobody has to be ready to pick up a caller', async () => {
    await park();
    await kit.orders(AGENT, { type: 'setAgentState', state: { name: 'notReady', reasonCode: 'Break' } });

    expect(await pickUp(AGENT)).toBeUndefined();
    await kit.joins(interactionId, AGENT);
    expect(await kit.stateOf(AGENT)).toBe('onCall');
  });

  it('8: an extension is looked up in one place, as it is, and found nowhere if it is not one', async () => {
    kit.extensions.set('202', OTHER);
    for (const extension of ["202' OR 1==1", '2', '0202', '202 ', '']) {
      const target = { kind: 'extension', extension } as const;
      expect(await kit.orders(AGENT, { type: 'transfer', interactionId, target })).toEqual({
        code: 'TARGET_UNKNOWN',
      });
    }
    const target = { kind: 'extension', extension: '202' } as const;
    expect(await kit.orders(AGENT, { type: 'transfer', interactionId, target })).toBeUndefined();
    expect(await kit.callAt(OTHER, interactionId)).toMatchObject({ via: 'transfer' });
  });

  it('9: news of a call is not cut off by parking: the caller’s end is heard wherever the caller is', async () => {
    await park();
    expect(kit.asked.map(({ method }) => method)).not.toContain('sendToQueue');
    await kit.tell({ type: 'callerGone', legId: CUSTOMER_LEG });
    await kit.settle();

    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'ended', hungUpBy: 'customer' });
    expect(await orbits()).toEqual([]);
  });

  it('10: hold seconds do not begin anew at each park', async () => {
    await kit.orders(AGENT, { type: 'hold', interactionId, partyId: CUSTOMER_PARTY });
    await kit.passes(40);
    await park();
    await pickUp(AGENT);
    await kit.joins(interactionId, AGENT);
    await kit.orders(AGENT, { type: 'hold', interactionId, partyId: CUSTOMER_PARTY });
    await kit.passes(2);
    await kit.drops(interactionId, CUSTOMER_PARTY);
    await kit.wrapUpRunsOut();

    expect(kit.saved).toMatchObject([{ holdSeconds: 42 }]);
  });

  it('and two agents who pick up at once do not both get the caller, nor is one told so', async () => {
    await thirdIsReady(kit);
    await park();
    const refusals = await Promise.all([pickUp(OTHER), pickUp(THIRD)]);

    expect(refusals.filter((refusal) => refusal === undefined)).toHaveLength(1);
    expect(kit.carrier.rung).toHaveLength(1);
  });
});
