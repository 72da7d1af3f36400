import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CUSTOMER_PARTY,
  type InteractionId,
  type RefusalCode,
  type Target,
} from '../../../../softphone/core/index.ts';
import { agentPartyId } from '../interactions/partyRecord.ts';
import { AGENT, maria, openCallCenterKit, type CallCenterKit } from '../testing/callCenterKit.ts';
import { failuresAt } from '../testing/failuresAt.ts';
import { OTHER, otherIsReady, OUTSIDE_PARTY, PARTNER } from '../testing/secondAgent.ts';

const [OWN, COLLEAGUE] = [agentPartyId(AGENT), agentPartyId(OTHER)];

let kit: CallCenterKit;
let interactionId: InteractionId;
let failures: RefusalCode[];

beforeEach(async () => {
  kit = await openCallCenterKit();
  kit.extensions.set('202', OTHER);
  await otherIsReady(kit);
  failures = failuresAt(kit, AGENT);
  interactionId = await kit.talk();
});
afterEach(() => kit.stop());

const consult = (target: Target = { kind: 'agent', agentId: OTHER }) =>
  kit.orders(AGENT, { type: 'consult', interactionId, target });
const consultOutside = () => consult({ kind: 'number', number: PARTNER });
const order = (type: 'swap' | 'joinAll' | 'leave' | 'hangUp') => kit.orders(AGENT, { type, interactionId });
const hears = () => kit.appliedSounds(interactionId);

async function consulted(): Promise<void> {
  await consult();
  await kit.answers(interactionId, OTHER);
}

describe('an agent who consults', () => {
  it('puts the customer on hold at once, and rings the colleague, who sees who asks', async () => {
    await consult();

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music', [OWN]: 'talk' });
    expect(await kit.callAt(OTHER, interactionId)).toMatchObject({
      via: 'consult',
      from: 'Ada Agent',
      call: { state: 'offered' },
    });
    expect((await kit.callAt(AGENT, interactionId))?.parties).toMatchObject([
      { id: CUSTOMER_PARTY, state: 'onHold' },
      { id: COLLEAGUE, name: 'Bea Agent', state: 'ringing' },
    ]);
  });

  it('talks with the colleague while the customer hears music', async () => {
    await consulted();

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music', [OWN]: 'talk', [COLLEAGUE]: 'talk' });
  });

  it('reaches a colleague by extension, on a call or not ready', async () => {
    await kit.orders(OTHER, { type: 'setAgentState', state: { name: 'notReady', reasonCode: 'Break' } });

    expect(await consult({ kind: 'number', number: '202' })).toBeUndefined();

    expect(await kit.callAt(OTHER, interactionId)).toMatchObject({ via: 'consult' });
  });

  it('talks with somebody outside', async () => {
    await consultOutside();
    expect(kit.carrier.rung.at(-1)).toMatchObject({ to: { number: PARTNER }, endsRoom: false });
    await kit.joins(interactionId, OUTSIDE_PARTY);

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music', [OWN]: 'talk', [OUTSIDE_PARTY]: 'talk' });
  });

  it('cannot ask a queue, an unknown extension, a colleague who is logged out, nor the same one twice', async () => {
    expect(await consult({ kind: 'queue', queue: 'Sales' })).toEqual({ code: 'TARGET_UNKNOWN' });
    expect(await consult({ kind: 'extension', extension: '999' })).toEqual({ code: 'TARGET_UNKNOWN' });
    await consult();
    expect(await consult()).toEqual({ code: 'TARGET_UNAVAILABLE' });
    await kit.orders(OTHER, { type: 'decline', interactionId });
    await kit.orders(OTHER, { type: 'setAgentState', state: { name: 'loggedOut' } });
    expect(await consult()).toEqual({ code: 'TARGET_UNAVAILABLE' });
  });
});

describe('a third party who does not come', () => {
  it.each([
    ['declines', () => kit.orders(OTHER, { type: 'decline', interactionId })],
    ['does not answer', () => kit.passes(30)],
  ])('because the colleague %s: the agent is told, and the customer waits on', async (_how, happens) => {
    await consult();
    await happens();

    expect(failures).toEqual(['NO_ANSWER']);
    expect((await kit.callAt(AGENT, interactionId))?.parties).toMatchObject([{ state: 'onHold' }]);
    expect(await kit.callAt(OTHER, interactionId)).toBeUndefined();
    await kit.orders(AGENT, { type: 'resume', interactionId, partyId: CUSTOMER_PARTY });
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [OWN]: 'talk' });
  });

  it.each(['busy', 'noAnswer', 'failed'] as const)('because the number outside is %s', async (cause) => {
    await consultOutside();
    await kit.doesNotCome(interactionId, OUTSIDE_PARTY, cause);

    expect(failures).toEqual([cause === 'failed' ? 'COMMAND_FAILED' : 'NO_ANSWER']);
    expect((await kit.callAt(AGENT, interactionId))?.parties).toHaveLength(1);
  });

  it('because the agent called it off while it rang', async () => {
    await consult();
    await kit.orders(AGENT, { type: 'removeParty', interactionId, partyId: COLLEAGUE });

    expect(await kit.callAt(OTHER, interactionId)).toBeUndefined();
    expect(await kit.stateOf(OTHER)).toBe('ready');
    await consultOutside();
    await kit.orders(AGENT, { type: 'removeParty', interactionId, partyId: OUTSIDE_PARTY });
    expect(kit.endedLegs()).toEqual([kit.carrier.rung.at(-1)?.legId]);
    expect(failures).toEqual([]);
  });
});

