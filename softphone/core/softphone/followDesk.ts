import { advanceDesk } from '../desk/advanceDesk.ts';
import { interactionAt, type Desk } from '../desk/desk.ts';
import type { DeskEvent } from '../desk/deskEvent.ts';
import type { InteractionId } from '../vocabulary.ts';
import { takeUpAnswered, takeUpCalls } from './own.ts';
import { withoutUnread } from './recordSight.ts';
import { emptyEntry, type Softphone, type SoftphoneEffect, type SoftphoneEvent } from './softphone.ts';
import { takeUpListening, tellMuting, unconfirmed } from './sound.ts';
import { ringing, ringingCalls, ringOn, rings, same, type Step } from './step.ts';

/** The connector's desk replaces ours: what rang while the link was lost rings now, what is over falls silent. */
export function welcome(softphone: Softphone, event: Extract<SoftphoneEvent, { type: 'welcomed' }>): Step {
  const { desk = softphone.desk, settings, history, parkedCalls } = event;
  const next: Softphone = {
    ...softphone,
    session: { state: 'signedIn' },
    link: 'open',
    ...(desk && {
      desk,
      answeredHere: stillAt(desk, softphone.answeredHere),
      popped: settledAt(desk, softphone.popped),
      muting: unconfirmed(desk, softphone.muting),
    }),
    settings,
    history,
    parkedCalls,
    rejoining: [],
    ...(desk && !softphone.desk && { foundSilent: connectedAt(desk) }),
    records: withoutUnread(softphone.records),
  };
  if (!desk) return same(next);
  const quiet: SoftphoneEffect[] = ringingCalls(next).length > 0 ? [] : [{ type: 'stopRinging' }];
  return {
    softphone: next,
    effects: [...quiet, ...takeUpCalls(next), ...endStrayAudio(next, desk), ...tellMuting(next)],
  };
}

function connectedAt({ interactions }: Desk): readonly InteractionId[] {
  return interactions.filter(({ call }) => call.state === 'connected').map(({ id }) => id);
}

function endStrayAudio({ phone }: Softphone, desk: Desk): SoftphoneEffect[] {
  return phone.audios.flatMap(({ interactionId }) => {
    const state = interactionAt(desk, interactionId)?.call.state;
    if (desk.monitoring?.interactionId === interactionId) return [];
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
    answeredHere: stillAnswered(softphone, desk, event),
    popped: stillAt(desk, softphone.popped),
    muting: unconfirmed(desk, softphone.muting),
    ...(event.type === 'dialed' && { entry: emptyEntry }),
    ...(event.type === 'commandFailed' && {
      refused: { command: event.command, refusal: event.refusal },
    }),
    rejoining: softphone.rejoining.filter((id) => isRejoining(desk, id, event)),
    foundSilent: stillAt(desk, softphone.foundSilent),
  };
  return {
    softphone: next,
    effects: [...effectsOf(next, desk, event), ...listensNoMore(softphone.desk, desk)],
  };
}

function stillAt(desk: Desk, ids: readonly InteractionId[]): readonly InteractionId[] {
  return ids.every((id) => interactionAt(desk, id)) ? ids : ids.filter((id) => interactionAt(desk, id));
}

/**
 * A parked call that is being picked up here is not at the desk yet. One that was answered here and is over may come
 * again, and be picked up elsewhere.
 */
function stillAnswered(
  { answeredHere, parkedCalls }: Softphone,
  desk: Desk,
  event: DeskEvent,
): readonly InteractionId[] {
  const parked = parkedCalls.map(({ interactionId }) => interactionId);
  const over = event.type === 'callEnded' ? event.interactionId : undefined;
  return answeredHere.filter((id) => id !== over && (parked.includes(id) || interactionAt(desk, id)));
}

/** A page that was loaded in the middle of a call pops nothing: the agent has seen it before. */
function settledAt({ interactions }: Desk, popped: readonly InteractionId[]): readonly InteractionId[] {
  return interactions
    .filter(({ id, call }) => call.state !== 'offered' || popped.includes(id))
    .map(({ id }) => id);
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
      return interaction && rings(interaction) ? ringing(softphone, interaction) : [];
    }
    case 'accepted':
      return [...ringOn(softphone), ...takeUpAnswered(softphone)];
    case 'dialed':
      return softphone.phone.owner === 'here'
        ? [{ type: 'showPanel' }, { type: 'connectAudio', interactionId: event.interactionId }]
        : [];
    case 'callEnded':
      return [
        ...ringOn(softphone),
        { type: 'endAudio', interactionId: event.interactionId },
        { type: 'refreshView' },
      ];
    case 'wrapUpCompleted':
      return [{ type: 'refreshView' }];
    case 'monitoringChanged':
      return takeUpListening(softphone);
    case 'coachChanged':
    case 'helpAsked':
    case 'agentStateSet':
    case 'pagesGone':
    case 'pageBack':
    case 'wrapUpExtended':
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

/** What a supervisor heard falls silent, unless the supervisor has come into that call. */
function listensNoMore(before: Desk | undefined, desk: Desk): SoftphoneEffect[] {
  const was = before?.monitoring?.interactionId;
  if (was === undefined || desk.monitoring?.interactionId === was || interactionAt(desk, was)) return [];
  return [{ type: 'endAudio', interactionId: was }];
}
