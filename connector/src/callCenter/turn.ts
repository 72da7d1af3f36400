import {
  advanceDesk,
  type AgentId,
  type Desk,
  type DeskEvent,
  type Instant,
  type InteractionId,
} from '../../../softphone/core/index.ts';
import { availabilityOf } from './agents/availability.ts';
import { historiesChanged } from './callLog/callSummaryOf.ts';
import { asJson, tells, type TurnNews } from './cluster/centreNews.ts';
import type { AskedEffect, Effect } from './effects.ts';
import { mayRing } from './offers/admission.ts';
import type { InteractionRecord } from './interactions/interactionRecord.ts';
import type { Fact } from './ledger/fact.ts';
import { keepFacts } from './ledger/keepFacts.ts';
import { interactionFacts, stateFacts } from './ledger/factsOf.ts';
import type { AskedAhead, Store, StoreTurn } from './ports/store.ts';
import type { EndedCall } from './ports/callCounter.ts';
import type { Step } from './ports/tracer.ts';
import type { CallCenterSettings } from './settings.ts';

/** One decision in progress: what it reads, changes and asks for is written together or not at all. */
export interface Turn {
  readonly at: Instant;
  readonly settings: CallCenterSettings;
  readonly store: Pick<StoreTurn, 'once' | 'interaction' | 'interactionOfLeg' | 'liveInteractions'>;
  desk(agentId: AgentId): Promise<Desk | undefined>;
  /** Puts a desk there for an agent who has none. */
  openDesk(desk: Desk): void;
  /** Lets `event` happen at the agent's desk; `false` when it cannot happen there. */
  tellAgent(agentId: AgentId, event: DeskEvent): Promise<boolean>;
  save(record: InteractionRecord): Promise<InteractionRecord>;
  ask(effect: Effect, dueAt?: Instant): Promise<void>;
  /** Counts an interaction that has ended. */
  count(ended: EndedCall): void;
  /** Says that a call was parked, or is not parked any more. */
  parkedChanged(): void;
  /** Keeps a fact that no desk and no interaction tells by itself. */
  keepFact(fact: Fact): void;
}

/** What a turn leaves for after its commit. */
export interface TurnResult<Result> {
  readonly result: Result;
  readonly counted: readonly EndedCall[];
  /** What every instance has to hear; absent when there is nothing. */
  readonly news?: TurnNews;
  /** Says the number under which the others hear it; 0 where there are none. */
  readonly number: () => number;
}

/** What is another way in the centre than before: desks and interactions as they are now, and what happened. */
export interface CentreChanges {
  readonly desks: readonly Desk[];
  readonly interactions: readonly InteractionRecord[];
  readonly facts: readonly Fact[];
}

export interface TurnParts {
  readonly store: Store;
  readonly settings: CallCenterSettings;
  readonly at: Instant;
  /** Present while steps are followed. */
  readonly step?: Step | undefined;
  readonly ahead?: AskedAhead | undefined;
}

