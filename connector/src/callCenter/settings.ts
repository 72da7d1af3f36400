import type { AgentId, AgentSettings, Dnis } from '../../../softphone/core/index.ts';
import type { AgentRule, CallKind, LogPolicy, RecordingPolicy } from './ports/orgSettings.ts';

/** How the centre works; read once at start from the configuration. */
export interface CallCenterSettings {
  readonly agent: AgentSettings;
  /** The numbers that reach the centre, and what happens on each. */
  readonly entryPoints: readonly EntryPoint[];
  /** What customers see when an agent calls them. */
  readonly callerId: Dnis;
  readonly reservationSeconds: number;
  /** The queues that calls can be given to; the first is for calls that came through none. */
  readonly queues: readonly string[];
  /** How long a call that the router does not bring rings at an agent. */
  readonly offerSeconds: number;
  /** How long a parked call waits before it comes back to its agent. */
  readonly parkSeconds: number;
  /** How long a caller waits for an agent whose connection broke. */
  readonly recoverySeconds: number;
  /** How long the page with an agent's phone may be gone before nobody hears the agent; 0: for ever. */
  readonly awayAfterSeconds: number;
  /** What follows for agents from what they do and do not do, as the org says now. */
  readonly agentRule: AgentRule;
  /** How long agents may write about a call of a queue, as the org says now; names for no queue are in `QueueRule`. */
  readonly wrapUpSeconds: (queue: string) => number;
  /** The agent at an extension, as the directory says now. */
  readonly agentOfExtension: (extension: string) => AgentId | undefined;
  /** Which calls of a queue are recorded, as the org says now; names that stand for no queue are in `QueueRule`. */
  readonly recordingPolicy: (queue: string) => RecordingPolicy;
  /** What is written about calls of a kind, as the org says now. */
  readonly logPolicy: (kind: CallKind) => LogPolicy;
}

export interface EntryPoint {
  readonly dnis: Dnis;
  readonly queue: string;
  /** Spoken to the caller before the queue. */
  readonly greeting?: string;
  /** Asks for a case number first, with this prompt. */
  readonly casePrompt?: string;
  /** Asks for an agent's extension first, with this prompt; who keys in none goes to the queue. */
  readonly extensionPrompt?: string;
  /** Rings at the agent with this extension at once; while nobody has it, the queue takes the call. */
  readonly extension?: string;
}
