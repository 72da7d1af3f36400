import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type InteractionId, type PartyId } from '../../../../softphone/core/index.ts';
import { agentPartyId } from '../interactions/partyRecord.ts';
import {
  AGENT,
  CUSTOMER_LEG,
  kitSettings,
  openCallCenterKit,
  type CallCenterKit,
} from '../testing/callCenterKit.ts';
import { OTHER, otherIsReady, OUTSIDE_PARTY, PARTNER } from '../testing/secondAgent.ts';

const [OWN, COLLEAGUE] = [agentPartyId(AGENT), agentPartyId(OTHER)];
const { mostParties } = kitSettings.agent;

let kit: CallCenterKit;
let interactionId: InteractionId;

beforeEach(async () => {
  kit = await openCallCenterKit();
  await otherIsReady(kit);
  interactionId = await kit.talk();
});
afterEach(() => kit.stop());

const hears = () => kit.appliedSounds(interactionId);
const order = (type: 'joinAll' | 'leave' | 'hangUp' | 'swap', agentId = AGENT) =>
  kit.orders(agentId, { type, interactionId });
const remove = (partyId: PartyId, agentId = AGENT) =>
  kit.orders(agentId, { type: 'removeParty', interactionId, partyId });

async function addOutside(count = 1): Promise<PartyId> {
  const partyId = `outside-${count}` as PartyId;
  await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'number', number: PARTNER } });
  await kit.joins(interactionId, partyId);
  return partyId;
}

async function addColleague(): Promise<void> {
  await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'agent', agentId: OTHER } });
  await kit.answers(interactionId, OTHER);
}

describe('a conference', () => {
  it('grows up to the limit, one party at a time, and no further', async () => {
    for (let count = 1; count <= mostParties - 2; count += 1) await addOutside(count);
    await order('joinAll');

    expect(Object.values(await hears())).toEqual(new Array(mostParties).fill('talk'));
    expect(
      await kit.orders(AGENT, {
        type: 'consult',
        interactionId,
        target: { kind: 'number', number: PARTNER },
      }),
    ).toEqual({ code: 'TOO_MANY_PARTIES' });
  });

  it('has all others on hold while one more is asked', async () => {
    await addColleague();
    await order('joinAll');
    await addOutside();

    expect(await hears()).toEqual({
      [CUSTOMER_PARTY]: 'music',
      [COLLEAGUE]: 'music',
      [OWN]: 'talk',
      [OUTSIDE_PARTY]: 'talk',
    });
  });

  it('loses one party, and the others talk on', async () => {
    const partner = await addOutside();
    await order('joinAll');
    await remove(partner);

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [OWN]: 'talk' });
    expect(kit.endedLegs()).toEqual([kit.carrier.rung.at(-1)?.legId]);
  });

  it('is over when the customer is put out', async () => {
    await addColleague();
    await remove(CUSTOMER_PARTY);

    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'ended', hungUpBy: 'agent' });
    expect(kit.endedLegs()).toContain(CUSTOMER_LEG);
  });

  it('cannot lose who is not in it', async () => {
    expect(await remove(OUTSIDE_PARTY)).toEqual({ code: 'CALL_GONE' });
    expect(await remove(OWN)).toEqual({ code: 'CALL_GONE' });
  });
});

describe('an agent who leaves a conference', () => {
  it('ends nothing for the others, and frees whom the agent had put on hold', async () => {
    await addOutside();
    await order('leave');

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [OUTSIDE_PARTY]: 'talk' });
    expect(await kit.stateOf(AGENT)).toBe('wrapUp');
  });

  it('by hanging up leaves it to the other agent', async () => {
    await addColleague();
    await order('hangUp');

    expect(await kit.stateOf(OTHER)).toBe('onCall');
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [COLLEAGUE]: 'talk' });
  });

  it('by hanging up ends it where no other agent is there', async () => {
    await addOutside();
    await order('hangUp');

    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'ended' });
    expect(await hears()).toEqual({});
  });

  it('is not needed any more for the end: the last agent hangs up, and every leg is ended', async () => {
    await addColleague();
    await addOutside();
    await order('joinAll');
    await order('leave');
    await order('hangUp', OTHER);

    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'ended' });
    expect(await hears()).toEqual({});
    expect(await kit.stateOf(OTHER)).toBe('wrapUp');
  });

  it('cannot leave a customer alone, nor swap or join with nobody', async () => {
    for (const type of ['leave', 'swap', 'joinAll'] as const) {
      expect(await order(type)).toEqual({ code: 'NOT_CONNECTED' });
    }
  });
});

describe('a conference of an outside party and a customer without an agent', () => {
  it('ends for both when the customer hangs up', async () => {
    await addOutside();
    await order('leave');
    await kit.drops(interactionId, CUSTOMER_PARTY);

    expect(await hears()).toEqual({});
    await kit.wrapUpRunsOut();
    expect(kit.saved).toMatchObject([{ agentId: AGENT, outcome: 'answered' }]);
  });
});
