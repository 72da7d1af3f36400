import type { Refusal, RefusalCode } from '../../../../softphone/core/index.ts';

/** What a supervisor does about an order that was refused. */
const WORDS: Partial<Readonly<Record<RefusalCode, string>>> = {
  CALL_GONE: 'The agent does not talk in this call any more.',
  LOGGED_OUT: 'Open your softphone and log in: what you hear comes to it.',
  NOT_A_SUPERVISOR: 'Ask your administrator for the permission set CTI Supervisor.',
  ON_ANOTHER_CALL: 'End your own call first.',
  REASON_UNKNOWN: 'Choose another reason: there is none by this name any more.',
  TARGET_UNKNOWN: 'The agent has not logged in yet.',
};

/** What a supervisor reads when an order is refused. */
export function refusalWords({ code }: Refusal): string {
  return WORDS[code] ?? 'That did not work. Try again; the log of the connector says why.';
}
