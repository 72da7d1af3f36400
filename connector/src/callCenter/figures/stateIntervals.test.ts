import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AgentId, Instant } from '../../../../softphone/core/index.ts';
import type { FactOf } from '../ledger/fact.ts';
import { stateInterval, stateSpells } from './stateIntervals.ts';

const AGENT = '005000000000001AAA' as AgentId;
type State = FactOf<'agentState'>;

const says = (at: number, state: State['state'], reasonCode?: string): State => ({
  type: 'agentState',
  agentId: AGENT,
  at: at as Instant,
  state,
  ...(reasonCode !== undefined && { reasonCode }),
});
const spells = (...facts: State[]) => stateSpells(facts).map(({ state, from, to }) => [state, from, to]);

describe('the states of an agent', () => {
  it('follow one another without a gap; the last one holds', () => {
    expect(spells(says(0, 'ready'), says(5_000, 'reserved'), says(9_000, 'onCall'))).toEqual([
      ['ready', 0, 5_000],
      ['reserved', 5_000, 9_000],
      ['onCall', 9_000, undefined],
    ]);
  });

  it('that are found out late take the place of everything that was known since', () => {
    const late = says(25_000, 'wrapUp');

    expect(spells(says(0, 'onCall'), says(30_000, 'ready'), says(40_000, 'notReady'), late)).toEqual([
      ['onCall', 0, 25_000],
      ['wrapUp', 25_000, undefined],
    ]);
  });

  it('of no length are none', () => {
    expect(spells(says(0, 'ready'), says(0, 'reserved'), says(1_000, 'onCall'))).toEqual([
      ['reserved', 0, 1_000],
      ['onCall', 1_000, undefined],
    ]);
  });

  it('are at any instant what the last of the facts up to it says', () => {
    const names: State['state'][] = ['loggedOut', 'ready', 'notReady', 'reserved', 'onCall', 'wrapUp'];
    const someFacts = fc.array(fc.record({ at: fc.nat(50), state: fc.constantFrom(...names) }), {
      maxLength: 20,
    });

    fc.assert(
      fc.property(someFacts, fc.nat(50), (drawn, instant) => {
        const facts = drawn.map(({ at, state }) => says(at, state));
        const found = stateSpells(facts).find(({ from, to = Infinity }) => from <= instant && instant < to);

        expect(found?.state).toBe(facts.findLast(({ at }) => at <= instant)?.state);
      }),
    );
  });

  it('are lines of the reports, with the reason and the seconds to the millisecond', () => {
    const [done, running] = stateSpells([says(1_000, 'notReady', 'Break'), says(3_500, 'ready')]).map(
      (spell) => stateInterval(AGENT, spell),
    );

    expect(done).toEqual({
      kind: 'stateInterval',
      key: `stateInterval|${AGENT}|1000`,
      agentId: AGENT,
      state: 'notReady',
      reasonCode: 'Break',
      from: 1_000,
      to: 3_500,
      seconds: 2.5,
    });
    expect(running).toEqual({
      kind: 'stateInterval',
      key: `stateInterval|${AGENT}|3500`,
      agentId: AGENT,
      state: 'ready',
      from: 3_500,
    });
  });
});
