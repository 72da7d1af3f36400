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

/** One tab rings: the one that owns the phone. */
export function ringing({ phone, link, records }: Softphone, interaction: Interaction): SoftphoneEffect[] {
  if (phone.owner !== 'here' || link !== 'open') return [];
  const { queue } = interaction;
  return [
    { type: 'showPanel' },
    { type: 'ring', caller: partyName(records, interaction), ...(queue && { queue }) },
  ];
}
