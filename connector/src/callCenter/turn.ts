import {
  advanceDesk,
  type AgentId,
  type Desk,
  type DeskEvent,
  type Instant,
} from '../../../softphone/core/index.ts';
import type { Effect } from './effects.ts';
import type { InteractionRecord } from './interactions/interactionRecord.ts';
import type { NumberedDeskEvent, Store, StoreTurn } from './ports/store.ts';
import type { EndedCall } from './ports/callCounter.ts';
import type { CallCenterSettings } from './settings.ts';

/** One decision in progress: what it reads, changes and asks for is written together or not at all. */
export interface Turn {
  readonly at: Instant;
  readonly settings: CallCenterSettings;
  readonly store: Pick<StoreTurn, 'once' | 'interaction' | 'interactionOfLeg'>;
  desk(agentId: AgentId): Promise<Desk | undefined>;
  /** Puts a desk there for an agent who has none. */
  openDesk(desk: Desk): void;
  /** Lets `event` happen at the agent's desk; `false` when it cannot happen there. */
  tellAgent(agentId: AgentId, event: DeskEvent): Promise<boolean>;
  save(record: InteractionRecord): Promise<InteractionRecord>;
  ask(effect: Effect, dueAt?: Instant): Promise<void>;
  /** Counts an interaction that has ended. */
  count(ended: EndedCall): void;
}

/** What a turn leaves for after its commit. */
export interface TurnResult<Result> {
  readonly result: Result;
  readonly told: readonly { readonly agentId: AgentId; readonly events: readonly NumberedDeskEvent[] }[];
  /** Whether the outbox has something new. */
  readonly asked: boolean;
  readonly counted: readonly EndedCall[];
}

/** Runs one decision as one durable turn. */
export function takeTurn<Result>(
  { store, settings, at }: { store: Store; settings: CallCenterSettings; at: Instant },
  decide: (turn: Turn) => Promise<Result>,
): Promise<TurnResult<Result>> {
  return store.transact(async (storeTurn) => {
    const desks = new Map<AgentId, { desk: Desk; events: DeskEvent[]; isNew: boolean }>();
    const counted: EndedCall[] = [];
    let asked = false;

    const openedDesk = async (agentId: AgentId) => {
      const opened = desks.get(agentId);
      if (opened) return opened;
      const desk = await storeTurn.desk(agentId);
      if (!desk) return undefined;
      const entry = { desk, events: [], isNew: false };
      desks.set(agentId, entry);
      return entry;
    };

    const turn: Turn = {
      at,
      settings,
      store: storeTurn,
      desk: async (agentId) => (await openedDesk(agentId))?.desk,
      openDesk: (desk) => void desks.set(desk.agent.id, { desk, events: [], isNew: true }),
      async tellAgent(agentId, event) {
        const entry = await openedDesk(agentId);
        const desk = entry && advanceDesk(entry.desk, event);
        if (!desk) return false;
        entry.desk = desk;
        entry.events.push(event);
        return true;
      },
      async save(record) {
        await storeTurn.saveInteraction(record);
        return record;
      },
      async ask(effect, dueAt = at) {
        asked = true;
        await storeTurn.addEffect(effect, dueAt);
      },
      count: (ended) => void counted.push(ended),
    };

    const result = await decide(turn);
    const told = [];
    for (const [agentId, { desk, events, isNew }] of desks) {
      if (events.length === 0 && !isNew) continue;
      told.push({ agentId, events: await storeTurn.saveDesk(desk, events) });
    }
    return { result, told, asked, counted };
  });
}
