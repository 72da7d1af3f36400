import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type AgentId, type InteractionId } from '../../../../softphone/core/index.ts';
import { agentPartyId } from '../interactions/partyRecord.ts';
import { TelephonyError } from '../ports/telephony.ts';
import {
  AGENT,
  AGENT_LEG,
  CUSTOMER_LEG,
  openCallCenterKit,
  ROOM,
  type CallCenterKit,
} from '../testing/callCenterKit.ts';
import { failuresAt } from '../testing/failuresAt.ts';
import { OTHER, otherIsReady } from '../testing/secondAgent.ts';

const [OWN, COLLEAGUE] = [agentPartyId(AGENT), agentPartyId(OTHER)];
const talking = { [CUSTOMER_PARTY]: 'talk', [OWN]: 'talk' };

let kit: CallCenterKit;
let interactionId: InteractionId;

beforeEach(async () => {
  kit = await openCallCenterKit();
  await otherIsReady(kit);
  interactionId = await kit.talk();
});
afterEach(() => kit.stop());

const hears = () => kit.appliedSounds(interactionId);
const callAt = (agentId: AgentId = AGENT) => kit.callAt(agentId, interactionId);
const loses = (agentId: AgentId = AGENT) => kit.drops(interactionId, agentId);
const rejoin = (agentId: AgentId = AGENT) => kit.orders(agentId, { type: 'rejoin', interactionId });

async function comesBack(agentId: AgentId = AGENT): Promise<void> {
  await rejoin(agentId);
  await kit.joins(interactionId, agentId);
}

async function consults(): Promise<void> {
  await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'agent', agentId: OTHER } });
  await kit.answers(interactionId, OTHER);
}

const inQueue = async () => {
  const { phase, queue, priority } = await kit.recordOf(interactionId);
  return { phase, queue, priority };
};

describe('an agent whose leg broke', () => {
  it('leaves the caller with music, and the call waits', async () => {
    await loses();

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music' });
    expect(await callAt()).toMatchObject({
      call: { state: 'connected' },
      lostUntil: kit.clock.now() + 20_000,
    });
    expect(kit.endedLegs()).toEqual([]);
  });

  it('is back in the same call when the softphone takes it up again', async () => {
    await loses();
    await kit.passes(5);
    await comesBack();

    expect(await hears()).toEqual(talking);
    expect(await callAt()).not.toHaveProperty('lostUntil');
    await kit.passes(60);
    expect(await callAt()).toMatchObject({ call: { state: 'connected' } });
  });

  it('is back only once: a second tab that wants it too changes nothing', async () => {
    await loses();
    await Promise.all([rejoin(), rejoin()]);
    await kit.joins(interactionId, AGENT);

    expect(kit.carrier.rung).toHaveLength(1);
    expect(await rejoin()).toEqual({ code: 'CALL_GONE' });
    expect(await hears()).toEqual(talking);
  });

  it('stays muted, and who was on hold stays on hold', async () => {
    await kit.orders(AGENT, { type: 'setMuted', interactionId, muted: true });
    await kit.orders(AGENT, { type: 'hold', interactionId, partyId: CUSTOMER_PARTY });
    await loses();
    await comesBack();

    expect(await callAt()).toMatchObject({ muted: true, parties: [{ state: 'onHold' }] });
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music', [OWN]: 'talk' });
  });

  it('may lose it again, with the whole time to come back', async () => {
    await loses();
    await kit.passes(15);
    await comesBack();
    await loses();
    await kit.passes(15);
    expect(await callAt()).toMatchObject({ call: { state: 'connected' } });

    await comesBack();
    expect(await hears()).toEqual(talking);
  });

  it('may lose it while coming back, and has then what is left of the time', async () => {
    await loses();
    await kit.passes(10);
    await rejoin();
    await kit.doesNotCome(interactionId, AGENT, 'failed');
    expect(await callAt()).toHaveProperty('lostUntil', kit.clock.now() + 10_000);

    await comesBack();
    expect(await hears()).toEqual(talking);
  });

  it('is not held to be lost again by what is told late of the leg that broke', async () => {
    await kit.tell({ type: 'legLeft', interactionId, legId: AGENT_LEG, room: ROOM });
    await kit.settle();
    await rejoin();
    await kit.tell({ type: 'legEnded', interactionId, partyId: OWN, legId: AGENT_LEG, cause: 'completed' });
    await kit.tell({ type: 'legAnswered', interactionId, partyId: OWN, legId: AGENT_LEG });
    await kit.joins(interactionId, AGENT);

    expect(kit.endedLegs()).toEqual([]);
    expect(await hears()).toEqual(talking);
  });

  it('is told when the carrier cannot ring, and may try again', async () => {
    const failures = failuresAt(kit, AGENT);
    await loses();
    kit.failing.set('ringParty', new TelephonyError('TELEPHONY_REFUSED'));
    await rejoin();
    expect(failures).toEqual(['COMMAND_FAILED']);

    kit.failing.clear();
    await comesBack();
    expect(await hears()).toEqual(talking);
  });

  it('can do nothing with the call meanwhile but come back or end it', async () => {
    await loses();
    const hold = { type: 'hold', interactionId, partyId: CUSTOMER_PARTY } as const;
    expect(await kit.orders(AGENT, hold)).toEqual({ code: 'NOT_CONNECTED' });
    expect(await kit.orders(AGENT, { type: 'park', interactionId })).toEqual({ code: 'NOT_CONNECTED' });

    await kit.orders(AGENT, { type: 'hangUp', interactionId });
    expect(kit.endedLegs()).toContain(CUSTOMER_LEG);
  });
});

