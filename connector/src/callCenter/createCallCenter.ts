import { newDesk, type AgentId, type InteractionId } from '../../../softphone/core/index.ts';
import { begin, expectAgents, pageOpen, pagesGone } from './agents/absence.ts';
import { availabilityChanged } from './agents/followRouter.ts';
import { obeyAgent } from './agents/obeyAgent.ts';
import { offerAgain } from './agents/restAgent.ts';
import { startRouterWatch } from './agents/routerDrift.ts';
import type { AgentListener, CallCenter } from './callCenter.ts';
import { callSummaryOf } from './callLog/callSummaryOf.ts';
import {
  callerGone,
  conferenceEnded,
  legAnswered,
  legEnded,
  legJoined,
  legLeft,
} from './interactions/legs.ts';
import { startCallWatch } from './interactions/callWatch.ts';
import type { InteractionRecord } from './interactions/interactionRecord.ts';
import { carryOut, giveUp, historySince, type Hands } from './outbox/carryOut.ts';
import { startOutbox } from './outbox/outbox.ts';
import type { CallCounter } from './ports/callCounter.ts';
import type { Clock } from './ports/clock.ts';
import type { Crm } from './ports/crm.ts';
import type { IdSource } from './ports/idSource.ts';
import type { Journal } from './ports/journal.ts';
import type { Numbers } from './ports/numbers.ts';
import type { RepairCounter } from './ports/repairs.ts';
import type { Store } from './ports/store.ts';
import type { UnloggedCalls } from './ports/unloggedCalls.ts';
import type { Telephony } from './ports/telephony.ts';
import type { Step, Tracer } from './ports/tracer.ts';
import { listParkedCalls } from './parking/listParkedCalls.ts';
import { expectPages, pageBack, pageGone } from './recovery/lostPage.ts';
import { recordingChanged } from './recording/recordingChanged.ts';
import { answerCarrier } from './routing/answerCarrier.ts';
import { reservationCreated, reservationEnded, taskCanceled } from './routing/reservations.ts';
import type { CallCenterSettings } from './settings.ts';
import type { TelephonyNews } from './telephonyEvents.ts';
import { takeTurn, type CentreChanges, type Turn } from './turn.ts';
import { messageKnown } from './voicemail/messageKnown.ts';

const HISTORY_LIMIT = 100;

export interface CallCenterParts {
  readonly store: Store;
  readonly telephony: Telephony;
  readonly crm: Crm;
  readonly numbers: Numbers;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly journal: Journal;
  readonly settings: CallCenterSettings;
  readonly countCall: CallCounter;
  readonly countRepair: RepairCounter;
  /** Absent while nobody follows steps. */
  readonly tracer?: Tracer | undefined;
}

export interface RunningCallCenter extends CallCenter {
  readonly unloggedCalls: UnloggedCalls;
  /** Finishes what is under way; the rest waits in the store. */
  stop(): Promise<void>;
}

