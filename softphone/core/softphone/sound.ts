import { interactionAt } from '../desk/desk.ts';
import type { Interaction } from '../interaction/interaction.ts';
import { audioOf } from '../phone/phone.ts';
import type { InteractionId } from '../vocabulary.ts';
import type { Softphone, SoftphoneEffect } from './softphone.ts';
import type { Step } from './step.ts';

/**
 * Keeps this tab's sound in step with the desk: the microphone is open in the active call only, and not where the
 * agent is muted; a connection that broke is taken up again by the tab that has the phone.
 */
export function withSound({ softphone, effects }: Step): Step {
  const broken = brokenCalls(softphone);
  return {
    softphone:
      broken.length > 0
        ? { ...softphone, rejoining: [...softphone.rejoining, ...broken.map(({ id }) => id)] }
        : softphone,
    effects: [...effects, ...microphoneEffects(softphone), ...broken.flatMap(({ id }) => rejoin(id))],
  };
}

/** Mutes the agent in a call, or not: here at once, and everywhere by the connector. */
export function setMuted({ softphone, effects }: Step, interactionId: InteractionId, muted: boolean): Step {
  const { desk } = softphone;
  const interactions = desk?.interactions.map((each) =>
    each.id === interactionId ? { ...each, muted } : each,
  );
  return {
    softphone: desk && interactions ? { ...softphone, desk: { ...desk, interactions } } : softphone,
    effects: [...effects, { type: 'send', command: { type: 'setMuted', interactionId, muted } }],
  };
}

function microphoneEffects({ desk, phone }: Softphone): SoftphoneEffect[] {
  if (!desk) return [];
  return phone.audios.flatMap(({ interactionId, muted, state }) => {
    const interaction = interactionAt(desk, interactionId);
    if (!interaction || interaction.call.state === 'ended' || state === 'connecting') return [];
    const wanted = interaction.muted || desk.active !== interactionId;
    return wanted === muted ? [] : [{ type: 'setMuted', interactionId, muted: wanted } as const];
  });
}

function brokenCalls({ desk, phone, link, rejoining }: Softphone): readonly Interaction[] {
  const able = phone.owner === 'here' && phone.registration === 'registered' && link === 'open';
  if (!desk || !able) return [];
  return desk.interactions.filter(
    ({ id, lostUntil }) => lostUntil !== undefined && !audioOf(phone, id) && !rejoining.includes(id),
  );
}

function rejoin(interactionId: InteractionId): readonly SoftphoneEffect[] {
  return [
    { type: 'acceptAudio', interactionId },
    { type: 'send', command: { type: 'rejoin', interactionId } },
  ];
}
