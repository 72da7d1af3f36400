import { interactionAt } from '../desk/desk.ts';
import { audioOf, type Phone } from '../phone/phone.ts';
import type { Softphone, SoftphoneEffect } from './softphone.ts';
import { takeUp, takeUpListening } from './sound.ts';
import { ringing, ringingCalls, same, type Step } from './step.ts';

/**
 * The phone moves between tabs when this says so. A tab that loses it falls silent, but not where the agent talks:
 * that tab asks for the phone again. There is one, as there is one active call; the sound of calls that wait comes
 * after the phone. A device that runs is not started anew during a call, which would interrupt it.
 */
export function own(softphone: Softphone, owner: Phone['owner']): Step {
  if (owner !== 'here' && isTalkedIn(softphone)) return claim(softphone);
  const next = { ...softphone, phone: { ...softphone.phone, owner } };
  if (owner === 'nobody') return claim(next);
  if (owner === softphone.phone.owner) return same(softphone);
  if (owner === 'elsewhere') {
    // Where the phone is, there is the sound.
    const quiet = { ...next, foundSilent: [] };
    return { softphone: quiet, effects: [{ type: 'stopRinging' }, { type: 'stopPhone' }] };
  }
  const start: SoftphoneEffect[] = sounds(next) ? [] : [{ type: 'startPhone' }];
  return { softphone: next, effects: [...start, ...takeUpCalls(next)] };
}

/** What the tab with the phone owes the calls at hand: to ring, and to take up the sound of those answered or heard. */
export function takeUpCalls(softphone: Softphone): SoftphoneEffect[] {
  const [rings] = ringingCalls(softphone);
  return [
    ...(rings ? ringing(softphone, rings) : []),
    ...takeUpAnswered(softphone),
    ...takeUpListening(softphone),
  ];
}

/** Takes up the sound of the calls that the agent has answered. */
export function takeUpAnswered(softphone: Softphone): SoftphoneEffect[] {
  const { phone, desk } = softphone;
  if (phone.owner !== 'here' || !desk) return [];
  return desk.interactions
    .filter(({ id, call }) => call.state === 'answering' && !audioOf(phone, id))
    .flatMap((interaction) => takeUp(softphone, interaction));
}

/** Whether the agent talks, or listens as a supervisor, in this tab. */
function isTalkedIn({ phone, desk }: Softphone): boolean {
  const heard = desk?.active ?? desk?.monitoring?.interactionId;
  return heard !== undefined && audioOf(phone, heard) !== undefined;
}

/** Whether this tab carries the sound of a call that, as far as is known, still runs. */
function sounds({ phone, desk }: Softphone): boolean {
  return phone.audios.some(({ interactionId }) => {
    if (desk?.monitoring?.interactionId === interactionId) return true;
    const interaction = desk && interactionAt(desk, interactionId);
    return interaction !== undefined && interaction.call.state !== 'ended';
  });
}

function claim(softphone: Softphone): Step {
  return { softphone, effects: [{ type: 'claimPhone' }] };
}
