import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CUSTOMER_PARTY,
  type InteractionId,
  type SupervisorOrder,
} from '../../../../softphone/core/index.ts';
import { agentPartyId, supervisorPartyId } from '../interactions/partyRecord.ts';
import type { Fact } from '../ledger/fact.ts';
import { AGENT, AGENT_LEG, openCallCenterKit, type CallCenterKit } from '../testing/callCenterKit.ts';
import { OTHER, otherIsReady } from '../testing/secondAgent.ts';

const LISTENER = supervisorPartyId(OTHER);
const OWN = agentPartyId(AGENT);

let kit: CallCenterKit;
let interactionId: InteractionId;
let facts: Fact[];

beforeEach(async () => {
  kit = await openCallCenterKit();
  facts = [];
  kit.callCenter.watch((changes) => facts.push(...changes.facts));
  await otherIsReady(kit);
  await kit.orders(OTHER, { type: 'setAgentState', state: { name: 'notReady', reasonCode: 'Coaching' } });
  interactionId = await kit.talk();
});
afterEach(() => kit.stop());

const supervise = async (order: SupervisorOrder, supervises = true) => {
  const refusal = await kit.callCenter.command(OTHER, { type: 'supervise', order }, { supervises });
  await kit.settle();
  return refusal;
};
const listen = (type: 'monitor' | 'coach' | 'barge' | 'takeOver') =>
  supervise({ type, agentId: AGENT, interactionId });
const comes = () => kit.joins(interactionId, LISTENER);
const monitoring = async () => (await kit.deskOf(OTHER)).monitoring;
const lastAsked = (method: string) => kit.asked.findLast((each) => each.method === method)?.with;

describe('a supervisor who listens', () => {
  it('is rung into the call, muted, and hears it as soon as the leg is in', async () => {
    expect(await listen('monitor')).toBeUndefined();

    expect(kit.carrier.rung.at(-1)).toMatchObject({
      partyId: LISTENER,
      to: { agentId: OTHER },
      listens: { mode: 'monitor' },
      endsRoom: false,
    });
    expect(await monitoring()).toMatchObject({ interactionId, agentName: 'Ada Agent', state: 'connecting' });

    await comes();

    expect(await monitoring()).toMatchObject({ mode: 'monitor', state: 'listening' });
  });

  it('is not seen by the agent, and keeps neither sound nor call going', async () => {
    await listen('monitor');
    await comes();

    const shown = await kit.callAt(AGENT, interactionId);
    expect(shown?.parties.map(({ id }) => id)).toEqual([CUSTOMER_PARTY]);
    expect(shown).not.toHaveProperty('coachName');

    await kit.drops(interactionId, CUSTOMER_PARTY);

    expect((await kit.recordOf(interactionId)).phase).toBe('ended');
    expect(await monitoring()).toBeUndefined();
    expect(kit.endedLegs()).toContain(kit.carrier.rung.find(({ partyId }) => partyId === LISTENER)?.legId);
  });

  it('does not leave a caller in silence whose agent is on another call', async () => {
    await listen('monitor');
    await comes();

    await kit.orders(AGENT, { type: 'hold', interactionId, partyId: CUSTOMER_PARTY });

    expect(await kit.appliedSounds(interactionId)).toMatchObject({ [CUSTOMER_PARTY]: 'music' });
  });

  it('coaches: only the agent hears it, and sees who speaks', async () => {
    await listen('monitor');
    await comes();

    await listen('coach');

    expect(lastAsked('setListening')).toMatchObject({ sound: { mode: 'coach', agentLegId: AGENT_LEG } });
    expect(await kit.callAt(AGENT, interactionId)).toMatchObject({ coachName: 'Bea Agent' });

    await listen('monitor');

    expect(lastAsked('setListening')).toMatchObject({ sound: { mode: 'monitor' } });
    expect(await kit.callAt(AGENT, interactionId)).not.toHaveProperty('coachName');
  });

  it('gets no call of a queue meanwhile', async () => {
    await kit.orders(OTHER, { type: 'setAgentState', state: { name: 'ready' } });
    await listen('monitor');
    const waiting = await kit.anotherCalls();

    await kit.reserves(waiting, OTHER);

    expect(await kit.callAt(OTHER, waiting)).toBeUndefined();
  });

  it('stops: the leg is ended, the call goes on', async () => {
    await listen('coach');
    await comes();

    await supervise({ type: 'stopMonitoring' });

    expect(await monitoring()).toBeUndefined();
    expect(await kit.partyOf(interactionId, LISTENER)).toBeUndefined();
    expect(await kit.stateOf(AGENT)).toBe('onCall');
  });

  it('whose leg ends by itself listens no more', async () => {
    await listen('monitor');
    await comes();

    await kit.drops(interactionId, LISTENER);

    expect(await monitoring()).toBeUndefined();
    expect(await kit.stateOf(AGENT)).toBe('onCall');
  });

  it('is out when the agent gives the call away', async () => {
    await listen('monitor');
    await comes();

    await kit.orders(AGENT, { type: 'transfer', interactionId, target: { kind: 'queue', queue: 'Sales' } });

    expect(await monitoring()).toBeUndefined();
  });
});

