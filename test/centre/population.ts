import type { CallCenter } from '../../connector/src/callCenter/callCenter.ts';
import type { LegId } from '../../connector/src/callCenter/ports/telephony.ts';
import type { VirtualClock } from '../../simulators/shared/clock.ts';
import {
  CUSTOMER_PARTY,
  type AgentId,
  type Ani,
  type DeskCommand,
  type Dnis,
  type InteractionId,
} from '../../softphone/core/index.ts';
import type { Dice } from '../model/dice.ts';
import type { Acd } from './acd.ts';
import type { OwnLedger } from './ownLedger.ts';

/** A queue, who calls it and who answers. */
export interface QueuePlan {
  readonly name: string;
  readonly dnis: Dnis;
  readonly agents: readonly AgentId[];
  readonly callsPerHour: number;
  /** Talk and wrap-up together. */
  readonly meanServiceSeconds: number;
  /** Mean time after which a caller who waits hangs up; absent: nobody does. */
  readonly meanPatienceSeconds?: number;
  /** Agents are slow to answer, miss calls, hold, transfer to this queue and take breaks. */
  readonly livelyWith?: string;
}

export interface PopulationParts {
  readonly clock: VirtualClock;
  readonly callCenter: CallCenter;
  readonly acd: Acd;
  readonly ledger: OwnLedger;
  readonly dice: Dice;
  readonly during: (work: Promise<unknown>) => void;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
export const MISS_AFTER_MS = 20 * SECOND;
const RETURN_AFTER_MISS_MS = 30 * SECOND;
const BREAK_MS = 5 * MINUTE;
const TALK_PART = 0.8;

interface Caller {
  readonly interactionId: InteractionId;
  readonly legId: LegId;
  plan: QueuePlan;
  forgetPatience: () => void;
}

/** Callers who call, wait and lose patience, and agents who answer. Everything that is done is written into `ledger`. */
export function createPopulation({ clock, callCenter, acd, ledger, dice, during }: PopulationParts) {
  const callers = new Map<InteractionId, Caller>();
  const plans = new Map<string, QueuePlan>();
  let count = 0;

  const order = (agentId: AgentId, command: DeskCommand) =>
    during(
      callCenter.command(agentId, command).then((refusal) => {
        if (refusal) throw new Error(`${command.type} was refused: ${refusal.code}`);
      }),
    );
  const later = (ms: number, action: () => void) => clock.schedule(Math.round(ms), action);

  function callerOf(interactionId: InteractionId): Caller {
    const caller = callers.get(interactionId);
    if (!caller) throw new Error(`Nobody calls in ${interactionId}`);
    return caller;
  }

  async function call(plan: QueuePlan): Promise<void> {
    count += 1;
    const legId = `CA-caller-${count}` as LegId;
    const ani = `+1415${String(5_000_000 + count)}` as Ani;
    const instruction = await callCenter.ask({ type: 'callArrived', legId, ani, dnis: plan.dnis });
    if (instruction.type !== 'enqueue') throw new Error(`A caller was told to ${instruction.type}`);
    const { interactionId, queue } = instruction;
    callers.set(interactionId, { interactionId, legId, plan, forgetPatience: () => undefined });
    wait(interactionId, plan);
    acd.enqueue({ interactionId, legId, queue, priority: 0 });
  }

  function wait(interactionId: InteractionId, plan: QueuePlan): void {
    const caller = callerOf(interactionId);
    caller.plan = plan;
    ledger.waitBegins(interactionId, plan.name);
    if (plan.meanPatienceSeconds === undefined) return;
    caller.forgetPatience = later(dice.exponential(plan.meanPatienceSeconds * SECOND), () => {
      ledger.waitEnds(interactionId, 'abandoned');
      for (const agentId of plan.agents) losesCaller(agentId, interactionId);
      acd.callerLeaves(interactionId, caller.legId);
    });
  }

  const ringing = new Map<AgentId, { readonly interactionId: InteractionId; readonly forget: () => void }>();

  function losesCaller(agentId: AgentId, interactionId: InteractionId): void {
    const rings = ringing.get(agentId);
    if (rings?.interactionId !== interactionId) return;
    rings.forget();
    ringing.delete(agentId);
    const part = ledger.partOf(interactionId, agentId);
    part.how = 'abandoned';
    part.endedAt = clock.now();
    ledger.isIn(agentId, 'ready');
  }

  function rings(agentId: AgentId, interactionId: InteractionId): void {
    ledger.rings(interactionId, agentId);
    ledger.isIn(agentId, 'reserved');
    const lively = callerOf(interactionId).plan.livelyWith !== undefined;
    const forget =
      lively && dice.once(12)
        ? later(MISS_AFTER_MS, () => {
            misses(agentId, interactionId);
          })
        : later(lively ? (1 + dice.roll(8)) * SECOND : 0, () => {
            answers(agentId, interactionId);
          });
    ringing.set(agentId, { interactionId, forget });
  }

  function misses(agentId: AgentId, interactionId: InteractionId): void {
    ringing.delete(agentId);
    const part = ledger.partOf(interactionId, agentId);
    part.how = 'missed';
    part.endedAt = clock.now();
    ledger.isIn(agentId, 'notReady', 'Missed call');
    later(RETURN_AFTER_MISS_MS, () => {
      becomesReady(agentId);
    });
  }

  function becomesReady(agentId: AgentId): void {
    ledger.isIn(agentId, 'ready');
    order(agentId, { type: 'setAgentState', state: { name: 'ready' } });
  }

  function answers(agentId: AgentId, interactionId: InteractionId): void {
    ringing.delete(agentId);
    const { plan, forgetPatience } = callerOf(interactionId);
    forgetPatience();
    order(agentId, { type: 'answer', interactionId });
    ledger.waitEnds(interactionId, 'answered');
    ledger.isIn(agentId, 'onCall');
    const part = ledger.partOf(interactionId, agentId);
    part.answeredAt = clock.now();
    part.how = 'talks';
    const serviceMs = dice.exponential(plan.meanServiceSeconds * SECOND);
    const talkMs = Math.round(serviceMs * TALK_PART);
    if (plan.livelyWith !== undefined && talkMs > 20 * SECOND && dice.once(3)) {
      hold(agentId, interactionId, talkMs);
    }
    later(talkMs, () => {
      endsTalk(agentId, interactionId, Math.round(serviceMs) - talkMs);
    });
  }

  function hold(agentId: AgentId, interactionId: InteractionId, talkMs: number): void {
    const [from, to] = [Math.round(talkMs * 0.3), Math.round(talkMs * 0.5)];
    const partyId = CUSTOMER_PARTY;
    later(from, () => {
      order(agentId, { type: 'hold', interactionId, partyId });
    });
    later(to, () => {
      order(agentId, { type: 'resume', interactionId, partyId });
    });
    ledger.partOf(interactionId, agentId).heldMs = to - from;
  }

  function endsTalk(agentId: AgentId, interactionId: InteractionId, wrapUpMs: number): void {
    const part = ledger.partOf(interactionId, agentId);
    const { plan, legId } = callerOf(interactionId);
    part.endedAt = clock.now();
    part.how = 'hungUp';
    ledger.isIn(agentId, 'wrapUp');
    const next = plan.livelyWith === undefined ? undefined : plans.get(plan.livelyWith);
    if (next && dice.once(10)) {
      part.how = 'transferred';
      wait(interactionId, next);
      order(agentId, { type: 'transfer', interactionId, target: { kind: 'queue', queue: next.name } });
    } else if (dice.once(2)) order(agentId, { type: 'hangUp', interactionId });
    else acd.callerLeaves(interactionId, legId);
    wrapsUp(agentId, interactionId, { wrapUpMs, rests: next !== undefined && dice.once(20) });
  }

  function wrapsUp(
    agentId: AgentId,
    interactionId: InteractionId,
    { wrapUpMs, rests }: { readonly wrapUpMs: number; readonly rests: boolean },
  ): void {
    const part = ledger.partOf(interactionId, agentId);
    part.wrapUpMs = wrapUpMs;
    if (rests) {
      order(agentId, { type: 'setAgentState', state: { name: 'notReady', reasonCode: 'Lunch' } });
    }
    later(wrapUpMs, () => {
      order(agentId, { type: 'completeWrapUp', interactionId });
      if (rests) ledger.isIn(agentId, 'notReady', 'Lunch');
      else ledger.isIn(agentId, 'ready');
      if (!rests) return;
      later(BREAK_MS, () => {
        becomesReady(agentId);
      });
    });
  }

  return {
    /** The agents of a queue sign in and are ready. */
    async begins(plan: QueuePlan): Promise<void> {
      plans.set(plan.name, plan);
      for (const agentId of plan.agents) {
        acd.staff(agentId, plan.name);
        await callCenter.signIn({ id: agentId, name: `Agent ${agentId}` });
        callCenter.subscribe(agentId, {
          deskEvent({ event }) {
            if (event.type === 'reserved') rings(agentId, event.interactionId);
          },
          historyChanged: () => undefined,
          parkedChanged: () => undefined,
        });
        becomesReady(agentId);
      }
    },
    /** Callers call the queue until `closesAt`. */
    opens(plan: QueuePlan, closesAt: number): void {
      const next = () => {
        later(dice.exponential(3_600_000 / plan.callsPerHour), () => {
          if (clock.now() >= closesAt) return;
          during(call(plan));
          next();
        });
      };
      next();
    },
    /** Every agent logs out. */
    ends(plan: QueuePlan): void {
      for (const agentId of plan.agents) {
        ledger.isIn(agentId, 'loggedOut');
        order(agentId, { type: 'setAgentState', state: { name: 'loggedOut' } });
      }
    },
  };
}
