import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type AgentId, type InteractionId } from '../../../../softphone/core/index.ts';
import { agentPartyId } from '../interactions/partyRecord.ts';
import { AGENT, kitSettings, openCallCenterKit, type CallCenterKit } from '../testing/callCenterKit.ts';
import { OTHER, otherIsReady, OUTSIDE_PARTY, PARTNER, THIRD, thirdIsReady } from '../testing/secondAgent.ts';

const GRACE_SECONDS = 4;
const [OWN, COLLEAGUE] = [agentPartyId(AGENT), agentPartyId(OTHER)];
const talking = { [CUSTOMER_PARTY]: 'talk', [OWN]: 'talk' };
const waiting = { [CUSTOMER_PARTY]: 'music', [OWN]: 'talk' };

let kit: CallCenterKit;
let interactionId: InteractionId;

beforeEach(async () => {
  kit = await openCallCenterKit();
  await otherIsReady(kit);
  interactionId = await kit.talk();
});
afterEach(() => kit.stop());

const hears = (id = interactionId) => kit.appliedSounds(id);

async function pageGone(agentId: AgentId = AGENT): Promise<void> {
  await kit.callCenter.pageGone(agentId);
  await kit.settle();
}

async function pageBack(agentId: AgentId = AGENT): Promise<void> {
  await kit.callCenter.pageBack(agentId);
  await kit.settle();
}

async function pageLost(agentId: AgentId = AGENT): Promise<void> {
  await pageGone(agentId);
  await kit.passes(GRACE_SECONDS);
}

describe('an agent whose page with the phone is gone', () => {
  it('leaves the caller with music as soon as it must be lost, before the carrier notices', async () => {
    await pageGone();
    await kit.passes(GRACE_SECONDS - 1);
    expect(await hears()).toEqual(talking);

    await kit.passes(1);
    expect(await hears()).toEqual(waiting);
  });

  it('talks on when the page is back in a moment, and has the whole time at the next blink', async () => {
    await pageGone();
    await kit.passes(3);
    await pageBack();
    await pageGone();
    await kit.passes(3);
    expect(await hears()).toEqual(talking);

    await pageBack();
    await kit.passes(10);
    expect(await hears()).toEqual(talking);
  });

  it('talks again at once when the same page is back later', async () => {
    await pageLost();
    await pageBack();

    expect(await hears()).toEqual(talking);
  });

  it('is heard again when a new page has taken the call up, and not before', async () => {
    await pageLost();
    await kit.orders(AGENT, { type: 'rejoin', interactionId, unnoticed: true });
    expect(await hears()).toMatchObject({ [CUSTOMER_PARTY]: 'music' });

    await kit.joins(interactionId, AGENT);
    expect(await hears()).toEqual(talking);
  });

  it('may lose that one too', async () => {
    await pageLost();
    await kit.orders(AGENT, { type: 'rejoin', interactionId, unnoticed: true });
    await kit.joins(interactionId, AGENT);
    await pageLost();

    expect(await hears()).toEqual(waiting);
  });

  it('has the time to come back that the carrier’s word begins, and the caller hears music all along', async () => {
    await pageLost();
    await kit.passes(16);
    await kit.drops(interactionId, AGENT);
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music' });

    await kit.passes(20);
    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'waiting', priority: 100 });
  });

  it('leaves alone what is on hold already, and who is held stays held', async () => {
    await kit.orders(AGENT, { type: 'hold', interactionId, partyId: CUSTOMER_PARTY });
    await pageLost();
    await pageBack();

    expect(await hears()).toEqual(waiting);
  });

  it('leaves every call, also one in the background', async () => {
    kit.extensions.set('201', AGENT);
    const other = await kit.directCall('201');
    await kit.answers(other);
    await pageLost();
    expect(await hears(other)).toEqual(waiting);
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music', [OWN]: 'silence' });

    await pageBack();
    expect(await hears(other)).toEqual(talking);
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music', [OWN]: 'silence' });
  });

  it('is gone for nobody when the call is over', async () => {
    await pageGone();
    await kit.drops(interactionId, CUSTOMER_PARTY);
    await kit.passes(GRACE_SECONDS);

    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'ended' });
    expect(kit.problems).toEqual([]);
  });
});

