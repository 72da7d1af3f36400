import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type InteractionId } from '../../../../softphone/core/index.ts';
import { agentPartyId } from '../interactions/partyRecord.ts';
import { AGENT, openCallCenterKit, type CallCenterKit } from '../testing/callCenterKit.ts';
import { OUTSIDE_PARTY, PARTNER } from '../testing/secondAgent.ts';

const OWN_PARTY = agentPartyId(AGENT);

let kit: CallCenterKit;
let interactionId: InteractionId;

beforeEach(async () => {
  kit = await openCallCenterKit();
  interactionId = await kit.talk();
});
afterEach(() => kit.stop());

const hold = (partyId = CUSTOMER_PARTY) => kit.orders(AGENT, { type: 'hold', interactionId, partyId });
const resume = (partyId = CUSTOMER_PARTY) => kit.orders(AGENT, { type: 'resume', interactionId, partyId });
const hears = () => kit.appliedSounds(interactionId);
const shown = async () => (await kit.callAt(AGENT, interactionId))?.parties;

/** Customer, agent and somebody outside talk together. */
async function threeTalk(): Promise<void> {
  await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'number', number: PARTNER } });
  await kit.joins(interactionId, OUTSIDE_PARTY);
  await kit.orders(AGENT, { type: 'joinAll', interactionId });
}

describe('a customer on hold', () => {
  it('hears music, and the agent nothing else than before', async () => {
    await hold();

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music', [OWN_PARTY]: 'talk' });
    expect(await shown()).toMatchObject([{ id: CUSTOMER_PARTY, state: 'onHold', since: kit.clock.now() }]);
  });

  it('talks again when the agent resumes', async () => {
    await hold();
    await resume();

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'talk', [OWN_PARTY]: 'talk' });
    expect(await shown()).toMatchObject([{ state: 'talking' }]);
  });

  it('is put on hold once, though the agent asks twice', async () => {
    await hold();
    await hold();

    expect(kit.asked.filter(({ method }) => method === 'setSound')).toHaveLength(1);
  });

  it('is timed, and the log says how long all holds took', async () => {
    await kit.passes(10);
    await hold();
    await kit.passes(30);
    await resume();
    await kit.passes(10);
    await hold();
    await kit.passes(5);
    await kit.drops(interactionId, CUSTOMER_PARTY);
    await kit.wrapUpRunsOut();

    expect(kit.saved).toMatchObject([{ talkSeconds: 55, holdSeconds: 35, hungUpBy: 'customer' }]);
  });

  it('who is resumed before the carrier has done the hold talks in the end', async () => {
    const answer = kit.carrier.delays('setSound');
    await hold();
    await resume();
    answer();
    await kit.settle();

    expect(await hears()).toMatchObject({ [CUSTOMER_PARTY]: 'talk' });
    expect(await shown()).toMatchObject([{ state: 'talking' }]);
  });
});

describe('several parties', () => {
  it('are on hold each on their own', async () => {
    await threeTalk();

    await hold(OUTSIDE_PARTY);
    expect(await hears()).toEqual({
      [CUSTOMER_PARTY]: 'talk',
      [OWN_PARTY]: 'talk',
      [OUTSIDE_PARTY]: 'music',
    });

    await hold();
    expect(await hears()).toMatchObject({ [CUSTOMER_PARTY]: 'music', [OUTSIDE_PARTY]: 'music' });

    await resume(OUTSIDE_PARTY);
    expect(await hears()).toMatchObject({ [CUSTOMER_PARTY]: 'music', [OUTSIDE_PARTY]: 'talk' });
  });

  it('do not count as held while only the third party is', async () => {
    await threeTalk();
    await hold(OUTSIDE_PARTY);
    await kit.passes(30);
    await kit.drops(interactionId, CUSTOMER_PARTY);
    await kit.wrapUpRunsOut();

    expect(kit.saved).toMatchObject([{ holdSeconds: 0 }]);
  });

  it('of whom one left in the meantime: the other is put on hold all the same', async () => {
    await threeTalk();
    const answer = kit.carrier.delays('setSound');
    await hold();
    await kit.drops(interactionId, OUTSIDE_PARTY);
    answer();
    await kit.settle();

    expect(await hears()).toEqual({ [CUSTOMER_PARTY]: 'music', [OWN_PARTY]: 'talk' });
  });
});

describe('nobody', () => {
  it('can put a party on hold that is not there, or before the two talk', async () => {
    expect(await hold(OUTSIDE_PARTY)).toEqual({ code: 'CALL_GONE' });

    await kit.orders(AGENT, { type: 'hangUp', interactionId });
    expect(await hold()).toEqual({ code: 'CALL_GONE' });
  });

  it('can tell from the outside who is muted: that is said at the desk, and kept', async () => {
    await kit.orders(AGENT, { type: 'setMuted', interactionId, muted: true });
    expect(await kit.callAt(AGENT, interactionId)).toMatchObject({ muted: true });

    await hold();
    await resume();
    expect(await kit.callAt(AGENT, interactionId)).toMatchObject({ muted: true });
  });
});
