import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AgentId, DeskEvent, InteractionId, SupervisorOrder } from '../../../../softphone/core/index.ts';
import { agentPartyId, supervisorPartyId } from '../interactions/partyRecord.ts';
import { AGENT, kitSettings, openCallCenterKit, type CallCenterKit } from '../testing/callCenterKit.ts';
import { OTHER, otherIsReady, PARTNER, THIRD, thirdIsReady } from '../testing/secondAgent.ts';

type Wish = Extract<SupervisorOrder, { type: 'monitor' | 'coach' | 'barge' | 'takeOver' }>['type'];

let kit: CallCenterKit;
let interactionId: InteractionId;

beforeEach(async () => {
  const agentRule = { ...kitSettings.agentRule, goneAfterSeconds: 10 };
  kit = await openCallCenterKit({ ...kitSettings, agentRule });
  await otherIsReady(kit);
  await thirdIsReady(kit);
  for (const agentId of [OTHER, THIRD]) {
    await kit.orders(agentId, { type: 'setAgentState', state: { name: 'notReady', reasonCode: 'Coaching' } });
  }
  interactionId = await kit.talk();
});
afterEach(() => kit.stop());

const listen = async (type: Wish, supervisorId: AgentId = OTHER) => {
  const order = { type, agentId: AGENT, interactionId };
  const refusal = await kit.callCenter.command(
    supervisorId,
    { type: 'supervise', order },
    { supervises: true },
  );
  await kit.settle();
  return refusal;
};
const comes = (supervisorId: AgentId = OTHER) => kit.joins(interactionId, supervisorPartyId(supervisorId));
const monitoring = async () => (await kit.deskOf(OTHER)).monitoring;
const coachName = async () => (await kit.callAt(AGENT, interactionId))?.coachName;
const lastSound = () => kit.asked.findLast(({ method }) => method === 'setListening')?.with;

describe('a supervisor whose leg is on its way', () => {
  it.each(['coach', 'monitor'] as const)(
    'and who wants to %s after all is heard accordingly',
    async (wish) => {
      await listen(wish === 'coach' ? 'monitor' : 'coach');
      await listen(wish);
      expect(await monitoring()).toMatchObject({ mode: wish, state: 'connecting' });

      await comes();

      expect(lastSound()).toMatchObject({ sound: { mode: wish } });
      expect(await monitoring()).toMatchObject({ mode: wish, state: 'listening' });
    },
  );

  it('is told when it does not come', async () => {
    const told: DeskEvent[] = [];
    kit.callCenter.subscribe(OTHER, {
      deskEvent: ({ event }) => told.push(event),
      historyChanged: () => undefined,
      parkedChanged: () => undefined,
    });
    await listen('monitor');

    await kit.drops(interactionId, supervisorPartyId(OTHER));

    expect(await monitoring()).toBeUndefined();
    expect(told).toContainEqual(
      expect.objectContaining({ type: 'commandFailed', refusal: { code: 'NO_ANSWER' } }),
    );
  });
});

describe('a coach', () => {
  it('is shown to the agent as long as there is one, whoever else listens', async () => {
    await listen('coach');
    await comes();
    await listen('monitor', THIRD);
    await comes(THIRD);
    expect(await coachName()).toBe('Bea Agent');

    await listen('coach', THIRD);
    expect(await coachName()).toBe('Bea Agent, Cleo Agent');

    await listen('monitor');
    expect(await coachName()).toBe('Cleo Agent');
  });

  it('who comes into the call speaks to the agent alone no more', async () => {
    await listen('coach');
    await comes();

    await listen('barge');

    expect(await coachName()).toBeUndefined();
    expect(lastSound()).toMatchObject({ sound: { mode: 'talk' } });
  });

  it('is heard by nobody while the agent’s connection is broken, and by the agent again afterwards', async () => {
    await listen('coach');
    await comes();

    await kit.drops(interactionId, agentPartyId(AGENT));
    expect(lastSound()).toMatchObject({ sound: { mode: 'monitor' } });

    await kit.orders(AGENT, { type: 'rejoin', interactionId });
    await kit.joins(interactionId, agentPartyId(AGENT));
    expect(lastSound()).toMatchObject({ sound: { mode: 'coach' } });
  });
});

describe('a supervisor who listens', () => {
  it('and calls somebody listens no more', async () => {
    await listen('monitor');
    await comes();

    await kit.orders(OTHER, { type: 'dial', target: { kind: 'number', number: PARTNER } });

    expect(await monitoring()).toBeUndefined();
    expect(await kit.partyOf(interactionId, supervisorPartyId(OTHER))).toBeUndefined();
  });

  it('and logs out listens no more', async () => {
    await listen('monitor');
    await comes();

    await kit.orders(OTHER, { type: 'setAgentState', state: { name: 'loggedOut' } });

    expect(await monitoring()).toBeUndefined();
  });

  it('needs an open softphone', async () => {
    await kit.callCenter.pageGone(OTHER);

    expect(await listen('monitor')).toEqual({ code: 'LOGGED_OUT' });
  });

  it('comes into a call to which the supervisor is asked meanwhile once', async () => {
    await listen('barge');
    await kit.orders(AGENT, { type: 'consult', interactionId, target: { kind: 'agent', agentId: OTHER } });
    expect(await kit.callAt(OTHER, interactionId)).toMatchObject({ call: { state: 'offered' } });

    await kit.joins(interactionId, supervisorPartyId(OTHER));

    expect(await kit.callAt(OTHER, interactionId)).toMatchObject({
      via: 'barge',
      call: { state: 'connected' },
    });
    const { parties } = await kit.recordOf(interactionId);
    expect(parties.filter(({ agentId }) => agentId === OTHER)).toMatchObject([{ state: 'in' }]);
  });

  it('can come into a call again that the supervisor still writes about', async () => {
    await listen('barge');
    await comes();
    await kit.orders(OTHER, { type: 'leave', interactionId });
    expect(await kit.stateOf(OTHER)).toBe('wrapUp');

    await listen('barge');
    await comes();

    expect(await kit.callAt(OTHER, interactionId)).toMatchObject({ call: { state: 'connected' } });
  });
});
