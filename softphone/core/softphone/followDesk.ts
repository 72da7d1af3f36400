import { advanceDesk } from '../desk/advanceDesk.ts';
import { interactionAt, liveInteraction, type Desk, type DeskEvent } from '../desk/desk.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { InteractionId } from '../vocabulary.ts';
import { takeUpCall } from './own.ts';
import { popFor } from './screenPop.ts';
import { emptyEntry, type Softphone, type SoftphoneEffect, type SoftphoneEvent } from './softphone.ts';
import { ringing, same, type Step } from './step.ts';

/** The connector's desk replaces ours: what rang while the link was lost rings now, what is over falls silent. */
export function welcome(
  softphone: Softphone,
  { desk = softphone.desk, settings, history }: Extract<SoftphoneEvent, { type: 'welcomed' }>,
): Step {
  const next: Softphone = {
    ...softphone,
    session: { state: 'signedIn' },
    link: 'open',
    ...(desk && { desk, answeredHere: stillAt(desk, softphone.answeredHere) }),
    settings,
    history,
  };
  if (!desk) return same(next);
  const rings = liveInteraction(desk)?.call.state === 'offered';
  return {
    softphone: next,
    effects: [...(rings ? [] : quiet), ...takeUpCall(next), ...endStrayAudio(next, desk)],
  };
}

function endStrayAudio({ phone }: Softphone, desk: Desk): SoftphoneEffect[] {
  const audioOf = phone.audio && interactionAt(desk, phone.audio.interactionId);
  return phone.audio && (!audioOf || audioOf.call.state === 'ended')
    ? [{ type: 'endAudio', interactionId: phone.audio.interactionId }]
    : [];
}

/** Takes over what the connector says about the desk, and does what follows from it in this tab. */
export function followDesk(softphone: Softphone, event: DeskEvent): Step {
  const desk = softphone.desk && advanceDesk(softphone.desk, event);
  if (!desk) return same(softphone);
  const next: Softphone = {
    ...softphone,
    desk,
    answeredHere: stillAt(desk, softphone.answeredHere),
    ...(event.type === 'dialed' && { entry: emptyEntry }),
  };
  return { softphone: next, effects: effectsOf(next, desk, event) };
}

function stillAt(desk: Desk, answeredHere: readonly InteractionId[]): readonly InteractionId[] {
  return answeredHere.every((id) => interactionAt(desk, id))
    ? answeredHere
    : answeredHere.filter((id) => interactionAt(desk, id));
}

function effectsOf(softphone: Softphone, desk: Desk, event: DeskEvent): readonly SoftphoneEffect[] {
  switch (event.type) {
    case 'reserved':
    case 'matched':
    case 'accepted': {
      const interaction = interactionAt(desk, event.interactionId);
      return interaction ? inboundEffects(softphone, interaction, event.type) : [];
    }
    case 'dialed':
      return softphone.phone.owner === 'here'
        ? [{ type: 'showPanel' }, { type: 'connectAudio', interactionId: event.interactionId }]
        : [];
    case 'callEnded':
      return [...quiet, { type: 'endAudio', interactionId: event.interactionId }, { type: 'refreshView' }];
    case 'wrapUpCompleted':
      return [{ type: 'refreshView' }];
    case 'agentStateSet':
    case 'answered':
    case 'recordChosen':
    case 'notesWritten':
    case 'dispositionChosen':
      return [];
  }
}

function inboundEffects(
  softphone: Softphone,
  interaction: Interaction,
  happened: 'reserved' | 'matched' | 'accepted',
): SoftphoneEffect[] {
  switch (happened) {
    case 'reserved':
      return [...ringing(softphone, interaction), ...popWhenOffered(softphone, interaction)];
    case 'matched':
      return popWhenMatched(softphone, interaction);
    case 'accepted':
      return [...quiet, ...takeUpCall(softphone), ...popWhenAnswered(softphone, interaction)];
  }
}

const quiet: readonly SoftphoneEffect[] = [{ type: 'stopRinging' }];

function popWhenOffered(softphone: Softphone, interaction: Interaction): SoftphoneEffect[] {
  const due = softphone.host.screenPopOn === 'offered' && softphone.phone.owner === 'here';
  return due ? pop(softphone, interaction) : [];
}

function popWhenAnswered(softphone: Softphone, interaction: Interaction): SoftphoneEffect[] {
  const due = softphone.host.screenPopOn === 'answered' && softphone.answeredHere.includes(interaction.id);
  return due ? pop(softphone, interaction) : [];
}

/** A search that ends late pops late, where it would have popped in time. */
function popWhenMatched(softphone: Softphone, interaction: Interaction): SoftphoneEffect[] {
  switch (interaction.call.state) {
    case 'offered':
      return popWhenOffered(softphone, interaction);
    case 'answering':
    case 'connected':
      return [...popWhenOffered(softphone, interaction), ...popWhenAnswered(softphone, interaction)];
    case 'dialing':
    case 'ended':
      return [];
  }
}

function pop({ host }: Softphone, interaction: Interaction): SoftphoneEffect[] {
  const screen = popFor(interaction, host);
  return screen ? [{ type: 'popScreen', pop: screen }] : [];
}