/** The call centre at work: turns in, effects out, agents told. */
export function createCallCenter(parts: CallCenterParts): RunningCallCenter {
  const { store, telephony, crm, clock, ids, journal, numbers, settings, countCall, countRepair, tracer } =
    parts;
  const listeners = new Map<AgentId, Set<AgentListener>>();
  const watchers = new Set<(changes: CentreChanges) => void>();

  async function turn<Result>(
    decide: (turn: Turn) => Promise<Result>,
    name = 'consequence',
  ): Promise<Result> {
    const step = tracer?.begin({ kind: 'turn', name });
    try {
      const answer = await takeAndTell(decide, step);
      step?.over('ok');
      return answer;
    } catch (failure) {
      step?.over('failed');
      throw failure;
    }
  }

  async function takeAndTell<Result>(
    decide: (turn: Turn) => Promise<Result>,
    step: Step | undefined,
  ): Promise<Result> {
    const now = { store, settings, at: clock.now(), step };
    const { result, told, asked, counted, changedHistories, parkedChanged, changes } = await takeTurn(
      now,
      decide,
    );
    for (const { id } of changes.interactions) step?.concerns(id);
    if (asked) outbox.wake();
    counted.forEach(countCall);
    for (const { agentId, events } of told) {
      for (const { deskEvent } of listeners.get(agentId) ?? []) events.forEach(deskEvent);
    }
    for (const agentId of changedHistories) {
      for (const { historyChanged } of listeners.get(agentId) ?? []) historyChanged();
    }
    if (parkedChanged) for (const own of listeners.values()) own.forEach((each) => each.parkedChanged());
    for (const watcher of watchers) watcher(changes);
    return result;
  }

  const hands: Hands = { telephony, crm, store, settings, takeTurn: (decide) => turn(decide) };
  const outbox = startOutbox({
    store,
    clock,
    journal,
    tracer,
    carryOut: (effect) => carryOut(hands, effect),
    giveUp: (effect) => giveUp(hands, effect),
  });
  // Before what is due: the time for pages to come back begins anew.
  expectWhoWasThere().catch((cause: unknown) => {
    journal.problem('PAGES_NOT_EXPECTED', {}, cause);
  });
  const watchersTurn = <Result>(decide: (turn: Turn) => Promise<Result>) => turn(decide, 'watch');
  const watched = { store, telephony, settings, clock, journal, takeTurn: watchersTurn, countRepair };
  const callWatch = startCallWatch(watched);
  const routerWatch = startRouterWatch(watched);

  async function expectWhoWasThere(): Promise<void> {
    try {
      const desks = await store.allDesks();
      await turn(async (current) => {
        await expectPages(current);
        await expectAgents(current, desks);
      });
    } finally {
      outbox.wake();
    }
  }

  const newId = () => ids.next() as InteractionId;

  return {
    ask: (question) => turn((current) => answerCarrier(current, question, newId), question.type),

    tell: (news) =>
      turn(async (current) => {
        if (!(await current.store.once(news.key))) return;
        if (news.type === 'availabilityChanged') return availabilityChanged(current, news);
        const record = await interactionOf(current, news);
        if (record) await takeIn(current, record, news);
        else journal.note('news of an unknown interaction', { news: news.type });
      }, news.type),

    async signIn(agent) {
      await turn(async (current) => {
        if (await current.desk(agent.id)) {
          await offerAgain(current, agent.id);
          return;
        }
        current.openDesk(newDesk(agent, current.at));
        await begin(current, agent.id);
      });
      const desk = await store.desk(agent.id);
      if (!desk) throw new Error(`The desk of agent ${agent.id} was written and cannot be read`);
      return desk;
    },

    pageGone: (agentId) =>
      turn(async (current) => {
        await pagesGone(current, agentId);
        await pageGone(current, agentId);
      }),
    phoneGone: (agentId) => turn((current) => pageGone(current, agentId)),
    pageOpen: (agentId) => turn((current) => pageOpen(current, agentId)),
    pageBack: (agentId) =>
      turn(async (current) => {
        await pageOpen(current, agentId);
        await pageBack(current, agentId);
      }),

    command: (agentId, command, { supervises = false } = {}) =>
      turn(
        (current) => obeyAgent({ turn: current, agentId, numbers, newId, supervises }, command),
        command.type,
      ),
    deskEventsAfter: (agentId, seq) => store.deskEventsAfter(agentId, seq),
    settings: () => settings.agent,
    parkedCalls: () => listParkedCalls(store),

    async historyOf(agentId) {
      const records = await store.history(agentId, historySince(clock.now()), HISTORY_LIMIT);
      return records.flatMap((record) => callSummaryOf(record, agentId) ?? []);
    },

    subscribe(agentId, listener) {
      const own = listeners.get(agentId) ?? new Set();
      listeners.set(agentId, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0) listeners.delete(agentId);
      };
    },

    watch(watcher) {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },

    unloggedCalls: {
      list: () => store.unloggedCalls(),
      async retry(key) {
        const found = await store.retryUnloggedCall(key, clock.now());
        if (found) outbox.wake();
        return found;
      },
      dismiss: (key) => store.dismissUnloggedCall(key),
    },

    async stop() {
      await callWatch.stop();
      await routerWatch.stop();
      await outbox.stop();
    },
  };
}

type CallNews = Exclude<TelephonyNews, { type: 'availabilityChanged' }>;

function interactionOf(turn: Turn, news: CallNews): Promise<InteractionRecord | undefined> {
  return news.type === 'callerGone'
    ? turn.store.interactionOfLeg(news.legId)
    : turn.store.interaction(news.interactionId);
}

async function takeIn(turn: Turn, record: InteractionRecord, news: CallNews): Promise<void> {
  switch (news.type) {
    case 'reservationCreated':
      return reservationCreated(turn, record, news);
    case 'reservationEnded':
      return reservationEnded(turn, record, news);
    case 'taskCanceled':
      return taskCanceled(turn, record, news);
    case 'legJoined':
      return legJoined(turn, record, news);
    case 'legLeft':
      return legLeft(turn, record, news);
    case 'legAnswered':
      return legAnswered(turn, record, news);
    case 'legEnded':
      return legEnded(turn, record, news);
    case 'conferenceEnded':
      return conferenceEnded(turn, record, news);
    case 'recordingChanged':
      return recordingChanged(turn, record, news);
    case 'messageChanged':
      return messageKnown(turn, record, news.recording);
    case 'callerGone':
      return callerGone(turn, record);
  }
}
