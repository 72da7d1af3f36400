import type { CallQuestion, CallInstruction, TelephonyNews } from './telephonyEvents.ts';
import type {
  AgentId,
  AgentSettings,
  CallSummary,
  DeskCommand,
  ParkedCall,
  Refusal,
} from '../../../softphone/core/index.ts';
import type { AgentPages } from './pages/agentPages.ts';
import type { CentreChanges } from './turn.ts';
import type { NumberedDesk, NumberedDeskEvent } from './ports/store.ts';

/** What the doors (webhooks, agents' links) may ask of the call centre. Every promise settles after the change is durable. */
export interface CallCenter {
  ask(question: CallQuestion): Promise<CallInstruction>;
  /** News may be kept first, and taken in soon after the promise has settled. */
  tell(news: TelephonyNews): Promise<void>;
  /** Makes sure the agent has a desk, and returns it. */
  signIn(agent: { id: AgentId; name: string }): Promise<NumberedDesk>;
  /** The pages with softphones. */
  readonly pages: Pick<AgentPages, 'open' | 'isOpen' | 'count'>;
  /** Says that the last page of an agent is gone. */
  pageGone(agentId: AgentId): Promise<void>;
  /** Says that the page with an agent's phone is gone, and another one is open. */
  phoneGone(agentId: AgentId): Promise<void>;
  /** Says that a page of an agent is open, which is new. */
  pageOpen(agentId: AgentId): Promise<void>;
  /** Says that a page of an agent is linked again that was linked before. */
  pageBack(agentId: AgentId): Promise<void>;
  /** Carries out an agent's command; resolves with the refusal when the rules forbid it. */
  command(agentId: AgentId, command: DeskCommand, rights?: AgentRights): Promise<Refusal | undefined>;
  deskEventsAfter(agentId: AgentId, seq: number): Promise<readonly NumberedDeskEvent[] | undefined>;
  /** The agent's own parts, as far as they are over, in the calls of the last 24 hours, newest first. */
  historyOf(agentId: AgentId): Promise<readonly CallSummary[]>;
  /** The calls that wait in orbits, first to last. */
  parkedCalls(): Promise<readonly ParkedCall[]>;
  settings(): AgentSettings;
  /** Tells what happens to the agent after it is durable, in order. */
  subscribe(agentId: AgentId, listener: AgentListener): () => void;
  /** Tells what changes in the whole centre, after it is durable, in order. */
  watch(watcher: (changes: CentreChanges) => void): () => void;
}

/** What an agent may do beyond the own desk. */
export interface AgentRights {
  /** May listen to calls of others and change what others do. */
  readonly supervises?: boolean;
}

/** Hears what happens to one agent. */
export interface AgentListener {
  readonly deskEvent: (event: NumberedDeskEvent) => void;
  /** `historyOf` has something new. */
  readonly historyChanged: () => void;
  /** `parkedCalls` reads otherwise now. */
  readonly parkedChanged: () => void;
}
