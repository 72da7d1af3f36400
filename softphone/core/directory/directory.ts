import type { AgentState } from '../agent/agent.ts';
import type { Target } from '../desk/target.ts';
import type { RecordRef } from '../interaction/interaction.ts';
import type { AgentId } from '../vocabulary.ts';

/** What a found entry is to be used for; each use has targets that make no sense for it. */
export type DirectoryPurpose = 'dial' | 'consult' | 'transfer';

/** Someone, or something, that can be called, consulted or given a call. */
export type DirectoryEntry =
  AgentEntry | QueueEntry | SharedEntry | NumberEntryOf<'saved'> | NumberEntryOf<'recent'> | RecordEntry;

export interface AgentEntry {
  readonly kind: 'agent';
  readonly target: TargetOf<'agent'>;
  readonly name: string;
  readonly agentState: AgentState['name'];
  /** Why the agent is not ready. */
  readonly reasonCode?: string;
  readonly extension?: string;
}

export interface QueueEntry {
  readonly kind: 'queue';
  readonly target: TargetOf<'queue'>;
  readonly name: string;
  /** Absent when the router did not tell. */
  readonly figures?: QueueFigures;
}

/** How a queue is doing now. */
export interface QueueFigures {
  /** Calls that wait. */
  readonly waiting: number;
  /** Age of the call that waits longest; 0 when none does. */
  readonly longestWaitSeconds: number;
  /** Agents of the queue who would get the next call. */
  readonly ready: number;
}

/** A number that the centre keeps for all. */
export interface SharedEntry extends NumberEntryOf<'shared'> {
  /** Whether calls may be given to it. */
  readonly transferable: boolean;
}

/** A number of a record that the agent may see. */
export interface RecordEntry extends NumberEntryOf<'record'> {
  readonly record: RecordRef;
  /** What tells the record from its neighbours, and which of its numbers this is. */
  readonly detail?: string;
}

/** A number that the agent has saved. */
export interface SavedNumber {
  /** As typed. */
  readonly number: string;
  readonly name: string;
}

/** What the connector finds; the rest is found where the agent sits. */
export type CentreEntry = AgentEntry | QueueEntry | SharedEntry;

/** Who else is asked, beside the softphone's own memory. */
export type DirectorySource = 'connector' | 'desktop';

/** What one softphone knows of its last search. */
export interface Directory {
  readonly text: string;
  readonly purpose: DirectoryPurpose;
  /** Kind after kind, the best first; without a text, the saved numbers. */
  readonly entries: readonly DirectoryEntry[];
  /** Who has not answered yet. */
  readonly searching: readonly DirectorySource[];
  /** Absent until they have been read. */
  readonly saved?: readonly SavedNumber[];
}

export type DirectoryCommand =
  | { readonly type: 'searchDirectory'; readonly text: string; readonly purpose: DirectoryPurpose }
  /** Without a name the number stands for itself. */
  | { readonly type: 'saveNumber'; readonly number: string; readonly name?: string }
  | { readonly type: 'forgetNumber'; readonly number: string };

export type DirectoryEvent =
  | {
      readonly type: 'directoryFound';
      readonly source: DirectorySource;
      /** What was searched for. */
      readonly text: string;
      /** Empty also when the source did not answer. */
      readonly entries: readonly DirectoryEntry[];
    }
  | { readonly type: 'savedNumbersRead'; readonly numbers: readonly SavedNumber[] };

export type DirectoryEffect =
  /** Takes the place of a search that has not left yet; with no sources, only that. */
  | {
      readonly type: 'searchDirectory';
      readonly text: string;
      readonly sources: readonly DirectorySource[];
    }
  | { readonly type: 'readSavedNumbers'; readonly agentId: AgentId }
  | {
      readonly type: 'keepSavedNumbers';
      readonly agentId: AgentId;
      readonly numbers: readonly SavedNumber[];
    };

/** Nothing has been searched for. */
export const emptyDirectory: Directory = { text: '', purpose: 'dial', entries: [], searching: [] };

interface NumberEntryOf<Kind extends 'shared' | 'saved' | 'recent' | 'record'> {
  readonly kind: Kind;
  readonly target: TargetOf<'number'>;
  readonly name: string;
}

type TargetOf<Kind extends Target['kind']> = Extract<Target, { kind: Kind }>;
