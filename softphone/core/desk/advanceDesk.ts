import type { Agent } from '../agent/agent.ts';
import { advanceCall, type CallEvent } from '../call/call.ts';
import {
  plainMatches,
  type Interaction,
  type RecordMatch,
  type RecordPart,
} from '../interaction/interaction.ts';
import type { Instant, InteractionId } from '../vocabulary.ts';
import { interactionAt, type Desk } from './desk.ts';
import type { DeskEvent } from './deskEvent.ts';

type EventOf<Type extends DeskEvent['type']> = Extract<DeskEvent, { type: Type }>;
type InteractionEvent = Exclude<
  DeskEvent,
  {
    type:
      | 'agentStateSet'
      | 'pagesGone'
      | 'pageBack'
      | 'reserved'
      | 'dialed'
      | 'activated'
      | 'monitoringChanged'
      | 'commandFailed';
  }
>;

/** The desk after `event`, or `undefined` when the event cannot happen at this desk. */
export function advanceDesk(desk: Desk, event: DeskEvent): Desk | undefined {
  switch (event.type) {
    case 'agentStateSet':
      return { ...desk, agent: rest(desk.agent, event) };
    case 'pagesGone':
      return { ...desk, agent: { ...desk.agent, goneSince: event.at } };
    case 'pageBack':
      return comeBack(desk);
    case 'reserved':
      return begin(desk, ring(event));
    case 'dialed': {
      const begun = begin(desk, dial(event));
      return begun && { ...begun, active: event.interactionId };
    }
    case 'activated':
      return activate(desk, event.interactionId);
    case 'monitoringChanged':
      return withMonitoring(desk, event);
    case 'commandFailed':
      return desk;
    case 'matched':
    case 'accepted':
    case 'answered':
    case 'partiesChanged':
    case 'mutedSet':
    case 'recordingChanged':
    case 'coachChanged':
    case 'helpAsked':
    case 'connectionLost':
    case 'connectionBack':
    case 'callEnded':
    case 'recordChosen':
    case 'recordRemoved':
    case 'notesWritten':
    case 'dispositionChosen':
    case 'wrapUpExtended':
    case 'wrapUpCompleted':
      return advanceAt(desk, event);
  }
}

function rest(agent: Agent, { state, by = 'agent', madeAt, at }: EventOf<'agentStateSet'>): Agent {
  const { restingBy: _before, ...known } = agent;
  const set = { ...known, resting: state, restingSince: at, restingSetAt: madeAt ?? at };
  return by === 'agent' ? set : { ...set, restingBy: by };
}

function comeBack(desk: Desk): Desk | undefined {
  const { goneSince, ...agent } = desk.agent;
  return goneSince === undefined ? undefined : { ...desk, agent };
}

function begin(desk: Desk, interaction: Interaction): Desk | undefined {
  return interactionAt(desk, interaction.id)
    ? undefined
    : { ...desk, interactions: [...desk.interactions, interaction] };
}

function ring({ type: _type, at, expiresAt, matches, ...facts }: EventOf<'reserved'>): Interaction {
  const { interactionId: id, ...rest } = facts;
  const call = { state: 'offered', offeredAt: at, expiresAt } as const;
  const interaction: Interaction = {
    ...rest,
    id,
    call,
    matches: [],
    matched: false,
    muted: false,
    notes: '',
  };
  return withMatches(interaction, matches);
}

function dial({ interactionId, ani, dnis, direction, parties, record, at }: EventOf<'dialed'>): Interaction {
  return {
    id: interactionId,
    ani,
    dnis,
    direction,
    via: 'dialed',
    parties,
    call: { state: 'dialing', dialedAt: at },
    muted: false,
    notes: '',
    earlierNotes: [],
    matches: record ? [record] : [],
    matched: record !== undefined,
    ...(record && { [record.part]: record }),
  };
}

function activate(desk: Desk, id: InteractionId | undefined): Desk | undefined {
  const { active: _before, ...rest } = desk;
  if (id === undefined) return rest;
  const state = interactionAt(desk, id)?.call.state;
  return state === undefined || state === 'ended' || state === 'offered'
    ? undefined
    : { ...rest, active: id };
}

function withMonitoring(desk: Desk, { monitoring }: EventOf<'monitoringChanged'>): Desk {
  const { monitoring: _before, ...rest } = desk;
  return monitoring ? { ...rest, monitoring } : rest;
}

function advanceAt(desk: Desk, event: InteractionEvent): Desk | undefined {
  const interaction = interactionAt(desk, event.interactionId);
  if (!interaction) return undefined;
  const next = advanceInteraction(interaction, event);
  if (next === undefined) return undefined;
  const advanced =
    next === 'gone'
      ? without(desk, interaction, event.at)
      : { ...desk, interactions: desk.interactions.map((each) => (each === interaction ? next : each)) };
  if (event.type === 'accepted') return { ...advanced, active: interaction.id };
  const leaves = event.type === 'callEnded' && desk.active === interaction.id;
  return leaves ? activate(advanced, undefined) : advanced;
}

