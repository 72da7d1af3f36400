import type { AgentId } from '../vocabulary.ts';

/** Whom an agent can call, consult or give a call to. */
export type Target =
  | { readonly kind: 'agent'; readonly agentId: AgentId }
  /** For transfers only: nobody talks with a queue. */
  | { readonly kind: 'queue'; readonly queue: string }
  | { readonly kind: 'extension'; readonly extension: string }
  /** As typed or clicked; the connector turns it into E.164. */
  | { readonly kind: 'number'; readonly number: string };
