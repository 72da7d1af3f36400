import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type InteractionId } from '../../../../softphone/core/index.ts';
import {
  AGENT,
  AGENT_LEG,
  CUSTOMER,
  CUSTOMER_LEG,
  openCallCenterKit,
  ROOM,
  type CallCenterKit,
  type TelephonyNewsWithoutKey,
} from '../testing/callCenterKit.ts';
import { roomNamed } from '../testing/scenes.ts';

let kit: CallCenterKit;

beforeEach(async () => {
  kit = await openCallCenterKit();
});
afterEach(() => kit.stop());

const hungUpBy = async (interactionId: InteractionId) => (await kit.recordOf(interactionId)).hungUpBy;

async function dialed(): Promise<InteractionId> {
  await kit.ready();
  await kit.command({ type: 'dial', target: { kind: 'number', number: CUSTOMER } });
  const interactionId = (await kit.desk()).interactions[0]!.id;
  await kit.callCenter.ask({ type: 'agentLegArrived', interactionId, agentId: AGENT, legId: AGENT_LEG });
  await kit.tell({
    type: 'legJoined',
    interactionId,
    legId: AGENT_LEG,
    room: roomNamed(`i-${interactionId}`),
  });
  await kit.settle();
  return interactionId;
}

describe('a call that was talked in was hung up', () => {
  const ends: [string, (interactionId: InteractionId) => TelephonyNewsWithoutKey, string][] = [
    [
      'by the customer',
      (i) => ({ type: 'legLeft', interactionId: i, legId: CUSTOMER_LEG, room: ROOM }),
      'customer',
    ],
    [
      'by the agent, when the customer is heard to be put out first',
      (i) => ({ type: 'legLeft', interactionId: i, legId: CUSTOMER_LEG, room: ROOM, followed: true }),
      'agent',
    ],
    [
      'by the customer, when the agent is heard to be put out first',
      (i) => ({ type: 'legLeft', interactionId: i, legId: AGENT_LEG, room: ROOM, followed: true }),
      'customer',
    ],
    [
      'by the agent, when the end of the conference is heard first',
      (i) => ({ type: 'conferenceEnded', interactionId: i, legId: AGENT_LEG, room: ROOM }),
      'agent',
    ],
    [
      'by the customer, when the end of the conference is heard first',
      (i) => ({ type: 'conferenceEnded', interactionId: i, legId: CUSTOMER_LEG, room: ROOM }),
      'customer',
    ],
  ];
  it.each(ends)('%s', async (_who, news, expected) => {
    const interactionId = await kit.talk();

    await kit.tell(news(interactionId));

    expect(await hungUpBy(interactionId)).toBe(expected);
  });

  it('by the agent, with a click', async () => {
    const interactionId = await kit.talk();

    await kit.command({ type: 'hangUp', interactionId });

    expect(await hungUpBy(interactionId)).toBe('agent');
  });
});

describe('an agent whose leg is gone', () => {
  it('has hung up nothing: the call waits for the agent', async () => {
    const interactionId = await kit.talk();

    await kit.tell({ type: 'legLeft', interactionId, legId: AGENT_LEG, room: ROOM });

    expect(await kit.recordOf(interactionId)).toMatchObject({ phase: 'connected' });
    expect(await hungUpBy(interactionId)).toBeUndefined();
  });
});

describe('a caller who waits', () => {
  it('hangs up', async () => {
    const interactionId = await kit.arrive();

    await kit.tell({ type: 'callerGone', legId: CUSTOMER_LEG });

    expect(await hungUpBy(interactionId)).toBe('customer');
  });

  it('is sent away by the system when the queue gives up and no messages are taken', async () => {
    kit.policies.set('voicemail', { log: 'none' });
    const interactionId = await kit.arrive();

    await kit.tell({ type: 'taskCanceled', interactionId, callerGone: false });

    expect(await hungUpBy(interactionId)).toBe('system');
  });

  it('is sent away by the system when the queue has no further instruction, and no messages are taken', async () => {
    kit.policies.set('voicemail', { log: 'none' });
    const interactionId = await kit.arrive();

    await kit.callCenter.ask({ type: 'queueLeft', interactionId, callerGone: false });

    expect(await hungUpBy(interactionId)).toBe('system');
  });
});

describe('a call that an agent makes was hung up', () => {
  const customer = { partyId: CUSTOMER_PARTY, legId: CUSTOMER_LEG } as const;

  it.each(['busy', 'noAnswer', 'failed'] as const)('by the system when it came to %s', async (cause) => {
    const interactionId = await dialed();

    await kit.tell({ type: 'legEnded', interactionId, ...customer, cause });

    expect(await hungUpBy(interactionId)).toBe('system');
  });

  it('by the agent who did not wait for an answer', async () => {
    const interactionId = await dialed();

    await kit.tell({
      type: 'legLeft',
      interactionId,
      legId: AGENT_LEG,
      room: roomNamed(`i-${interactionId}`),
    });

    expect(await hungUpBy(interactionId)).toBe('agent');
  });
});
