import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Instant } from '../../../../softphone/core/index.ts';
import { AGENT, CUSTOMER_LEG, type CallCenterKit } from '../testing/callCenterKit.ts';
import { openLedgerKit, type LedgerKit } from './testing/ledgerKit.ts';

let ledger: LedgerKit;
let kit: CallCenterKit;

beforeEach(async () => {
  ledger = await openLedgerKit();
  ({ kit } = ledger);
});
afterEach(() => kit.stop());

const states = () =>
  ledger
    .of('agentState')
    .filter(({ agentId }) => agentId === AGENT)
    .map(({ state, at, reasonCode }) => [ledger.seconds(at), reasonCode ? `${state}: ${reasonCode}` : state]);

describe('the state of an agent', () => {
  it('is kept at each change, with the reason why the agent is not ready', async () => {
    const interactionId = await kit.offer();
    ledger.pass(4);
    await kit.answers(interactionId);
    ledger.pass(50);
    await ledger.customerLeaves(interactionId);
    ledger.pass(10);
    await kit.command({ type: 'completeWrapUp', interactionId });
    ledger.pass(5);
    await kit.command({ type: 'setAgentState', state: { name: 'notReady', reasonCode: 'Break' } });

    expect(states()).toEqual([
      [0, 'loggedOut'],
      [0, 'ready'],
      [0, 'reserved'],
      [4, 'onCall'],
      [54, 'wrapUp'],
      [64, 'ready'],
      [69, 'notReady: Break'],
    ]);
  });

  it('is kept with the time at which a call ended, when that is found out late', async () => {
    await kit.talk();
    kit.over.set(CUSTOMER_LEG, { cause: 'completed', endedAt: (kit.clock.now() + 25_000) as Instant });
    ledger.pass(60);
    await kit.settle();

    expect(states().at(-1)).toEqual([25, 'wrapUp']);
  });

  it('is not kept again where it is the same', async () => {
    await kit.ready();
    await kit.command({ type: 'setAgentState', state: { name: 'ready' } });

    expect(states()).toEqual([
      [0, 'loggedOut'],
      [0, 'ready'],
    ]);
  });
});
