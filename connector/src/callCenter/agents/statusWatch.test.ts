import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  newDesk,
  type AgentId,
  type AgentStatus,
  type Desk,
  type Instant,
} from '../../../../softphone/core/index.ts';
import type { Repair } from '../ports/repairs.ts';
import { createVirtualClock } from '../testing/virtualClock.ts';
import type { Again } from '../repeated/again.ts';
import { startStatusWatch } from './statusWatch.ts';

const ADA = '005000000000001AAA' as AgentId;
const BEA = '005000000000002AAA' as AgentId;
const PACE_MS = 900_000;

let clock: ReturnType<typeof createVirtualClock>;
let watch: Again;
let desks: Desk[];
let shown: Map<AgentId, AgentStatus>;
let saved: (readonly AgentId[])[];
let refuses: Set<AgentId>;
let isDown: boolean;
let reads: number;
let repairs: Repair[];
let problems: string[];

beforeEach(() => {
  clock = createVirtualClock();
  desks = [];
  shown = new Map();
  saved = [];
  refuses = new Set();
  isDown = false;
  reads = 0;
  repairs = [];
  problems = [];
  watch = startStatusWatch({
    board: {
      read: () => {
        reads += 1;
        return isDown ? Promise.reject(new Error('away')) : Promise.resolve(new Map(shown));
      },
      save: (statuses) => {
        saved.push([...statuses.keys()]);
        for (const [agentId, status] of statuses) if (!refuses.has(agentId)) shown.set(agentId, status);
        return Promise.resolve(new Map([...refuses].map((agentId) => [agentId, 'no user'])));
      },
      paceMs: () => PACE_MS,
    },
    store: { allDesks: () => Promise.resolve(desks) },
    clock,
    journal: { note: () => undefined, problem: (code) => problems.push(code) },
    countRepair: (repair) => repairs.push(repair),
  });
});

afterEach(() => watch.stop());

async function passes(ms = PACE_MS): Promise<void> {
  clock.advance(ms);
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

function sits(id: AgentId, since: Instant, resting: Desk['agent']['resting'] = { name: 'ready' }): void {
  const desk = newDesk({ id, name: '' }, since);
  desks = [...desks.filter(({ agent }) => agent.id !== id), { ...desk, agent: { ...desk.agent, resting } }];
}

describe('what the CRM shows of agents', () => {
  it('is put right for all who differ at once, and then left alone', async () => {
    sits(ADA, clock.now());
    sits(BEA, clock.now(), { name: 'notReady', reasonCode: 'Connection lost' });
    await passes();
    await passes();

    expect(saved).toEqual([[ADA, BEA]]);
    expect(shown.get(BEA)).toMatchObject({ state: 'notReady', reasonCode: 'Connection lost' });
    expect(repairs).toEqual(['agentStatus', 'agentStatus']);
    expect(reads).toBe(2);
  });

  it('is left to the agent’s own page while a change is new', async () => {
    sits(ADA, (clock.now() + PACE_MS - 4_999) as Instant);
    await passes();
    expect(saved).toEqual([]);
    await passes();

    expect(saved).toEqual([[ADA]]);
  });

  it('is not asked for while nobody has ever been there', async () => {
    await passes();

    expect(reads).toBe(0);
  });

  it('is tried again after a failure', async () => {
    sits(ADA, clock.now());
    isDown = true;
    await passes();
    expect(problems).toEqual(['AGENT_STATUS_UNWATCHED']);
    isDown = false;
    await passes();

    expect(saved).toEqual([[ADA]]);
  });

  it('is not sent again to a CRM that does not take it, until it changes', async () => {
    sits(ADA, clock.now());
    refuses.add(ADA);
    await passes();
    await passes();
    expect(saved).toEqual([[ADA]]);
    expect(problems).toEqual(['AGENT_STATUS_REFUSED']);
    sits(ADA, clock.now(), { name: 'loggedOut' });
    await passes();

    expect(saved).toEqual([[ADA], [ADA]]);
    expect(repairs).toEqual([]);
  });
});
