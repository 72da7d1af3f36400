import { advanceDesk } from '../desk/advanceDesk.ts';
import { interactionAt, offeredInteractions, type Desk } from '../desk/desk.ts';
import type { DeskEvent } from '../desk/deskEvent.ts';
import type { InteractionId } from '../vocabulary.ts';
import { takeUpCalls } from './own.ts';
import { withoutUnread } from './recordSight.ts';
import { emptyEntry, type Softphone, type SoftphoneEffect, type SoftphoneEvent } from './softphone.ts';
import { setMuted } from './sound.ts';
import { ringing, same, type Step } from './step.ts';

/** The connector's desk replaces ours: what rang while the link was lost rings now, what is over falls silent. */
export function welcome(softphone: Softphone, event: Extract<SoftphoneEvent, { type: 'welcomed' }>): Step {
  const { desk = softphone.desk, settings, history, parkedCalls } = event;
  const next: Softphone = {
    ...softphone,
    session: { state: 'signedIn' },
    link: 'open',
    ...(desk && { desk, answeredHere: stillAt(desk, softphone.answeredHere), popped: settledAt(desk) }),
    settings,
    history,
    parkedCalls,
    rejoining: [],
    records: withoutUnread(softphone.records),
  };
  if (!desk) return same(next);
  const muted = keepMuted(next, desk);
  return {
    softphone: muted.softphone,
    effects: [...quietUnless(desk), ...takeUpCalls(next), ...endStrayAudio(next, desk), ...muted.effects],
  };
}

/** Who has muted while the link was lost stays muted. */
function keepMuted(softphone: Softphone, desk: Desk): Step {
  return softphone.phone.audios.reduce<Step>((step, { interactionId, muted }) => {
    const interaction = interactionAt(desk, interactionId);
    const wanted = muted && desk.active === interactionId && interaction?.muted === false;
    return wanted ? setMuted(step, interactionId, true) : step;
  }, same(softphone));
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
    ...(event.type === 'commandFailed' && {
      refused: { command: event.command, refusal: event.refusal },
    }),
    rejoining: softphone.rejoining.filter((id) => isRejoining(desk, id, event)),
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

/** A leg that broke again is taken up again. */
function isRejoining(desk: Desk, id: InteractionId, event: DeskEvent): boolean {
  const brokeAgain = event.type === 'connectionLost' && event.interactionId === id;
  return !brokeAgain && interactionAt(desk, id)?.lostUntil !== undefined;
}

function effectsOf(softphone: Softphone, desk: Desk, event: DeskEvent): readonly SoftphoneEffect[] {
  switch (event.type) {
    case 'reserved': {
      const interaction = interactionAt(desk, event.interactionId);
      // Who picks a call up has said yes before it could ring.
      return interaction && event.via !== 'pickUp' ? ringing(softphone, interaction) : [];
    }
    case 'accepted':
      return [...quietUnless(desk), ...takeUpCalls(softphone)];
    case 'dialed':
      return softphone.phone.owner === 'here'
        ? [{ type: 'showPanel' }, { type: 'connectAudio', interactionId: event.interactionId }]
        : [];
    case 'callEnded':
      return [
        ...quietUnless(desk),
        { type: 'endAudio', interactionId: event.interactionId },
        { type: 'refreshView' },
      ];
    case 'wrapUpCompleted':
      return [{ type: 'refreshView' }];
    case 'agentStateSet':
    case 'matched':
    case 'answered':
    case 'partiesChanged':
    case 'activated':
    case 'mutedSet':
    case 'recordingChanged':
    case 'connectionLost':
    case 'connectionBack':
    case 'recordChosen':
    case 'recordRemoved':
    case 'notesWritten':
    case 'dispositionChosen':
    case 'commandFailed':
      return [];
  }
}

/** Another call may ring on. */
function quietUnless(desk: Desk): readonly SoftphoneEffect[] {
  return offeredInteractions(desk).length > 0 ? [] : [{ type: 'stopRinging' }];
}
