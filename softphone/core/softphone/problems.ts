import type { Refusal } from '../desk/command.ts';
import type { SignInRefusal, Softphone } from './softphone.ts';

/** Something that keeps the agent from working, with what mends it. Computed from the state, so it never lingers. */
export type Problem =
  | { readonly code: 'SIGN_IN_REFUSED'; readonly reason: SignInRefusal; readonly mend: 'retry' }
  | { readonly code: 'CONNECTOR_UNREACHABLE'; readonly mend: 'wait' }
  | { readonly code: 'MICROPHONE_REFUSED'; readonly mend: 'allowMicrophone' }
  | { readonly code: 'MICROPHONE_MISSING'; readonly mend: 'allowMicrophone' }
  | { readonly code: 'TOKEN_EXPIRED'; readonly mend: 'retry' }
  | { readonly code: 'SIGNALLING_LOST'; readonly mend: 'wait' }
  | { readonly code: 'PHONE_UNAVAILABLE'; readonly mend: 'retry' }
  | { readonly code: 'AUDIO_INTERRUPTED'; readonly mend: 'wait' }
  | { readonly code: 'COMMAND_REFUSED'; readonly refusal: Refusal; readonly mend: 'none' };

/** Every problem there is now, the gravest first. */
export function problemsOf(softphone: Softphone): readonly Problem[] {
  const { session, link, phone, refused } = softphone;
  const problems: Problem[] = [];
  if (session.state === 'refused') {
    return [{ code: 'SIGN_IN_REFUSED', reason: session.code, mend: 'retry' }];
  }
  if (link === 'lost') problems.push({ code: 'CONNECTOR_UNREACHABLE', mend: 'wait' });
  if (phone.owner === 'here' || phone.audios.length > 0) problems.push(...phoneProblems(softphone));
  if (refused) problems.push({ code: 'COMMAND_REFUSED', refusal: refused.refusal, mend: 'none' });
  return problems;
}

function phoneProblems({ phone }: Softphone): Problem[] {
  const problems: Problem[] = [];
  if (phone.microphone === 'refused') problems.push({ code: 'MICROPHONE_REFUSED', mend: 'allowMicrophone' });
  if (phone.microphone === 'missing') problems.push({ code: 'MICROPHONE_MISSING', mend: 'allowMicrophone' });
  if (phone.registration === 'tokenRefused') problems.push({ code: 'TOKEN_EXPIRED', mend: 'retry' });
  if (phone.registration === 'failed') problems.push({ code: 'PHONE_UNAVAILABLE', mend: 'retry' });
  if (phone.signalling === 'lost') problems.push({ code: 'SIGNALLING_LOST', mend: 'wait' });
  const interrupted = phone.audios.some(({ state }) => state === 'interrupted');
  if (interrupted) problems.push({ code: 'AUDIO_INTERRUPTED', mend: 'wait' });
  return problems;
}
