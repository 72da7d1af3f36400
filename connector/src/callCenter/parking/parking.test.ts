import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type AgentId, type InteractionId } from '../../../../softphone/core/index.ts';
import { agentPartyId } from '../interactions/partyRecord.ts';
import { TelephonyError } from '../ports/telephony.ts';
import {
  AGENT,
  AGENT_LEG,
  CUSTOMER,
  CUSTOMER_LEG,
  openCallCenterKit,
  type CallCenterKit,
} from '../testing/callCenterKit.ts';
import { failuresAt } from '../testing/failuresAt.ts';
import { OTHER, otherIsReady, OUTSIDE_PARTY, PARTNER, THIRD, thirdIsReady } from '../testing/secondAgent.ts';

let kit: CallCenterKit;
let interactionId: InteractionId;

beforeEach(async () => {
  kit = await openCallCenterKit();
  await otherIsReady(kit);
  interactionId = await kit.talk();
});
afterEach(() => kit.stop());

const park = (id = interactionId, agentId: AgentId = AGENT) =>
  kit.orders(agentId, { type: 'park', interactionId: id });
const pickUp = (agentId: AgentId) => kit.orders(agentId, { type: 'pickUp', interactionId });
const parked = () => kit.callCenter.parkedCalls();
const orbits = async () => (await parked()).map(({ orbit }) => orbit);
const hears = () => kit.appliedSounds(interactionId);

async function pickedUp(agentId: AgentId): Promise<void> {
  await pickUp(agentId);
  await kit.joins(interactionId, agentId);
}

describe('a parked call', () => {
  it('hears music without an agent, in a numbered place that all can see', async () => {
    await park();

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music' });
    expect(kit.endedLegs()).toEqual([AGENT_LEG]);
    expect(await parked()).toEqual([
      {
        interactionId,
        orbit: '701',
        number: CUSTOMER,
        queue: 'Support',
        parkedBy: 'Ada Agent',
        since: kit.clock.now(),
      },
    ]);
  });

  it('leaves its agent free at once, without a wrap-up', async () => {
    await park();

    expect(await kit.stateOf(AGENT)).toBe('ready');
    expect(kit.asked.filter(({ method }) => method === 'releaseAgent')).toHaveLength(1);
    expect(kit.saved).toEqual([]);
  });

  it('has the lowest orbit that is free', async () => {
    const second = await kit.queueCall(OTHER);
    await park();
    await park(second, OTHER);
    expect(await orbits()).toEqual(['701', '702']);

    await pickedUp(OTHER);
    expect(await orbits()).toEqual(['702']);
    const third = await kit.queueCall(AGENT);
    await park(third);
    expect(await orbits()).toEqual(['701', '702']);
  });

  it('is said to everybody to be there, and to be gone', async () => {
    let told = 0;
    const parkedChanged = () => {
      told += 1;
    };
    const listener = { deskEvent: () => undefined, historyChanged: () => undefined };
    kit.callCenter.subscribe(THIRD, { ...listener, parkedChanged });

    await park();
    expect(told).toBe(1);
    await kit.drops(interactionId, CUSTOMER_PARTY);
    expect(told).toBe(2);
  });

  it('is over when the customer hangs up: nothing stays in the orbit, and the log is written', async () => {
    await kit.passes(30);
    await park();
    await kit.passes(10);
    await kit.drops(interactionId, CUSTOMER_PARTY);

    expect(await parked()).toEqual([]);
    expect(kit.saved).toMatchObject([{ agentId: AGENT, outcome: 'answered', talkSeconds: 30 }]);
    expect(await pickUp(OTHER)).toEqual({ code: 'CALL_GONE' });
  });

  it('keeps a third party, who talks with the customer meanwhile', async () => {
    await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'number', number: PARTNER } });
    await kit.joins(interactionId, OUTSIDE_PARTY);
    await park();
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [OUTSIDE_PARTY]: 'talk' });

    await pickedUp(OTHER);
    expect(Object.values(await hears())).toEqual(['talk', 'talk', 'talk']);
  });

  it('survives a restart of the connector, its limit included', async () => {
    await park();
    await kit.restarts();

    expect(await orbits()).toEqual(['701']);
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music' });
    await kit.passes(120);
    expect(await kit.callAt(AGENT, interactionId)).toMatchObject({ via: 'recall' });
  });

  it('cannot have another agent in it, nor be a call between agents', async () => {
    const target = { kind: 'agent', agentId: OTHER } as const;
    await kit.orders(AGENT, { type: 'consult', interactionId, target });
    expect(await park()).toEqual({ code: 'OTHERS_IN_CALL' });
    await kit.orders(OTHER, { type: 'decline', interactionId });

    const internal = await kit.dials(target);
    await kit.answers(internal, OTHER);
    expect(await park(internal)).toEqual({ code: 'OTHERS_IN_CALL' });
  });
});

