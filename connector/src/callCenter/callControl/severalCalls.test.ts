import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type InteractionId } from '../../../../softphone/core/index.ts';
import { agentPartyId } from '../interactions/partyRecord.ts';
import { AGENT, kitSettings, openCallCenterKit, type CallCenterKit } from '../testing/callCenterKit.ts';
import { PARTNER } from '../testing/secondAgent.ts';

const OWN_PARTY = agentPartyId(AGENT);
const waiting = { [CUSTOMER_PARTY]: 'music', [OWN_PARTY]: 'silence' };
const talking = { [CUSTOMER_PARTY]: 'talk', [OWN_PARTY]: 'talk' };

let kit: CallCenterKit;
let first: InteractionId;

beforeEach(async () => {
  kit = await openCallCenterKit();
  kit.extensions.set('201', AGENT);
  first = await kit.talk();
});
afterEach(() => kit.stop());

const active = async () => (await kit.deskOf(AGENT)).active;
const activate = (interactionId: InteractionId) => kit.orders(AGENT, { type: 'activate', interactionId });

describe('a second call', () => {
  it('that rings does not disturb the first', async () => {
    const second = await kit.directCall('201');

    expect(await kit.appliedSounds(first)).toEqual(talking);
    expect(await kit.callAt(AGENT, second)).toMatchObject({ via: 'direct', call: { state: 'offered' } });
    expect(await active()).toBe(first);
  });

  it('that is answered puts the first on hold, with music, and does not drop it', async () => {
    const second = await kit.directCall('201');
    await kit.answers(second);

    expect(await kit.appliedSounds(first)).toEqual(waiting);
    expect(await kit.appliedSounds(second)).toEqual(talking);
    expect(await active()).toBe(second);
    expect(kit.endedLegs()).toEqual([]);
  });

  it('that the agent dials puts the first on hold at once', async () => {
    await kit.dials({ kind: 'number', number: PARTNER });

    expect(await kit.appliedSounds(first)).toEqual(waiting);
    expect((await kit.callAt(AGENT, first))?.parties).toMatchObject([{ state: 'onHold' }]);
  });

  it('can come while the agent dials out and another is held', async () => {
    const dialed = await kit.dials({ kind: 'number', number: PARTNER });
    const direct = await kit.directCall('201');
    await kit.answers(direct);
    await kit.joins(dialed, CUSTOMER_PARTY);

    expect(await kit.appliedSounds(dialed)).toEqual(waiting);
    expect(await kit.appliedSounds(direct)).toEqual(talking);
    expect((await kit.callAt(AGENT, dialed))?.call.state).toBe('connected');
  });

  it('is not taken above the limit: the caller is asked to leave a message', async () => {
    for (let calls = 1; calls < kitSettings.agent.mostCalls; calls += 1) {
      await kit.answers(await kit.directCall('201'));
    }

    const last = await kit.directCall('201');

    expect(await kit.callAt(AGENT, last)).toBeUndefined();
    expect(await kit.recordOf(last)).toMatchObject({ voicemail: { agentId: AGENT } });
  });
});

describe('to switch', () => {
  it('is one click, and what waited talks', async () => {
    const second = await kit.directCall('201');
    await kit.answers(second);

    await activate(first);

    expect(await kit.appliedSounds(first)).toEqual(talking);
    expect(await kit.appliedSounds(second)).toEqual(waiting);
    expect(await active()).toBe(first);
  });

  it('to and fro many times, faster than the carrier answers, ends as the last click said', async () => {
    const second = await kit.directCall('201');
    await kit.answers(second);
    const answer = kit.carrier.delays('setSound');
    await activate(first);
    await activate(second);
    await activate(first);
    answer();
    await kit.settle();

    expect(await kit.appliedSounds(first)).toEqual(talking);
    expect(await kit.appliedSounds(second)).toEqual(waiting);
  });

  it('leaves on hold whom the agent had put on hold', async () => {
    const second = await kit.directCall('201');
    await kit.orders(AGENT, { type: 'hold', interactionId: first, partyId: CUSTOMER_PARTY });
    await kit.answers(second);
    await activate(first);

    expect(await kit.appliedSounds(first)).toEqual({ [CUSTOMER_PARTY]: 'music', [OWN_PARTY]: 'talk' });
  });

  it('is not possible to a call that rings or is over', async () => {
    const second = await kit.directCall('201');
    expect(await activate(second)).toEqual({ code: 'CALL_GONE' });

    await kit.answers(second);
    await kit.drops(second, CUSTOMER_PARTY);
    expect(await activate(second)).toEqual({ code: 'CALL_GONE' });
  });
});

describe('the end of the call in which the agent talks', () => {
  it('leaves the others waiting until the agent takes one up', async () => {
    const second = await kit.directCall('201');
    await kit.answers(second);

    await kit.orders(AGENT, { type: 'hangUp', interactionId: second });
    expect(await kit.appliedSounds(first)).toEqual(waiting);
    expect(await active()).toBeUndefined();
    expect(await kit.stateOf(AGENT)).toBe('onCall');

    await activate(first);
    expect(await kit.appliedSounds(first)).toEqual(talking);
  });

  it('counts the time in the background as hold in the log of the other', async () => {
    const second = await kit.directCall('201');
    await kit.answers(second);
    await kit.passes(20);
    await kit.orders(AGENT, { type: 'hangUp', interactionId: second });
    await kit.passes(5);
    await activate(first);
    await kit.passes(7);
    await kit.drops(first, CUSTOMER_PARTY);
    await kit.wrapUpRunsOut();

    const logs = kit.saved.map(({ interactionId, holdSeconds, talkSeconds }) => ({
      interactionId,
      holdSeconds,
      talkSeconds,
    }));
    expect(logs).toContainEqual({ interactionId: first, holdSeconds: 25, talkSeconds: 32 });
    expect(logs).toContainEqual({ interactionId: second, holdSeconds: 0, talkSeconds: 20 });
  });
});
