import {
  NOTES_LIMIT,
  type AgentId,
  type DeskEvent,
  type Refusal,
  type WritingCommand,
} from '../../../../softphone/core/index.ts';
import type { AgentPart } from '../interactions/agentPart.ts';
import { changePart, writtenPart } from '../interactions/agentParts.ts';
import { endWrapUp } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { Turn } from '../turn.ts';
import { extendWrapUp } from './extendWrapUp.ts';

/** What an agent writes or chooses belongs to the agent's own part. */
export async function write(
  turn: Turn,
  agentId: AgentId,
  command: WritingCommand,
): Promise<Refusal | undefined> {
  const { interactionId } = command;
  const record = await turn.store.interaction(interactionId);
  if (!record || !writtenPart(record, agentId)) return { code: 'CALL_GONE' };
  const keep = keeper(turn, record, agentId);
  const { at } = turn;
  switch (command.type) {
    case 'completeWrapUp':
      await endWrapUp(turn, record, { agentId, ended: 'byAgent' });
      return undefined;
    case 'extendWrapUp':
      return extendWrapUp(turn, record, agentId);
    case 'chooseRecord': {
      const { record: chosen } = command;
      return keep((part) => ({ ...part, [chosen.part]: chosen }), {
        type: 'recordChosen',
        interactionId,
        record: chosen,
        at,
      });
    }
    case 'removeRecord': {
      const { part: removed } = command;
      return keep(({ [removed]: _removed, ...part }) => part, {
        type: 'recordRemoved',
        interactionId,
        part: removed,
        at,
      });
    }
    case 'writeNotes': {
      const notes = command.notes.slice(0, NOTES_LIMIT);
      return keep((part) => ({ ...part, notes }), { type: 'notesWritten', interactionId, notes, at });
    }
    case 'chooseDisposition': {
      const { disposition } = command;
      return keep((part) => ({ ...part, disposition }), {
        type: 'dispositionChosen',
        interactionId,
        disposition,
        at,
      });
    }
  }
}

function keeper(turn: Turn, record: InteractionRecord, agentId: AgentId) {
  return async (change: (part: AgentPart) => AgentPart, event: DeskEvent): Promise<undefined> => {
    await turn.save(changePart(record, agentId, change));
    await turn.tellAgent(agentId, event);
  };
}