describe('a supervisor who comes in', () => {
  it('talks with everybody, as an agent with an own part', async () => {
    await listen('barge');
    await comes();

    expect(lastAsked('setListening')).toMatchObject({ sound: { mode: 'talk' } });
    expect(await kit.callAt(OTHER, interactionId)).toMatchObject({
      via: 'barge',
      from: 'Ada Agent',
      call: { state: 'connected' },
    });
    expect(await monitoring()).toBeUndefined();
    expect((await kit.callAt(AGENT, interactionId))?.parties).toMatchObject([
      { id: CUSTOMER_PARTY },
      { name: 'Bea Agent', state: 'talking' },
    ]);
  });

  it('goes on with the customer when the agent leaves, and is logged', async () => {
    await listen('barge');
    await comes();

    await kit.orders(AGENT, { type: 'leave', interactionId });
    await kit.drops(interactionId, CUSTOMER_PARTY);
    await kit.wrapUpRunsOut();

    expect(kit.saved.map(({ agentId }) => agentId).sort()).toEqual([AGENT, OTHER].sort());
  });

  it('takes over: the agent is out and wraps up', async () => {
    await listen('coach');
    await comes();

    await listen('takeOver');

    expect(await kit.stateOf(AGENT)).toBe('wrapUp');
    expect(await kit.partyOf(interactionId, OWN)).toBeUndefined();
    expect(await kit.callAt(OTHER, interactionId)).toMatchObject({ call: { state: 'connected' } });
  });
});

describe('an order of a supervisor', () => {
  it('is refused to who is none', async () => {
    expect(await supervise({ type: 'monitor', agentId: AGENT, interactionId }, false)).toEqual({
      code: 'NOT_A_SUPERVISOR',
    });
    expect(facts.filter(({ type }) => type === 'supervised')).toEqual([]);
  });

  it('is refused while the supervisor is on a call', async () => {
    await kit.orders(OTHER, { type: 'setAgentState', state: { name: 'ready' } });
    await kit.queueCall(OTHER);

    expect(await listen('monitor')).toEqual({ code: 'ON_ANOTHER_CALL' });
  });

  it('is refused for a call that is not there', async () => {
    const gone = { type: 'monitor', agentId: AGENT, interactionId: 'gone' as InteractionId } as const;

    expect(await supervise(gone)).toEqual({ code: 'CALL_GONE' });
  });

  it('sets an agent’s state, and logs out after the call at hand', async () => {
    await supervise({ type: 'setState', agentId: AGENT, state: { name: 'loggedOut' } });

    expect(await kit.stateOf(AGENT)).toBe('onCall');

    await kit.orders(AGENT, { type: 'hangUp', interactionId });
    await kit.wrapUpRunsOut();

    expect(await kit.stateOf(AGENT)).toBe('loggedOut');
  });

  it('ends a call that is stuck, with its wrap-up', async () => {
    await supervise({ type: 'endInteraction', agentId: AGENT, interactionId });

    expect((await kit.recordOf(interactionId)).phase).toBe('ended');
    expect(await kit.stateOf(AGENT)).toBe('ready');
  });

  it('is kept for the audit', async () => {
    await listen('monitor');
    await supervise({ type: 'setState', agentId: AGENT, state: { name: 'loggedOut' } });

    expect(facts.filter(({ type }) => type === 'supervised')).toMatchObject([
      { supervisorId: OTHER, agentId: AGENT, act: 'monitor', interactionId },
      { supervisorId: OTHER, agentId: AGENT, act: 'logOut' },
    ]);
  });
});

describe('an agent who asks for help', () => {
  it('is seen to need it until it is taken back, or the call is over', async () => {
    await kit.command({ type: 'askForHelp', interactionId, asked: true });

    expect((await kit.recordOf(interactionId)).parts[0]).toHaveProperty('helpAskedAt');
    expect(await kit.callAt(AGENT, interactionId)).toMatchObject({ helpAsked: true });

    await kit.command({ type: 'askForHelp', interactionId, asked: false });

    expect((await kit.recordOf(interactionId)).parts[0]).not.toHaveProperty('helpAskedAt');
  });
});
