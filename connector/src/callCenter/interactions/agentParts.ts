import { plainMatches, type AgentId, type Instant, type Via } from '../../../../softphone/core/index.ts';
import type { AgentPart, Leaving, WrapUpEnd } from './agentPart.ts';
import type { InteractionRecord } from './interactionRecord.ts';

/** The part that an agent has in the interaction now: it rings, or it runs. */
export function openPart({ parts }: InteractionRecord, agentId: AgentId): AgentPart | undefined {
  return parts.findLast((part) => part.agentId === agentId && part.left === undefined);
}

/** The parts that ring or run. */
export function openParts({ parts }: InteractionRecord): readonly AgentPart[] {
  return parts.filter(({ left }) => left === undefined);
}

/** The part about which an agent can write: it runs, or is being wrapped up. */
export function writtenPart({ parts }: InteractionRecord, agentId: AgentId): AgentPart | undefined {
  return parts.findLast((part) => part.agentId === agentId && inHand(part));
}

/** How a part begins. */
export interface PartBeginning {
  readonly agentId: AgentId;
  readonly via: Via;
  readonly from?: AgentId;
  readonly queue?: string;
  readonly queuedAt?: Instant;
  readonly at: Instant;
}

/** The interaction with one more part: it rings at an agent, or the agent makes it. Records chosen before go along. */
export function withNewPart(record: InteractionRecord, { at, ...facts }: PartBeginning): InteractionRecord {
  const { person, subject } = {
    ...plainMatches(record.matches ?? []),
    ...chosenBefore(record),
  };
  const part: AgentPart = {
    ...facts,
    offeredAt: at,
    muted: false,
    heldSeconds: 0,
    notes: '',
    ...(person && { person }),
    ...(subject && { subject }),
  };
  return { ...record, parts: [...record.parts, part] };
}

function chosenBefore({ parts }: InteractionRecord): Pick<AgentPart, 'person' | 'subject'> {
  const talked = parts.findLast(({ answeredAt }) => answeredAt !== undefined);
  const { person, subject } = talked ?? {};
  return { ...(person && { person }), ...(subject && { subject }) };
}

/** The interaction with an agent's newest part changed. */
export function changePart(
  record: InteractionRecord,
  agentId: AgentId,
  change: (part: AgentPart) => AgentPart,
): InteractionRecord {
  const newest = record.parts.findLast((part) => part.agentId === agentId);
  return { ...record, parts: record.parts.map((part) => (part === newest ? change(part) : part)) };
}

/** The interaction in which an agent has no part any more. */
export function withLeave(
  record: InteractionRecord,
  agentId: AgentId,
  { left, at }: { left: Leaving; at: Instant },
): InteractionRecord {
  return changePart(record, agentId, (part) => {
    const { lostUntil: _over, ...rest } = withHoldEnded(part, at);
    return { ...rest, endedAt: at, left };
  });
}

/** The part in which the customer's hold, if there is one, ends now. */
export function withHoldEnded(part: AgentPart, at: Instant): AgentPart {
  const { heldSince, ...rest } = part;
  if (heldSince === undefined) return part;
  return { ...rest, heldSeconds: part.heldSeconds + Math.max(0, at - heldSince) / 1000 };
}

/** The interaction of which an agent has nothing more to write. */
export function withWrapUp(
  record: InteractionRecord,
  { agentId, ended, at }: { agentId: AgentId; ended?: WrapUpEnd | undefined; at: Instant },
): InteractionRecord {
  return changePart(record, agentId, (part) => ({
    ...part,
    wrapUpSeconds: secondsBetween(part.endedAt ?? at, at),
    ...(ended && { wrapUpEnded: ended }),
  }));
}

/** Whether the agent still has the interaction, or writes about it. */
export function inHand(part: AgentPart): boolean {
  return part.left === undefined || (wrapsUp(part) && part.wrapUpSeconds === undefined);
}

/** Whether wrap-up follows the part: there was a call to write about. A parked call has not come to its end. */
export function wrapsUp({ left = 'withdrawn', answeredAt, via }: AgentPart): boolean {
  switch (left) {
    case 'callEnded':
      return answeredAt !== undefined || via === 'dialed';
    case 'transferred':
    case 'left':
    case 'connectionLost':
      return true;
    case 'missed':
    case 'declined':
    case 'withdrawn':
    case 'abandoned':
    case 'parked':
      return false;
  }
}

/** Whole seconds from one instant to a later one; 0 where clocks disagree. */
export function secondsBetween(from: Instant, to: Instant): number {
  return Math.max(0, Math.round((to - from) / 1000));
}
