import { mainRecord, otherParty, type Interaction, type RecordRef } from '../interaction/interaction.ts';
import { WITHHELD } from '../vocabulary.ts';
import type { DialingPrefixes } from './dialingPrefixes.ts';
import type { RecordSights } from './recordSight.ts';

/** One thing the CRM desktop can be asked to show. */
export type ScreenPop =
  | { readonly kind: 'record'; readonly recordId: string; readonly objectType: string }
  | {
      readonly kind: 'newRecord';
      readonly objectType: string;
      readonly fields: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'search'; readonly text: string }
  | { readonly kind: 'list'; readonly objectType: string; readonly listViewId: string }
  | { readonly kind: 'objectHome'; readonly objectType: string }
  | { readonly kind: 'page'; readonly path: string }
  | { readonly kind: 'flow'; readonly flow: string; readonly inputs: Readonly<Record<string, string>> };

/** What the desktop's administrator has set for this agent. */
export interface HostSettings {
  readonly screenPopOn: 'offered' | 'answered';
  readonly noMatch:
    | { readonly kind: 'newRecord'; readonly objectType: string }
    | { readonly kind: 'search' }
    | { readonly kind: 'page'; readonly path: string }
    | { readonly kind: 'flow'; readonly flow: string }
    | { readonly kind: 'none' };
  readonly dialingPrefixes?: DialingPrefixes;
}

/**
 * What to show for an interaction whose search is over, or `undefined` for nothing.
 *
 * Several matches pop nothing: the agent chooses in the softphone, and the choice pops. A record that the agent
 * may not see is not shown either.
 */
export function popFor(
  interaction: Interaction,
  settings: HostSettings,
  records: RecordSights,
): ScreenPop | undefined {
  const record = mainRecord(interaction);
  if (record) return records[record.recordId]?.state === 'hidden' ? undefined : popRecord(record);
  if (!interaction.matched || interaction.matches.length > 0) return undefined;
  return popForNobody(interaction, settings);
}

/** Shows one record. */
export function popRecord({ recordId, objectType }: RecordRef): ScreenPop {
  return { kind: 'record', recordId, objectType };
}

function popForNobody(interaction: Interaction, { noMatch }: HostSettings): ScreenPop | undefined {
  const number = otherParty(interaction);
  if (number === WITHHELD) return undefined;
  switch (noMatch.kind) {
    case 'newRecord':
      return { kind: 'newRecord', objectType: noMatch.objectType, fields: { Phone: number } };
    case 'search':
      return { kind: 'search', text: number };
    case 'page':
      return { kind: 'page', path: noMatch.path };
    case 'flow':
      return { kind: 'flow', flow: noMatch.flow, inputs: { ani: interaction.ani, dnis: interaction.dnis } };
    case 'none':
      return undefined;
  }
}
