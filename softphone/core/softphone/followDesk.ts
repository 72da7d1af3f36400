import { advanceDesk } from '../desk/advanceDesk.ts';
import { interactionAt, liveInteraction, type Desk, type DeskEvent } from '../desk/desk.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { Step } from './advanceSoftphone.ts';
import { popFor } from './screenPop.ts';
import type { Softphone, SoftphoneEffect, SoftphoneEvent } from './softphone.ts';

/** Takes over what the connector says about the desk, and does what follows from it in this tab. */
export function followDesk(
  softphone: Softphone,
  news: Extract<SoftphoneEvent, { type: 'welcomed' | 'deskChanged' }>,
): Step {
  if (news.type === 'welcomed') return welcome(softphone, news);
  const desk = softphone.desk && advanceDesk(softphone.desk, news.event);
  if (!desk) return { softphone, effects: [] };
  const next = { ...softphone, desk };
  return { softphone: next, effects: effectsOf(next, news.event) };
}

/** The connector's desk replaces ours: what rang while the link was lost rings now, what is over falls silent. */
function welcome(softphone: Softphone, news: Extract<SoftphoneEvent, { type: 'welcomed' }>): Step {
  const { desk, settings, history } = news;
  const next: Softphone = {
    ...softphone,
    session: { state: 'signedIn' },
    link: 'open',
    desk,
    settings,
    history,
  };
  const live = liveInteraction(desk);
  return {
    softphone: next,
    effects: [
      ...(live?.call.state === 'offered' ? ringing(next, live) : quiet()),
      ...endStrayAudio(next, desk),
    ],
  };
}

function endStrayAudio({ phone }: Softphone, desk: Desk): SoftphoneEffect[] {
  const audioOf = phone.audio && interactionAt(desk, phone.audio.interactionId);
  return phone.audio && (!audioOf || audioOf.call.state === 'ended')
    ? [{ type: 'endAudio', interactionId: phone.audio.interactionId }]
    : [];
}

function effectsOf(softphone: Softphone, event: DeskEvent): SoftphoneEffect[] {
  const here = softphone.phone.owner === 'here';
  const interaction =
    'interactionId' in event && softphone.desk
      ? interactionAt(softphone.desk, event.interactionId)
      : undefined;
  switch (event.type) {
    case 'reserved':
      return interaction
        ? [...ringing(softphone, interaction), ...popWhenOffered(softphone, interaction)]
        : [];
    case 'matched':
      return interaction ? popWhenMatched(softphone, interaction) : [];
    case 'accepted':
      return interaction
        ? [
            ...quiet(),
            ...(here ? [{ type: 'acceptAudio', interactionId: interaction.id } as const] : []),
            ...popWhenAnswered(softphone, interaction),
          ]
        : [];
    case 'dialed':
      return here
        ? [{ type: 'showPanel' }, { type: 'connectAudio', interactionId: event.interactionId }]
        : [];
    case 'callEnded':
      return [
        ...quiet(),
        ...(here ? [{ type: 'endAudio', interactionId: event.interactionId } as const] : []),
        { type: 'refreshView' },
      ];
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

/** One tab rings: the one that owns the phone. */
function ringing({ phone }: Softphone, { relatedRecord, ani, queue }: Interaction): SoftphoneEffect[] {
  if (phone.owner !== 'here') return [];
  return [
    { type: 'showPanel' },
    { type: 'ring', caller: relatedRecord?.name ?? ani, ...(queue && { queue }) },
  ];
}

function quiet(): SoftphoneEffect[] {
  return [{ type: 'stopRinging' }];
}

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
      return softphone.host.screenPopOn === 'offered'
        ? popWhenOffered(softphone, interaction)
        : popWhenAnswered(softphone, interaction);
    case 'dialing':
    case 'ended':
      return [];
  }
}

function pop({ host }: Softphone, interaction: Interaction): SoftphoneEffect[] {
  const screen = popFor(interaction, host);
  return screen ? [{ type: 'popScreen', pop: screen }] : [];
}
