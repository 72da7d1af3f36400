import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type Dnis, type InteractionId } from '../../../../softphone/core/index.ts';
import type { LegId } from '../ports/telephony.ts';
import type { CallInstruction } from '../telephonyEvents.ts';
import {
  AGENT,
  CUSTOMER,
  EXTENSION_LINE,
  kitSettings,
  openCallCenterKit,
  type CallCenterKit,
} from '../testing/callCenterKit.ts';
import { OTHER, otherIsReady } from '../testing/secondAgent.ts';

let kit: CallCenterKit;

beforeEach(async () => {
  kit = await openCallCenterKit();
  kit.extensions.set('201', AGENT);
  await kit.ready();
});
afterEach(() => kit.stop());

const calls = () => kit.anotherCalls(EXTENSION_LINE);

async function keysIn(interactionId: InteractionId, digits: string, attempt = 1): Promise<CallInstruction> {
  const instruction = await kit.callCenter.ask({ type: 'digitsCollected', interactionId, digits, attempt });
  await kit.settle();
  return instruction;
}

const stateAt = async (agentId: typeof AGENT, interactionId: InteractionId) =>
  (await kit.callAt(agentId, interactionId))?.call.state;

describe('an extension that is keyed in', () => {
  it('rings at its agent, while the caller waits in the conference', async () => {
    const interactionId = await calls();

    expect(await keysIn(interactionId, '201')).toMatchObject({
      type: 'joinConference',
      partyId: CUSTOMER_PARTY,
      music: true,
    });
    expect(await stateAt(AGENT, interactionId)).toBe('offered');
    expect(await kit.callAt(AGENT, interactionId)).toMatchObject({ via: 'direct' });
  });

  it('rings at an agent who is on a call, which goes on', async () => {
    const first = await kit.talk();
    const interactionId = await kit.directCall('201');

    expect(await stateAt(AGENT, interactionId)).toBe('offered');
    expect(await stateAt(AGENT, first)).toBe('connected');
  });

  it('rings at an agent who is not ready but on a call', async () => {
    await kit.talk();
    await kit.orders(AGENT, { type: 'setAgentState', state: { name: 'notReady', reasonCode: 'Break' } });

    expect(await stateAt(AGENT, await kit.directCall('201'))).toBe('offered');
  });

  it('leads to a message when the agent has as many calls as are allowed', async () => {
    for (let count = 0; count < 4; count += 1) await kit.answers(await kit.directCall('201'));

    expect(await keysIn(await calls(), '201')).toMatchObject({ type: 'recordMessage' });
  });

  it('is answered as before when the carrier asks again, wherever the call is by then', async () => {
    const interactionId = await calls();
    const first = await keysIn(interactionId, '201');
    expect(await keysIn(interactionId, '201')).toEqual(first);
    expect((await kit.recordOf(interactionId)).parts).toHaveLength(1);

    await kit.orders(AGENT, { type: 'decline', interactionId });
    expect(await keysIn(interactionId, '201')).toMatchObject({ type: 'recordMessage' });

    await kit.tell({ type: 'callerGone', legId: (await kit.partyOf(interactionId, CUSTOMER_PARTY))!.legId! });
    await kit.settle();
    await kit.passes(10);
    expect(await keysIn(interactionId, '201')).toEqual({ type: 'hangUp' });
  });

  it('makes no call of the queue: who answers has a direct call', async () => {
    const interactionId = await kit.directCall('201');
    await kit.answers(interactionId);

    expect(await kit.recordOf(interactionId)).not.toHaveProperty('queue');
    expect(kit.asked.map(({ method }) => method)).toContain('occupyAgent');
  });
});

describe('an extension that nobody has', () => {
  it('is asked for again, twice; then the queue takes the call', async () => {
    const interactionId = await calls();

    expect(await keysIn(interactionId, '999', 1)).toMatchObject({ type: 'collectDigits', attempt: 2 });
    expect(await keysIn(interactionId, '998', 2)).toMatchObject({ type: 'collectDigits', attempt: 3 });
    expect(await keysIn(interactionId, '997', 3)).toMatchObject({ type: 'enqueue', queue: 'Support' });
  });

  it('counts once when the carrier repeats its question', async () => {
    const interactionId = await calls();
    const first = await keysIn(interactionId, '999', 1);
    for (let repeats = 0; repeats < 3; repeats += 1) {
      expect(await keysIn(interactionId, '999', 1)).toEqual(first);
    }

    expect(await keysIn(interactionId, '998', 2)).toMatchObject({ attempt: 3 });
  });

  it('may be put right on the last try', async () => {
    const interactionId = await calls();
    await keysIn(interactionId, '999', 1);
    await keysIn(interactionId, '998', 2);

    expect(await keysIn(interactionId, '201', 3)).toMatchObject({ type: 'joinConference' });
  });
});

describe('a number of an agent’s own', () => {
  const OWN_LINE = '+14155550195' as Dnis;
  const calledOn = (legId: string) =>
    own.callCenter.ask({ type: 'callArrived', legId: legId as LegId, ani: CUSTOMER, dnis: OWN_LINE });
  let own: CallCenterKit;

  beforeEach(async () => {
    const entryPoints = [{ dnis: OWN_LINE, queue: 'Support', extension: '201' }];
    own = await openCallCenterKit({ ...kitSettings, entryPoints });
    await own.ready();
  });
  afterEach(() => own.stop());

  it('rings at the agent at once, and once, though the carrier asks again', async () => {
    own.extensions.set('201', AGENT);
    const first = await calledOn('CA-9');

    expect(first).toMatchObject({ type: 'joinConference' });
    expect(await calledOn('CA-9')).toEqual(first);
    expect((await own.desk()).interactions).toMatchObject([{ via: 'direct' }]);
  });

  it('is the queue’s while nobody has the extension', async () => {
    const first = await calledOn('CA-9');

    expect(first).toMatchObject({ type: 'enqueue', queue: 'Support' });
    expect(await calledOn('CA-9')).toEqual(first);
  });
});

describe('a caller who keys in nothing', () => {
  it('goes to the queue', async () => {
    const interactionId = await calls();

    expect(await keysIn(interactionId, '')).toMatchObject({ type: 'enqueue', queue: 'Support' });
  });
});

describe('a direct call that is transferred', () => {
  it('to a colleague who does not take it comes back to the agent of the extension', async () => {
    await otherIsReady(kit);
    const interactionId = await kit.directCall('201');
    await kit.answers(interactionId);
    await kit.orders(AGENT, { type: 'transfer', interactionId, target: { kind: 'agent', agentId: OTHER } });
    await kit.orders(OTHER, { type: 'decline', interactionId });

    expect(await kit.callAt(AGENT, interactionId)).toMatchObject({
      via: 'returned',
      call: { state: 'offered' },
    });
  });
});
