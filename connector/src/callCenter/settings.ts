import type { AgentId, AgentSettings, Dnis } from '../../../softphone/core/index.ts';
import type { CallKind, LogPolicy } from './ports/orgSettings.ts';

/** How the centre works; read once at start from the configuration. */
export interface CallCenterSettings {
  readonly agent: AgentSettings;
  /** The numbers that reach the centre, and what happens on each. */
  readonly entryPoints: readonly EntryPoint[];
  /** What customers see when an agent calls them. */
  readonly callerId: Dnis;
  readonly reservationSeconds: number;
  readonly wrapUpSeconds: number;
  /** The queues that calls can be given to; the first is for calls that came through none. */
  readonly queues: readonly string[];
  /** How long a call that the router does not bring rings at an agent. */
  readonly offerSeconds: number;
  /** How long a parked call waits before it comes back to its agent. */
  readonly parkSeconds: number;
  /** How long a caller waits for an agent whose connection broke. */
  readonly recoverySeconds: number;
  /** The agent at an extension, as the directory says now. */
  readonly agentOfExtension: (extension: string) => AgentId | undefined;
  /** Whether calls of a queue are recorded, as the org says now; names that stand for no queue are in `QueueRule`. */
  readonly recordsCalls: (queue: string) => boolean;
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

/** Reason codes that the connector itself sets. */
export const MISSED_CALL = 'Missed call';
export const DECLINED_CALL = 'Declined call';
export const LOST_CONNECTION = 'Connection lost';