describe('an agent who does not come back in time', () => {
  it('is made not ready, and the caller goes to the front of the queue', async () => {
    await loses();
    await kit.passes(20);

    expect(await inQueue()).toEqual({ phase: 'waiting', queue: 'Support', priority: 100 });
    expect(kit.asked).toContainEqual({
      method: 'sendToQueue',
      with: expect.objectContaining({ legId: CUSTOMER_LEG }),
    });
    expect((await kit.deskOf(AGENT)).agent.resting).toEqual({
      name: 'notReady',
      reasonCode: 'Connection lost',
    });
    expect(await callAt()).toMatchObject({ call: { state: 'ended', reason: 'connectionLost' } });
  });

  it('loses the leg that is still on its way', async () => {
    await loses();
    await kit.passes(18);
    await rejoin();
    await kit.passes(2);

    expect(kit.endedLegs()).toEqual([kit.carrier.rung[0]?.legId]);
    expect(await inQueue()).toMatchObject({ phase: 'waiting' });
  });

  it('has a log of that talk, and so has the next agent of the caller', async () => {
    await kit.passes(30);
    await loses();
    await kit.passes(20);
    await kit.reserves(interactionId, OTHER);
    await kit.answers(interactionId, OTHER);
    await kit.passes(10);
    await kit.drops(interactionId, CUSTOMER_PARTY);
    await kit.wrapUpRunsOut();

    expect(kit.saved).toMatchObject([
      { agentId: AGENT, talkSeconds: 50, holdSeconds: 20 },
      { agentId: OTHER, talkSeconds: 10, holdSeconds: 0 },
    ]);
  });

  it('loses nothing more when the caller hangs up before', async () => {
    await loses();
    await kit.drops(interactionId, CUSTOMER_PARTY);
    await kit.passes(20);

    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'ended', hungUpBy: 'customer' });
    expect((await kit.deskOf(AGENT)).agent.resting).toEqual({ name: 'ready' });
    expect(kit.asked.map(({ method }) => method)).not.toContain('sendToQueue');
  });

  it('is forgotten also by a connector that restarted meanwhile', async () => {
    await loses();
    await kit.restarts();
    await kit.passes(20);

    expect(await inQueue()).toMatchObject({ phase: 'waiting', priority: 100 });
  });
});

describe('a leg that broke in a consult', () => {
  it('of the asking agent: the two others wait, and talk with each other in the end', async () => {
    await consults();
    await loses();
    expect(await hears()).toMatchObject({ [CUSTOMER_PARTY]: 'music' });

    await kit.passes(20);
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [COLLEAGUE]: 'talk' });
    expect(await kit.stateOf(OTHER)).toBe('onCall');
  });

  it('of the asked agent: the customer waits, and the asking agent goes on after a while', async () => {
    await consults();
    await loses(OTHER);
    expect(await callAt()).toMatchObject({ parties: [{ state: 'onHold' }, { state: 'lost' }] });

    await kit.passes(20);
    expect(await callAt()).toMatchObject({ call: { state: 'connected' }, parties: [{}] });
    expect(await hears()).toEqual(talking);
  });

  it('of both agents: who comes back has the call', async () => {
    await consults();
    await loses();
    await kit.passes(5);
    await loses(OTHER);
    await kit.passes(15);
    await comesBack(OTHER);

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [COLLEAGUE]: 'talk' });
  });

  it('of both agents: the caller goes to the front of the queue when none comes back', async () => {
    await consults();
    await loses();
    await kit.passes(5);
    await loses(OTHER);
    await kit.passes(20);

    expect(await inQueue()).toMatchObject({ phase: 'waiting', priority: 100 });
    expect(await callAt(OTHER)).toMatchObject({ call: { state: 'ended', reason: 'connectionLost' } });
  });
});

describe('a leg that broke while the agent talks in another call', () => {
  it('leaves the other call alone, and comes back as it was: in the background', async () => {
    kit.extensions.set('201', AGENT);
    const second = await kit.directCall('201');
    await kit.answers(second);
    await loses();
    await comesBack();

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music', [OWN]: 'silence' });
    expect(await kit.appliedSounds(second)).toEqual(talking);
  });
});

describe('a call between agents whose legs both broke', () => {
  const internalCall = async () => {
    interactionId = await kit.dials({ kind: 'agent', agentId: OTHER });
    await kit.answers(interactionId, OTHER);
    await loses(AGENT);
    await loses(OTHER);
    const room = { name: `i-${interactionId}`, conferenceId: `CF-i-${interactionId}` };
    await kit.tell({ type: 'conferenceEnded', interactionId, room });
  };

  it('goes on in a new conference when both come back', async () => {
    await internalCall();
    await comesBack(AGENT);
    await comesBack(OTHER);

    expect(kit.carrier.rung.at(-2)?.room).toEqual({ name: `i-${interactionId}` });
    expect(await hears()).toEqual({ [OWN]: 'talk', [COLLEAGUE]: 'talk' });
  });

  it('is over when they do not', async () => {
    await internalCall();
    await kit.passes(20);

    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'ended' });
  });
});
