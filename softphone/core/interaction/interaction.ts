import type { Call } from '../call/call.ts';
import type { Ani, Direction, Dnis, Instant, InteractionId } from '../vocabulary.ts';
import type { EarlierNotes, Party, Via } from './party.ts';

/** One record of the CRM. */
export interface RecordRef {
  /** The CRM's object name, for example `Contact`. */
  readonly objectType: string;
  readonly recordId: string;
}

/** Whom a record stands for in the call log: the person spoken with, or what the call was about. */
export type RecordPart = 'person' | 'subject';

/** Why a record was found for an interaction. */
export type MatchReason =
  /** A field of the record holds the number; the field's name in the CRM. */
  | { readonly kind: 'number'; readonly field: string }
  /** The caller keyed it in. */
  | { readonly kind: 'collected' }
  /** Found through another match: an open case of it, the account or the contact behind it. */
  | { readonly kind: 'openCase' }
  | { readonly kind: 'account' }
  | { readonly kind: 'contact' };

/**
 * One CRM record found for a number, or chosen by the agent.
 *
 * Ids only: what it is called is read by the agent's own desktop, which shows what the agent may see.
 */
export interface RecordMatch extends RecordRef {
  readonly part: RecordPart;
  /** Absent when the agent chose the record, or dialed from it. */
  readonly reason?: MatchReason;
  /** Record id of the match through which this one was found: a case of a caller. */
  readonly belongsTo?: string;
  readonly lastActivityAt?: Instant;
}

/** The records that an interaction is logged with: at most one of each part. */
export interface RelatedRecords {
  readonly person?: RecordMatch;
  readonly subject?: RecordMatch;
}

/**
 * The records that need no choice: the only match that was not found through another, and with a subject
 * the only person behind it.
 */
export function plainMatches(matches: readonly RecordMatch[]): RelatedRecords {
  const [only, ...others] = matches.filter(({ belongsTo }) => belongsTo === undefined);
  if (!only || others.length > 0) return {};
  if (only.part === 'person') return { person: only };
  const [person, ...more] = matches.filter(
    ({ part, belongsTo }) => part === 'person' && belongsTo === only.recordId,
  );
  return { subject: only, ...(person && more.length === 0 && { person }) };
}

/** What agents see of a recording; `startable`: there is none, or it rests, until an agent starts it. */
export type RecordingMark = 'startable' | 'running' | 'paused';

/** One customer contact as the agent has it: who, which call, which records, what is written about it. */
export interface Interaction extends RelatedRecords {
  readonly id: InteractionId;
  readonly direction: Direction;
  readonly ani: Ani;
  readonly dnis: Dnis;
  readonly via: Via;
  /** Name of the agent who gave the call, or who calls. */
  readonly from?: string;
  readonly queue?: string;
  /** What the caller keyed in before an agent was reserved, such as a case number. */
  readonly collected?: string;
  readonly call: Call;
  /** The other parties of the call. */
  readonly parties: readonly Party[];
  /** Whether the agent's microphone is shut in this call. */
  readonly muted: boolean;
  /** Present while the agent's own connection is broken: until then the call waits for it. */
  readonly lostUntil?: Instant;
  /** Names of the supervisors who speak to the agent alone. */
  readonly coachName?: string;
  /** The agent has asked supervisors for help. */
  readonly helpAsked?: boolean;
  /** Absent when the call is not recorded, and agents may not have it recorded. */
  readonly recording?: RecordingMark;
  /** Of the agents who had the call before, first to last. */
  readonly earlierNotes: readonly EarlierNotes[];
  /** Records found for the other party; empty also while the search runs. */
  readonly matches: readonly RecordMatch[];
  readonly matched: boolean;
  readonly notes: string;
  readonly disposition?: string;
  readonly wrapUp?: WrapUp;
}

/** The time in which an agent writes about a call. */
export interface WrapUp {
  readonly startedAt: Instant;
  readonly endsAt: Instant;
  /** How often the agent has had it made longer; never, when absent. */
  readonly extensions?: number;
}

/** The record that is shown first: what the call is about, else who it is with. */
export function mainRecord({ subject, person }: RelatedRecords): RecordMatch | undefined {
  return subject ?? person;
}

/** The number of the other party, whoever called. */
export function otherParty(interaction: Pick<Interaction, 'direction' | 'ani' | 'dnis'>): Ani | Dnis {
  return interaction.direction === 'inbound' ? interaction.ani : interaction.dnis;
}