/** Runs one decision as one durable turn. */
export function takeTurn<Result>(
  { store, settings, at, step, ahead }: TurnParts,
  decide: (turn: Turn) => Promise<Result>,
): Promise<TurnResult<Result>> {
  return store.transact(async (storeTurn) => {
    const desks = new Map<AgentId, { before: Desk; desk: Desk; events: DeskEvent[]; isNew: boolean }>();
    const counted: EndedCall[] = [];
    const records = followRecords(storeTurn);
    const facts: Fact[] = [];
    let asked = false;
    let parkedChanged = false;

    const openedDesk = async (agentId: AgentId) => {
      const opened = desks.get(agentId);
      if (opened) return opened;
      const desk = await storeTurn.desk(agentId);
      if (!desk) return undefined;
      const entry = { before: desk, desk, events: [], isNew: false };
      desks.set(agentId, entry);
      return entry;
    };

    const turn: Turn = {
      at,
      settings,
      store: records.store,
      desk: async (agentId) => (await openedDesk(agentId))?.desk,
      openDesk(desk) {
        desks.set(desk.agent.id, { before: desk, desk, events: [], isNew: true });
        facts.push(...stateFacts(undefined, desk, at));
      },
      async tellAgent(agentId, event) {
        const entry = await openedDesk(agentId);
        const desk = entry && advanceDesk(entry.desk, event);
        if (!desk) return false;
        facts.push(...stateFacts(entry.desk, desk, event.at));
        entry.desk = desk;
        entry.events.push(event);
        return true;
      },
      async save(record) {
        await records.save(record);
        return record;
      },
      async ask(effect, dueAt = at) {
        asked = true;
        await storeTurn.addEffect(askedBy(step, effect), dueAt);
      },
      count: (ended) => void counted.push(ended),
      parkedChanged() {
        parkedChanged = true;
      },
      keepFact: (fact) => void facts.push(fact),
    };

    const result = await decide(turn);
    for (const { before, desk } of desks.values()) {
      if (becomesFree(before, desk)) await turn.ask(availabilityOf(desk));
    }
    const told = [];
    for (const [agentId, { desk, events, isNew }] of desks) {
      if (events.length === 0 && !isNew) continue;
      told.push({ agentId, events: await storeTurn.saveDesk(desk, events) });
    }
    facts.push(...records.facts(at));
    await keepFacts(storeTurn, facts, at);
    const changed = [...desks.values()].filter(({ events, isNew }) => events.length > 0 || isNew);
    const changes = { desks: changed.map(({ desk }) => desk), interactions: records.changed(), facts };
    const changedHistories = records.changedHistories();
    const news: TurnNews = { told, asked, changedHistories, parkedChanged, changes };
    if (!tells(news)) return { result, counted, number: () => 0 };
    const number = store.announcements.shared
      ? storeTurn.announce(asJson({ type: 'turn', ...news }))
      : () => 0;
    return { result, counted, news, number };
  }, ahead);
}

function askedBy(step: Step | undefined, effect: Effect): AskedEffect {
  if (!step || !('interactionId' in effect)) return effect;
  step.concerns(effect.interactionId);
  return { ...effect, askedBy: step.refFor(effect.interactionId) };
}

/**
 * The router stops offering calls to an agent to whom it offered one at a time when the connector did not let it ring.
 * Who could not get calls of queues and now can is offered again.
 */
function becomesFree(before: Desk, after: Desk): boolean {
  const wasReady = before.agent.resting.name === 'ready';
  return wasReady && mayRing(after, 'queue', Infinity) && !mayRing(before, 'queue', Infinity);
}

/** Reads and writes the interactions of a turn, and knows how they were before it. */
function followRecords(storeTurn: StoreTurn) {
  const before = new Map<InteractionId, InteractionRecord>();
  const saved = new Map<InteractionId, InteractionRecord>();
  const seen = (record: InteractionRecord | undefined) => {
    if (record && !saved.has(record.id)) before.set(record.id, record);
    return record;
  };
  const store: Turn['store'] = {
    once: (key) => storeTurn.once(key),
    interaction: async (id) => seen(await storeTurn.interaction(id)),
    interactionOfLeg: async (legId) => seen(await storeTurn.interactionOfLeg(legId)),
    async liveInteractions() {
      const records = await storeTurn.liveInteractions();
      records.forEach(seen);
      return records;
    },
  };
  return {
    store,
    async save(record: InteractionRecord): Promise<void> {
      await storeTurn.saveInteraction(record);
      saved.set(record.id, record);
    },
    changed: () => [...saved.values()],
    facts: (at: Instant) =>
      [...saved].flatMap(([id, record]) => interactionFacts(before.get(id), record, at)),
    changedHistories: () => [
      ...new Set([...saved].flatMap(([id, record]) => historiesChanged(before.get(id), record))),
    ],
  };
}
