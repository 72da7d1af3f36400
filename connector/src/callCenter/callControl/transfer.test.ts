import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type InteractionId, type Target } from '../../../../softphone/core/index.ts';
import { agentPartyId } from '../interactions/partyRecord.ts';
import {
  AGENT,
  AGENT_LEG,
  CUSTOMER_LEG,
  maria,
  openCallCenterKit,
  type CallCenterKit,
} from '../testing/callCenterKit.ts';
import { OTHER, otherIsReady, OUTSIDE_PARTY, PARTNER, THIRD, thirdIsReady } from '../testing/secondAgent.ts';

const [OWN, COLLEAGUE] = [agentPartyId(AGENT), agentPartyId(OTHER)];
const toColleague: Target = { kind: 'agent', agentId: OTHER };
const toNumber: Target = { kind: 'number', number: PARTNER };

let kit: CallCenterKit;
let interactionId: InteractionId;

beforeEach(async () => {
  kit = await openCallCenterKit();
  kit.extensions.set('202', OTHER);
  await otherIsReady(kit);
  interactionId = await kit.talk();
});
afterEach(() => kit.stop());

const transfer = (target: Target) => kit.orders(AGENT, { type: 'transfer', interactionId, target });
const hears = () => kit.appliedSounds(interactionId);
const callAt = (agentId = AGENT) => kit.callAt(agentId, interactionId);
const waitsInQueue = async () => {
  const { phase, queue, priority } = await kit.recordOf(interactionId);
  return { phase, queue, priority };
};

describe('a call given to an agent', () => {
  it('leaves the giver at once, whose leg is ended, and the customer hears music', async () => {
    await transfer(toColleague);

    expect(await kit.stateOf(AGENT)).toBe('wrapUp');
    expect(kit.endedLegs()).toEqual([AGENT_LEG]);
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music' });
    expect(await callAt(OTHER)).toMatchObject({ via: 'transfer', from: 'Ada Agent' });
  });

  const byExtension: [string, Target][] = [
    ['by extension', { kind: 'extension', extension: '202' }],
    ['by an extension typed as a number', { kind: 'number', number: '202' }],
  ];
  it.each(byExtension)('is given %s as well', async (_how, target) => {
    await transfer(target);

    expect(await callAt(OTHER)).toMatchObject({ via: 'transfer' });
  });

  it('goes on with the colleague, with the notes and the record of the giver', async () => {
    await kit.orders(AGENT, { type: 'writeNotes', interactionId, notes: 'Meter is broken' });
    await kit.orders(AGENT, { type: 'chooseRecord', interactionId, record: maria });
    await transfer(toColleague);
    await kit.answers(interactionId, OTHER);

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [COLLEAGUE]: 'talk' });
    expect(await callAt(OTHER)).toMatchObject({
      call: { state: 'connected' },
      person: maria,
      earlierNotes: [{ agentName: 'Ada Agent', notes: 'Meter is broken' }],
    });
  });

  it('is not taken for lost when the giver’s leg ends, as it was told to', async () => {
    await transfer(toColleague);
    await kit.orders(OTHER, { type: 'decline', interactionId });
    await kit.orders(AGENT, { type: 'answer', interactionId });
    await kit.tell({ type: 'legEnded', interactionId, partyId: OWN, legId: AGENT_LEG, cause: 'completed' });
    await kit.joins(interactionId, AGENT);

    expect(await callAt()).toMatchObject({ via: 'returned', call: { state: 'connected' } });
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [OWN]: 'talk' });
  });

  it.each([
    ['declines', () => kit.orders(OTHER, { type: 'decline', interactionId })],
    ['does not answer', () => kit.passes(30)],
  ])('comes back to the giver when the colleague %s, and ends the giver’s wrap-up', async (_how, happens) => {
    await transfer(toColleague);
    await happens();

    expect(await callAt()).toMatchObject({ via: 'returned', call: { state: 'offered' } });
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music' });
    await kit.answers(interactionId);
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [OWN]: 'talk' });
  });

  it('goes to the queue when the giver does not take it back either', async () => {
    await transfer(toColleague);
    await kit.passes(30);
    await kit.passes(30);

    expect(await waitsInQueue()).toEqual({ phase: 'waiting', queue: 'Support', priority: 50 });
    expect(kit.asked).toContainEqual({
      method: 'sendToQueue',
      with: expect.objectContaining({ legId: CUSTOMER_LEG }),
    });
    expect(await callAt()).toBeUndefined();
  });

  it('goes to the queue when the giver has logged out meanwhile', async () => {
    await transfer(toColleague);
    await kit.orders(AGENT, { type: 'setAgentState', state: { name: 'loggedOut' } });
    await kit.orders(OTHER, { type: 'decline', interactionId });

    expect(await waitsInQueue()).toMatchObject({ phase: 'waiting', queue: 'Support' });
  });

  it('is over when the customer hangs up while it rings: nobody is left with it', async () => {
    await transfer(toColleague);
    await kit.drops(interactionId, CUSTOMER_PARTY);

    expect(await callAt(OTHER)).toBeUndefined();
    expect(await kit.stateOf(OTHER)).toBe('ready');
    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'ended', hungUpBy: 'customer' });
  });

  it('is refused, and nothing happens, where the colleague cannot take it', async () => {
    await kit.orders(OTHER, { type: 'setAgentState', state: { name: 'loggedOut' } });

    expect(await transfer(toColleague)).toEqual({ code: 'TARGET_UNAVAILABLE' });
    expect(await transfer({ kind: 'agent', agentId: AGENT })).toEqual({ code: 'TARGET_UNAVAILABLE' });
    expect(await transfer({ kind: 'extension', extension: '999' })).toEqual({ code: 'TARGET_UNKNOWN' });
    expect(await callAt()).toMatchObject({ call: { state: 'connected' } });
    expect(kit.endedLegs()).toEqual([]);
  });
});

