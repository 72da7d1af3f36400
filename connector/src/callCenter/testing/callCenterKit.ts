import type {
  AgentId,
  Ani,
  Desk,
  DeskCommand,
  Dnis,
  InteractionId,
  RecordMatch,
  Refusal,
} from '../../../../softphone/core/index.ts';
import { openStore } from '../../outbound/storage/openStore.ts';
import { createCallCenter, type RunningCallCenter } from '../createCallCenter.ts';
import type { InteractionRecord } from '../interactions/interactionRecord.ts';
import type { CallLog, Crm } from '../ports/crm.ts';
import { agreeingSight } from './agreeingSight.ts';
import type { Repair } from '../ports/repairs.ts';
import type { EndedCall } from '../ports/callCounter.ts';
import { defaultOrgSettings, type CallKind, type LogPolicy } from '../ports/orgSettings.ts';
import type { Numbers } from '../ports/numbers.ts';
import { StoreError, type Store } from '../ports/store.ts';
import type { LegEnd, LegId, ReservationId, ReservationRef, Room, TaskId } from '../ports/telephony.ts';
import type { CallCenterSettings } from '../settings.ts';
import type { CallInstruction, TelephonyNews } from '../telephonyEvents.ts';
import { AGENT, createCarrierDouble, CUSTOMER_LEG, type Asked, type CarrierDouble } from './carrierDouble.ts';
import { createScenes, roomNamed, type Scenes } from './scenes.ts';
import { createVirtualClock, type VirtualClock } from './virtualClock.ts';

export { AGENT, AGENT_LEG, CUSTOMER_LEG, legOf } from './carrierDouble.ts';
export const CUSTOMER = '+14155550100' as Ani;
export const CENTRE = '+14155550199' as Dnis;
export const CASE_LINE = '+14155550198' as Dnis;
/** Asks for an agent's extension. */
export const EXTENSION_LINE = '+14155550196' as Dnis;

export const maria: RecordMatch = { objectType: 'Contact', recordId: '003A', part: 'person' };
export const otherMaria: RecordMatch = { objectType: 'Contact', recordId: '003B', part: 'person' };

export type KitSettings = Omit<CallCenterSettings, 'recordingPolicy' | 'logPolicy' | 'agentOfExtension'>;

export const kitSettings: KitSettings = {
  agent: {
    country: 'US',
    reasonCodes: [{ name: 'Break', choosable: true }],
    reasonRequired: true,
    wrapUpExtensions: 2,
    wrapUpExtensionSeconds: 60,
    dispositions: [{ name: 'Resolved', queues: [] }],
    queueRules: [],
    callerIds: [{ number: '+14155550197', label: 'Sales' }],
    dialFrom: ['ready', 'notReady'],
    mostCalls: 4,
    mostParties: 5,
  },
  entryPoints: [
    { dnis: CENTRE, queue: 'Support' },
    { dnis: CASE_LINE, queue: 'Support', casePrompt: 'Enter your case number' },
    { dnis: EXTENSION_LINE, queue: 'Support', extensionPrompt: 'Enter the extension' },
  ],
  callerId: CENTRE,
  reservationSeconds: 20,
  wrapUpSeconds: () => 120,
  agentRule: { ...defaultOrgSettings.agentRule, goneAfterSeconds: 0 },
  queues: ['Support', 'Sales'],
  offerSeconds: 30,
  parkSeconds: 120,
  recoverySeconds: 20,
  awayAfterSeconds: 4,
};

