import type { AgentId, Branded, Instant, InteractionId } from '../vocabulary.ts';

/** One party of an interaction; unique within it. */
export type PartyId = Branded<string, 'PartyId'>;

/** The party whom the interaction is about. */
export const CUSTOMER_PARTY = 'customer' as PartyId;

/** Another party of an interaction, as an agent sees it. */
export interface Party {
  readonly id: PartyId;
  readonly role: 'customer' | 'agent' | 'outside';
  /** Of an agent. */
  readonly agentId?: AgentId;
  readonly name?: string;
  /** In E.164; absent for agents, and for a caller who withholds it. */
  readonly number?: string;
  /** `onHold` hears music; `lost` is an agent whose connection broke and who may come back. */
  readonly state: 'ringing' | 'talking' | 'onHold' | 'lost';
  readonly since: Instant;
}

/** How an interaction came to an agent. */
export type Via =
  | 'queue'
  /** The caller keyed in the agent's extension. */
  | 'direct'
  | 'transfer'
  | 'consult'
  /** A call that the agent had parked and nobody picked up. */
  | 'recall'
  /** A call that the agent gave away and nobody took. */
  | 'returned'
  | 'pickUp'
  /** A supervisor came into the call. */
  | 'barge'
  /** Another agent calls. */
  | 'internal'
  /** The agent makes the call. */
  | 'dialed';

/** What an agent wrote who had the interaction before. */
export interface EarlierNotes {
  readonly agentName: string;
  readonly notes: string;
}

/** A call that waits without an agent in a numbered place, for anybody to pick up. */
export interface ParkedCall {
  readonly interactionId: InteractionId;
  readonly orbit: string;
  readonly number?: string;
  readonly queue?: string;
  /** Name of the agent who parked it. */
  readonly parkedBy: string;
  readonly since: Instant;
}
