import {
  otherParty,
  type Interaction,
  type RecordMatch,
  type RecordRef,
} from '../interaction/interaction.ts';
import { WITHHELD, type Direction } from '../vocabulary.ts';
import type { DialingPrefixes } from './dialingPrefixes.ts';
import type { RecordSights } from './recordSight.ts';

/** One thing the CRM desktop can be asked to show. */
export type ScreenPop =
  | { readonly kind: 'record'; readonly recordId: string; readonly objectType: string }
  /** The form of a new record, with the other party's number. */
  | { readonly kind: 'newRecord'; readonly objectType: string; readonly number: string }
  | { readonly kind: 'search'; readonly text: string }
  | { readonly kind: 'list'; readonly objectType: string; readonly listViewId: string }
  | { readonly kind: 'objectHome'; readonly objectType: string }
  | { readonly kind: 'page'; readonly page: string; readonly facts: PopFacts }
  | { readonly kind: 'flow'; readonly flow: string; readonly facts: PopFacts };

/** What a page or a flow is told about the call; `recordId` is the record it is with, `recordIds` all that were found. */
export interface PopFacts {
  readonly interactionId: string;
  readonly direction: Direction;
  /** Absent when the caller withholds the number. */
  readonly ani?: string;
  readonly dnis: string;
  readonly queue?: string;
  readonly collected?: string;
  readonly recordId?: string;
  readonly recordIds: readonly string[];
}

/** What the administrator wants shown. */
export type PopRule =
  | { readonly kind: 'record' }
  | { readonly kind: 'search' }
  | { readonly kind: 'newRecord'; readonly objectType: string }
  | { readonly kind: 'page'; readonly page: string }
  | { readonly kind: 'flow'; readonly flow: string }
  | { readonly kind: 'none' };

/** By how many records were found that the agent may see. */
export interface PopRules {
  readonly noMatch: PopRule;
  readonly oneMatch: PopRule;
  readonly manyMatches: PopRule;
}

/** What the desktop's administrator has set for this agent. */
export interface HostSettings {
  readonly screenPopOn: 'offered' | 'answered' | 'byHand';
  readonly pops: Readonly<Record<Direction | 'internal', PopRules>>;
  readonly dialingPrefixes?: DialingPrefixes;
}

/** Nothing pops. */
export const noPops: PopRules = {
  noMatch: { kind: 'none' },
  oneMatch: { kind: 'none' },
  manyMatches: { kind: 'none' },
};

/**
 * What to show for an interaction whose search is over, or `undefined` for nothing.
 *
 * Records that the agent may not see are not shown, and nothing is shown in their place: the form of a new record
 * would make a second one of the same caller.
 */
export function popFor(
  interaction: Interaction,
  { pops }: HostSettings,
  records: RecordSights,
): ScreenPop | undefined {
  const rules = pops[rulesFor(interaction)];
  const related = [interaction.subject, interaction.person].filter((record) => record !== undefined);
  const visible = (record: RecordRef) => records[record.recordId]?.state !== 'hidden';
  const found = interaction.matches.filter(visible);
  if (related.length > 0) {
    const record = related.find(visible);
    return record && screenOf(rules.oneMatch, { interaction, found, record });
  }
  if (!interaction.matched) return undefined;
  if (interaction.matches.length === 0) return screenOf(rules.noMatch, { interaction, found });
  const record = onlyFound(found);
  if (record) return screenOf(rules.oneMatch, { interaction, found, record });
  return found.length > 0 ? screenOf(rules.manyMatches, { interaction, found }) : undefined;
}

/** The record that needs no choice: the only one of `found` that was not found through another. */
export function onlyFound(found: readonly RecordMatch[]): RecordMatch | undefined {
  const [only, ...others] = found.filter(({ belongsTo }) => belongsTo === undefined);
  return others.length === 0 ? only : undefined;
}

/** Shows one record. */
export function popRecord({ recordId, objectType }: RecordRef): ScreenPop {
  return { kind: 'record', recordId, objectType };
}

/** Whether it would lie over the softphone, and with it over the button that answers. */
export function coversSoftphone({ kind }: ScreenPop): boolean {
  return kind === 'newRecord' || kind === 'flow';
}

/** A call out that another agent has made comes in to the one who takes it over. */
function rulesFor({ direction, via }: Interaction): Direction {
  if (direction === 'internal') return 'internal';
  return via === 'dialed' ? 'outbound' : 'inbound';
}

interface Shown {
  readonly interaction: Interaction;
  /** The records found that the agent may see. */
  readonly found: readonly RecordMatch[];
  /** The one that the interaction is with. */
  readonly record?: RecordMatch;
}

function screenOf(rule: PopRule, shown: Shown): ScreenPop | undefined {
  const number = otherParty(shown.interaction);
  switch (rule.kind) {
    case 'record':
      return shown.record && popRecord(shown.record);
    case 'newRecord':
      return number === WITHHELD ? undefined : { ...rule, number };
    case 'search':
      return number === WITHHELD ? undefined : { kind: 'search', text: number };
    case 'page':
    case 'flow':
      return { ...rule, facts: factsOf(shown) };
    case 'none':
      return undefined;
  }
}

function factsOf({ interaction, found, record }: Shown): PopFacts {
  const { id, direction, ani, dnis, queue, collected } = interaction;
  return {
    interactionId: id,
    direction,
    ...(ani !== WITHHELD && { ani }),
    dnis,
    ...(queue && { queue }),
    ...(collected && { collected }),
    ...(record && { recordId: record.recordId }),
    recordIds: found.map(({ recordId }) => recordId),
  };
}
