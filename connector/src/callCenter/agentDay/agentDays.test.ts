import { describe, expect, it } from '@jest/globals';
import type { AgentDay, AgentId, Instant } from '../../../../softphone/core/index.ts';
import { defaultMetricRules } from '../figures/metricRules.ts';
import { factsOfDay, type Part, type State } from '../figures/testing/dayTable.ts';
import type { Fact, FactOf } from '../ledger/fact.ts';
import { createVirtualClock } from '../testing/virtualClock.ts';
import { createAgentDays } from './agentDays.ts';

const ADA = '005000000000001AAA' as AgentId;
const BEN = '005000000000002AAA' as AgentId;
/** Clocks in Berlin go from 2:00 to 3:00 in this night. */
const MIDNIGHT = Date.UTC(2026, 2, 28, 23) as Instant;
const HOUR_MS = 3_600_000;
const ZERO = { ready: 0, notReady: 0, reserved: 0, onCall: 0, wrapUp: 0 };

const work: { parts: readonly Part[]; states: readonly State[] } = {
  states: [
    [ADA, '-01:00:00', 'ready'],
    [ADA, '10:00:00', 'not ready: Lunch'],
  ],
  parts: [
    { call: 'one', agent: ADA, from: '08:00:00', rings: 5, talks: 100, holds: 20, wrapsUp: 15 },
    { call: 'two', agent: ADA, from: '08:30:00', rings: 20, left: 'missed' },
    { call: 'three', agent: ADA, from: '09:00:00', via: 'dialed', rings: 10, talks: 40, wrapsUp: 5 },
    { call: 'four', agent: BEN, from: '09:00:00', rings: 5, talks: 30 },
  ],
};

function centre({ parts, states }: typeof work, atHour = 11) {
  const facts = [...factsOfDay({ midnight: MIDNIGHT, waits: [], parts, states })];
  const clock = createVirtualClock(MIDNIGHT + atHour * HOUR_MS);
  const problems: string[] = [];
  const asked: AgentId[] = [];
  const ledger = {
    broken: false,
    statesOf(agentId: AgentId, { to }: { to: Instant }) {
      asked.push(agentId);
      if (ledger.broken) return Promise.reject(new Error('disk'));
      return Promise.resolve(
        facts.filter(isState).filter((each) => each.agentId === agentId && each.at < to),
      );
    },
    partsOf: (agentId: AgentId) =>
      Promise.resolve(facts.filter(isPart).filter((each) => each.agentId === agentId)),
  };
  const days = createAgentDays({
    ledger,
    rules: () => ({ ...defaultMetricRules, timeZone: 'Europe/Berlin' }),
    clock,
    journal: { note: () => undefined, problem: (code) => problems.push(code) },
  });
  const happens = (fact: Fact) => {
    facts.push(fact);
    days.take({ facts: [fact] });
  };
  const told: AgentDay[] = [];
  return { days, clock, ledger, problems, asked, happens, told, hear: (day: AgentDay) => told.push(day) };
}

const isState = (fact: Fact): fact is FactOf<'agentState'> => fact.type === 'agentState';
const isPart = (fact: Fact): fact is FactOf<'partOver'> => fact.type === 'partOver';
/** Answers that are there already have come. */
const answered = () => new Promise((resolve) => setImmediate(resolve));

describe("an agent's day", () => {
  it('has the calls since midnight of the org, their handle time and the time in each state', async () => {
    const { days, hear, told } = centre(work);

    days.follow(ADA, hear);
    await answered();

    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      at: MIDNIGHT + 11 * HOUR_MS,
      answered: 1,
      missed: 1,
      dialed: 1,
      averageHandleSeconds: (100 + 20 + 15 + 40 + 5) / 2,
      running: 'notReady',
    });
    const times = told[0]!.timesMs;
    expect(times.notReady).toBe(HOUR_MS);
    expect(times.wrapUp).toBe(20_000);
    expect(Object.values(times).reduce((sum, ms) => sum + ms)).toBe(11 * HOUR_MS);
  });

  it('is empty for somebody who was not there', async () => {
    const { days, hear, told, clock } = centre({ parts: [], states: [] });

    days.follow(ADA, hear);
    await answered();

    expect(told).toEqual([{ at: clock.now(), answered: 0, missed: 0, dialed: 0, timesMs: ZERO }]);
  });

  it('is told two seconds after it changed, however often it did, and only to the agent', async () => {
    const { days, clock, happens, hear, told, asked } = centre(work);
    days.follow(ADA, hear);
    await answered();

    for (const state of ['ready', 'reserved', 'onCall'] as const) {
      happens({ type: 'agentState', agentId: ADA, at: clock.now(), state });
      happens({ type: 'agentState', agentId: BEN, at: clock.now(), state });
      clock.advance(500);
    }
    await answered();
    expect(told).toHaveLength(1);
    clock.advance(500);
    await answered();

    expect(told).toHaveLength(2);
    const [before, after] = told.map(({ timesMs }) => timesMs);
    expect(told[1]!.running).toBe('onCall');
    expect(after).toEqual({
      ...before,
      ready: before!.ready + 500,
      reserved: before!.reserved + 500,
      onCall: before!.onCall + 1_000,
    });
    expect(asked).toEqual([ADA, ADA]);
  });

  it('begins anew at midnight, with the state that goes on', async () => {
    const { days, clock, hear, told } = centre(work);
    days.follow(ADA, hear);
    await answered();

    clock.advance(11 * HOUR_MS);
    expect(told).toHaveLength(1);
    clock.advance(HOUR_MS);
    await answered();

    expect(told[1]).toMatchObject({ answered: 0, dialed: 0, timesMs: ZERO, running: 'notReady' });
  });

  it('is not told to a page that is gone', async () => {
    const { days, clock, happens, hear, told, asked } = centre(work);
    const unfollow = days.follow(ADA, hear);
    unfollow();
    await answered();

    happens({ type: 'agentState', agentId: ADA, at: clock.now(), state: 'ready' });
    clock.advance(10_000);
    await answered();

    expect([told.length, asked.length]).toEqual([0, 1]);
  });

  it('that cannot be read is noted, and told after the next change', async () => {
    const { days, clock, ledger, happens, hear, told, problems } = centre(work);
    ledger.broken = true;
    days.follow(ADA, hear);
    await answered();
    expect(problems).toEqual(['DAY_UNREADABLE']);

    ledger.broken = false;
    happens({ type: 'agentState', agentId: ADA, at: clock.now(), state: 'ready' });
    clock.advance(2_000);
    await answered();

    expect(told).toHaveLength(1);
  });
});
