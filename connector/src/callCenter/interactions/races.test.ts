import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type InteractionId } from '../../../../softphone/core/index.ts';
import { AGENT, AGENT_LEG, openCallCenterKit, ROOM, type CallCenterKit } from '../testing/callCenterKit.ts';
import { OTHER, otherIsReady, OUTSIDE_PARTY, PARTNER, THIRD, thirdIsReady } from '../testing/secondAgent.ts';
import { agentPartyId } from './partyRecord.ts';

const [OWN, COLLEAGUE] = [agentPartyId(AGENT), agentPartyId(OTHER)];
const target = { kind: 'agent', agentId: OTHER } as const;

let kit: CallCenterKit;
let interactionId: InteractionId;

beforeEach(async () => {
  kit = await openCallCenterKit();
  await otherIsReady(kit);
  interactionId = await kit.talk();
});
afterEach(() => kit.stop());

const hears = () => kit.appliedSounds(interactionId);
const consult = () => kit.orders(AGENT, { type: 'consult', interactionId, target });
const lastRung = () => kit.carrier.rung.at(-1)?.legId;

describe('a leg that is being rung', () => {
  it('is ended when it is not wanted any more before the carrier has named it', async () => {
    await consult();
    const answer = kit.carrier.delays('ringParty');
    await kit.orders(OTHER, { type: 'answer', interactionId });
    await kit.orders(AGENT, { type: 'removeParty', interactionId, partyId: COLLEAGUE });
    answer();
    await kit.settle();

    expect(kit.endedLegs()).toEqual([lastRung()]);
    expect(await kit.callAt(OTHER, interactionId)).toBeUndefined();
  });

  it('is ended when the call is over before the carrier has named it', async () => {
    const answer = kit.carrier.delays('ringParty');
    await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'number', number: PARTNER } });
    await kit.drops(interactionId, CUSTOMER_PARTY);
    answer();
    await kit.settle();

    expect(kit.endedLegs()).toContain(lastRung());
  });

  it('may be in the conference before the carrier has named it', async () => {
    const answer = kit.carrier.delays('ringParty');
    await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'number', number: PARTNER } });
    await kit.joins(interactionId, OUTSIDE_PARTY);
    answer();
    await kit.settle();

    expect(kit.endedLegs()).toEqual([]);
    expect(await hears()).toMatchObject({ [OUTSIDE_PARTY]: 'talk', [CUSTOMER_PARTY]: 'music' });
  });

  it('may be over before the carrier has named it: the party is not waited for', async () => {
    const answer = kit.carrier.delays('ringParty');
    await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'number', number: PARTNER } });
    await kit.doesNotCome(interactionId, OUTSIDE_PARTY, 'busy');
    answer();
    await kit.settle();

    expect(await kit.partyOf(interactionId, OUTSIDE_PARTY)).toBeUndefined();
    expect((await kit.callAt(AGENT, interactionId))?.parties).toHaveLength(1);
  });

  it('is not taken for the one that is rung after it', async () => {
    const answer = kit.carrier.delays('ringParty');
    await consult();
    await kit.orders(OTHER, { type: 'answer', interactionId });
    await kit.orders(AGENT, { type: 'removeParty', interactionId, partyId: COLLEAGUE });
    kit.clock.advance(10);
    await consult();
    await kit.orders(OTHER, { type: 'answer', interactionId });
    answer();
    await kit.settle();

    const [first, second] = kit.carrier.rung.map(({ legId }) => legId);
    expect(kit.endedLegs()).toEqual([first]);
    expect(await kit.partyOf(interactionId, OTHER)).toMatchObject({ legId: second, state: 'ringing' });
    await kit.tell({ type: 'legJoined', interactionId, legId: first!, partyId: COLLEAGUE, room: ROOM });
    expect(await kit.partyOf(interactionId, OTHER)).toMatchObject({ state: 'ringing' });
    await kit.joins(interactionId, OTHER);
    expect(await hears()).toMatchObject({ [COLLEAGUE]: 'talk' });
  });
});