describe('a call given to a queue', () => {
  it('moves the customer there, ahead of those who were not served yet', async () => {
    await transfer({ kind: 'queue', queue: 'Sales' });

    expect(await waitsInQueue()).toEqual({ phase: 'waiting', queue: 'Sales', priority: 50 });
    const asked = await kit.callCenter.ask({ type: 'queueAsked', interactionId });
    expect(asked).toMatchObject({ type: 'enqueue', queue: 'Sales', priority: 50 });
    expect(kit.endedLegs()).toEqual([AGENT_LEG]);
  });

  it('goes on with the next agent of that queue, in another conference', async () => {
    await transfer({ kind: 'queue', queue: 'Sales' });
    await kit.reserves(interactionId, OTHER);
    await kit.answers(interactionId, OTHER);

    expect(await callAt(OTHER)).toMatchObject({ via: 'queue', queue: 'Sales' });
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [COLLEAGUE]: 'talk' });
    expect(kit.asked.filter(({ method }) => method === 'setSound')).toEqual([]);
  });

  it('rings at an agent of that queue who declined the same call before', async () => {
    await transfer(toColleague);
    await kit.orders(OTHER, { type: 'decline', interactionId });
    await kit.orders(AGENT, { type: 'decline', interactionId });
    await kit.reserves(interactionId, OTHER);

    expect(await callAt(OTHER)).toMatchObject({ via: 'queue', call: { state: 'offered' } });
    expect(kit.asked.map(({ method }) => method)).not.toContain('confirmReservation');
  });

  it('rings at an agent of that queue who had the same call before and was never held for it', async () => {
    await transfer(toColleague);
    await kit.answers(interactionId, OTHER);
    await kit.orders(OTHER, { type: 'transfer', interactionId, target: { kind: 'queue', queue: 'Sales' } });
    await kit.orders(OTHER, { type: 'completeWrapUp', interactionId });
    await kit.reserves(interactionId, OTHER);

    expect(await callAt(OTHER)).toMatchObject({ via: 'queue', call: { state: 'offered' } });
  });

  it('is told of the old conference afterwards: the customer stays in the queue', async () => {
    const { room } = await kit.recordOf(interactionId);
    await transfer({ kind: 'queue', queue: 'Sales' });
    const old = { name: room!.name, conferenceId: 'CF1' };
    await kit.tell({ type: 'legJoined', interactionId, legId: CUSTOMER_LEG, room: old });
    await kit.tell({ type: 'legLeft', interactionId, legId: CUSTOMER_LEG, room: old });
    await kit.tell({ type: 'legLeft', interactionId, legId: AGENT_LEG, room: old });
    await kit.tell({ type: 'conferenceEnded', interactionId, room: old });

    expect(await waitsInQueue()).toMatchObject({ phase: 'waiting' });
    expect(await kit.partyOf(interactionId, CUSTOMER_PARTY)).toMatchObject({ state: 'outside' });
    expect(kit.endedLegs()).not.toContain(CUSTOMER_LEG);
  });

  it('that nobody has is refused', async () => {
    expect(await transfer({ kind: 'queue', queue: 'Nobody' })).toEqual({ code: 'TARGET_UNKNOWN' });
  });
});

