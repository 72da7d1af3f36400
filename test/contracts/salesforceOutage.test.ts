import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AgentId } from '../../softphone/core/index.ts';
import type { CallLog } from '../../connector/src/callCenter/ports/crm.ts';
import { startOutbox, type Outbox } from '../../connector/src/callCenter/outbox/outbox.ts';
import {
  createVirtualClock,
  type VirtualClock,
} from '../../connector/src/callCenter/testing/virtualClock.ts';
import { aLog } from '../../connector/src/outbound/salesforce/callLog/testing/aLog.ts';
import type { SalesforceCrm } from '../../connector/src/outbound/salesforce/salesforceCrm.ts';
import { openStore, type OpenStore } from '../../connector/src/outbound/storage/openStore.ts';
import { anInteraction } from '../../connector/src/outbound/storage/testing/builders.ts';
import { openCallLogKit, type CallLogKit } from './callLogKit.ts';

type Fault = Parameters<CallLogKit['salesforce']['faults']['add']>[0];

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;
/** Of the told clock; in between the stand-in answers. */
const STEP_MS = 5 * SECOND_MS;
const LOGS = 60;
/** As production has it: 48 calls an hour for logs. */
const LOG_CALLS_PER_HOUR = 48;
/** A quarter of an hour's calls may have been saved up, and each is tried again after a new sign-in. */
const MOST_CALLS_IN_AN_HOUR = 2 * (LOG_CALLS_PER_HOUR + LOG_CALLS_PER_HOUR / 4);

let kit: CallLogKit;
let clock: VirtualClock;
let store: OpenStore;
let crm: SalesforceCrm;
let outbox: Outbox;
let logs: Map<string, CallLog>;
let problems: Set<string>;

beforeAll(async () => {
  kit = await openCallLogKit();
});

afterAll(() => kit.stop());

beforeEach(async () => {
  clock = createVirtualClock(Date.now());
  store = await openStore({ database: ':memory:', clock });
  crm = kit.connector({ clock, logCallsPerHour: LOG_CALLS_PER_HOUR });
  logs = new Map();
  problems = new Set();
  outbox = startOutbox({
    store,
    clock,
    journal: { note: () => undefined, problem: (code) => void problems.add(code) },
    async carryOut(effect) {
      const log = effect.type === 'saveCallLog' && logs.get(effect.interactionId);
      if (log) await crm.saveCallLog(log);
    },
    giveUp: () => Promise.resolve(),
  });
});

afterEach(async () => {
  kit.salesforce.faults.clear();
  crm.hurry();
  await outbox.stop();
  await crm.stop();
  await store.close();
});

/** A call ends, and its log is to be written. */
async function end(log: CallLog): Promise<void> {
  const { interactionId, agentId } = log;
  logs.set(interactionId, log);
  await store.transact(async (turn) => {
    await turn.saveInteraction(anInteraction({ id: interactionId }));
    await turn.addEffect(
      { type: 'saveCallLog', interactionId, ...(agentId !== undefined && { agentId }) },
      clock.now(),
    );
  });
  outbox.wake();
}

/** Lets time pass, and the stand-in answer on the way. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += STEP_MS) {
    clock.advance(STEP_MS);
    await pause(1);
  }
}

const waiting = async () => (await store.counts()).waitingEffects;
const written = () => [...logs.values()].map((log) => kit.tasksOf(log).length);

async function untilDrained(): Promise<void> {
  for (let hour = 0; hour < 4 && (await waiting()) > 0; hour += 1) await pass(HOUR_MS / 4);
}

describe('Salesforce in trouble for an hour', () => {
  it.each<[string, Fault]>([
    ['away', { kind: 'unavailable' }],
    ['at its limit of requests', { kind: 'requestLimitExceeded' }],
    ['refusing every session', { kind: 'invalidSession' }],
    ['with a row that is locked', { kind: 'lockedRow', on: 'Task' }],
    ['taking the work and losing the answer', { kind: 'answerLost', on: '/composite/sobjects' }],
  ] as const)(
    '%s: logs wait, it is asked seldom, and each is written once afterwards',
    async (_how, fault) => {
      kit.salesforce.faults.add(fault);
      for (let call = 0; call < LOGS; call += 1) {
        await end(aLog());
        await pass(HOUR_MS / LOGS);
      }
      const calls = crm.apiCalls();

      expect(await waiting()).toBeGreaterThan(fault.kind === 'answerLost' ? 0 : LOGS - 1);
      expect(calls).toBeLessThanOrEqual(MOST_CALLS_IN_AN_HOUR);

      kit.salesforce.faults.clear();
      await untilDrained();
      expect(written()).toEqual(Array(LOGS).fill(1));
      expect([...problems]).toEqual(['EFFECT_RETRIED']);
    },
  );
});

describe('a Salesforce that is slow', () => {
  it('gets the logs all the same, each once', async () => {
    kit.salesforce.faults.add({ kind: 'latency', milliseconds: 200 });
    for (let call = 0; call < LOGS; call += 1) await end(aLog());
    while ((await waiting()) > 0) await pass(STEP_MS);

    expect(written()).toEqual(Array(LOGS).fill(1));
    expect([...problems]).toEqual([]);
  });
});

describe('one bad record among two hundred', () => {
  it('is set aside with its reason; the others are written', async () => {
    const bad = aLog({ agentId: '005000000009999AAA' as AgentId });
    for (let call = 0; call < 199; call += 1) await end(aLog());
    await end(bad);
    const before = crm.apiCalls();
    while ((await waiting()) > 0) await pass(STEP_MS);

    expect(written()).toEqual([...Array<number>(199).fill(1), 0]);
    expect(await store.unloggedCalls()).toMatchObject([
      { agentId: bad.agentId, reason: expect.stringContaining('own the Task'), attempts: 1 },
    ]);
    expect(crm.apiCalls() - before).toBeLessThan(10);
  });
});
