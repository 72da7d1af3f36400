import { newDesk, type AgentId, type InteractionId } from '../../../softphone/core/index.ts';
import { begin, pageOpen, pagesGone } from './agents/absence.ts';
import { availabilityChanged } from './agents/followRouter.ts';
import { obeyAgent } from './agents/obeyAgent.ts';
import { offerAgain } from './agents/restAgent.ts';
import { asStep } from './asStep.ts';
import type { CallCenter } from './callCenter.ts';
import { callSummaryOf } from './callLog/callSummaryOf.ts';
import { createAudience } from './cluster/audience.ts';
import { asJson, type CentreNews } from './cluster/centreNews.ts';
import { standForLeader } from './cluster/standForLeader.ts';
import { startLeaderWork, type Running } from './cluster/leaderWork.ts';
import { openNewsRoom } from './cluster/newsRoom.ts';
import { createInbox } from './inbox/inbox.ts';
import { startInboxWatch } from './inbox/inboxWatch.ts';
import { interactionOf, takeIn } from './interactions/takeIn.ts';
import { historySince, type Hands } from './outbox/carryOut.ts';
import { createAgentPages } from './pages/agentPages.ts';
import type { PageNews } from './pages/openPages.ts';
import type { CallCounter } from './ports/callCounter.ts';
import type { ProcessClock } from './ports/clock.ts';
import type { Cluster } from './ports/cluster.ts';
import type { Crm } from './ports/crm.ts';
import type { IdSource } from './ports/idSource.ts';
import type { Journal } from './ports/journal.ts';
import type { Numbers } from './ports/numbers.ts';
import type { RepairCounter } from './ports/repairs.ts';
import type { AskedAhead, Store, StoreTurn } from './ports/store.ts';
import type { UnloggedCalls } from './ports/unloggedCalls.ts';
import type { Telephony } from './ports/telephony.ts';
import type { Tracer } from './ports/tracer.ts';
import { listParkedCalls } from './parking/listParkedCalls.ts';
import { pageBack, pageGone } from './recovery/lostPage.ts';
import { answerCarrier } from './routing/answerCarrier.ts';
import type { CallCenterSettings } from './settings.ts';
import type { TelephonyNews } from './telephonyEvents.ts';
import { takeTurn, type Turn, type TurnParts } from './turn.ts';

const HISTORY_LIMIT = 100;

export interface CallCenterParts {
  readonly store: Store;
  readonly cluster: Cluster;
  /** The number of the last announcement when what the watchers know was read; 0 where there is one instance. */
  readonly newsFrom?: number;
  /** What else only one instance may do; begun where this one leads. */
  readonly leads?: readonly (() => Running)[];
  readonly telephony: Telephony;
  readonly crm: Crm;
  readonly numbers: Numbers;
  readonly clock: ProcessClock;
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
  /** Whether this instance carries out effects for all. */
  leads(): boolean;
  /** Finishes what is under way; the rest waits in the store. */
  stop(): Promise<void>;
}