describe('a call given to a number outside', () => {
  it('goes on without an agent, until one of the two hangs up', async () => {
    await transfer(toNumber);
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music' });

    await kit.joins(interactionId, OUTSIDE_PARTY);
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [OUTSIDE_PARTY]: 'talk' });

    await kit.drops(interactionId, OUTSIDE_PARTY);
    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'ended' });
    expect(kit.endedLegs()).toContain(CUSTOMER_LEG);
  });

  it.each(['busy', 'noAnswer', 'failed'] as const)('that is %s comes back to the giver', async (cause) => {
    await transfer(toNumber);
    await kit.doesNotCome(interactionId, OUTSIDE_PARTY, cause);

    expect(await callAt()).toMatchObject({ via: 'returned', call: { state: 'offered' } });
    await kit.passes(30);
    expect(await waitsInQueue()).toMatchObject({ phase: 'waiting', queue: 'Support' });
  });

  it('that is no number is refused', async () => {
    expect(await transfer({ kind: 'number', number: 'nobody' })).toEqual({ code: 'NUMBER_INVALID' });
    expect(await callAt()).toMatchObject({ call: { state: 'connected' } });
  });
});

describe('a call with more than two parties', () => {
  const consultColleague = async () => {
    await kit.orders(AGENT, { type: 'consult', interactionId, target: toColleague });
    await kit.answers(interactionId, OTHER);
  };

  it('given to another agent goes on for those who stay, nobody on hold', async () => {
    await thirdIsReady(kit);
    await consultColleague();
    await transfer({ kind: 'agent', agentId: THIRD });

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [COLLEAGUE]: 'talk' });
    await kit.answers(interactionId, THIRD);
    expect(Object.keys(await hears())).toHaveLength(3);
  });

  it('that another agent does not take stays with who is in it', async () => {
    await thirdIsReady(kit);
    await consultColleague();
    await transfer({ kind: 'agent', agentId: THIRD });
    await kit.orders(THIRD, { type: 'decline', interactionId });

    expect(await callAt()).toMatchObject({ call: { state: 'ended' } });
    expect(await kit.stateOf(OTHER)).toBe('onCall');
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [COLLEAGUE]: 'talk' });
  });

  it('given to a queue lets the other agent go, who wraps up', async () => {
    await consultColleague();
    await transfer({ kind: 'queue', queue: 'Sales' });

    expect(await kit.stateOf(OTHER)).toBe('wrapUp');
    expect(await waitsInQueue()).toMatchObject({ phase: 'waiting', queue: 'Sales' });
    expect((await kit.recordOf(interactionId)).parties).toHaveLength(1);
  });

  it('given away while a colleague is rung to be asked does not ring there any more', async () => {
    await thirdIsReady(kit);
    await kit.orders(AGENT, { type: 'consult', interactionId, target: toColleague });
    await transfer({ kind: 'agent', agentId: THIRD });

    expect(await callAt(OTHER)).toBeUndefined();
    expect(await callAt(THIRD)).toMatchObject({ via: 'transfer' });
  });

  it('given to the colleague who is being rung to be asked is given all the same', async () => {
    await kit.orders(AGENT, { type: 'consult', interactionId, target: toColleague });
    expect(await transfer(toColleague)).toBeUndefined();
    await kit.answers(interactionId, OTHER);

    expect(await callAt(OTHER)).toMatchObject({ via: 'transfer', call: { state: 'connected' } });
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [COLLEAGUE]: 'talk' });
  });
});

describe('the router’s holds on the agents of a call that is given around', () => {
  it('are given back once each', async () => {
    await transfer(toColleague);
    await kit.answers(interactionId, OTHER);
    const hold = await kit.holds(interactionId, OTHER);
    await kit.orders(OTHER, { type: 'transfer', interactionId, target: { kind: 'agent', agentId: AGENT } });
    await kit.answers(interactionId);
    const back = await kit.holds(interactionId, AGENT);
    await kit.drops(interactionId, CUSTOMER_PARTY);
    await kit.wrapUpRunsOut();
    await kit.wrapUpRunsOut();

    const released = kit.asked.flatMap((each) =>
      each.method === 'releaseAgent' ? [(each.with as typeof hold).reservationId] : [],
    );
    expect(released.toSorted()).toEqual(['WR1', hold.reservationId, back.reservationId].toSorted());
    expect(kit.saved.map(({ agentId }) => agentId).toSorted()).toEqual([AGENT, OTHER]);
  });
});
