import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type InteractionId, type RefusalCode } from '../../../softphone/core/index.ts';
import { agentPartyId } from './interactions/partyRecord.ts';
import { TelephonyError } from './ports/telephony.ts';
import {
  AGENT,
  AGENT_LEG,
  CUSTOMER_LEG,
  openCallCenterKit,
  type CallCenterKit,
} from './testing/callCenterKit.ts';
import { failuresAt } from './testing/failuresAt.ts';
import { OTHER, otherIsReady, OUTSIDE_PARTY, PARTNER } from './testing/secondAgent.ts';

const [OWN, COLLEAGUE] = [agentPartyId(AGENT), agentPartyId(OTHER)];
const refused = new TelephonyError('TELEPHONY_REFUSED', { vendorCode: 20_001 });
const unavailable = new TelephonyError('TELEPHONY_UNAVAILABLE');
const gone = new TelephonyError('TELEPHONY_GONE');

let kit: CallCenterKit;
let interactionId: InteractionId;
let failures: RefusalCode[];

beforeEach(async () => {
  kit = await openCallCenterKit();
  await otherIsReady(kit);
  failures = failuresAt(kit, AGENT);
  interactionId = await kit.talk();
});
afterEach(() => kit.stop());

const hold = () => kit.orders(AGENT, { type: 'hold', interactionId, partyId: CUSTOMER_PARTY });
const resume = () => kit.orders(AGENT, { type: 'resume', interactionId, partyId: CUSTOMER_PARTY });
const customerShown = async () =>
  (await kit.callAt(AGENT, interactionId))?.parties.find(({ id }) => id === CUSTOMER_PARTY)?.state;
const timesAsked = (method: string) => kit.asked.filter((each) => each.method === method).length;
const consult = () =>
  kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'agent', agentId: OTHER } });

describe('a hold that the carrier', () => {
  it('refuses is told, once, and the customer is shown as talking', async () => {
    kit.failing.set('setSound', refused);
    await hold();
    await kit.passes(60);

    expect(failures).toEqual(['COMMAND_FAILED']);
    expect(await customerShown()).toBe('talking');
    expect(timesAsked('setSound')).toBe(1);
    kit.failing.clear();
    await hold();
    expect(await customerShown()).toBe('onHold');
  });

  it('does not do at first is done as soon as it can', async () => {
    kit.failing.set('setSound', unavailable);
    await hold();
    expect(await customerShown()).toBe('talking');
    kit.failing.clear();
    await kit.passes(1);

    expect(await customerShown()).toBe('onHold');
    expect(failures).toEqual([]);
  });

  it('does not do for long is given up and told', async () => {
    kit.failing.set('setSound', unavailable);
    await hold();
    await kit.passes(60);

    expect(failures).toEqual(['COMMAND_FAILED']);
    expect(await customerShown()).toBe('talking');
  });

  it('does not end: the customer is shown on hold and stays so', async () => {
    await hold();
    kit.failing.set('setSound', refused);
    await resume();

    expect(failures).toEqual(['COMMAND_FAILED']);
    expect(await customerShown()).toBe('onHold');
    expect(await kit.partyOf(interactionId, CUSTOMER_PARTY)).toMatchObject({ held: true });
  });
});

describe('a party whom the carrier has lost already', () => {
  it('does not keep the others from their music', async () => {
    kit.extensions.set('201', AGENT);
    const second = await kit.directCall('201');
    const ownLeg = (await kit.partyOf(interactionId, OWN))!.legId!;
    kit.carrier.failsFor(ownLeg, gone);
    await kit.answers(second);

    expect(await kit.appliedSounds(interactionId)).toMatchObject({ [CUSTOMER_PARTY]: 'music' });
    expect(failures).toEqual([]);
  });
});

