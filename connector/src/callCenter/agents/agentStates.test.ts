import { afterEach, describe, expect, it } from '@jest/globals';
import type { InteractionId, RestingState } from '../../../../softphone/core/index.ts';
import type { Fact } from '../ledger/fact.ts';
import type { AfterSignIn, AgentRule } from '../ports/orgSettings.ts';
import { AGENT, kitSettings, openCallCenterKit, type CallCenterKit } from '../testing/callCenterKit.ts';

const GRACE_SECONDS = 30;
const ready: RestingState = { name: 'ready' };
const lunch: RestingState = { name: 'notReady', reasonCode: 'Lunch' };

let kit: CallCenterKit;

afterEach(() => kit.stop());

async function openWith(changes: Partial<AgentRule> = {}, agent: Partial<typeof kitSettings.agent> = {}) {
  kit = await openCallCenterKit({
    ...kitSettings,
    agent: {
      ...kitSettings.agent,
      reasonCodes: ['Break', 'Lunch'].map((name) => ({ name, choosable: true })),
      ...agent,
    },
    agentRule: { ...kitSettings.agentRule, goneAfterSeconds: GRACE_SECONDS, ...changes },
  });
}

const rests = (state: RestingState) => kit.command({ type: 'setAgentState', state });
const agentNow = async () => (await kit.deskOf(AGENT)).agent;
const restsAs = async () => (await agentNow()).resting;

describe('an agent who is not ready', () => {
  it('says why, where that is required', async () => {
    await openWith();
    await kit.ready();

    expect(await rests({ name: 'notReady', reasonCode: '' })).toEqual({ code: 'REASON_REQUIRED' });
    expect(await rests({ name: 'notReady', reasonCode: 'Missed call' })).toEqual({ code: 'REASON_UNKNOWN' });
    expect(await restsAs()).toEqual(ready);
  });

  it('has the reason of the administrator where none is given', async () => {
    await openWith({ defaultReason: 'Break' }, { reasonRequired: false });
    await kit.ready();
    await rests({ name: 'notReady', reasonCode: '' });

    expect(await restsAs()).toEqual({ name: 'notReady', reasonCode: 'Break' });
    expect(await agentNow()).not.toHaveProperty('restingBy');
  });
});

describe('the state after a call', () => {
  it('is the one that the agent chose last, in the call or in wrap-up', async () => {
    await openWith();
    const interactionId = await kit.talk();
    await rests(lunch);
    await kit.command({ type: 'hangUp', interactionId });
    expect(await kit.stateOf(AGENT)).toBe('wrapUp');
    await rests(ready);
    await rests(lunch);
    await kit.command({ type: 'completeWrapUp', interactionId });

    expect(await kit.stateOf(AGENT)).toBe('notReady');
    expect(await restsAs()).toEqual(lunch);
  });
});

describe('wrap-up', () => {
  const wrapsUp = async (): Promise<InteractionId> => {
    const interactionId = await kit.talk();
    await kit.command({ type: 'hangUp', interactionId });
    await kit.settle();
    return interactionId;
  };
  const endOf = async (id: InteractionId) => (await kit.recordOf(id)).parts[0]?.wrapUpEnded;

  it('lasts as long as the rule of the queue says', async () => {
    kit = await openCallCenterKit({
      ...kitSettings,
      wrapUpSeconds: (queue) => (queue === 'Support' ? 15 : 120),
    });
    await wrapsUp();
    await kit.passes(14);
    expect(await kit.stateOf(AGENT)).toBe('wrapUp');
    await kit.passes(1);

    expect(await kit.stateOf(AGENT)).toBe('ready');
  });

  it('that runs out is told from one that the agent completes', async () => {
    await openWith();
    const interactionId = await wrapsUp();
    const facts: Fact[] = [];
    kit.callCenter.watch((changes) => void facts.push(...changes.facts));
    await kit.wrapUpRunsOut();

    expect(await endOf(interactionId)).toBe('byTime');
    expect(facts).toContainEqual(
      expect.objectContaining({ type: 'partOver', wrapUpEnded: 'byTime', wrapUpSeconds: 120 }),
    );
  });

  it('that the agent completes is told as well', async () => {
    await openWith();
    const interactionId = await wrapsUp();
    await kit.command({ type: 'completeWrapUp', interactionId });

    expect(await endOf(interactionId)).toBe('byAgent');
  });

  it('lasts longer each time the agent extends it, and no more often than is allowed', async () => {
    await openWith({ goneAfterSeconds: 0 });
    const interactionId = await wrapsUp();
    const extend = () => kit.command({ type: 'extendWrapUp', interactionId });
    expect(await extend()).toBeUndefined();
    await kit.passes(150);
    expect(await kit.stateOf(AGENT)).toBe('wrapUp');
    expect(await extend()).toBeUndefined();
    expect(await extend()).toEqual({ code: 'NO_EXTENSION_LEFT' });
    await kit.restarts();
    await kit.passes(89);
    expect(await kit.stateOf(AGENT)).toBe('wrapUp');
    await kit.passes(1);

    expect(await kit.stateOf(AGENT)).toBe('ready');
    expect(await endOf(interactionId)).toBe('byTime');
  });
});

