import type { Problem, RefusalCode, SignInRefusal } from '../../../../../softphone/core/index.ts';
import NOT_CONNECTED from '@salesforce/label/c.Softphone_Refusal_NotConnected';
import NOT_CONNECTED_ADVICE from '@salesforce/label/c.Softphone_Refusal_NotConnected_Advice';
import DIAL_NOT_ALLOWED from '@salesforce/label/c.Softphone_Refusal_DialNotAllowed';
import DIAL_NOT_ALLOWED_ADVICE from '@salesforce/label/c.Softphone_Refusal_DialNotAllowed_Advice';
import TOO_MANY_CALLS from '@salesforce/label/c.Softphone_Refusal_TooManyCalls';
import TOO_MANY_CALLS_ADVICE from '@salesforce/label/c.Softphone_Refusal_TooManyCalls_Advice';
import TOO_MANY_PARTIES from '@salesforce/label/c.Softphone_Refusal_TooManyParties';
import TOO_MANY_PARTIES_ADVICE from '@salesforce/label/c.Softphone_Refusal_TooManyParties_Advice';
import TARGET_UNKNOWN from '@salesforce/label/c.Softphone_Refusal_TargetUnknown';
import TARGET_UNKNOWN_ADVICE from '@salesforce/label/c.Softphone_Refusal_TargetUnknown_Advice';
import TARGET_UNAVAILABLE from '@salesforce/label/c.Softphone_Refusal_TargetUnavailable';
import TARGET_UNAVAILABLE_ADVICE from '@salesforce/label/c.Softphone_Refusal_TargetUnavailable_Advice';
import NO_ANSWER from '@salesforce/label/c.Softphone_Refusal_NoAnswer';
import NO_ANSWER_ADVICE from '@salesforce/label/c.Softphone_Refusal_NoAnswer_Advice';
import TAKEN_ALREADY from '@salesforce/label/c.Softphone_Refusal_TakenAlready';
import TAKEN_ALREADY_ADVICE from '@salesforce/label/c.Softphone_Refusal_TakenAlready_Advice';
import OTHERS_IN_CALL from '@salesforce/label/c.Softphone_Refusal_OthersInCall';
import OTHERS_IN_CALL_ADVICE from '@salesforce/label/c.Softphone_Refusal_OthersInCall_Advice';
import NOT_RECORDED from '@salesforce/label/c.Softphone_Refusal_NotRecorded';
import NOT_RECORDED_ADVICE from '@salesforce/label/c.Softphone_Refusal_NotRecorded_Advice';
import NOT_A_SUPERVISOR from '@salesforce/label/c.Softphone_Refusal_NotASupervisor';
import NOT_A_SUPERVISOR_ADVICE from '@salesforce/label/c.Softphone_Refusal_NotASupervisor_Advice';
import AUDIO_INTERRUPTED from '@salesforce/label/c.Softphone_Problem_AudioInterrupted';
import AUDIO_INTERRUPTED_ADVICE from '@salesforce/label/c.Softphone_Problem_AudioInterrupted_Advice';
import CALL_GONE from '@salesforce/label/c.Softphone_Refusal_CallGone';
import CALL_GONE_ADVICE from '@salesforce/label/c.Softphone_Refusal_CallGone_Advice';
import COMMAND_FAILED from '@salesforce/label/c.Softphone_Refusal_CommandFailed';
import COMMAND_FAILED_ADVICE from '@salesforce/label/c.Softphone_Refusal_CommandFailed_Advice';
import CONNECTOR_UNREACHABLE from '@salesforce/label/c.Softphone_Problem_ConnectorUnreachable';
import CONNECTOR_UNREACHABLE_ADVICE from '@salesforce/label/c.Softphone_Problem_ConnectorUnreachable_Advice';
import DISPOSITION_REQUIRED from '@salesforce/label/c.Softphone_Refusal_DispositionRequired';
import DISPOSITION_REQUIRED_ADVICE from '@salesforce/label/c.Softphone_Refusal_DispositionRequired_Advice';
import LOGGED_OUT from '@salesforce/label/c.Softphone_Refusal_LoggedOut';
import LOGGED_OUT_ADVICE from '@salesforce/label/c.Softphone_Refusal_LoggedOut_Advice';
import MICROPHONE_MISSING from '@salesforce/label/c.Softphone_Problem_MicrophoneMissing';
import MICROPHONE_MISSING_ADVICE from '@salesforce/label/c.Softphone_Problem_MicrophoneMissing_Advice';
import MICROPHONE_REFUSED from '@salesforce/label/c.Softphone_Problem_MicrophoneRefused';
import MICROPHONE_REFUSED_ADVICE from '@salesforce/label/c.Softphone_Problem_MicrophoneRefused_Advice';
import NOT_AN_AGENT from '@salesforce/label/c.Softphone_SignIn_NotAnAgent';
import NOT_AN_AGENT_ADVICE from '@salesforce/label/c.Softphone_SignIn_NotAnAgent_Advice';
import NUMBER_INVALID from '@salesforce/label/c.Softphone_Refusal_NumberInvalid';
import NUMBER_INVALID_ADVICE from '@salesforce/label/c.Softphone_Refusal_NumberInvalid_Advice';
import ON_ANOTHER_CALL from '@salesforce/label/c.Softphone_Refusal_OnAnotherCall';
import ON_ANOTHER_CALL_ADVICE from '@salesforce/label/c.Softphone_Refusal_OnAnotherCall_Advice';
import NO_EXTENSION_LEFT from '@salesforce/label/c.Softphone_Refusal_NoExtensionLeft';
import NO_EXTENSION_LEFT_ADVICE from '@salesforce/label/c.Softphone_Refusal_NoExtensionLeft_Advice';
import ORG_UNREACHABLE from '@salesforce/label/c.Softphone_SignIn_OrgUnreachable';
import ORG_UNREACHABLE_ADVICE from '@salesforce/label/c.Softphone_SignIn_OrgUnreachable_Advice';
import PHONE_UNAVAILABLE from '@salesforce/label/c.Softphone_Problem_PhoneUnavailable';
import PHONE_UNAVAILABLE_ADVICE from '@salesforce/label/c.Softphone_Problem_PhoneUnavailable_Advice';
import REASON_REQUIRED from '@salesforce/label/c.Softphone_Refusal_ReasonRequired';
import REASON_REQUIRED_ADVICE from '@salesforce/label/c.Softphone_Refusal_ReasonRequired_Advice';
import REASON_UNKNOWN from '@salesforce/label/c.Softphone_Refusal_ReasonUnknown';
import REASON_UNKNOWN_ADVICE from '@salesforce/label/c.Softphone_Refusal_ReasonUnknown_Advice';
import SESSION_REPLACED from '@salesforce/label/c.Softphone_SignIn_SessionReplaced';
import SESSION_REPLACED_ADVICE from '@salesforce/label/c.Softphone_SignIn_SessionReplaced_Advice';
import SIGNALLING_LOST from '@salesforce/label/c.Softphone_Problem_SignallingLost';
import SIGNALLING_LOST_ADVICE from '@salesforce/label/c.Softphone_Problem_SignallingLost_Advice';
import TOKEN_EXPIRED from '@salesforce/label/c.Softphone_Problem_TokenExpired';
import TOKEN_EXPIRED_ADVICE from '@salesforce/label/c.Softphone_Problem_TokenExpired_Advice';
import TOKEN_REFUSED from '@salesforce/label/c.Softphone_SignIn_TokenRefused';
import TOKEN_REFUSED_ADVICE from '@salesforce/label/c.Softphone_SignIn_TokenRefused_Advice';