/** The call centre at work: turns in, effects out, agents told. */
export function createCallCenter(parts: CallCenterParts): RunningCallCenter {
  const { store, cluster, telephony, crm, clock, ids, journal, numbers, settings } = parts;
  const { countCall, countRepair, tracer, newsFrom = 0, leads = [] } = parts;
  const audience = createAudience();

  const turn = <Result>(
    decide: (turn: Turn) => Promise<Result>,
    name = 'consequence',
    ahead?: AskedAhead,
  ): Promise<Result> =>
    asStep(tracer, { kind: 'turn', name }, (step) => takeAndTell(decide, { step, ahead }));

  async function takeAndTell<Result>(
    decide: (turn: Turn) => Promise<Result>,
    about: Pick<TurnParts, 'step' | 'ahead'>,
  ): Promise<Result> {
    const { step } = about;
    const now = { store, settings, at: clock.now(), ...about };
    const { result, counted, news, number } = await takeTurn(now, decide);
    counted.forEach(countCall);
    if (!news) return result;
    for (const { id } of news.changes.interactions) step?.concerns(id);
    if (news.asked) leader.wake();
    await newsRoom.own(number(), { type: 'turn', ...news });
    return result;
  }

  const newsRoom = openNewsRoom({
    ...{ announcements: store.announcements, from: newsFrom, clock, journal },
    deliver,
    missed() {
      journal.problem('NEWS_MISSED', {});
      audience.missed();
    },
  });

  function deliver(news: CentreNews, number: number): void {
    switch (news.type) {
      case 'turn':
        audience.tell(news);
        if (news.asked && number > 0) leader.wake();
        return;
      case 'pages': {
        const lost = pages.deliver(news.news, number);
        if (isOwn(news.news)) void missPages(lost);
        return;
      }
      case 'effectDue':
        leader.wake();
    }
  }

  /** One instance does what follows from pages that are gone. */
  function isOwn(news: PageNews): boolean {
    if (news.type === 'instanceGone') return leader.leads();
    return news.type === 'closed' && news.instance === cluster.instance;
  }

  /** Tells all instances what no turn has changed. */
  async function publish(news: CentreNews): Promise<void> {
    const { shared } = store.announcements;
    const tell = (storeTurn: StoreTurn) => Promise.resolve(storeTurn.announce(asJson(news)));
    const number = shared ? await store.transact(tell) : () => 0;
    await newsRoom.own(number(), news);
  }

  const pages = createAgentPages({
    instance: cluster.instance,
    publish: (news) => publish({ type: 'pages', news }),
  });

  const pageIsGone = (agentId: AgentId) =>
    turn(async (current) => {
      await pagesGone(current, agentId);
      await pageGone(current, agentId);
    });
  const phoneIsGone = (agentId: AgentId) => turn((current) => pageGone(current, agentId));

  async function missPages(agentIds: readonly AgentId[]): Promise<void> {
    for (const agentId of agentIds) {
      try {
        await (pages.isOpen(agentId) ? phoneIsGone(agentId) : pageIsGone(agentId));
      } catch (cause) {
        journal.problem('PAGE_NOT_MISSED', { agent: agentId }, cause);
      }
    }
  }

  /** Whoever leads from now on misses the pages that were linked here. */
  async function leave(): Promise<void> {
    try {
      await pages.leave();
    } catch (cause) {
      journal.problem('LEAVE_UNTOLD', {}, cause);
    }
  }

  const inbox = createInbox({ store, takeIn: takeNews, clock, journal, tracer });

  function takeNews(news: TelephonyNews): Promise<void> {
    return turn(
      async (current) => {
        if (!(await current.store.once(news.key))) return;
        if (news.type === 'availabilityChanged') return availabilityChanged(current, news);
        const record = await interactionOf(current, news);
        if (record) await takeIn(current, record, news);
        else journal.note('news of an unknown interaction', { news: news.type });
      },
      news.type,
      news,
    );
  }

  const watchInbox = () =>
    startInboxWatch({
      ...{ store, clock, journal, takeIn: takeNews, isOnItsWay: inbox.has },
    });

  const hands: Hands = { telephony, crm, store, settings, takeTurn: (decide) => turn(decide) };
  const leader = standForLeader({
    ...{ cluster, pages, clock, journal, shared: store.announcements.shared },
    start: () =>
      startLeaderWork({
        ...{ hands, pages, clock, journal, countRepair, tracer, others: [...leads, watchInbox] },
        watchersTurn: (decide) => turn(decide, 'watch'),
      }),
    missInstance: (instance) => publish({ type: 'pages', news: { type: 'instanceGone', instance } }),
  });

  const newId = () => ids.next() as InteractionId;

  return {
    ask: (question) => turn((current) => answerCarrier(current, question, newId), question.type),

    tell: inbox.take,

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

    pages,
    pageGone: pageIsGone,
    phoneGone: phoneIsGone,
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

    subscribe: audience.subscribe,
    watch: audience.watch,

    unloggedCalls: {
      list: () => store.unloggedCalls(),
      async retry(key) {
        const found = await store.retryUnloggedCall(key, clock.now());
        if (found) await publish({ type: 'effectDue' });
        return found;
      },
      dismiss: (key) => store.dismissUnloggedCall(key),
    },

    leads: leader.leads,

    async stop() {
      await inbox.stop();
      await leader.stop();
      if (store.announcements.shared) await leave();
      newsRoom.stop();
    },
  };
}
