import { interactionAt, liveInteraction } from '../desk/desk.ts';
import { audioOf, type Phone } from '../phone/phone.ts';
import type { Softphone, SoftphoneEffect } from './softphone.ts';
import { ringing, same, type Step } from './step.ts';

/**
 * The phone moves between tabs when this says so. A tab that loses it falls silent, but not in the middle of a call:
 * then it asks for the phone again. A device that runs is not started anew during a call, which would interrupt it.
 */
export function own(softphone: Softphone, owner: Phone['owner']): Step {
  if (owner !== 'here' && talks(softphone)) return claim(softphone);
  const next = { ...softphone, phone: { ...softphone.phone, owner } };
  if (owner === 'nobody') return claim(next);
  if (owner === softphone.phone.owner) return same(softphone);
  if (owner === 'elsewhere') {
    return { softphone: next, effects: [{ type: 'stopRinging' }, { type: 'stopPhone' }] };
  }
  const start: SoftphoneEffect[] = talks(next) ? [] : [{ type: 'startPhone' }];
  return { softphone: next, effects: [...start, ...takeUpCall(next)] };
}

/** What the tab with the phone owes the call that is at hand: to ring, or to take up an answered call's sound. */
export function takeUpCall(softphone: Softphone): SoftphoneEffect[] {
  const live = softphone.desk && liveInteraction(softphone.desk);
  if (live?.call.state === 'offered') return ringing(softphone, live);
  const { phone } = softphone;
  const due = live?.call.state === 'answering' && phone.owner === 'here' && !audioOf(phone, live.id);
  return due ? [{ type: 'acceptAudio', interactionId: live.id }] : [];
}

/** Whether this tab carries the sound of a call that, as far as is known, still runs. */
function talks({ phone, desk }: Softphone): boolean {
  return phone.audios.some(({ interactionId }) => {
    const interaction = desk && interactionAt(desk, interactionId);
    return interaction !== undefined && interaction.call.state !== 'ended';
  });
}

function claim(softphone: Softphone): Step {
  return { softphone, effects: [{ type: 'claimPhone' }] };
}
