import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CUSTOMER_PARTY, type AgentId, type InteractionId } from '../../../../softphone/core/index.ts';
import {
  AGENT,
  CUSTOMER,
  maria,
  openCallCenterKit,
  otherMaria,
  reservation,
  type CallCenterKit,
} from '../testing/callCenterKit.ts';
import { OTHER, otherIsReady, otherTalks, second } from '../testing/secondAgent.ts';

let kit: CallCenterKit;
/** Whose history was said to have changed, in order. */
let changed: AgentId[];

beforeEach(async () => {
  kit = await openCallCenterKit();
  changed = [];
  for (const agentId of [AGENT, OTHER]) {
    const historyChanged = () => void changed.push(agentId);
    kit.callCenter.subscribe(agentId, {
      deskEvent: () => undefined,
      historyChanged,
      parkedChanged: () => undefined,
    });
  }
  await otherIsReady(kit);
});

afterEach(() => kit.stop());

const historyOf = (agentId: AgentId) => kit.callCenter.historyOf(agentId);

const reservationEnds = (interactionId: InteractionId, outcome: 'expired' | 'canceled') =>
  kit.tell({ type: 'reservationEnded', interactionId, agentId: AGENT, reservation, outcome });

async function customerHangsUp(interactionId: InteractionId): Promise<void> {
  await kit.drops(interactionId, CUSTOMER_PARTY);
  await kit.settle();
}

describe('a call that one agent misses and another answers', () => {
  it('is missed at once in the history of the one, and answered afterwards in that of the other', async () => {
    const interactionId = await kit.offer();
    expect(await historyOf(AGENT)).toEqual([]);

    await reservationEnds(interactionId, 'expired');
    expect(await historyOf(AGENT)).toMatchObject([{ interactionId, outcome: 'missed', talkSeconds: 0 }]);
    expect(changed).toEqual([AGENT]);

    await otherTalks(kit, interactionId);
    kit.clock.advance(60_000);
    expect(await historyOf(OTHER)).toEqual([]);

    await customerHangsUp(interactionId);
    expect(await historyOf(OTHER)).toMatchObject([{ interactionId, outcome: 'answered', talkSeconds: 60 }]);
    expect(await historyOf(AGENT)).toMatchObject([{ interactionId, outcome: 'missed', talkSeconds: 0 }]);
    expect(changed).toEqual([AGENT, OTHER]);
  });

  it('shows each the own records and disposition, also those of wrap-up', async () => {
    kit.found.set(CUSTOMER, [maria, otherMaria]);
    const interactionId = await kit.offer();
    await kit.command({ type: 'chooseRecord', interactionId, record: otherMaria });
    await kit.command({ type: 'decline', interactionId });
    await otherTalks(kit, interactionId);
    await customerHangsUp(interactionId);
    await kit.callCenter.command(OTHER, { type: 'chooseRecord', interactionId, record: maria });
    await kit.callCenter.command(OTHER, {
      type: 'chooseDisposition',
      interactionId,
      disposition: 'Resolved',
    });
    const written = { person: maria, disposition: 'Resolved' };

    expect(await historyOf(OTHER)).toMatchObject([written]);
    await kit.wrapUpRunsOut();

    expect(await historyOf(OTHER)).toMatchObject([written]);
    const [declined] = await historyOf(AGENT);
    expect(declined).toMatchObject({ outcome: 'declined', person: otherMaria });
    expect(declined).not.toHaveProperty('disposition');
  });
});

describe('a call in an agent’s history', () => {
  it('is one line, of the answer, when the agent misses it first', async () => {
    const interactionId = await kit.offer();
    await reservationEnds(interactionId, 'expired');
    await kit.command({ type: 'setAgentState', state: { name: 'ready' } });
    await kit.tell({ type: 'reservationCreated', interactionId, agentId: AGENT, reservation: second });
    await kit.command({ type: 'answer', interactionId });
    await kit.joins(interactionId, CUSTOMER_PARTY);
    await kit.joins(interactionId, AGENT);
    expect(await historyOf(AGENT)).toMatchObject([{ outcome: 'missed' }]);

    await customerHangsUp(interactionId);

    expect(await historyOf(AGENT)).toMatchObject([{ outcome: 'answered' }]);
  });

  it('comes when the caller is known to have given up, though the router had taken the call back', async () => {
    const interactionId = await kit.offer();
    await reservationEnds(interactionId, 'canceled');
    expect(await historyOf(AGENT)).toEqual([]);
    expect(changed).toEqual([]);

    await kit.tell({ type: 'taskCanceled', interactionId, callerGone: true });

    expect(await historyOf(AGENT)).toMatchObject([{ interactionId, outcome: 'abandoned' }]);
    expect(changed).toEqual([AGENT]);
  });

  it('has no record that the agent removed in wrap-up, and nor has its log', async () => {
    kit.found.set(CUSTOMER, [maria]);
    const interactionId = await kit.talk();
    await customerHangsUp(interactionId);
    await kit.command({ type: 'removeRecord', interactionId, part: 'person' });
    await kit.wrapUpRunsOut();

    expect((await historyOf(AGENT))[0]).not.toHaveProperty('person');
    expect(kit.saved[0]).not.toHaveProperty('person');
  });

  it('is there for a day', async () => {
    const interactionId = await kit.talk();
    await customerHangsUp(interactionId);

    kit.clock.advance(23 * 3_600_000);
    expect(await historyOf(AGENT)).toHaveLength(1);

    kit.clock.advance(2 * 3_600_000);
    expect(await historyOf(AGENT)).toEqual([]);
  });

  it('changes nothing for the others while one agent writes', async () => {
    const interactionId = await kit.offer();
    await reservationEnds(interactionId, 'expired');
    await otherTalks(kit, interactionId);

    await kit.callCenter.command(OTHER, { type: 'writeNotes', interactionId, notes: 'A new meter' });

    expect(changed).toEqual([AGENT]);
  });
});
