import type { AgentId, Dnis, Refusal, Target } from '../../../../softphone/core/index.ts';
import type { Numbers } from '../ports/numbers.ts';
import type { Turn } from '../turn.ts';

/** A target as the connector can reach it. */
export type Reached =
  | { readonly kind: 'agent'; readonly agentId: AgentId }
  | { readonly kind: 'queue'; readonly queue: string }
  | { readonly kind: 'number'; readonly number: Dnis };

export type Found = { readonly reached: Reached } | { readonly refusal: Refusal };

/** Digits that are nobody's telephone number may be an extension. */
const EXTENSION = /^\d{2,6}$/;

/** Finds out whom an agent means. */
export function findTarget(turn: Turn, numbers: Numbers, target: Target): Found {
  switch (target.kind) {
    case 'agent':
      return { reached: target };
    case 'queue':
      return turn.settings.queues.includes(target.queue)
        ? { reached: target }
        : { refusal: { code: 'TARGET_UNKNOWN' } };
    case 'extension':
      return atExtension(turn, target.extension);
    case 'number': {
      const typed = target.number.trim();
      if (EXTENSION.test(typed) && turn.settings.agentOfExtension(typed) !== undefined) {
        return atExtension(turn, typed);
      }
      const number = numbers.parse(typed, turn.settings.agent.country);
      return number ? { reached: { kind: 'number', number } } : { refusal: { code: 'NUMBER_INVALID' } };
    }
  }
}

function atExtension(turn: Turn, extension: string): Found {
  const agentId = turn.settings.agentOfExtension(extension);
  return agentId === undefined
    ? { refusal: { code: 'TARGET_UNKNOWN' } }
    : { reached: { kind: 'agent', agentId } };
}
