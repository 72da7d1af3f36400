import { advanceDesk } from '../desk/advanceDesk.ts';
import { interactionAt, liveInteraction, type Desk, type DeskEvent } from '../desk/desk.ts';
import type { InteractionId } from '../vocabulary.ts';
import { takeUpCall } from './own.ts';
import { withoutUnread } from './recordSight.ts';
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
    ...(desk && { desk, answeredHere: stillAt(desk, softphone.answeredHere), popped: settledAt(desk) }),
    settings,
    history,
    records: withoutUnread(softphone.records),
  };
  if (!desk) return same(next);
  const rings = liveInteraction(desk)?.call.state === 'offered';
  return {
    softphone: next,
    effects: [...(rings ? [] : quiet), ...takeUpCall(next), ...endStrayAudio(next, desk)],
  };
}

function endStrayAudio({ phone }: Softphone, desk: Desk): SoftphoneEffect[] {
  return phone.audios.flatMap(({ interactionId }) => {
    const state = interactionAt(desk, interactionId)?.call.state;
    return state === undefined || state === 'ended' ? [{ type: 'endAudio', interactionId }] : [];
  });
}

/** Takes over what the connector says about the desk, and does what follows from it in this tab. */
export function followDesk(softphone: Softphone, event: DeskEvent): Step {
  const desk = softphone.desk && advanceDesk(softphone.desk, event);
  if (!desk) return same(softphone);
  const next: Softphone = {
    ...softphone,
    desk,
    answeredHere: stillAt(desk, softphone.answeredHere),
    popped: stillAt(desk, softphone.popped),
    ...(event.type === 'dialed' && { entry: emptyEntry }),
  };
  return { softphone: next, effects: effectsOf(next, desk, event) };
}

function stillAt(desk: Desk, ids: readonly InteractionId[]): readonly InteractionId[] {
  return ids.every((id) => interactionAt(desk, id)) ? ids : ids.filter((id) => interactionAt(desk, id));
}

/** A page that was loaded in the middle of a call pops nothing: the agent has seen it before. */
function settledAt(desk: Desk): readonly InteractionId[] {
  return desk.interactions.filter(({ call }) => call.state !== 'offered').map(({ id }) => id);
}

function effectsOf(softphone: Softphone, desk: Desk, event: DeskEvent): readonly SoftphoneEffect[] {
  switch (event.type) {
    case 'reserved': {
      const interaction = interactionAt(desk, event.interactionId);
      return interaction ? ringing(softphone, interaction) : [];
    }
    case 'accepted':
      return [...quiet, ...takeUpCall(softphone)];
    case 'dialed':
      return softphone.phone.owner === 'here'
        ? [{ type: 'showPanel' }, { type: 'connectAudio', interactionId: event.interactionId }]
        : [];
    case 'callEnded':
      return [...quiet, { type: 'endAudio', interactionId: event.interactionId }, { type: 'refreshView' }];
    case 'wrapUpCompleted':
      return [{ type: 'refreshView' }];
    case 'agentStateSet':
    case 'matched':
    case 'answered':
    case 'recordChosen':
    case 'recordRemoved':
    case 'notesWritten':
    case 'dispositionChosen':
      return [];
  }
}

const quiet: readonly SoftphoneEffect[] = [{ type: 'stopRinging' }];
