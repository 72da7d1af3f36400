import {
  refusalOf,
  WITHHELD,
  type AgentId,
  type Ani,
  type DeskCommand,
  type DeskEvent,
  type InteractionId,
  type Refusal,
} from '../../../../softphone/core/index.ts';
import { after, boundedNotes, completeWrapUp, endInteraction } from '../interactions/endInteraction.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { Numbers } from '../ports/numbers.ts';
import { askToRecord } from '../recording/askToRecord.ts';
import { giveBackToQueue, restAgent } from '../routing/reservations.ts';
import type { Turn } from '../turn.ts';

/** How long the agent's own leg of an outbound call may take to come. */
const AGENT_LEG_SECONDS = 20;

export interface AgentOrders {
  readonly turn: Turn;
  readonly agentId: AgentId;
  readonly numbers: Numbers;
  readonly newId: () => InteractionId;
}

/** Carries out an agent's command, or says why not. The same rules run in the softphone, ahead of the answer. */
export async function obeyAgent(orders: AgentOrders, command: DeskCommand): Promise<Refusal | undefined> {
  const { turn, agentId } = orders;
  const desk = await turn.desk(agentId);
  if (!desk) return { code: 'LOGGED_OUT' };
  const refusal = refusalOf(desk, command, turn.settings.agent);
  if (refusal) return refusal;
  if (command.type === 'setAgentState') {
    await restAgent(turn, agentId, command.state);
    return undefined;
  }
  if (command.type === 'dial') return dial(orders, command);
  const record = await turn.store.interaction(command.interactionId);
  if (record?.agentId !== agentId) return { code: 'CALL_GONE' };
  return obeyOnInteraction(turn, record, command);
}

type InteractionCommand = Exclude<DeskCommand, { type: 'setAgentState' | 'dial' }>;

async function obeyOnInteraction(
  turn: Turn,
  record: InteractionRecord,
  command: InteractionCommand,
): Promise<Refusal | undefined> {
  switch (command.type) {
    case 'answer':
      return answer(turn, record);
    case 'decline':
      await giveBackToQueue(turn, record, 'declined');
      return undefined;
    case 'hangUp':
      await endInteraction(turn, record, 'hungUp');
      return undefined;
    case 'completeWrapUp':
      await completeWrapUp(turn, record);
      return undefined;
    case 'chooseRecord': {
      const { record: chosen } = command;
      const event = { type: 'recordChosen', interactionId: record.id, record: chosen, at: turn.at } as const;
      return write(turn, { ...record, [chosen.part]: chosen }, event);
    }
    case 'removeRecord': {
      const { part } = command;
      const { [part]: _removed, ...rest } = record;
      return write(turn, rest, { type: 'recordRemoved', interactionId: record.id, part, at: turn.at });
    }
    case 'writeNotes': {
      const notes = boundedNotes(command.notes);
      const event = { type: 'notesWritten', interactionId: record.id, notes, at: turn.at } as const;
      return write(turn, { ...record, notes }, event);
    }
    case 'chooseDisposition': {
      const { disposition } = command;
      const event = {
        type: 'dispositionChosen',
        interactionId: record.id,
        disposition,
        at: turn.at,
      } as const;
      return write(turn, { ...record, disposition }, event);
    }
  }
}

async function write(turn: Turn, record: InteractionRecord, event: DeskEvent): Promise<undefined> {
  await turn.save(record);
  if (record.agentId) await turn.tellAgent(record.agentId, event);
  return undefined;
}

async function answer(turn: Turn, record: InteractionRecord): Promise<Refusal | undefined> {
  const { agentId, reservation, id: interactionId, ani } = record;
  if (record.phase !== 'reserved' || !reservation || !agentId) return { code: 'CALL_GONE' };
  const asked = askToRecord(turn.settings, record);
  await turn.save({ ...record, ...asked, phase: 'answering' });
  await turn.tellAgent(agentId, { type: 'accepted', interactionId, at: turn.at });
  const recorded = asked.recording !== undefined;
  await turn.ask({ type: 'connectReservation', interactionId, agentId, ani, reservation, recorded });
  return undefined;
}

async function dial(
  { turn, agentId, numbers, newId }: AgentOrders,
  command: Extract<DeskCommand, { type: 'dial' }>,
): Promise<Refusal | undefined> {
  const dnis = numbers.parse(command.number, turn.settings.agent.country);
  if (!dnis) return { code: 'NUMBER_INVALID' };
  const { record } = command;
  const ani = turn.settings.callerId as string as Ani;
  const id = newId();
  await turn.save({
    id,
    direction: 'outbound',
    ani,
    dnis,
    phase: 'dialing',
    agentId,
    parts: [{ agentId, offeredAt: turn.at, heldSeconds: 0, notes: '' }],
    joined: [],
    ...(record && { matches: [record], [record.part]: record }),
    notes: '',
    startedAt: turn.at,
    ...askToRecord(turn.settings, { direction: 'outbound' }),
  });
  await turn.tellAgent(agentId, {
    type: 'dialed',
    interactionId: id,
    ani,
    dnis,
    at: turn.at,
    ...(record && { record }),
  });
  await turn.ask({ type: 'occupyAgent', interactionId: id, agentId });
  await turn.ask({ type: 'expectAgentLeg', interactionId: id }, after(turn.at, AGENT_LEG_SECONDS));
  if (!record && (dnis as string) !== WITHHELD) await turn.ask({ type: 'findMatches', interactionId: id });
  return undefined;
}
