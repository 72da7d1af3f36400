import type { Params } from '../webhooks/signature.ts';

/** Something that goes wrong, laid out in advance. */
export interface Fault<Subject, Action> {
  readonly action: Action;
  matches(subject: Subject): boolean;
  /** How often it happens; once unless said. */
  readonly times?: number;
}

/** Trouble to come. */
export interface FaultPlan<Subject, Action> {
  /** The returned function takes it back. */
  add(fault: Fault<Subject, Action>): () => void;
  /** The fault that befalls this one; each call uses one occurrence up. */
  take(subject: Subject): Action | undefined;
  /** From now on nothing goes wrong. */
  clear(): void;
}

/** A webhook as a fault sees it. */
export interface FaultyWebhook {
  readonly kind: string;
  readonly url: string;
  readonly params: Params;
}

/** What happens to a webhook on its way to the application. */
export type WebhookFaultAction =
  /** Nothing listens. */
  | { readonly type: 'drop' }
  /** It arrives later, so that others overtake it. */
  | { readonly type: 'delay'; readonly ms: number }
  /** It arrives more than once with the same token, as when the first answer was lost; twice unless said. */
  | { readonly type: 'repeat'; readonly times?: number }
  /** So many others are delivered before it; at most 10 s later. */
  | { readonly type: 'overtaken'; readonly by: number };

/** A request to the REST API as a fault sees it. */
export interface FaultyRequest {
  readonly method: string;
  /** Without the query: `/api/2010-04-01/Accounts/AC.../Calls`. */
  readonly path: string;
  readonly form: Readonly<Record<string, unknown>>;
}

/** What happens to a request to the REST API. */
export type RestFaultAction =
  /** It is refused before anything is done: 429, 500, 503 ... */
  | { readonly type: 'refuse'; readonly status: number }
  /** The connection breaks before anything is done. */
  | { readonly type: 'drop' }
  /** It is done at once and answered later. */
  | { readonly type: 'answerLate'; readonly ms: number }
  /** It is done, and the connection breaks before the answer. */
  | { readonly type: 'loseAnswer' };

export type WebhookFaults = FaultPlan<FaultyWebhook, WebhookFaultAction>;
export type RestFaults = FaultPlan<FaultyRequest, RestFaultAction>;

export function createFaultPlan<Subject, Action>(): FaultPlan<Subject, Action> {
  const faults = new Map<Fault<Subject, Action>, number>();
  return {
    add(fault) {
      faults.set(fault, fault.times ?? 1);
      return () => faults.delete(fault);
    },
    take(subject) {
      for (const [fault, left] of faults) {
        if (!fault.matches(subject)) continue;
        if (left > 1) faults.set(fault, left - 1);
        else faults.delete(fault);
        return fault.action;
      }
      return undefined;
    },
    clear() {
      faults.clear();
    },
  };
}