describe('picking up', () => {
  it.each([
    ['the agent who parked it', AGENT],
    ['another agent', OTHER],
  ])('is for %s', async (_who, agentId) => {
    await park();
    await pickedUp(agentId);

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [agentPartyId(agentId)]: 'talk' });
    expect(await kit.callAt(agentId, interactionId)).toMatchObject({
      via: 'pickUp',
      call: { state: 'connected' },
    });
    expect(await parked()).toEqual([]);
  });

  it('is possible while not ready, and leaves the agent not ready afterwards', async () => {
    const state = { name: 'notReady', reasonCode: 'Break' } as const;
    await kit.orders(OTHER, { type: 'setAgentState', state });
    await park();

    expect(await pickUp(OTHER)).toBeUndefined();
    await kit.joins(interactionId, OTHER);

    expect(await kit.stateOf(OTHER)).toBe('onCall');
    expect((await kit.deskOf(OTHER)).agent.resting).toEqual(state);
  });

  it('by two agents at once is for the first; the second is told', async () => {
    await thirdIsReady(kit);
    await park();

    const refusals = await Promise.all(
      [OTHER, THIRD].map((agentId) => kit.callCenter.command(agentId, { type: 'pickUp', interactionId })),
    );
    await kit.settle();

    expect(refusals).toEqual([undefined, { code: 'TAKEN_ALREADY' }]);
    expect(kit.carrier.rung.map(({ to }) => to)).toEqual([{ agentId: OTHER }]);
    expect(await kit.stateOf(THIRD)).toBe('ready');
  });

  it('twice by the same agent rings one leg', async () => {
    await park();
    await Promise.all([pickUp(OTHER), pickUp(OTHER)]);

    expect(kit.carrier.rung).toHaveLength(1);
  });

  it('with a leg that never comes parks the call again, for the agent who parked it', async () => {
    await park();
    await pickUp(OTHER);
    await kit.doesNotCome(interactionId, OTHER);

    expect(await parked()).toMatchObject([{ orbit: '701', parkedBy: 'Ada Agent', since: kit.clock.now() }]);
    expect(await kit.callAt(OTHER, interactionId)).toBeUndefined();
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music' });
    await kit.passes(120);
    expect(await kit.callAt(AGENT, interactionId)).toMatchObject({ via: 'recall' });
  });

  it('that the carrier refuses is told, and the call waits on', async () => {
    const failures = failuresAt(kit, OTHER);
    await park();
    kit.failing.set('ringParty', new TelephonyError('TELEPHONY_REFUSED'));
    await pickUp(OTHER);

    expect(failures).toEqual(['COMMAND_FAILED']);
    expect(await orbits()).toEqual(['701']);
  });

  it('while the customer hangs up leaves no leg behind', async () => {
    await park();
    const answer = kit.carrier.delays('ringParty');
    await pickUp(OTHER);
    await kit.drops(interactionId, CUSTOMER_PARTY);
    answer();
    await kit.settle();

    expect(kit.endedLegs()).toContain(kit.carrier.rung[0]?.legId);
    expect(await kit.stateOf(OTHER)).toBe('ready');
  });
});

describe('a parked call that nobody picks up', () => {
  it('comes back to its agent after the limit, also while the agent is on another call or not ready', async () => {
    await park();
    await kit.orders(AGENT, { type: 'setAgentState', state: { name: 'notReady', reasonCode: 'Break' } });
    await kit.passes(120);

    expect(await kit.callAt(AGENT, interactionId)).toMatchObject({ via: 'recall' });
    expect(await parked()).toEqual([]);
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music' });
    await kit.answers(interactionId);
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [agentPartyId(AGENT)]: 'talk' });
  });

  it.each([
    ['declines', () => kit.orders(AGENT, { type: 'decline', interactionId })],
    ['does not answer', () => kit.passes(30)],
  ])('goes to the queue when its agent %s', async (_how, happens) => {
    await park();
    await kit.passes(120);
    await happens();

    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'waiting', queue: 'Support' });
    expect(kit.asked).toContainEqual({
      method: 'sendToQueue',
      with: expect.objectContaining({ legId: CUSTOMER_LEG }),
    });
  });

  it('goes to the queue at once when its agent has logged out', async () => {
    await park();
    await kit.orders(AGENT, { type: 'setAgentState', state: { name: 'loggedOut' } });
    await kit.passes(120);

    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'waiting' });
    expect(await parked()).toEqual([]);
  });

  it('is not recalled by the limit of an earlier stay', async () => {
    await park();
    await kit.passes(100);
    await pickedUp(OTHER);
    await park(interactionId, OTHER);
    await kit.passes(30);
    expect(await parked()).toMatchObject([{ parkedBy: 'Bea Agent' }]);

    await kit.passes(90);
    expect(await kit.callAt(OTHER, interactionId)).toMatchObject({ via: 'recall' });
  });
});

describe('the log of a call that was parked', () => {
  it('is one for each agent, with all holds and talks of that agent', async () => {
    await kit.orders(AGENT, { type: 'hold', interactionId, partyId: CUSTOMER_PARTY });
    await kit.passes(10);
    await park();
    await kit.passes(60);
    await pickedUp(AGENT);
    await kit.orders(AGENT, { type: 'hold', interactionId, partyId: CUSTOMER_PARTY });
    await kit.passes(5);
    await kit.drops(interactionId, CUSTOMER_PARTY);
    await kit.wrapUpRunsOut();

    expect(kit.saved).toMatchObject([{ agentId: AGENT, holdSeconds: 15, talkSeconds: 15 }]);
  });
});