describe('the others in a call, when an agent’s page is lost,', () => {
  it('talk on, and a colleague sees that the agent is lost', async () => {
    await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'agent', agentId: OTHER } });
    await kit.answers(interactionId, OTHER);
    await kit.orders(AGENT, { type: 'joinAll', interactionId });
    await pageLost();

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [OWN]: 'talk', [COLLEAGUE]: 'talk' });
    const seen = await kit.callAt(OTHER, interactionId);
    expect(seen?.parties).toMatchObject([{ state: 'talking' }, { agentId: AGENT, state: 'lost' }]);
  });

  it('talk on where one of them is outside', async () => {
    await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'number', number: PARTNER } });
    await kit.joins(interactionId, OUTSIDE_PARTY);
    await kit.orders(AGENT, { type: 'joinAll', interactionId });
    await pageLost();

    expect(await hears()).toMatchObject({ [CUSTOMER_PARTY]: 'talk', [OUTSIDE_PARTY]: 'talk' });
  });

  it('wait with music where only the customer on hold and the one who was asked are left', async () => {
    await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'number', number: PARTNER } });
    await kit.joins(interactionId, OUTSIDE_PARTY);
    await pageLost();
    expect(await hears()).toMatchObject({ [CUSTOMER_PARTY]: 'music', [OUTSIDE_PARTY]: 'music' });

    await pageBack();
    expect(await hears()).toMatchObject({ [CUSTOMER_PARTY]: 'music', [OUTSIDE_PARTY]: 'talk' });
  });
});

describe('a connector that restarts', () => {
  it('gives a page that was gone the whole time again', async () => {
    await pageGone();
    await kit.passes(3);
    await kit.restarts();
    await kit.passes(GRACE_SECONDS - 1);
    expect(await hears()).toEqual(talking);

    await kit.passes(1);
    expect(await hears()).toEqual(waiting);
  });

  it('does not miss pages that were there when it stopped', async () => {
    await kit.restarts();
    await kit.passes(GRACE_SECONDS * 2);

    expect(await hears()).toEqual(talking);
  });

  it('lets a page that was lost come back', async () => {
    await pageLost();
    await kit.restarts();
    expect(await hears()).toEqual(waiting);

    await pageBack();
    expect(await hears()).toEqual(talking);
  });
});

describe('pages of many agents that are gone at once', () => {
  it('are not lost: what is between them and the connector is broken, and people talk on', async () => {
    await thirdIsReady(kit);
    const calls = [interactionId, await kit.queueCall(OTHER), await kit.queueCall(THIRD)];
    for (const agentId of [AGENT, OTHER, THIRD]) await pageGone(agentId);
    await kit.passes(GRACE_SECONDS * 2);

    for (const id of calls) expect(await hears(id)).toMatchObject({ [CUSTOMER_PARTY]: 'talk' });
  });

  it('are lost when they went one after another', async () => {
    await thirdIsReady(kit);
    const calls = [interactionId, await kit.queueCall(OTHER), await kit.queueCall(THIRD)];
    for (const agentId of [AGENT, OTHER, THIRD]) await pageLost(agentId);

    for (const id of calls) expect(await hears(id)).toMatchObject({ [CUSTOMER_PARTY]: 'music' });
  });
});

it('nothing follows from a page that is gone where the centre does not want that', async () => {
  const calm = await openCallCenterKit({ ...kitSettings, awayAfterSeconds: 0 });
  const call = await calm.talk();
  await calm.callCenter.pageGone(AGENT);
  await calm.passes(30);

  expect(await calm.appliedSounds(call)).toEqual(talking);
  await calm.stop();
});
