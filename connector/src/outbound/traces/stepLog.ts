import type { Journal } from '../../callCenter/ports/journal.ts';
import type { StepListener } from './tracer.ts';

/**
 * Notes each step of each call under the interaction's id: one line when it is over, and for an effect one when it
 * begins, because somebody outside may keep it waiting.
 */
export function createStepLog(detail: NonNullable<Journal['detail']>): StepListener {
  return {
    began({ kind, name, interactionId }) {
      if (kind === 'effect') detail('effect started', { interaction: interactionId, effect: name });
    },
    over({ kind, name, interactionId, milliseconds, result }) {
      detail(kind, { interaction: interactionId, [kind]: name, result, milliseconds: rounded(milliseconds) });
    },
  };
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
