import { interactionAt, type Desk } from '../desk/desk.ts';
import type { Interaction } from '../interaction/interaction.ts';
import { audioOf } from '../phone/phone.ts';
import type { InteractionId } from '../vocabulary.ts';
import type { Softphone, SoftphoneEffect } from './softphone.ts';
import { same, type Step } from './step.ts';

/**
 * Keeps this tab's sound in step with the desk: the microphone is open in the active call only, and not where the
 * agent is muted; a connection that broke is taken up again, once each time, by the tab that has the phone.
 */
export function withSound({ softphone, effects }: Step): Step {
  const broken = brokenCalls(softphone);
  const ids = broken.map(({ id }) => id);
  const rejoining = [...softphone.rejoining, ...ids];
  const foundSilent = softphone.foundSilent.filter((id) => !ids.includes(id));
  return {
    softphone: broken.length > 0 ? { ...softphone, rejoining, foundSilent } : softphone,
    effects: [
      ...effects,
      ...microphoneEffects(softphone),
      ...broken.flatMap((interaction) => rejoin(softphone, interaction)),
    ],
  };
}

/** Mutes the agent in a call, or not: in this tab at once, everywhere as soon as the connector can be told. */
export function setMuted(softphone: Softphone, interactionId: InteractionId, muted: boolean): Step {
  const others = softphone.muting.filter((each) => each.interactionId !== interactionId);
  const next = { ...softphone, muting: [...others, { interactionId, muted }] };
  return next.link === 'open' ? { softphone: next, effects: tellMuting(next) } : same(next);
}

/** Tells the connector what it has not confirmed: who mutes while the link is lost stays muted. */
export function tellMuting({ muting }: Softphone): SoftphoneEffect[] {
  return muting.map((each) => ({ type: 'send', command: { type: 'setMuted', ...each } }));
}

/** What of `muting` the connector has not confirmed at `desk`, of calls that run. */
export function unconfirmed(desk: Desk, muting: Softphone['muting']): Softphone['muting'] {
  return muting.filter(({ interactionId, muted }) => {
    const interaction = interactionAt(desk, interactionId);
    return interaction && interaction.call.state !== 'ended' && interaction.muted !== muted;
  });
}

/** The desk as the agent who has muted in this tab should see it. */
export function deskWithMuting({ desk, muting }: Softphone): Desk | undefined {
  if (!desk || muting.length === 0) return desk;
  const interactions = desk.interactions.map((each) => ({ ...each, muted: isMuted(muting, each) }));
  return { ...desk, interactions };
}

/** Takes up the sound of a call that the network brings, with the microphone as it should be from the start. */
export function takeUp(softphone: Softphone, interaction: Interaction): SoftphoneEffect[] {
  const { id: interactionId } = interaction;
  const shut = isShut(softphone, interaction);
  return [
    { type: 'acceptAudio', interactionId },
    ...(shut ? [{ type: 'setMuted', interactionId, muted: true } as const] : []),
  ];
}

/** Takes up, where the phone is, the leg by which a supervisor listens: only a coach is heard. */
export function takeUpListening({ desk, phone }: Softphone): SoftphoneEffect[] {
  const { monitoring } = desk ?? {};
  if (monitoring?.state !== 'connecting' || phone.owner !== 'here') return [];
  const { interactionId, mode } = monitoring;
  return [
    { type: 'acceptAudio', interactionId },
    { type: 'setMuted', interactionId, muted: mode === 'monitor' },
  ];
}

/** Has the agent's leg rung again, and takes it up where the phone is. */
export function rejoin(softphone: Softphone, interaction: Interaction): SoftphoneEffect[] {
  return [
    ...(softphone.phone.owner === 'here' ? takeUp(softphone, interaction) : []),
    {
      type: 'send',
      command: {
        type: 'rejoin',
        interactionId: interaction.id,
        ...(interaction.lostUntil === undefined && { unnoticed: true }),
      },
    },
  ];
}

function microphoneEffects(softphone: Softphone): SoftphoneEffect[] {
  const { desk, phone } = softphone;
  return phone.audios.flatMap(({ interactionId, muted, state }) => {
    if (!desk || state === 'connecting') return [];
    const shut = isShutIn(softphone, desk, interactionId);
    return shut === undefined || shut === muted
      ? []
      : [{ type: 'setMuted', interactionId, muted: shut } as const];
  });
}

/** A supervisor who only listens has the microphone shut as well. */
function isShutIn(softphone: Softphone, desk: Desk, id: InteractionId): boolean | undefined {
  const interaction = interactionAt(desk, id);
  if (interaction) return interaction.call.state === 'ended' ? undefined : isShut(softphone, interaction);
  return desk.monitoring?.interactionId === id ? desk.monitoring.mode === 'monitor' : undefined;
}

function isShut({ desk, muting }: Softphone, interaction: Interaction): boolean {
  return isMuted(muting, interaction) || desk?.active !== interaction.id;
}

function isMuted(muting: Softphone['muting'], { id, muted }: Interaction): boolean {
  return muting.find(({ interactionId }) => interactionId === id)?.muted ?? muted;
}

/** The carrier needs some seconds to notice that a page crashed; the page that takes its place knows at once. */
function brokenCalls({ desk, phone, link, rejoining, foundSilent }: Softphone): readonly Interaction[] {
  const able = phone.owner === 'here' && phone.registration === 'registered' && link === 'open';
  if (!desk || !able) return [];
  return desk.interactions.filter(({ id, call, lostUntil }) => {
    const broken = lostUntil !== undefined || (call.state === 'connected' && foundSilent.includes(id));
    return broken && !audioOf(phone, id) && !rejoining.includes(id);
  });
}
