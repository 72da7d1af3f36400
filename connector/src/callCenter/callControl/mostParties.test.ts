import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CUSTOMER_PARTY,
  type Dnis,
  type InteractionId,
  type PartyId,
} from '../../../../softphone/core/index.ts';
import {
  AGENT,
  AGENT_LEG,
  CUSTOMER_LEG,
  kitSettings,
  openCallCenterKit,
  type CallCenterKit,
} from '../testing/callCenterKit.ts';

/** What Twilio lets into a conference (twilio.com/docs/voice/twiml/conference#attributes-max-participants). */
const MOST_PARTIES = 250;
const OUTSIDE_PARTIES = MOST_PARTIES - 2;
const REFUSED = { code: 'TOO_MANY_PARTIES' };

let kit: CallCenterKit;
let interactionId: InteractionId;

beforeEach(async () => {
  kit = await openCallCenterKit({
    ...kitSettings,
    agent: { ...kitSettings.agent, mostParties: MOST_PARTIES },
  });
  interactionId = await kit.talk();
  for (let count = 1; count <= OUTSIDE_PARTIES; count += 1) {
    await consult(count);
    await kit.joins(interactionId, outsideParty(count));
  }
  await kit.orders(AGENT, { type: 'joinAll', interactionId });
});
afterEach(() => kit.stop());

const outsideParty = (count: number) => `outside-${count}` as PartyId;
const consult = (count: number) =>
  kit.orders(AGENT, {
    type: 'consult',
    interactionId,
    target: { kind: 'number', number: `+1415556${String(count).padStart(4, '0')}` as Dnis },
  });

describe('a conference as large as Twilio lets it be', () => {
  it('lets all hear each other, and takes one more only when somebody has gone', async () => {
    expect(Object.values(await kit.appliedSounds(interactionId))).toEqual(
      new Array(MOST_PARTIES).fill('talk'),
    );
    expect(await consult(MOST_PARTIES)).toEqual(REFUSED);
    expect(kit.carrier.rung).toHaveLength(OUTSIDE_PARTIES);

    await kit.drops(interactionId, outsideParty(1));

    expect(await consult(MOST_PARTIES)).toBeUndefined();
  });

  it('ends with the agent: every leg is hung up, and it is logged once', async () => {
    await kit.orders(AGENT, { type: 'hangUp', interactionId });

    const rung = kit.carrier.rung.map(({ legId }) => legId);
    expect([...kit.endedLegs()].sort()).toEqual([AGENT_LEG, CUSTOMER_LEG, ...rung].sort());
    await expectOver();
  });

  it('ends as well when one after the other hangs up', async () => {
    for (let count = 1; count <= OUTSIDE_PARTIES; count += 1) {
      await kit.drops(interactionId, outsideParty(count));
    }
    expect(await kit.stateOf(AGENT)).toBe('onCall');
    await kit.drops(interactionId, CUSTOMER_PARTY);

    expect(kit.endedLegs()).toContain(AGENT_LEG);
    await expectOver();
  });
});

async function expectOver(): Promise<void> {
  expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'ended' });
  expect(await kit.appliedSounds(interactionId)).toEqual({});
  await kit.wrapUpRunsOut();
  expect(kit.saved).toMatchObject([{ agentId: AGENT, outcome: 'answered' }]);
}
