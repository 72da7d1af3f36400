import {
  CUSTOMER_PARTY,
  type AgentId,
  type Ani,
  type CallSummary,
  type Direction,
  type Dnis,
  type Instant,
  type InteractionId,
  type RecordMatch,
} from '../../../../softphone/core/index.ts';
import type { LegId, Room } from '../ports/telephony.ts';
import type { Recorded } from '../recording/recording.ts';
import type { Voicemail } from '../voicemail/voicemail.ts';
import type { AgentPart } from './agentPart.ts';
import type { PartyRecord } from './partyRecord.ts';

/** How an interaction came out, in the words of the call log. */
export type Outcome = CallSummary['outcome'];

/** Who ended a call; `system` when nobody came, or it could not be made. */
export type HungUpBy = 'customer' | 'agent' | 'system';

/**
 * One customer contact as the connector keeps it, from arrival to the last word of its call log.
 *
 *     arriving ─▶ waiting ◀─▶ connected ─▶ ended
 *                 dialing ──▶ connected
 *
 * Every phase may go to `ended`; `ended` is final. `waiting`: for an agent, in the router's queue or in the conference.
 * `connected`: an agent has answered; also while the call is parked, given away, or waits for a broken connection.
 */
export interface InteractionRecord extends Recorded {
  readonly id: InteractionId;
  readonly direction: Direction;
  readonly ani: Ani;
  readonly dnis: Dnis;
  /** The queue of the entry point, or to which the call was given since. */
  readonly queue?: string;
  /** Present while the caller waits in a queue for an agent to answer, also while it rings there. */
  readonly queued?: { readonly queue: string; readonly at: Instant };
  readonly collected?: string;
  readonly phase: 'arriving' | 'waiting' | 'dialing' | 'connected' | 'ended';
  /** The conference it is in now; absent before the first, and in a queue. */
  readonly room?: Room;
  readonly parties: readonly PartyRecord[];
  /** The legs of parties that are out of the call, or had to be rung again: what is told of them comes late. */
  readonly goneLegs?: readonly LegId[];
  /** What each agent had to do with it, first to last. */
  readonly parts: readonly AgentPart[];
  /** Present while the call waits in an orbit. */
  readonly parked?: { readonly orbit: string; readonly agentId: AgentId; readonly at: Instant };
  /** Who gets the call back when the party outside, to whom it was given, does not answer. */
  readonly returnTo?: AgentId;
  /** Present when the caller is to leave a message, or has left one. */
  readonly voicemail?: Voicemail;
  /** Who waits in a queue with a higher one comes first. */
  readonly priority?: number;
  /** Absent while the CRM is being asked. */
  readonly matches?: readonly RecordMatch[];
  readonly startedAt: Instant;
  readonly answeredAt?: Instant;
  readonly endedAt?: Instant;
  readonly outcome?: Outcome;
  /** What a reserved agent did last instead of answering. */
  readonly unanswered?: 'missed' | 'declined';
  readonly hungUpBy?: HungUpBy;
}

/** The customer's leg at the carrier, once it has a name. */
export function customerLegOf({ parties }: Pick<InteractionRecord, 'parties'>): LegId | undefined {
  return parties.find(({ id }) => id === CUSTOMER_PARTY)?.legId;
}