describe('a leg that the carrier does not ring', () => {
  it('of a number outside that is consulted: the agent is told, the customer waits on', async () => {
    kit.failing.set('ringParty', refused);
    await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'number', number: PARTNER } });

    expect(failures).toEqual(['COMMAND_FAILED']);
    expect((await kit.callAt(AGENT, interactionId))?.parties).toHaveLength(1);
    expect(await kit.partyOf(interactionId, OUTSIDE_PARTY)).toBeUndefined();
    expect(await customerShown()).toBe('onHold');
  });

  it('of a number outside that was given the call: it comes back', async () => {
    kit.failing.set('ringParty', refused);
    await kit.orders(AGENT, { type: 'transfer', interactionId, target: { kind: 'number', number: PARTNER } });

    expect(await kit.callAt(AGENT, interactionId)).toMatchObject({ via: 'returned' });
  });

  it('of a colleague who said yes: both are told', async () => {
    const colleaguesFailures = failuresAt(kit, OTHER);
    await consult();
    kit.failing.set('ringParty', unavailable);
    await kit.orders(OTHER, { type: 'answer', interactionId });
    await kit.passes(60);

    expect(failures).toEqual(['NO_ANSWER']);
    expect(colleaguesFailures).toEqual(['COMMAND_FAILED']);
    expect(await kit.callAt(OTHER, interactionId)).toBeUndefined();
    expect(await kit.partyOf(interactionId, COLLEAGUE)).toBeUndefined();
  });

  it('is not rung after the call is over', async () => {
    kit.failing.set('ringParty', unavailable);
    await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'number', number: PARTNER } });
    await kit.drops(interactionId, CUSTOMER_PARTY);
    const before = timesAsked('ringParty');
    kit.failing.clear();
    await kit.passes(60);

    expect(timesAsked('ringParty')).toBe(before);
  });
});

describe('a queue that the carrier does not send the customer to', () => {
  const toQueue = () =>
    kit.orders(AGENT, { type: 'transfer', interactionId, target: { kind: 'queue', queue: 'Sales' } });

  it('at first: the customer goes there as soon as it can be done', async () => {
    kit.failing.set('sendToQueue', unavailable);
    await toQueue();
    kit.failing.clear();
    await kit.passes(2);

    expect(timesAsked('sendToQueue')).toBe(2);
    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'waiting' });
  });

  it('at all: the agent who gave the call is told, and nobody is left in a call that goes nowhere', async () => {
    kit.failing.set('sendToQueue', refused);
    await toQueue();

    expect(failures).toEqual(['COMMAND_FAILED']);
    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'ended', hungUpBy: 'system' });
    expect(kit.endedLegs()).toContain(CUSTOMER_LEG);
  });
});

describe('a leg that cannot be ended for a while', () => {
  it('does not hold up what the call needs meanwhile', async () => {
    kit.failing.set('endLeg', unavailable);
    await kit.orders(AGENT, { type: 'transfer', interactionId, target: { kind: 'agent', agentId: OTHER } });
    await kit.answers(interactionId, OTHER);

    expect(await kit.callAt(OTHER, interactionId)).toMatchObject({ call: { state: 'connected' } });
    kit.failing.clear();
    await kit.passes(120);
    expect(Object.keys(await kit.appliedSounds(interactionId))).not.toContain(OWN);
  });
});

describe('a carrier that is away for ten minutes', () => {
  it('refuses commands, is asked less and less often, and does once what is left to do when it is back', async () => {
    for (const method of Object.keys(kit.carrier.telephony)) kit.failing.set(method, unavailable);
    await hold();
    await kit.passes(30);
    expect(failures).toEqual(['COMMAND_FAILED']);

    await kit.orders(AGENT, { type: 'hangUp', interactionId });
    const tried = () => kit.problems.filter((code) => code === 'EFFECT_RETRIED').length;
    const before = tried();
    await kit.passes(300);
    const halfWay = tried();
    await kit.passes(300);
    expect(tried() - halfWay).toBeLessThan(halfWay - before);
    expect(tried() - halfWay).toBeLessThan(30);

    const done = kit.endedLegs().length;
    kit.failing.clear();
    await kit.passes(120);
    expect(kit.endedLegs().slice(done).toSorted()).toEqual([AGENT_LEG, CUSTOMER_LEG].toSorted());
  });
});
