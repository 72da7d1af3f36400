import { afterEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY } from '../../../../softphone/core/index.ts';
import {
  AGENT,
  CENTRE,
  kitSettings,
  openCallCenterKit,
  type CallCenterKit,
} from '../testing/callCenterKit.ts';
import { PARTNER } from '../testing/secondAgent.ts';

let kit: CallCenterKit;

afterEach(() => kit.stop());

const dial = (callerId?: string) =>
  kit.orders(AGENT, {
    type: 'dial',
    target: { kind: 'number', number: PARTNER },
    ...(callerId !== undefined && { callerId }),
  });

describe('what the called party sees', () => {
  it('is the number of the centre', async () => {
    kit = await openCallCenterKit();
    await kit.ready();
    await kit.dials({ kind: 'number', number: PARTNER });

    expect(kit.carrier.rung).toMatchObject([{ to: { number: PARTNER }, from: CENTRE, endsRoom: true }]);
  });

  it('is the number that the agent has chosen among those of the centre', async () => {
    kit = await openCallCenterKit();
    await kit.ready();
    expect(await dial('+14155550197')).toBeUndefined();
    const interactionId = (await kit.deskOf(AGENT)).interactions[0]!.id;
    const legId = kit.carrier.newLegOf(CUSTOMER_PARTY);
    await kit.callCenter.ask({ type: 'agentLegArrived', interactionId, agentId: AGENT, legId });
    await kit.joins(interactionId, AGENT);

    expect(kit.carrier.rung).toMatchObject([{ from: '+14155550197' }]);
    expect(await kit.recordOf(interactionId)).toMatchObject({ ani: '+14155550197' });
  });

  it('is never a number of somebody else', async () => {
    kit = await openCallCenterKit();
    await kit.ready();

    expect(await dial('+14155550666')).toEqual({ code: 'NUMBER_INVALID' });
    expect((await kit.deskOf(AGENT)).interactions).toEqual([]);
  });
});

describe('where agents may dial only when not ready', () => {
  const notReadyOnly = { ...kitSettings, agent: { ...kitSettings.agent, dialFrom: ['notReady'] } } as const;

  it('one who is ready is refused, and one on a break is not', async () => {
    kit = await openCallCenterKit(notReadyOnly);
    await kit.ready();
    expect(await dial()).toEqual({ code: 'DIAL_NOT_ALLOWED' });

    await kit.command({ type: 'setAgentState', state: { name: 'notReady', reasonCode: 'Break' } });
    expect(await dial()).toBeUndefined();
  });

  it('one who is on a call may dial all the same', async () => {
    kit = await openCallCenterKit(notReadyOnly);
    await kit.talk();

    expect(await dial()).toBeUndefined();
  });
});

describe('while a call rings', () => {
  it('nothing is dialled', async () => {
    kit = await openCallCenterKit();
    await kit.offer();

    expect(await dial()).toEqual({ code: 'ON_ANOTHER_CALL' });
  });
});
