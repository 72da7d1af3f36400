import type { Desk, Instant, RestingState } from '../../../../../softphone/core/index.ts';
import type { AgentRule } from '../../ports/orgSettings.ts';
import { AGENT, kitSettings, openCallCenterKit, type CallCenterKit } from '../../testing/callCenterKit.ts';

/** What happens between an agent's desk and the router. */
export interface RouterScenes {
  agent(): Promise<Desk['agent']>;
  /** In which state the router has the agent. */
  inRouter(): string | undefined;
  now(): Instant;
  /** Somebody moves the agent at the router, which knows its time to the second. */
  moves(stateName: string, at?: Instant): void;
  /** The router tells of a move. */
  tells(stateName: string, at?: Instant, key?: string): Promise<void>;
  movesAndTells(stateName: string, at?: Instant): Promise<void>;
  /** The agent chooses a reason, or `ready`. */
  chooses(reasonOrReady: string): Promise<void>;
  halfMinutePasses(): Promise<void>;
}

/** A centre with an agent who has been ready for a minute. */
export async function openWithReadyAgent(rule: Partial<AgentRule> = {}): Promise<CallCenterKit> {
  const kit = await openCallCenterKit({ ...kitSettings, agentRule: { ...kitSettings.agentRule, ...rule } });
  await kit.ready();
  kit.clock.advance(60_000);
  await kit.settle();
  return kit;
}

export function notReady(reasonCode: string): Extract<RestingState, { name: 'notReady' }> {
  return { name: 'notReady', reasonCode };
}

/** `kit` gives the one that is open. */
export function routerScenes(kit: () => CallCenterKit): RouterScenes {
  const now = () => kit().clock.now();

  function moves(stateName: string, at = now()): void {
    kit().carrier.router.moves(AGENT, stateName, (at - (at % 1_000)) as Instant);
  }

  async function tells(stateName: string, at = now(), key?: string): Promise<void> {
    await kit().tell({ type: 'availabilityChanged', agentId: AGENT, stateName, at }, key);
    await kit().settle();
  }

  return {
    agent: async () => (await kit().desk()).agent,
    inRouter: () => kit().carrier.router.stateOf(AGENT),
    now,
    moves,
    tells,
    async movesAndTells(stateName, at = now()) {
      moves(stateName, at);
      await tells(stateName, at);
    },
    async chooses(reasonOrReady) {
      const state = reasonOrReady === 'ready' ? ({ name: 'ready' } as const) : notReady(reasonOrReady);
      await kit().command({ type: 'setAgentState', state });
      await kit().settle();
    },
    async halfMinutePasses() {
      kit().clock.advance(30_000);
      await kit().settle();
    },
  };
}
