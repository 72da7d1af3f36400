import type { RestingState, StateSetter } from '../agent/agent.ts';
import type { EndReason } from '../call/call.ts';
import type { RecordingMark, RecordMatch, RecordPart, RelatedRecords } from '../interaction/interaction.ts';
import type { EarlierNotes, Party, Via } from '../interaction/party.ts';
import type { Monitoring } from '../supervision/supervision.ts';
import type { Ani, Direction, Dnis, Instant, InteractionId } from '../vocabulary.ts';
import type { DeskCommand, Refusal } from './command.ts';

/** What happened at a desk. The connector decides; every softphone of the agent follows. */
export type DeskEvent = (
  | {
      readonly type: 'agentStateSet';
      readonly state: RestingState;
      /** The agent, when absent. */
      readonly by?: StateSetter;
      /** When it was decided, where that is earlier than `at`. */
      readonly madeAt?: Instant;
    }
  /** The agent's last page is gone, and one is open again. */
  | { readonly type: 'pagesGone' }
  | { readonly type: 'pageBack' }
  | OfInteraction<ReservedFacts & { readonly type: 'reserved' }>
  | OfInteraction<{
      readonly type: 'dialed';
      readonly direction: Exclude<Direction, 'inbound'>;
      readonly ani: Ani;
      readonly dnis: Dnis;
      readonly parties: readonly Party[];
      /** From which the agent dialed. */
      readonly record?: RecordMatch;
    }>
  | OfInteraction<{ readonly type: 'matched'; readonly matches: readonly RecordMatch[] }>
  | OfInteraction<{ readonly type: 'accepted' }>
  | OfInteraction<{ readonly type: 'answered' }>
  /** Who else is in the call, and how each is. */
  | OfInteraction<{
      readonly type: 'partiesChanged';
      readonly parties: readonly Party[];
      /** What other agents have written by now; absent where that has not changed. */
      readonly earlierNotes?: readonly EarlierNotes[];
    }>
  /** The agent is heard in this call from now on, and in no other; without one, in none. */
  | { readonly type: 'activated'; readonly interactionId?: InteractionId }
  | OfInteraction<{ readonly type: 'mutedSet'; readonly muted: boolean }>
  | OfInteraction<{ readonly type: 'recordingChanged'; readonly recording?: RecordingMark }>
  /** The agent's own connection broke; the call waits for it until then. */
  | OfInteraction<{ readonly type: 'connectionLost'; readonly until: Instant }>
  | OfInteraction<{ readonly type: 'connectionBack' }>
  | OfInteraction<{
      readonly type: 'callEnded';
      readonly reason: EndReason;
      /** Absent when there is nothing to wrap up: the interaction leaves the desk. */
      readonly wrapUpEndsAt?: Instant;
    }>
  | OfInteraction<{ readonly type: 'recordChosen'; readonly record: RecordMatch }>
  | OfInteraction<{ readonly type: 'recordRemoved'; readonly part: RecordPart }>
  | OfInteraction<{ readonly type: 'notesWritten'; readonly notes: string }>
  | OfInteraction<{ readonly type: 'dispositionChosen'; readonly disposition: string }>
  /** The agent has asked for more time to write. */
  | OfInteraction<{ readonly type: 'wrapUpExtended'; readonly wrapUpEndsAt: Instant }>
  | OfInteraction<{ readonly type: 'wrapUpCompleted' }>
  /** The supervisor listens to a call, in another way, or, without one, not any more. */
  | { readonly type: 'monitoringChanged'; readonly monitoring?: Monitoring }
  /** A supervisor speaks to the agent alone, or, without a name, not any more. */
  | OfInteraction<{ readonly type: 'coachChanged'; readonly coachName?: string }>
  /** The agent has asked supervisors for help, or does not need it any more. */
  | OfInteraction<{ readonly type: 'helpAsked'; readonly asked: boolean }>
  /** Something that was begun could not be done. */
  | {
      readonly type: 'commandFailed';
      readonly command: DeskCommand['type'];
      readonly refusal: Refusal;
    }
) & { readonly at: Instant };

/** What is known of a call when it begins to ring at an agent. */
export interface ReservedFacts extends RelatedRecords {
  readonly direction: Direction;
  readonly ani: Ani;
  readonly dnis: Dnis;
  readonly via: Via;
  /** Name of the agent who gives the call, or who calls. */
  readonly from?: string;
  readonly queue?: string;
  readonly collected?: string;
  /** Absent while the CRM is still being asked; a `matched` event follows. */
  readonly matches?: readonly RecordMatch[];
  readonly parties: readonly Party[];
  readonly earlierNotes: readonly EarlierNotes[];
  readonly expiresAt: Instant;
}

type OfInteraction<Facts> = Facts & { readonly interactionId: InteractionId };