/** How a problem reads. */
export interface ProblemWords {
  readonly title: string;
  /** What the agent does about it. */
  readonly advice: string;
  /** The vendor's own words. */
  readonly detail?: string;
}

const SIGN_IN: Readonly<Record<SignInRefusal, ProblemWords>> = {
  NOT_AN_AGENT: { title: NOT_AN_AGENT, advice: NOT_AN_AGENT_ADVICE },
  ORG_UNREACHABLE: { title: ORG_UNREACHABLE, advice: ORG_UNREACHABLE_ADVICE },
  TOKEN_REFUSED: { title: TOKEN_REFUSED, advice: TOKEN_REFUSED_ADVICE },
  SESSION_REPLACED: { title: SESSION_REPLACED, advice: SESSION_REPLACED_ADVICE },
};

const REFUSED: Readonly<Record<RefusalCode, ProblemWords>> = {
  CALL_GONE: { title: CALL_GONE, advice: CALL_GONE_ADVICE },
  ON_ANOTHER_CALL: { title: ON_ANOTHER_CALL, advice: ON_ANOTHER_CALL_ADVICE },
  LOGGED_OUT: { title: LOGGED_OUT, advice: LOGGED_OUT_ADVICE },
  NUMBER_INVALID: { title: NUMBER_INVALID, advice: NUMBER_INVALID_ADVICE },
  REASON_REQUIRED: { title: REASON_REQUIRED, advice: REASON_REQUIRED_ADVICE },
  REASON_UNKNOWN: { title: REASON_UNKNOWN, advice: REASON_UNKNOWN_ADVICE },
  NO_EXTENSION_LEFT: { title: NO_EXTENSION_LEFT, advice: NO_EXTENSION_LEFT_ADVICE },
  DISPOSITION_REQUIRED: { title: DISPOSITION_REQUIRED, advice: DISPOSITION_REQUIRED_ADVICE },
  NOT_CONNECTED: { title: NOT_CONNECTED, advice: NOT_CONNECTED_ADVICE },
  DIAL_NOT_ALLOWED: { title: DIAL_NOT_ALLOWED, advice: DIAL_NOT_ALLOWED_ADVICE },
  TOO_MANY_CALLS: { title: TOO_MANY_CALLS, advice: TOO_MANY_CALLS_ADVICE },
  TOO_MANY_PARTIES: { title: TOO_MANY_PARTIES, advice: TOO_MANY_PARTIES_ADVICE },
  TARGET_UNKNOWN: { title: TARGET_UNKNOWN, advice: TARGET_UNKNOWN_ADVICE },
  TARGET_UNAVAILABLE: { title: TARGET_UNAVAILABLE, advice: TARGET_UNAVAILABLE_ADVICE },
  NO_ANSWER: { title: NO_ANSWER, advice: NO_ANSWER_ADVICE },
  TAKEN_ALREADY: { title: TAKEN_ALREADY, advice: TAKEN_ALREADY_ADVICE },
  OTHERS_IN_CALL: { title: OTHERS_IN_CALL, advice: OTHERS_IN_CALL_ADVICE },
  NOT_RECORDED: { title: NOT_RECORDED, advice: NOT_RECORDED_ADVICE },
  NOT_A_SUPERVISOR: { title: NOT_A_SUPERVISOR, advice: NOT_A_SUPERVISOR_ADVICE },
  COMMAND_FAILED: { title: COMMAND_FAILED, advice: COMMAND_FAILED_ADVICE },
};