describe('an agent who did not take a call', () => {
  it.each<['missed' | 'declined', string | undefined, RestingState]>([
    ['missed', 'Away', { name: 'notReady', reasonCode: 'Away' }],
    ['missed', undefined, ready],
    ['declined', undefined, ready],
  ])('who %s it, where the reason is %j, is %j', async (how, reason, state) => {
    const { [how]: _shipped, ...rule } = kitSettings.agentRule;
    kit = await openCallCenterKit({
      ...kitSettings,
      agentRule: { ...rule, ...(reason !== undefined && { [how]: reason }) },
    });
    const interactionId = await kit.offer();
    if (how === 'missed') await kit.passes(30);
    else await kit.command({ type: 'decline', interactionId });

    expect(await restsAs()).toEqual(state);
  });
});

describe('an agent without an open page', () => {
  const gone = () => kit.callCenter.pageGone(AGENT);
  const opens = () => kit.callCenter.pageOpen(AGENT);
  const lost: RestingState = { name: 'notReady', reasonCode: 'Connection lost' };

  it('is not ready after the grace, and is told so by whom', async () => {
    await openWith();
    await kit.ready();
    await gone();
    await kit.passes(GRACE_SECONDS - 1);
    expect(await restsAs()).toEqual(ready);
    await kit.passes(1);

    expect(await agentNow()).toMatchObject({ resting: lost, restingBy: 'rule' });
    await opens();
    expect(await restsAs()).toEqual(lost);
  });

  it('stays ready who has a page open again in time, and has the whole grace the next time', async () => {
    await openWith();
    await kit.ready();
    await gone();
    await kit.passes(GRACE_SECONDS - 1);
    await opens();
    await gone();
    await kit.passes(GRACE_SECONDS - 1);
    expect(await restsAs()).toEqual(ready);
    await opens();
    await kit.passes(GRACE_SECONDS);

    expect(await restsAs()).toEqual(ready);
  });

  it('stays what the agent chose, if that was not ready', async () => {
    await openWith();
    await kit.ready();
    await rests(lunch);
    await gone();
    await kit.passes(GRACE_SECONDS);

    expect(await agentNow()).toMatchObject({ resting: lunch });
    expect(await agentNow()).not.toHaveProperty('restingBy');
  });

  it('is not ready after the call and wrap-up at hand', async () => {
    await openWith();
    const interactionId = await kit.talk();
    await kit.command({ type: 'hangUp', interactionId });
    await gone();
    await kit.passes(120);

    expect(await restsAs()).toEqual(lost);
    expect(await kit.stateOf(AGENT)).toBe('notReady');
  });

  it.each<[AfterSignIn, RestingState]>([
    ['ready', ready],
    ['notReady', { name: 'notReady', reasonCode: 'Break' }],
    ['asBefore', lost],
  ])('comes back as the rule says: %s', async (afterSignIn, state) => {
    await openWith({ afterSignIn, defaultReason: 'Break' });
    await kit.ready();
    await gone();
    await kit.passes(GRACE_SECONDS);
    await opens();

    expect(await restsAs()).toEqual(state);
  });

  it('is waited for anew by a connector that has started again', async () => {
    await openWith();
    await kit.ready();
    await gone();
    await kit.passes(GRACE_SECONDS - 1);
    await kit.restarts();
    await kit.passes(GRACE_SECONDS - 1);
    expect(await restsAs()).toEqual(ready);
    await kit.passes(1);

    expect(await restsAs()).toEqual(lost);
  });

  it('is noticed though the page closed while the connector was down', async () => {
    await openWith();
    await kit.ready();
    await kit.restarts();
    await kit.passes(GRACE_SECONDS);

    expect(await restsAs()).toEqual(lost);
  });

  it('stays ready for ever where the centre wants that', async () => {
    await openWith({ goneAfterSeconds: 0 });
    await kit.ready();
    await gone();
    await kit.passes(GRACE_SECONDS * 2);

    expect(await restsAs()).toEqual(ready);
  });
});

describe('an agent who comes for the first time', () => {
  it.each<[AfterSignIn, RestingState['name']]>([
    ['asBefore', 'loggedOut'],
    ['ready', 'ready'],
  ])('is, by the rule %s, %s', async (afterSignIn, name) => {
    await openWith({ afterSignIn });
    await kit.desk();

    expect(await restsAs()).toEqual({ name });
  });
});