export interface CallCenterKit extends Scenes {
  /** Another one after `restarts`. */
  readonly callCenter: RunningCallCenter;
  readonly clock: VirtualClock;
  readonly carrier: CarrierDouble;
  readonly asked: Asked[];
  readonly saved: CallLog[];
  readonly problems: string[];
  readonly counted: EndedCall[];
  /** What differed from the carrier, and was put right. */
  readonly repairs: Repair[];
  /** What the CRM finds, by number or by what was keyed in. */
  readonly found: Map<string, RecordMatch[]>;
  /** The legs that are over at the carrier; the others last. */
  readonly over: Map<LegId, LegEnd>;
  /** Makes the next calls of a method fail. */
  readonly failing: Map<string, Error>;
  /** The queues whose calls are recorded. */
  readonly recordedQueues: Set<string>;
  /** Queues in which agents may start a recording. */
  readonly onDemandQueues: Set<string>;
  /** What is written about calls of a kind; a closed log where nothing is said. */
  readonly policies: Map<CallKind, LogPolicy>;
  /** The agents by extension. */
  readonly extensions: Map<string, AgentId>;
  desk(): Promise<Desk>;
  /** The interaction as it is stored. */
  recordOf(id: InteractionId): Promise<InteractionRecord>;
  command(command: DeskCommand): Promise<Refusal | undefined>;
  tell(news: TelephonyNewsWithoutKey, key?: string): Promise<void>;
  /** Lets effects that are due now run to their end; those that the carrier answers late stay. */
  settle(): Promise<void>;
  /** Lets every wrap-up run out, whose log is written then. */
  wrapUpRunsOut(): Promise<void>;
  ready(): Promise<void>;
  /** A call that waits in the queue; resolves with its interaction. */
  arrive(dnis?: Dnis): Promise<InteractionId>;
  /** A call that rings at the agent. */
  offer(dnis?: Dnis): Promise<InteractionId>;
  /** The agent lets an offered call ring until the router takes it back. */
  misses(interactionId: InteractionId): Promise<void>;
  /** A call that the agent has answered and talks in. */
  talk(): Promise<InteractionId>;
  /** Does something while nothing can be written. */
  breaksStore<Result>(action: () => Promise<Result>): Promise<Result>;
  /** The connector stops and starts on the same store. */
  restarts(): Promise<void>;
  stop(): Promise<void>;
}

type WithoutKey<News> = News extends { readonly key: string } ? Omit<News, 'key'> : never;
export type TelephonyNewsWithoutKey = WithoutKey<TelephonyNews>;

export const reservation: ReservationRef = { taskId: 'WT1' as TaskId, reservationId: 'WR1' as ReservationId };

/** The conference that the reservation brings. */
export const ROOM: Required<Room> = roomNamed('WT1');

