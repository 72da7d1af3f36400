import type { Params } from './signature.ts';

/** What a test does to a webhook. */
export type FaultAction =
  /** Nothing listens. */
  | { readonly type: 'drop' }
  /** It arrives later, so that others overtake it. */
  | { readonly type: 'delay'; readonly ms: number }
  /** It arrives twice with the same token, as when the first answer was lost. */
  | { readonly type: 'repeat' };

export interface Fault {
  readonly action: FaultAction;
  matches(webhook: { readonly kind: string; readonly params: Params }): boolean;
  /** How often it happens; once unless said. */
  readonly times?: number;
}

/** Trouble on the way to the application, laid out in advance. */
export interface FaultPlan {
  add(fault: Fault): void;
  /** The fault that befalls this attempt; each call uses one occurrence up. */
  take(webhook: { readonly kind: string; readonly params: Params }): FaultAction | undefined;
}

export function createFaultPlan(): FaultPlan {
  const faults: { readonly fault: Fault; left: number }[] = [];
  return {
    add(fault) {
      faults.push({ fault, left: fault.times ?? 1 });
    },
    take(webhook) {
      const found = faults.find(({ fault, left }) => left > 0 && fault.matches(webhook));
      if (found) found.left -= 1;
      return found?.fault.action;
    },
  };
}
