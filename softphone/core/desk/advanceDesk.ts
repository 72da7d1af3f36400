import { advanceCall, type CallEvent } from '../call/call.ts';
import {
  plainMatches,
  type Interaction,
  type RecordMatch,
  type RecordPart,
} from '../interaction/interaction.ts';
import type { Instant } from '../vocabulary.ts';
import { interactionAt, liveInteraction, type Desk, type DeskEvent } from './desk.ts';

type InteractionEvent = Exclude<DeskEvent, { type: 'agentStateSet' | 'reserved' | 'dialed' }>;

/** The desk after `event`, or `undefined` when the event cannot happen at this desk. */
export function advanceDesk(desk: Desk, event: DeskEvent): Desk | undefined {
  switch (event.type) {
    case 'agentStateSet':
      return { ...desk, agent: { ...desk.agent, resting: event.state, restingSince: event.at } };
    case 'reserved':
    case 'dialed':
      return liveInteraction(desk) || interactionAt(desk, event.interactionId)
        ? undefined
        : { ...desk, interactions: [...desk.interactions, begin(event)] };
    case 'matched':
    case 'accepted':
    case 'answered':
    case 'callEnded':
    case 'recordChosen':
    case 'recordRemoved':
    case 'notesWritten':
    case 'dispositionChosen':
    case 'wrapUpCompleted':
      return advanceAt(desk, event);
  }
}

function begin(event: Extract<DeskEvent, { type: 'reserved' | 'dialed' }>): Interaction {
  const shared = { id: event.interactionId, ani: event.ani, dnis: event.dnis, notes: '' };
  if (event.type === 'dialed') {
    return {
      ...shared,
      direction: 'outbound',
      call: { state: 'dialing', dialedAt: event.at },
      matches: event.record ? [event.record] : [],
      matched: event.record !== undefined,
      ...(event.record && { [event.record.part]: event.record }),
    };
  }
  return withMatches(
    {
      ...shared,
      direction: 'inbound',
      queue: event.queue,
      ...(event.collected !== undefined && { collected: event.collected }),
      call: { state: 'offered', offeredAt: event.at, expiresAt: event.expiresAt },
      matches: [],
      matched: false,
    },
    event.matches,
  );
}

function advanceAt(desk: Desk, event: InteractionEvent): Desk | undefined {
  const interaction = interactionAt(desk, event.interactionId);
  if (!interaction) return undefined;
  const next = advanceInteraction(interaction, event);
  if (next === undefined) return undefined;
  if (next === 'gone') return without(desk, interaction, event.at);
  return { ...desk, interactions: desk.interactions.map((each) => (each === interaction ? next : each)) };
}

function without(desk: Desk, gone: Interaction, at: Instant): Desk {
  const interactions = desk.interactions.filter((each) => each !== gone);
  const agent = interactions.length === 0 ? { ...desk.agent, restingSince: at } : desk.agent;
  return { agent, interactions };
}

function advanceInteraction(
  interaction: Interaction,
  event: InteractionEvent,
): Interaction | 'gone' | undefined {
  switch (event.type) {
    case 'accepted':
      return withCall(interaction, event);
    case 'answered':
      return answer(interaction, event);
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
    case 'wrapUpCompleted':
      return interaction.wrapUp ? 'gone' : undefined;
  }
}

function answer(
  interaction: Interaction,
  { at, recorded }: Extract<DeskEvent, { type: 'answered' }>,
): Interaction | undefined {
  const answered = withCall(interaction, { type: 'answered', at });
  return answered && { ...answered, ...(recorded !== undefined && { recorded }) };
}

function endCall(
  interaction: Interaction,
  event: Extract<DeskEvent, { type: 'callEnded' }>,
): Interaction | 'gone' | undefined {
  const ended = withCall(interaction, { type: 'ended', at: event.at, reason: event.reason });
  if (!ended) return undefined;
  if (event.wrapUpEndsAt === undefined) return 'gone';
  return { ...ended, wrapUp: { startedAt: event.at, endsAt: event.wrapUpEndsAt } };
}

function withCall(interaction: Interaction, event: CallEvent): Interaction | undefined {
  const call = advanceCall(interaction.call, event);
  return call && { ...interaction, call };
}

/** What needs no choice is taken at once, unless the agent has chosen; among several the agent chooses. */
function withMatches(interaction: Interaction, matches: Interaction['matches'] | undefined): Interaction {
  if (!matches) return interaction;
  const { person, subject } = { ...plainMatches(matches), ...interaction };
  const found = { ...interaction, matches, matched: true };
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
