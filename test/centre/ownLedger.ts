import type { AgentId, AgentState, InteractionId } from '../../softphone/core/index.ts';

/** What the simulation itself knows of a wait. Times are milliseconds. */
export interface OwnWait {
  readonly queue: string;
  readonly from: number;
  to: number;
  how: 'waits' | 'answered' | 'abandoned' | 'moved';
}

/** What the simulation knows of a call at an agent. */
export interface OwnPart {
  readonly agentId: AgentId;
  readonly queue: string;
  readonly queuedAt: number;
  readonly offeredAt: number;
  answeredAt?: number;
  endedAt: number;
  how: 'rings' | 'talks' | 'missed' | 'abandoned' | 'hungUp' | 'transferred';
  heldMs: number;
  wrapUpMs: number;
}

export interface OwnSpell {
  readonly agentId: AgentId;
  readonly state: AgentState['name'];
  readonly reasonCode?: string;
  readonly from: number;
}

/**
 * The simulation's own account of the day, written where things are done, and not read from the connector: figures are
 * compared with it.
 */
export interface OwnLedger {
  readonly waits: readonly OwnWait[];
  readonly parts: readonly OwnPart[];
  readonly spells: readonly OwnSpell[];
  waitBegins(interactionId: InteractionId, queue: string): void;
  waitEnds(interactionId: InteractionId, how: Exclude<OwnWait['how'], 'waits'>): void;
  rings(interactionId: InteractionId, agentId: AgentId): void;
  /** Of the part that an agent has in the interaction now. */
  partOf(interactionId: InteractionId, agentId: AgentId): OwnPart;
  isIn(agentId: AgentId, state: OwnSpell['state'], reasonCode?: string): void;
}

export function createOwnLedger(now: () => number): OwnLedger {
  const waits: OwnWait[] = [];
  const parts: OwnPart[] = [];
  const spells: OwnSpell[] = [];
  const waiting = new Map<InteractionId, OwnWait>();
  const atAgents = new Map<string, OwnPart>();

  return {
    waits,
    parts,
    spells,
    waitBegins(interactionId, queue) {
      const wait: OwnWait = { queue, from: now(), to: now(), how: 'waits' };
      waits.push(wait);
      waiting.set(interactionId, wait);
    },
    waitEnds(interactionId, how) {
      const wait = found(waiting.get(interactionId), interactionId);
      wait.to = now();
      wait.how = how;
    },
    rings(interactionId, agentId) {
      const { queue, from } = found(waiting.get(interactionId), interactionId);
      const begun = { queuedAt: from, offeredAt: now(), endedAt: now() };
      const part: OwnPart = { agentId, queue, ...begun, how: 'rings', heldMs: 0, wrapUpMs: 0 };
      parts.push(part);
      atAgents.set(`${interactionId} ${agentId}`, part);
    },
    partOf: (interactionId, agentId) => found(atAgents.get(`${interactionId} ${agentId}`), interactionId),
    isIn(agentId, state, reasonCode) {
      spells.push({ agentId, state, from: now(), ...(reasonCode !== undefined && { reasonCode }) });
    },
  };
}

function found<Value>(value: Value | undefined, interactionId: InteractionId): Value {
  if (value === undefined) throw new Error(`The simulation does not know of ${interactionId}`);
  return value;
}
