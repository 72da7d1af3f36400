import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { agentStateOf, type InteractionId } from '../../../softphone/core/index.ts';
import {
  CUSTOMER,
  CUSTOMER_LEG,
  maria,
  openCallCenterKit,
  otherMaria,
  ROOM,
  type CallCenterKit,
} from './testing/callCenterKit.ts';

let kit: CallCenterKit;

beforeEach(async () => {
  kit = await openCallCenterKit();
});

afterEach(async () => {
  await kit.stop();
});

const methods = () => kit.asked.map(({ method }) => method);
const stateName = async () => agentStateOf(await kit.desk()).name;

describe('wrap-up', () => {
  async function hungUp(): Promise<InteractionId> {
    const interactionId = await kit.talk();
    await kit.tell({ type: 'legLeft', interactionId, legId: CUSTOMER_LEG, room: ROOM });
    await kit.settle();
    return interactionId;
  }

  it('takes notes and disposition into the log', async () => {
    const interactionId = await hungUp();

    await kit.command({ type: 'writeNotes', interactionId, notes: 'Wants a new meter' });
    await kit.command({ type: 'chooseDisposition', interactionId, disposition: 'Resolved' });
    await kit.command({ type: 'completeWrapUp', interactionId });
    await kit.settle();

    expect(kit.saved.at(-1)).toMatchObject({ notes: 'Wants a new meter', disposition: 'Resolved' });
    expect(await stateName()).toBe('ready');
    expect(methods()).toContain('releaseAgent');
  });

  it('ends by itself at its deadline', async () => {
    await hungUp();

    kit.clock.advance(120_000);
    await kit.settle();

    expect(await stateName()).toBe('ready');
  });

  it('leads into the state chosen during the call', async () => {
    const interactionId = await kit.talk();
    await kit.command({ type: 'setAgentState', state: { name: 'notReady', reasonCode: 'Break' } });
    await kit.tell({ type: 'legLeft', interactionId, legId: CUSTOMER_LEG, room: ROOM });

    await kit.command({ type: 'completeWrapUp', interactionId });

    expect(agentStateOf(await kit.desk())).toMatchObject({ name: 'notReady', reasonCode: 'Break' });
  });

  it('logs the record that the agent chose among several', async () => {
    kit.found.set(CUSTOMER, [maria, otherMaria]);
    const interactionId = await hungUp();
    expect((await kit.desk()).interactions[0]?.person).toBeUndefined();

    await kit.command({ type: 'chooseRecord', interactionId, record: otherMaria });
    await kit.command({ type: 'completeWrapUp', interactionId });
    await kit.settle();

    expect(kit.saved.at(-1)?.person).toEqual(otherMaria);
  });
});
