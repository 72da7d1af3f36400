import { interactionAt, offeredInteractions } from '../desk/desk.ts';
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
  return { softphone: next, effects: [...start, ...takeUpCalls(next)] };
}

/** What the tab with the phone owes the calls at hand: to ring, and to take up the sound of those answered. */
export function takeUpCalls(softphone: Softphone): SoftphoneEffect[] {
  const { phone, desk } = softphone;
  if (!desk) return [];
  const [offered] = offeredInteractions(desk);
  const answering = desk.interactions.filter(
    ({ id, call }) => call.state === 'answering' && !audioOf(phone, id),
  );
  return [
    ...(offered ? ringing(softphone, offered) : []),
    ...(phone.owner === 'here' ? answering : []).map(
      ({ id: interactionId }) => ({ type: 'acceptAudio', interactionId }) as const,
    ),
  ];
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