/** A call centre with real storage in memory, a told clock, and doubles at the carrier and the CRM. */
export async function openCallCenterKit(settings: KitSettings = kitSettings): Promise<CallCenterKit> {
  const clock = createVirtualClock();
  const kept = await openStore({ database: ':memory:', clock });
  let broken = false;
  const store: Store = {
    ...kept,
    transact: (decide) =>
      kept.transact(async (turn) => {
        const result = await decide(turn);
        if (broken) throw new StoreError({ cause: new Error('The disk is full') });
        return result;
      }),
  };
  const saved: CallLog[] = [];
  const problems: string[] = [];
  const counted: EndedCall[] = [];
  const repairs: Repair[] = [];
  const found = new Map<string, RecordMatch[]>();
  const failing = new Map<string, Error>();
  const recordedQueues = new Set<string>();
  const onDemandQueues = new Set<string>();
  const policies = new Map<CallKind, LogPolicy>();
  const extensions = new Map<string, AgentId>();

  const failIfTold = (method: string) => {
    const failure = failing.get(method);
    if (failure) throw failure;
  };
  const carrier = createCarrierDouble(failIfTold);
  carrier.sight = agreeingSight(store, carrier.over);
  const crm: Crm = {
    async findMatches({ number, collected }) {
      failIfTold('findMatches');
      return found.get(collected ?? number) ?? [];
    },
    async saveCallLog(log) {
      failIfTold('saveCallLog');
      saved.push(log);
    },
  };
  const numbers: Numbers = { parse: (typed) => (/^\+\d{7,15}$/.test(typed) ? (typed as Dnis) : undefined) };
  let ids = 0;
  let news = 0;
  const open = () =>
    createCallCenter({
      cluster: kept.cluster,
      store,
      telephony: carrier.telephony,
      crm,
      numbers,
      clock,
      ids: { next: () => `id-${++ids}` },
      journal: { note: () => undefined, problem: (code) => void problems.push(code) },
      settings: {
        ...settings,
        recordingPolicy: (queue) =>
          recordedQueues.has(queue) ? 'all' : onDemandQueues.has(queue) ? 'onDemand' : 'none',
        logPolicy: (kind) => policies.get(kind) ?? { log: 'closed' },
        agentOfExtension: (extension) => extensions.get(extension),
      },
      countCall: (ended) => void counted.push(ended),
      countRepair: (repair) => void repairs.push(repair),
    });
  let callCenter = open();

  const kit = {
    get callCenter() {
      return callCenter;
    },
    clock,
    carrier,
    asked: carrier.asked,
    saved,
    problems,
    counted,
    repairs,
    found,
    over: carrier.over,
    failing,
    recordedQueues,
    onDemandQueues,
    policies,
    extensions,
    async desk() {
      return (await callCenter.signIn({ id: AGENT, name: 'Ada Agent' })).desk;
    },
    async recordOf(id: InteractionId) {
      const record = await store.interaction(id);
      if (!record) throw new Error(`There is no interaction ${id}`);
      return record;
    },
    command: (command: DeskCommand) => callCenter.command(AGENT, command),
    tell: (event: TelephonyNewsWithoutKey, key = `news-${++news}`) => callCenter.tell({ ...event, key }),
    async settle() {
      do {
        await new Promise((resolve) => setImmediate(resolve));
        // A timer that was set for an instant in the past rings now.
        clock.advance(0);
      } while ((await store.dueEffects(clock.now(), [], 100)).length > carrier.unanswered());
      await new Promise((resolve) => setImmediate(resolve));
    },
    async wrapUpRunsOut() {
      clock.advance(settings.wrapUpSeconds('Support') * 1000);
      await kit.settle();
    },
    async ready() {
      await kit.desk();
      await kit.command({ type: 'setAgentState', state: { name: 'ready' } });
      await kit.settle();
    },
    async arrive(dnis = CENTRE) {
      const instruction = await callCenter.ask({
        type: 'callArrived',
        legId: CUSTOMER_LEG,
        ani: CUSTOMER,
        dnis,
      });
      await kit.settle();
      return interactionOf(instruction);
    },
    async offer(dnis = CENTRE) {
      await kit.ready();
      const interactionId = await kit.arrive(dnis);
      await kit.tell({ type: 'reservationCreated', interactionId, agentId: AGENT, reservation });
      return interactionId;
    },
    misses: (interactionId: InteractionId) =>
      kit.tell({ type: 'reservationEnded', interactionId, agentId: AGENT, reservation, outcome: 'expired' }),
    async talk() {
      const interactionId = await kit.offer();
      await scenes.answers(interactionId);
      return interactionId;
    },
    async breaksStore<Result>(action: () => Promise<Result>) {
      broken = true;
      try {
        return await action();
      } finally {
        broken = false;
      }
    },
    async restarts() {
      await callCenter.stop();
      callCenter = open();
      await kit.settle();
    },
    async stop() {
      await callCenter.stop();
      await store.close();
    },
  };
  const scenes = createScenes({
    ...kit,
    get callCenter() {
      return callCenter;
    },
    centre: CENTRE,
    extensionLine: EXTENSION_LINE,
    async readDesk(agentId) {
      const desk = (await store.desk(agentId))?.desk;
      if (!desk) throw new Error(`Agent ${agentId} has no desk`);
      return desk;
    },
  });
  return Object.assign(kit, scenes);
}

function interactionOf(instruction: CallInstruction): InteractionId {
  if (instruction.type === 'hangUp') throw new Error('The call was not taken');
  return instruction.interactionId;
}