const PROBLEMS: Readonly<
  Record<Exclude<Problem['code'], 'SIGN_IN_REFUSED' | 'COMMAND_REFUSED'>, ProblemWords>
> = {
  CONNECTOR_UNREACHABLE: { title: CONNECTOR_UNREACHABLE, advice: CONNECTOR_UNREACHABLE_ADVICE },
  MICROPHONE_REFUSED: { title: MICROPHONE_REFUSED, advice: MICROPHONE_REFUSED_ADVICE },
  MICROPHONE_MISSING: { title: MICROPHONE_MISSING, advice: MICROPHONE_MISSING_ADVICE },
  TOKEN_EXPIRED: { title: TOKEN_EXPIRED, advice: TOKEN_EXPIRED_ADVICE },
  SIGNALLING_LOST: { title: SIGNALLING_LOST, advice: SIGNALLING_LOST_ADVICE },
  PHONE_UNAVAILABLE: { title: PHONE_UNAVAILABLE, advice: PHONE_UNAVAILABLE_ADVICE },
  AUDIO_INTERRUPTED: { title: AUDIO_INTERRUPTED, advice: AUDIO_INTERRUPTED_ADVICE },
};

/** What a problem is and what to do about it, in the agent's language. */
export function problemWords(problem: Problem): ProblemWords {
  switch (problem.code) {
    case 'SIGN_IN_REFUSED':
      return SIGN_IN[problem.reason];
    case 'COMMAND_REFUSED': {
      const { code, detail } = problem.refusal;
      return { ...REFUSED[code], ...(detail !== undefined && { detail }) };
    }
    default:
      return PROBLEMS[problem.code];
  }
}