describe('during a consult', () => {
  it('a colleague who hangs up leaves the customer on hold, until the agent is back', async () => {
    await consulted();

    await kit.orders(OTHER, { type: 'hangUp', interactionId });
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music', [OWN]: 'talk' });
    await kit.orders(AGENT, { type: 'resume', interactionId, partyId: CUSTOMER_PARTY });
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [OWN]: 'talk' });
  });

  it('a swap changes sides, and changes them back', async () => {
    await consulted();

    await order('swap');
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [OWN]: 'talk', [COLLEAGUE]: 'music' });
    await order('swap');
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music', [OWN]: 'talk', [COLLEAGUE]: 'talk' });
  });

  it('music comes before talk in a swap, so that nobody hears what is not meant for them', async () => {
    await consulted();
    kit.asked.length = 0;
    await order('swap');

    const sounds = kit.asked.flatMap(({ method, with: request }) =>
      method === 'setSound' ? [(request as { sound: string }).sound] : [],
    );
    expect(sounds).toEqual(['music', 'talk']);
  });

  it('all can be brought together', async () => {
    await consulted();
    await order('joinAll');

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [OWN]: 'talk', [COLLEAGUE]: 'talk' });
  });

  it('the customer may hang up: the call is over for both agents', async () => {
    await consulted();
    await kit.drops(interactionId, CUSTOMER_PARTY);

    expect(await kit.stateOf(AGENT)).toBe('wrapUp');
    expect(await kit.stateOf(OTHER)).toBe('wrapUp');
    expect([...(await kit.recordOf(interactionId)).parts].every(({ left }) => left === 'callEnded')).toBe(
      true,
    );
  });

  it('somebody outside may hang up: the customer waits until the agent resumes', async () => {
    await consultOutside();
    await kit.joins(interactionId, OUTSIDE_PARTY);
    await kit.drops(interactionId, OUTSIDE_PARTY);

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music', [OWN]: 'talk' });
    await kit.orders(AGENT, { type: 'resume', interactionId, partyId: CUSTOMER_PARTY });
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [OWN]: 'talk' });
  });

  it('the colleague may hang up: that is the end of the own part only', async () => {
    await consulted();
    await kit.orders(OTHER, { type: 'hangUp', interactionId });

    expect(await kit.stateOf(OTHER)).toBe('wrapUp');
    expect(await kit.stateOf(AGENT)).toBe('onCall');
    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'connected' });
  });

  it('the colleague who hangs up before the sound is there ends nothing for the customer', async () => {
    await consult();
    await kit.orders(OTHER, { type: 'answer', interactionId });
    await kit.orders(OTHER, { type: 'hangUp', interactionId });

    expect(failures).toEqual(['NO_ANSWER']);
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music', [OWN]: 'talk' });
    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'connected' });
  });

  it('the colleague can be put out again', async () => {
    await consulted();
    await kit.orders(AGENT, { type: 'removeParty', interactionId, partyId: COLLEAGUE });

    expect(await kit.stateOf(OTHER)).toBe('wrapUp');
    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music', [OWN]: 'talk' });
  });
});

describe('a transfer that a consult prepared', () => {
  it('is complete when the agent leaves: the two others talk', async () => {
    await consulted();
    await order('leave');

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [COLLEAGUE]: 'talk' });
    expect(await kit.stateOf(AGENT)).toBe('wrapUp');
    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'connected' });
  });

  it('takes the first agent’s notes and record along', async () => {
    await kit.orders(AGENT, { type: 'chooseRecord', interactionId, record: maria });
    await kit.orders(AGENT, { type: 'writeNotes', interactionId, notes: 'Meter is broken' });
    await consulted();
    await order('leave');

    expect(await kit.callAt(OTHER, interactionId)).toMatchObject({
      person: maria,
      earlierNotes: [{ agentName: 'Ada Agent', notes: 'Meter is broken' }],
    });
  });

  it('takes along what the first agent wrote during the consult', async () => {
    await consulted();
    await kit.orders(AGENT, { type: 'writeNotes', interactionId, notes: 'Meter is broken' });
    await order('leave');

    expect(await kit.callAt(OTHER, interactionId)).toMatchObject({
      notes: '',
      earlierNotes: [{ agentName: 'Ada Agent', notes: 'Meter is broken' }],
    });
  });

  it('has a log of each agent in the end', async () => {
    await kit.passes(20);
    await consulted();
    await kit.passes(10);
    await order('leave');
    await kit.passes(40);
    await kit.drops(interactionId, CUSTOMER_PARTY);
    await kit.wrapUpRunsOut();

    expect(kit.saved).toMatchObject([
      { agentId: AGENT, talkSeconds: 30, holdSeconds: 10 },
      { agentId: OTHER, talkSeconds: 50, holdSeconds: 10, hungUpBy: 'customer' },
    ]);
  });

  it('is not possible before the third party is there', async () => {
    await consult();

    expect(await order('leave')).toEqual({ code: 'NOT_CONNECTED' });
  });
});
