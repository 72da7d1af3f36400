import { plainMatches, type AgentId, type Instant } from '../../../../softphone/core/index.ts';
import type { AgentPart, Leaving } from './agentPart.ts';
import type { InteractionRecord } from './interactionRecord.ts';

/** The parts of an interaction, first to last; a record from before parts were kept has those of its agent. */
export function partsOf(record: InteractionRecord): readonly AgentPart[] {
  if (record.parts || !record.agentId || record.phase === 'waiting') return record.parts ?? [];
  const { agentId, startedAt, answeredAt, endedAt } = record;
  return [
    {
      agentId,
      offeredAt: startedAt,
      ...(answeredAt !== undefined && { answeredAt }),
      ...(endedAt !== undefined && { endedAt, left: 'callEnded' }),
      heldSeconds: 0,
      notes: '',
    },
  ];
}

/** The interaction with one more agent at whom it rings, or who makes it. */
export function withNewPart(record: InteractionRecord, agentId: AgentId, at: Instant): InteractionRecord {
  const part: AgentPart = { agentId, offeredAt: at, heldSeconds: 0, notes: '' };
  return { ...record, agentId, parts: [...partsOf(record), part] };
}

/** The interaction in which its agent and the customer can talk. */
export function withAnswer(record: InteractionRecord, at: Instant): InteractionRecord {
  return changeLast(record, (part) => ({ ...part, answeredAt: at }));
}

/** The interaction whose agent's part came to an end; what the agent wrote stays with that part. */
export function withLeave(record: InteractionRecord, left: Leaving, at: Instant): InteractionRecord {
  return changeLast(record, (part) => ({ ...withWritten(part, record), endedAt: at, left }));
}

/** The interaction of a caller who left while the router was taking the call back. */
export function withAbandon(record: InteractionRecord): InteractionRecord {
  return changeLast(record, (part) => ({ ...part, left: 'abandoned' }));
}

/** The interaction whose last agent has nothing more to write. */
export function withWrapUp(record: InteractionRecord, at: Instant): InteractionRecord {
  return changeLast(record, (part) => ({
    ...withWritten(part, record),
    wrapUpSeconds: Math.max(0, Math.round((at - (part.endedAt ?? at)) / 1000)),
  }));
}

/** The interaction for another agent: what the one before wrote and chose is not theirs. */
export function withCleanDesk(record: InteractionRecord): InteractionRecord {
  const { disposition: _theirs, person: _person, subject: _subject, ...rest } = record;
  return { ...rest, notes: '', ...plainMatches(record.matches ?? []) };
}

/** Whether the agent still has the interaction, or writes about it. */
export function inHand({ left, wrapUpSeconds }: AgentPart): boolean {
  return left === undefined || (left === 'callEnded' && wrapUpSeconds === undefined);
}

/** The part with what its agent wrote and chose; what the agent removed is gone. */
function withWritten(
  { disposition: _disposition, person: _person, subject: _subject, ...part }: AgentPart,
  { notes, disposition, person, subject }: InteractionRecord,
): AgentPart {
  return {
    ...part,
    notes,
    ...(disposition !== undefined && { disposition }),
    ...(person && { person }),
    ...(subject && { subject }),
  };
}

function changeLast(record: InteractionRecord, change: (part: AgentPart) => AgentPart): InteractionRecord {
  const parts = partsOf(record);
  const last = parts.at(-1);
  return last ? { ...record, parts: [...parts.slice(0, -1), change(last)] } : record;
}
