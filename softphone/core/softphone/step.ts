import { offeredInteractions } from '../desk/desk.ts';
import type { Interaction } from '../interaction/interaction.ts';
import { partyName } from './recordSight.ts';
import type { Softphone, SoftphoneEffect } from './softphone.ts';

/** A softphone after an event, and what to do about it, in order. */
export interface Step {
  readonly softphone: Softphone;
  readonly effects: readonly SoftphoneEffect[];
}

/** A step with nothing to do. */
export function same(softphone: Softphone): Step {
  return { softphone, effects: [] };
}

/** The calls that ring: not those that the agent has said yes to in this tab, or by picking them up. */
export function ringingCalls({ desk, answeredHere }: Softphone): readonly Interaction[] {
  const offered = desk ? offeredInteractions(desk) : [];
  return offered.filter((interaction) => rings(interaction) && !answeredHere.includes(interaction.id));
}

/** Who picks a call up, or comes into one, has said yes before it could ring. */
export function rings({ via }: Pick<Interaction, 'via'>): boolean {
  return via !== 'pickUp' && via !== 'barge';
}

/** One tab rings: the one that owns the phone. */
export function ringing({ phone, link, records }: Softphone, interaction: Interaction): SoftphoneEffect[] {
  if (phone.owner !== 'here' || link !== 'open') return [];
  const { queue } = interaction;
  return [
    { type: 'showPanel' },
    { type: 'ring', caller: partyName(records, interaction), ...(queue && { queue }) },
  ];
}

/** After a call has stopped ringing another one may ring on, under its own name; else it is quiet. */
export function ringOn(softphone: Softphone): readonly SoftphoneEffect[] {
  const [next] = ringingCalls(softphone);
  return next ? ringing(softphone, next) : [{ type: 'stopRinging' }];
}
