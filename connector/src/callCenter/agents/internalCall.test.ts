import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type InteractionId, type Target } from '../../../../softphone/core/index.ts';
import { agentPartyId } from '../interactions/partyRecord.ts';
import { AGENT, kitSettings, openCallCenterKit, type CallCenterKit } from '../testing/callCenterKit.ts';
import { OTHER, otherIsReady, THIRD, thirdIsReady } from '../testing/secondAgent.ts';

const [OWN, COLLEAGUE] = [agentPartyId(AGENT), agentPartyId(OTHER)];
const toColleague: Target = { kind: 'agent', agentId: OTHER };

let kit: CallCenterKit;

beforeEach(async () => {
  kit = await openCallCenterKit();
  kit.extensions.set('202', OTHER);
  await kit.ready();
  await otherIsReady(kit);
});
afterEach(() => kit.stop());

async function talks(): Promise<InteractionId> {
  const interactionId = await kit.dials(toColleague);
  await kit.answers(interactionId, OTHER);
  return interactionId;
}

const reasonAt = async (interactionId: InteractionId) => {
  const call = (await kit.callAt(AGENT, interactionId))?.call;
  return call?.state === 'ended' ? call.reason : call?.state;
};

describe('a call from one agent to another', () => {
  it('rings at the colleague once the caller is there, and says who calls', async () => {
    await kit.orders(AGENT, { type: 'dial', target: toColleague });
    expect((await kit.deskOf(OTHER)).interactions).toEqual([]);
    await kit.orders(AGENT, { type: 'hangUp', interactionId: (await kit.deskOf(AGENT)).interactions[0]!.id });

    const interactionId = await kit.dials({ kind: 'extension', extension: '202' });
    expect(await kit.callAt(OTHER, interactionId)).toMatchObject({
      via: 'internal',
      direction: 'internal',
      from: 'Ada Agent',
    });
  });

  it('is connected when the colleague answers', async () => {
    const interactionId = await talks();

    expect(await kit.appliedSounds(interactionId)).toEqual({ [OWN]: 'talk', [COLLEAGUE]: 'talk' });
    expect(await kit.stateOf(AGENT)).toBe('onCall');
    expect(await kit.stateOf(OTHER)).toBe('onCall');
  });

  it.each([
    [
      'declines',
      (id: InteractionId) => kit.orders(OTHER, { type: 'decline', interactionId: id }),
      'noAnswer',
    ],
    ['does not answer', () => kit.passes(30), 'noAnswer'],
  ])('ends when the colleague %s', async (_how, happens, reason) => {
    const interactionId = await kit.dials(toColleague);
    await happens(interactionId);

    expect(await reasonAt(interactionId)).toBe(reason);
    expect(await kit.callAt(OTHER, interactionId)).toBeUndefined();
    expect(await kit.stateOf(OTHER)).toBe('ready');
  });

  it('is busy where the colleague is logged out or has as many calls as are allowed', async () => {
    await kit.orders(OTHER, { type: 'setAgentState', state: { name: 'loggedOut' } });
    expect(await reasonAt(await kit.dials(toColleague))).toBe('busy');

    await kit.orders(OTHER, { type: 'setAgentState', state: { name: 'ready' } });
    for (let calls = 0; calls < kitSettings.agent.mostCalls; calls += 1) {
      await kit.dials({ kind: 'number', number: '+14155550177' }, OTHER);
    }
    expect(await reasonAt(await kit.dials(toColleague))).toBe('busy');
  });

  it('can be given up while it rings', async () => {
    const interactionId = await kit.dials(toColleague);
    await kit.orders(AGENT, { type: 'hangUp', interactionId });

    expect(await kit.callAt(OTHER, interactionId)).toBeUndefined();
    expect(await kit.appliedSounds(interactionId)).toEqual({});
  });

  it.each([AGENT, OTHER])('ends for both when %s hangs up', async (agentId) => {
    const interactionId = await talks();
    await kit.orders(agentId, { type: 'hangUp', interactionId });

    expect(await kit.appliedSounds(interactionId)).toEqual({});
    expect(await kit.stateOf(AGENT)).toBe('wrapUp');
    expect(await kit.stateOf(OTHER)).toBe('wrapUp');
  });

  it('can be given to a third agent', async () => {
    await thirdIsReady(kit);
    const interactionId = await talks();
    await kit.orders(OTHER, { type: 'transfer', interactionId, target: { kind: 'agent', agentId: THIRD } });
    await kit.answers(interactionId, THIRD);

    expect(await kit.appliedSounds(interactionId)).toEqual({
      [OWN]: 'talk',
      [agentPartyId(THIRD)]: 'talk',
    });
  });

  it('comes back to the giver when the third agent declines, and ends when nobody takes it', async () => {
    await thirdIsReady(kit);
    const interactionId = await talks();
    await kit.orders(OTHER, { type: 'transfer', interactionId, target: { kind: 'agent', agentId: THIRD } });
    await kit.orders(THIRD, { type: 'decline', interactionId });

    expect(await kit.callAt(OTHER, interactionId)).toMatchObject({ via: 'returned' });
    expect(await kit.stateOf(AGENT)).toBe('onCall');
    await kit.orders(OTHER, { type: 'decline', interactionId });
    expect((await kit.recordOf(interactionId)).phase).toBe('ended');
    expect(await kit.appliedSounds(interactionId)).toEqual({});
  });

  it('cannot go to a queue: there is no customer who could wait', async () => {
    const interactionId = await talks();
    const target = { kind: 'queue', queue: 'Sales' } as const;

    expect(await kit.orders(OTHER, { type: 'transfer', interactionId, target })).toEqual({
      code: 'TARGET_UNAVAILABLE',
    });
    expect(await kit.appliedSounds(interactionId)).toEqual({ [OWN]: 'talk', [COLLEAGUE]: 'talk' });
  });

  it('grows to three and goes on for two when one of them hangs up', async () => {
    await thirdIsReady(kit);
    const interactionId = await talks();
    await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'agent', agentId: THIRD } });
    await kit.answers(interactionId, THIRD);
    await kit.orders(AGENT, { type: 'hangUp', interactionId });

    expect(await kit.appliedSounds(interactionId)).toEqual({
      [COLLEAGUE]: 'talk',
      [agentPartyId(THIRD)]: 'talk',
    });
  });

  it('cannot be made to oneself, nor to a queue', async () => {
    const dial = (target: Target) => kit.orders(AGENT, { type: 'dial', target });

    expect(await dial({ kind: 'agent', agentId: AGENT })).toEqual({ code: 'TARGET_UNKNOWN' });
    expect(await dial({ kind: 'queue', queue: 'Sales' })).toEqual({ code: 'TARGET_UNKNOWN' });
  });

  it('has no customer in it', async () => {
    const interactionId = await talks();

    expect(await kit.partyOf(interactionId, CUSTOMER_PARTY)).toBeUndefined();
  });
});
