import type { RestingState } from '../agent/agent.ts';
import type { RecordMatch, RecordPart } from '../interaction/interaction.ts';
import type { PartyId } from '../interaction/party.ts';
import type { SupervisorOrder } from '../supervision/supervision.ts';
import type { InteractionId } from '../vocabulary.ts';
import type { Target } from './target.ts';

/** What an agent asks of the connector. */
export type DeskCommand =
  | { readonly type: 'setAgentState'; readonly state: RestingState }
  | {
      readonly type: 'dial';
      /** A queue cannot be dialled. */
      readonly target: Target;
      /** From which the agent dials. */
      readonly record?: RecordMatch;
      /** Which of the centre's numbers the other party sees, in E.164; the standard one when absent. */
      readonly callerId?: string;
    }
  /** Takes a parked call. */
  | { readonly type: 'pickUp'; readonly interactionId: InteractionId }
  /** Only of supervisors. */
  | { readonly type: 'supervise'; readonly order: SupervisorOrder }
  | CallCommand
  | WritingCommand;

/** What an agent asks of a call. */
export type CallCommand = { readonly interactionId: InteractionId } & (
  | { readonly type: 'answer' }
  | { readonly type: 'decline' }
  /** Ends the call, or only the agent's part while another agent is in it. */
  | { readonly type: 'hangUp' }
  /** Makes this the call in which the agent is heard; the one before waits with music. */
  | { readonly type: 'activate' }
  | { readonly type: 'hold'; readonly partyId: PartyId }
  | { readonly type: 'resume'; readonly partyId: PartyId }
  | { readonly type: 'setMuted'; readonly muted: boolean }
  /** Calls a third party, while the others hear music. */
  | { readonly type: 'consult'; readonly target: Target }
  /** Who talks hears music, who hears music talks. */
  | { readonly type: 'swap' }
  /** Brings all parties together. */
  | { readonly type: 'joinAll' }
  | { readonly type: 'removeParty'; readonly partyId: PartyId }
  /** Goes, and leaves the others together: completes a transfer after a consult. */
  | { readonly type: 'leave' }
  /** Gives the call away without talking to the target first. */
  | { readonly type: 'transfer'; readonly target: Target }
  | { readonly type: 'park' }
  /** Shows supervisors that the agent needs help, or does not any more. */
  | { readonly type: 'askForHelp'; readonly asked: boolean }
  /** Takes the agent's broken connection up again; `unnoticed`: of a page that is gone, before the carrier says so. */
  | { readonly type: 'rejoin'; readonly unnoticed?: true }
  /** Pauses a recording, lets it go on, or starts one. */
  | { readonly type: 'setRecording'; readonly recording: 'running' | 'paused' }
);

/** What an agent writes about an interaction. */
export type WritingCommand = { readonly interactionId: InteractionId } & (
  | { readonly type: 'chooseRecord'; readonly record: RecordMatch }
  | { readonly type: 'removeRecord'; readonly part: RecordPart }
  | { readonly type: 'writeNotes'; readonly notes: string }
  | { readonly type: 'chooseDisposition'; readonly disposition: string }
  | { readonly type: 'extendWrapUp' }
  | { readonly type: 'completeWrapUp' }
);

/** Why a command is not carried out. The softphone has a sentence for each. */
export type RefusalCode =
  | 'CALL_GONE'
  | 'ON_ANOTHER_CALL'
  | 'LOGGED_OUT'
  | 'NUMBER_INVALID'
  | 'REASON_REQUIRED'
  /** No reason by that name, or one that agents may not choose. */
  | 'REASON_UNKNOWN'
  | 'DISPOSITION_REQUIRED'
  /** The administrator allows no more time. */
  | 'NO_EXTENSION_LEFT'
  /** The two do not talk yet, or not any more. */
  | 'NOT_CONNECTED'
  /** The administrator allows calls out in other agent states only. */
  | 'DIAL_NOT_ALLOWED'
  | 'TOO_MANY_CALLS'
  | 'TOO_MANY_PARTIES'
  /** No agent, queue or extension by that name. */
  | 'TARGET_UNKNOWN'
  /** The agent is logged out, or has as many calls as are allowed. */
  | 'TARGET_UNAVAILABLE'
  /** The third party did not answer, or was busy. */
  | 'NO_ANSWER'
  /** Another agent picked the parked call up first. */
  | 'TAKEN_ALREADY'
  /** Another agent is in the call. */
  | 'OTHERS_IN_CALL'
  /** The administrator has not allowed a recording, or none has begun that could be paused. */
  | 'NOT_RECORDED'
  | 'NOT_A_SUPERVISOR'
  | 'COMMAND_FAILED';

export interface Refusal {
  readonly code: RefusalCode;
  /** The vendor's own words where they help, without numbers or names. */
  readonly detail?: string;
}

/** Longest notes that a call log takes, in characters. */
export const NOTES_LIMIT = 30_000;

/** Longest number that can be dialed, as typed. */
export const DIALED_LIMIT = 40;