describe('what is told late of a leg', () => {
  it('that broke does not end the new one, which the carrier has not named yet', async () => {
    await kit.tell({ type: 'legLeft', interactionId, legId: AGENT_LEG, room: ROOM });
    const answer = kit.carrier.delays('ringParty');
    await kit.orders(AGENT, { type: 'rejoin', interactionId });
    await kit.tell({ type: 'legEnded', interactionId, partyId: OWN, legId: AGENT_LEG, cause: 'completed' });
    answer();
    await kit.settle();
    await kit.joins(interactionId, AGENT);

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [OWN]: 'talk' });
  });

  it('that was ended on purpose does not end the new one of the same agent', async () => {
    await kit.orders(AGENT, { type: 'park', interactionId });
    const answer = kit.carrier.delays('ringParty');
    await kit.orders(AGENT, { type: 'pickUp', interactionId });
    await kit.tell({ type: 'legLeft', interactionId, legId: AGENT_LEG, room: ROOM });
    await kit.tell({ type: 'legEnded', interactionId, partyId: OWN, legId: AGENT_LEG, cause: 'completed' });
    answer();
    await kit.settle();
    await kit.joins(interactionId, AGENT);

    expect(await kit.callAt(AGENT, interactionId)).toMatchObject({
      via: 'pickUp',
      call: { state: 'connected' },
    });
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [OWN]: 'talk' });
  });

  it('that was put into the conference again by itself: a second leg of a party is ended', async () => {
    const stray = kit.carrier.newLegOf(OWN);
    await kit.tell({ type: 'legJoined', interactionId, legId: stray, partyId: OWN, room: ROOM });
    await kit.settle();

    expect(kit.endedLegs()).toEqual([stray]);
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [OWN]: 'talk' });
  });
});

describe('sounds that are being adjusted', () => {
  it('are right in the end, though a party leaves meanwhile', async () => {
    await consult();
    await kit.answers(interactionId, OTHER);
    const answer = kit.carrier.delays('setSound');
    await kit.orders(AGENT, { type: 'swap', interactionId });
    await kit.drops(interactionId, OTHER);
    await kit.passes(20);
    answer();
    await kit.settle();

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [OWN]: 'talk' });
  });

  it('do not hold a customer who is in a queue by then', async () => {
    const answer = kit.carrier.delays('setSound');
    await kit.orders(AGENT, { type: 'hold', interactionId, partyId: CUSTOMER_PARTY });
    await kit.orders(AGENT, { type: 'transfer', interactionId, target: { kind: 'queue', queue: 'Sales' } });
    answer();
    await kit.settle();

    expect(await kit.partyOf(interactionId, CUSTOMER_PARTY)).toMatchObject({
      state: 'outside',
      sound: 'talk',
      held: false,
    });
  });

  it('ask the carrier for independent ones side by side', async () => {
    await thirdIsReady(kit);
    await consult();
    await kit.answers(interactionId, OTHER);
    await kit.orders(AGENT, { type: 'joinAll', interactionId });
    const before = kit.asked.length;
    const answer = kit.carrier.delays('setSound');
    await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'agent', agentId: THIRD } });

    expect(kit.asked.slice(before).filter(({ method }) => method === 'setSound')).toHaveLength(2);
    answer();
    await kit.settle();
  });
});

describe('a reservation that the carrier connected, whose agent’s leg breaks at once', () => {
  it('does not leave the caller alone: the call goes back to the queue', async () => {
    const queued = await kit.anotherCalls();
    await kit.reserves(queued, OTHER);
    await kit.orders(OTHER, { type: 'answer', interactionId: queued });
    await kit.joins(queued, CUSTOMER_PARTY);
    await kit.doesNotCome(queued, OTHER, 'failed');

    expect(await kit.recordOf(queued)).toMatchObject({ phase: 'waiting', priority: 50 });
    expect(kit.asked.map(({ method }) => method)).toContain('sendToQueue');
    expect(kit.asked.map(({ method }) => method)).toContain('releaseAgent');
  });
});
