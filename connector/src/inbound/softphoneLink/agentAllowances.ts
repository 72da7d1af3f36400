import type { AgentId } from '../../../../softphone/core/index.ts';
import type { Clock } from '../../callCenter/ports/clock.ts';
import type { Journal } from '../../callCenter/ports/journal.ts';
import { createAllowance, type AllowanceRule } from '../limits/allowance.ts';
import { TOO_MANY_REQUESTS } from '../limits/tooMany.ts';

/** Twenty clicks and five searches a second, on and on, are no person's: a page has gone wild, or somebody has its session. */
const rules = {
  command: { atOnce: 100, perMinute: 1_200 },
  search: { atOnce: 20, perMinute: 300 },
} satisfies Readonly<Record<string, AllowanceRule>>;

type Asked = keyof typeof rules;

/** How much an agent may ask for, in all pages together. */
export interface AgentAllowances {
  /** Whether one more is allowed now. The first that is not is noted, once a minute. */
  allows(asked: Asked, agentId: AgentId): boolean;
}

export function createAgentAllowances(clock: Clock, journal: Journal): AgentAllowances {
  const allowances = {
    command: createAllowance(clock, rules.command),
    search: createAllowance(clock, rules.search),
  };
  const notes = createAllowance(clock, { atOnce: 1, perMinute: 1 });
  return {
    allows(asked, agentId) {
      if (allowances[asked].take(agentId) === undefined) return true;
      if (notes.take(`${asked} ${agentId}`) === undefined) {
        journal.problem(TOO_MANY_REQUESTS, { agent: agentId, asked });
      }
      return false;
    },
  };
}
