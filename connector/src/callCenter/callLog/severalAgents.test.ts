import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type AgentId, type InteractionId } from '../../../../softphone/core/index.ts';
import { AGENT, openCallCenterKit, type CallCenterKit } from '../testing/callCenterKit.ts';
import { OTHER, otherIsReady, OUTSIDE_PARTY, PARTNER } from '../testing/secondAgent.ts';

let kit: CallCenterKit;

beforeEach(async () => {
  kit = await openCallCenterKit();
  await otherIsReady(kit);
});
afterEach(() => kit.stop());

const logOf = (agentId: AgentId) => kit.saved.filter((log) => log.agentId === agentId);
const hold = (interactionId: InteractionId) =>
  kit.orders(AGENT, { type: 'hold', interactionId, partyId: CUSTOMER_PARTY });
const resume = (interactionId: InteractionId) =>
  kit.orders(AGENT, { type: 'resume', interactionId, partyId: CUSTOMER_PARTY });
const transferTo = (interactionId: InteractionId, agentId: AgentId, from = AGENT) =>
  kit.orders(from, { type: 'transfer', interactionId, target: { kind: 'agent', agentId } });
const consult = (interactionId: InteractionId) =>
  kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'agent', agentId: OTHER } });

/** The customer hangs up, and everybody has written what there is to write. */
async function ends(interactionId: InteractionId): Promise<void> {
  await kit.drops(interactionId, CUSTOMER_PARTY);
  await kit.wrapUpRunsOut();
}

describe('a call that is transferred', () => {
  it('has one log of each agent, with the own times, words and end', async () => {
    const interactionId = await kit.talk();
    await kit.passes(60);
    await kit.command({ type: 'writeNotes', interactionId, notes: 'A new meter' });
    await transferTo(interactionId, OTHER);
    await kit.passes(5);
    await kit.answers(interactionId, OTHER);
    await kit.passes(30);
    await kit.callCenter.command(OTHER, { type: 'writeNotes', interactionId, notes: 'Comes on Monday' });
    await ends(interactionId);

    expect(kit.saved).toHaveLength(2);
    expect(logOf(AGENT)).toMatchObject([
      { kind: 'inbound', outcome: 'answered', talkSeconds: 60, waitSeconds: 0, notes: 'A new meter' },
    ]);
    expect(logOf(AGENT)[0]).not.toHaveProperty('hungUpBy');
    expect(logOf(OTHER)).toMatchObject([
      {
        kind: 'inbound',
        outcome: 'answered',
        ringSeconds: 5,
        waitSeconds: 5,
        talkSeconds: 30,
        notes: 'Comes on Monday',
        hungUpBy: 'customer',
      },
    ]);
  });

  it('is logged only when it has ended and both have written, though the first is done long before', async () => {
    const interactionId = await kit.talk();
    await transferTo(interactionId, OTHER);
    await kit.orders(AGENT, { type: 'completeWrapUp', interactionId });
    await kit.answers(interactionId, OTHER);
    expect(kit.saved).toEqual([]);

    await kit.drops(interactionId, CUSTOMER_PARTY);
    expect(kit.saved.map(({ agentId }) => agentId)).toEqual([AGENT]);
    await kit.orders(OTHER, { type: 'completeWrapUp', interactionId });

    expect(kit.saved.map(({ agentId }) => agentId)).toEqual([AGENT, OTHER]);
  });

  it('and returns has one log of the agent who has it twice: times summed, notes joined', async () => {
    const interactionId = await kit.talk();
    await kit.passes(10);
    await kit.command({ type: 'writeNotes', interactionId, notes: 'First' });
    await transferTo(interactionId, OTHER);
    await kit.passes(7);
    await kit.orders(OTHER, { type: 'decline', interactionId });
    await kit.passes(3);
    await kit.answers(interactionId);
    await kit.passes(20);
    await kit.command({ type: 'writeNotes', interactionId, notes: 'Second' });
    await ends(interactionId);

    expect(kit.saved).toHaveLength(2);
    expect(logOf(AGENT)).toMatchObject([
      { outcome: 'answered', talkSeconds: 30, ringSeconds: 3, notes: 'First\nSecond', hungUpBy: 'customer' },
    ]);
    expect(logOf(OTHER)).toMatchObject([{ kind: 'missed', outcome: 'declined', ringSeconds: 7, notes: '' }]);
    expect(await kit.callCenter.historyOf(AGENT)).toMatchObject([{ talkSeconds: 30 }]);
  });

  it('to a queue counts the second agent’s wait from the transfer on', async () => {
    const interactionId = await kit.talk();
    await kit.passes(100);
    await kit.orders(AGENT, { type: 'transfer', interactionId, target: { kind: 'queue', queue: 'Sales' } });
    await kit.passes(40);
    await kit.reserves(interactionId, OTHER);
    await kit.passes(2);
    await kit.answers(interactionId, OTHER);
    await ends(interactionId);

    expect(logOf(OTHER)).toMatchObject([{ queue: 'Sales', waitSeconds: 42, ringSeconds: 2 }]);
  });

  it('and whose caller gives up while it rings is abandoned at the second agent only', async () => {
    const interactionId = await kit.talk();
    await transferTo(interactionId, OTHER);
    await kit.passes(4);
    await ends(interactionId);

    expect(logOf(AGENT)).toMatchObject([{ outcome: 'answered' }]);
    expect(logOf(OTHER)).toMatchObject([
      { kind: 'abandoned', outcome: 'abandoned', ringSeconds: 4, hungUpBy: 'customer' },
    ]);
  });
});

