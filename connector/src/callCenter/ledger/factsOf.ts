import { agentStateOf, type Desk, type Instant } from '../../../../softphone/core/index.ts';
import type { AgentPart } from '../interactions/agentPart.ts';
import { inHand } from '../interactions/agentParts.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { Dequeued, Fact } from './fact.ts';

/** The fact that an agent's state is another one than before. */
export function stateFacts(before: Desk | undefined, after: Desk, at: Instant): readonly Fact[] {
  const state = factOf(after, at);
  const same = before && JSON.stringify(factOf(before, at)) === JSON.stringify(state);
  return same ? [] : [state];
}

/** What an interaction says after a change that it did not say before. */
export function interactionFacts(
  before: InteractionRecord | undefined,
  after: InteractionRecord,
  at: Instant,
): readonly Fact[] {
  return [...queueFacts(before, after, at), ...partFacts(before, after, at)];
}

function factOf(desk: Desk, at: Instant): Fact {
  const state = agentStateOf(desk);
  return {
    type: 'agentState',
    at,
    agentId: desk.agent.id,
    state: state.name,
    ...(state.name === 'notReady' && { reasonCode: state.reasonCode }),
  };
}

function queueFacts(before: InteractionRecord | undefined, after: InteractionRecord, at: Instant): Fact[] {
  const was = before?.queued;
  const is = after.queued;
  if (was && was.at === is?.at && was.queue === is.queue) return [];
  const { id: interactionId } = after;
  const facts: Fact[] = [];
  if (was) {
    const answered = after.parts.find(({ answeredAt = -1 }) => answeredAt >= was.at);
    facts.push({
      type: 'dequeued',
      at: answered?.answeredAt ?? (is ? is.at : (after.endedAt ?? at)),
      interactionId,
      queue: was.queue,
      queuedAt: was.at,
      how: answered ? 'answered' : howLeft(after),
      ...(answered && { agentId: answered.agentId }),
    });
  }
  if (is) facts.push({ type: 'queued', at: is.at, interactionId, queue: is.queue });
  return facts;
}

function howLeft(after: InteractionRecord): Dequeued {
  if (after.queued) return 'moved';
  if (after.voicemail) return 'voicemail';
  if (after.phase !== 'ended') return 'moved';
  return after.hungUpBy === 'customer' ? 'abandoned' : 'failed';
}

function partFacts(before: InteractionRecord | undefined, after: InteractionRecord, at: Instant): Fact[] {
  return after.parts.flatMap((part, index) => {
    const earlier = before?.parts[index];
    const over = part.left !== undefined && !inHand(part) && (!earlier || inHand(earlier));
    return over ? [partFact(after, part, at)] : [];
  });
}

function partFact({ id: interactionId, direction }: InteractionRecord, part: AgentPart, at: Instant): Fact {
  const { agentId, via, queue, queuedAt, offeredAt, answeredAt, endedAt = at, left = 'withdrawn' } = part;
  const wrappedUp = part.wrapUpSeconds !== undefined;
  return {
    type: 'partOver',
    at,
    agentId,
    interactionId,
    direction,
    via,
    offeredAt,
    endedAt,
    left,
    holdSeconds: part.heldSeconds,
    // To the millisecond, unlike what the call log says.
    wrapUpSeconds: wrappedUp ? Math.max(0, at - endedAt) / 1000 : 0,
    ...(queue !== undefined && { queue }),
    ...(queuedAt !== undefined && { queuedAt }),
    ...(answeredAt !== undefined && { answeredAt }),
    ...(part.wrapUpEnded && { wrapUpEnded: part.wrapUpEnded }),
  };
}