function without(desk: Desk, gone: Interaction, at: Instant): Desk {
  const interactions = desk.interactions.filter((each) => each !== gone);
  const agent = interactions.length === 0 ? { ...desk.agent, restingSince: at } : desk.agent;
  return { ...desk, agent, interactions };
}

function advanceInteraction(
  interaction: Interaction,
  event: InteractionEvent,
): Interaction | 'gone' | undefined {
  switch (event.type) {
    case 'accepted':
    case 'answered':
      return withCall(interaction, event);
    case 'partiesChanged':
      return isLive(interaction) ? withParties(interaction, event) : undefined;
    case 'mutedSet':
      return isLive(interaction) ? { ...interaction, muted: event.muted } : undefined;
    case 'recordingChanged':
      return isLive(interaction) ? withRecording(interaction, event) : undefined;
    case 'coachChanged':
      return isLive(interaction) ? withCoach(interaction, event) : undefined;
    case 'helpAsked':
      return isLive(interaction) ? { ...interaction, helpAsked: event.asked } : undefined;
    case 'connectionLost':
      return interaction.call.state === 'connected' ? { ...interaction, lostUntil: event.until } : undefined;
    case 'connectionBack':
      return interaction.lostUntil === undefined ? undefined : withoutLoss(interaction);
    case 'callEnded':
      return endCall(interaction, event);
    case 'matched':
      return withMatches(interaction, event.matches);
    case 'recordChosen':
      return withRecord(interaction, event.record);
    case 'recordRemoved':
      return withoutRecord(interaction, event.part);
    case 'notesWritten':
      return { ...interaction, notes: event.notes };
    case 'dispositionChosen':
      return { ...interaction, disposition: event.disposition };
    case 'wrapUpExtended':
      return extendWrapUp(interaction, event);
    case 'wrapUpCompleted':
      return interaction.wrapUp ? 'gone' : undefined;
  }
}

function isLive({ call }: Interaction): boolean {
  return call.state !== 'ended';
}

function withParties(interaction: Interaction, event: EventOf<'partiesChanged'>): Interaction {
  const { parties, earlierNotes = interaction.earlierNotes } = event;
  return { ...interaction, parties, earlierNotes };
}

function endCall(interaction: Interaction, event: EventOf<'callEnded'>): Interaction | 'gone' | undefined {
  const ended = withCall(interaction, { type: 'ended', at: event.at, reason: event.reason });
  if (!ended) return undefined;
  if (event.wrapUpEndsAt === undefined) return 'gone';
  const { recording: _recording, coachName: _coach, helpAsked: _help, ...rest } = withoutLoss(ended);
  return { ...rest, parties: [], wrapUp: { startedAt: event.at, endsAt: event.wrapUpEndsAt } };
}

function extendWrapUp(interaction: Interaction, event: EventOf<'wrapUpExtended'>): Interaction | undefined {
  const { wrapUp } = interaction;
  if (!wrapUp) return undefined;
  const extensions = (wrapUp.extensions ?? 0) + 1;
  return { ...interaction, wrapUp: { ...wrapUp, endsAt: event.wrapUpEndsAt, extensions } };
}

function withCall(interaction: Interaction, event: CallEvent): Interaction | undefined {
  const call = advanceCall(interaction.call, event);
  return call && { ...interaction, call };
}

function withRecording(interaction: Interaction, { recording }: EventOf<'recordingChanged'>): Interaction {
  const { recording: _before, ...rest } = interaction;
  return recording === undefined ? rest : { ...rest, recording };
}

function withCoach(interaction: Interaction, { coachName }: EventOf<'coachChanged'>): Interaction {
  const { coachName: _before, ...rest } = interaction;
  return coachName === undefined ? rest : { ...rest, coachName };
}

function withoutLoss({ lostUntil: _over, ...interaction }: Interaction): Interaction {
  return interaction;
}

/** What needs no choice is taken at once, unless somebody has chosen; among several the agent chooses. */
function withMatches(interaction: Interaction, matches: Interaction['matches'] | undefined): Interaction {
  const { person, subject } = { ...plainMatches(matches ?? []), ...interaction };
  const found = matches ? { ...interaction, matches, matched: true } : interaction;
  return [person, subject].reduce((next, record) => (record ? withRecord(next, record) : next), found);
}

/** A related record is always one of the matches: the agent may go back to it after looking at another. */
function withRecord(interaction: Interaction, record: RecordMatch): Interaction {
  const known = interaction.matches.some(({ recordId }) => recordId === record.recordId);
  const matches = known ? interaction.matches : [record, ...interaction.matches];
  return { ...interaction, [record.part]: record, matches };
}

function withoutRecord(interaction: Interaction, part: RecordPart): Interaction {
  const { [part]: _removed, ...rest } = interaction;
  return rest;
}