describe('time on hold', () => {
  it('is right to the second, however often and however shortly the customer was held', async () => {
    const interactionId = await kit.talk();
    for (let times = 0; times < 10; times += 1) {
      await hold(interactionId);
      kit.clock.advance(1_400);
      await resume(interactionId);
      kit.clock.advance(1_000);
    }
    await ends(interactionId);

    expect(logOf(AGENT)).toMatchObject([{ holdSeconds: 14, talkSeconds: 24 }]);
  });

  it('that lasts until the end is counted', async () => {
    const interactionId = await kit.talk();
    await kit.passes(5);
    await hold(interactionId);
    await kit.passes(11);
    await ends(interactionId);

    expect(logOf(AGENT)).toMatchObject([{ holdSeconds: 11, talkSeconds: 16 }]);
  });

  it('counts for a colleague who is asked into the call from the colleague’s answer on', async () => {
    const interactionId = await kit.talk();
    await hold(interactionId);
    await kit.passes(50);
    await consult(interactionId);
    await kit.passes(3);
    await kit.answers(interactionId, OTHER);
    await kit.passes(8);
    await kit.orders(AGENT, { type: 'joinAll', interactionId });
    await kit.passes(20);
    await ends(interactionId);

    expect(logOf(AGENT)).toMatchObject([{ holdSeconds: 61, talkSeconds: 81 }]);
    expect(logOf(OTHER)).toMatchObject([{ holdSeconds: 8, talkSeconds: 28, ringSeconds: 3, waitSeconds: 3 }]);
  });
});

describe('a colleague who is asked into a call', () => {
  it('and leaves has a log of the own part', async () => {
    const interactionId = await kit.talk();
    await consult(interactionId);
    await kit.answers(interactionId, OTHER);
    await kit.passes(9);
    await kit.orders(OTHER, { type: 'leave', interactionId });
    await kit.passes(20);
    await ends(interactionId);

    expect(logOf(OTHER)).toMatchObject([{ outcome: 'answered', talkSeconds: 9 }]);
    expect(logOf(OTHER)[0]).not.toHaveProperty('hungUpBy');
    expect(logOf(AGENT)).toMatchObject([{ talkSeconds: 29 }]);
  });

  it('and keeps the call hears nothing of the first agent’s notes in the own log', async () => {
    const interactionId = await kit.talk();
    await kit.command({ type: 'writeNotes', interactionId, notes: 'Angry' });
    await consult(interactionId);
    await kit.answers(interactionId, OTHER);
    await kit.orders(AGENT, { type: 'leave', interactionId });
    await kit.passes(15);
    await kit.orders(OTHER, { type: 'hangUp', interactionId });
    await kit.wrapUpRunsOut();

    expect(kit.saved.map(({ agentId, notes, hungUpBy }) => ({ agentId, notes, hungUpBy }))).toEqual(
      expect.arrayContaining([
        { agentId: AGENT, notes: 'Angry', hungUpBy: undefined },
        { agentId: OTHER, notes: '', hungUpBy: 'agent' },
      ]),
    );
  });

  it('but whose invitation is taken back has none', async () => {
    const interactionId = await kit.talk();
    await consult(interactionId);
    const partyId = `agent-${OTHER}` as typeof CUSTOMER_PARTY;
    await kit.orders(AGENT, { type: 'removeParty', interactionId, partyId });
    await ends(interactionId);

    expect(kit.saved.map(({ agentId }) => agentId)).toEqual([AGENT]);
  });

  it('outside the centre has none', async () => {
    const interactionId = await kit.talk();
    await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'number', number: PARTNER } });
    await kit.joins(interactionId, OUTSIDE_PARTY);
    await ends(interactionId);

    expect(kit.saved).toHaveLength(1);
  });
});

describe('a call that is parked', () => {
  it('and picked up has one log of each, without the time in the orbit', async () => {
    const interactionId = await kit.talk();
    await kit.passes(10);
    await kit.orders(AGENT, { type: 'park', interactionId });
    await kit.passes(30);
    await kit.orders(OTHER, { type: 'pickUp', interactionId });
    await kit.joins(interactionId, OTHER);
    await kit.passes(5);
    await ends(interactionId);

    expect(logOf(AGENT)).toMatchObject([{ outcome: 'answered', talkSeconds: 10, wrapUpSeconds: 0 }]);
    expect(logOf(OTHER)).toMatchObject([{ outcome: 'answered', talkSeconds: 5, waitSeconds: 30 }]);
  });

  it('and given up by the caller there is an answered call of the agent who parked it', async () => {
    const interactionId = await kit.talk();
    await kit.orders(AGENT, { type: 'park', interactionId });
    await kit.passes(20);
    await ends(interactionId);

    expect(kit.saved).toMatchObject([{ agentId: AGENT, outcome: 'answered', talkSeconds: 0 }]);
  });
});

describe('a call between two agents', () => {
  const talkToEachOther = async () => {
    await kit.ready();
    const interactionId = await kit.dials({ kind: 'agent', agentId: OTHER });
    await kit.answers(interactionId, OTHER);
    await kit.passes(12);
    await kit.orders(OTHER, { type: 'hangUp', interactionId });
    await kit.wrapUpRunsOut();
  };

  it('is of the kind of its own, with a log of each', async () => {
    await talkToEachOther();

    expect(kit.saved.map(({ agentId, kind, talkSeconds }) => ({ agentId, kind, talkSeconds }))).toEqual([
      { agentId: AGENT, kind: 'internal', talkSeconds: 12 },
      { agentId: OTHER, kind: 'internal', talkSeconds: 12 },
    ]);
    expect(kit.saved).toMatchObject([{ hungUpBy: 'agent' }, { hungUpBy: 'agent' }]);
  });

  it('is not logged where the org wants none', async () => {
    kit.policies.set('internal', { log: 'none' });
    await talkToEachOther();

    expect(kit.saved).toEqual([]);
  });
});
