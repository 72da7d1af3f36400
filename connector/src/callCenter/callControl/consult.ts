import type { AgentId, Refusal, Target } from '../../../../softphone/core/index.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import { openPart } from '../interactions/agentParts.ts';
import { settle } from '../interactions/settle.ts';
import { offerCall } from '../offers/offerCall.ts';
import type { Numbers } from '../ports/numbers.ts';
import type { Turn } from '../turn.ts';
import { withOthersHeld } from './holding.ts';
import { ringOutside } from './outsideParties.ts';
import { findTarget } from './targets.ts';

/** Calls a third party for an agent, while all others hear music. */
export async function consult(
  turn: Turn,
  record: InteractionRecord,
  { agentId, target, numbers }: { agentId: AgentId; target: Target; numbers: Numbers },
): Promise<Refusal | undefined> {
  const found = findTarget(turn, numbers, target);
  if ('refusal' in found) return found.refusal;
  const { reached } = found;
  const held = withOthersHeld(record, agentId);
  switch (reached.kind) {
    case 'queue':
      return { code: 'TARGET_UNKNOWN' };
    case 'number':
      await ringOutside(turn, held, reached.number);
      return undefined;
    case 'agent': {
      if (openPart(record, reached.agentId)) return { code: 'TARGET_UNAVAILABLE' };
      const offered = await offerCall(turn, held, {
        agentId: reached.agentId,
        via: 'consult',
        from: agentId,
      });
      if (!offered) return { code: 'TARGET_UNAVAILABLE' };
      await settle(turn, offered);
      return undefined;
    }
  }
}
