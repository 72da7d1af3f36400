import type { Call } from '../call/call.ts';
import type { Ani, Direction, Dnis, Instant, InteractionId } from '../vocabulary.ts';

/** One CRM record found for a number, or chosen by the agent. */
export interface RecordMatch {
  /** The CRM's object name, for example `Contact`. */
  readonly objectType: string;
  readonly recordId: string;
  readonly name: string;
  /** One line that tells this record from its neighbours: an account's name, a case's subject. */
  readonly detail?: string;
  /** A picture of the caller, as a path or an https address. */
  readonly imageUrl?: string;
  /** Record id of the match through which this one was found: a case of a caller. */
  readonly belongsTo?: string;
}

/** The match that needs no choice: the only one that was not found through another. */
export function onlyMatch(matches: readonly RecordMatch[]): RecordMatch | undefined {
  const [only, ...others] = matches.filter(({ belongsTo }) => belongsTo === undefined);
  return others.length === 0 ? only : undefined;
}

/** One customer contact as the agent has it: who, which call, which record, what is written about it. */
export interface Interaction {
  readonly id: InteractionId;
  readonly direction: Direction;
  readonly ani: Ani;
  readonly dnis: Dnis;
  readonly queue?: string;
  /** What the caller keyed in before an agent was reserved, such as a case number. */
  readonly collected?: string;
  readonly call: Call;
  /** Records found for the other party; empty also while the search runs. */
  readonly matches: readonly RecordMatch[];
  readonly matched: boolean;
  readonly relatedRecord?: RecordMatch;
  readonly notes: string;
  readonly disposition?: string;
  readonly wrapUp?: { readonly startedAt: Instant; readonly endsAt: Instant };
}

/** The number of the other party, whoever called. */
export function otherParty(interaction: Pick<Interaction, 'direction' | 'ani' | 'dnis'>): Ani | Dnis {
  return interaction.direction === 'inbound' ? interaction.ani : interaction.dnis;
}
