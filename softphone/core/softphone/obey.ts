import type { DeskCommand, Refusal } from '../desk/command.ts';
import { interactionAt, type Desk } from '../desk/desk.ts';
import { refusalOf } from '../desk/refusalOf.ts';
import { audioOf } from '../phone/phone.ts';
import type { InteractionId } from '../vocabulary.ts';
import { withoutDialingPrefixes } from './dialingPrefixes.ts';
import { obeyDirectory } from './directory.ts';
import { popByHand, popChosen } from './popDue.ts';
import { popRecord } from './screenPop.ts';
import type { LocalCommand, Softphone, SoftphoneCommand, SoftphoneEffect } from './softphone.ts';
import { rejoin, setMuted } from './sound.ts';
import { ringOn, same, type Step } from './step.ts';

/** Does what the agent asks, or has the connector do it. Each command clears the last refusal. */
export function obey(softphone: Softphone, command: SoftphoneCommand): Step {
  const { refused: _cleared, ...ready } = softphone;
  return isLocal(command) ? obeyLocally(ready, command) : sendToConnector(ready, command);
}

function sendToConnector(softphone: Softphone, command: DeskCommand): Step {
  const { desk, link } = softphone;
  if (!desk || (link !== 'open' && command.type !== 'setMuted')) {
    return refuse(softphone, command, { code: 'COMMAND_FAILED' });
  }
  const refusal = refusalOf(desk, command, softphone.settings);
  if (refusal) return refuse(softphone, command, refusal);
  switch (command.type) {
    case 'answer':
      return answer(softphone, command);
    case 'dial':
      return dial(softphone, command);
    case 'chooseRecord':
      return chooseRecord(softphone, command);
    case 'pickUp':
      return pickUp(softphone, command);
    case 'setMuted':
      return setMuted(softphone, command.interactionId, command.muted);
    case 'rejoin':
      return rejoinCall(softphone, desk, command);
    case 'setAgentState':
    case 'decline':
    case 'hangUp':
    case 'activate':
    case 'hold':
    case 'resume':
    case 'consult':
    case 'swap':
    case 'joinAll':
    case 'removeParty':
    case 'leave':
    case 'transfer':
    case 'park':
    case 'supervise':
    case 'askForHelp':
    case 'setRecording':
    case 'removeRecord':
    case 'writeNotes':
    case 'chooseDisposition':
    case 'extendWrapUp':
    case 'completeWrapUp':
      return send(softphone, command);
  }
}

function refuse(softphone: Softphone, command: DeskCommand, refusal: Refusal): Step {
  return same({ ...softphone, refused: { command: command.type, refusal } });
}

function send(softphone: Softphone, command: DeskCommand, ...then: SoftphoneEffect[]): Step {
  return { softphone, effects: [{ type: 'send', command }, ...then] };
}

function chooseRecord(softphone: Softphone, command: Extract<DeskCommand, { type: 'chooseRecord' }>): Step {
  const chosen = popChosen(softphone, command);
  return send(chosen.softphone, command, ...chosen.effects);
}

function answer(softphone: Softphone, command: Extract<DeskCommand, { type: 'answer' }>): Step {
  if (dumb(softphone)) return askForMicrophone(softphone);
  const next = answeredHere(softphone, command.interactionId);
  return { softphone: next, effects: [...ringOn(next), { type: 'send', command }] };
}

function pickUp(softphone: Softphone, command: Extract<DeskCommand, { type: 'pickUp' }>): Step {
  if (dumb(softphone)) return askForMicrophone(softphone);
  return send(answeredHere(softphone, command.interactionId), command);
}

function answeredHere(softphone: Softphone, id: InteractionId): Softphone {
  const others = softphone.answeredHere.filter((each) => each !== id);
  return { ...softphone, answeredHere: [...others, id] };
}

function rejoinCall(
  softphone: Softphone,
  desk: Desk,
  { interactionId }: Extract<DeskCommand, { type: 'rejoin' }>,
): Step {
  const interaction = interactionAt(desk, interactionId);
  return { softphone, effects: interaction ? rejoin(softphone, interaction) : [] };
}

function dial(softphone: Softphone, command: Extract<DeskCommand, { type: 'dial' }>): Step {
  if (dumb(softphone)) return askForMicrophone(softphone);
  const { target } = command;
  if (target.kind !== 'number') return send(softphone, command);
  const number = withoutDialingPrefixes(target.number, softphone.host.dialingPrefixes ?? {});
  return send(softphone, { ...command, target: { kind: 'number', number } });
}

/** Without a microphone nobody is connected: the caller would hear nothing and be lost. */
function dumb({ phone }: Softphone): boolean {
  return phone.owner === 'here' && (phone.microphone === 'refused' || phone.microphone === 'missing');
}

/** The call goes on ringing; once the microphone is there, the agent answers again. */
function askForMicrophone(softphone: Softphone): Step {
  return { softphone, effects: [{ type: 'showPanel' }, { type: 'allowMicrophone' }] };
}

const localTypes: Readonly<Record<LocalCommand['type'], true>> = {
  typeNumber: true,
  searchDirectory: true,
  saveNumber: true,
  forgetNumber: true,
  sendDigits: true,
  chooseDevice: true,
  playTestTone: true,
  openRecord: true,
  popScreen: true,
  takePhone: true,
  allowMicrophone: true,
  retry: true,
};

function isLocal(command: SoftphoneCommand): command is LocalCommand {
  return Object.hasOwn(localTypes, command.type);
}

function obeyLocally(softphone: Softphone, command: LocalCommand): Step {
  switch (command.type) {
    case 'typeNumber':
      return { softphone, effects: [{ type: 'readNumber', typed: command.typed }] };
    case 'searchDirectory':
    case 'saveNumber':
    case 'forgetNumber':
      return obeyDirectory(softphone, command);
    case 'sendDigits':
      return sendDigits(softphone, command.digits);
    case 'openRecord':
      return { softphone, effects: [{ type: 'popScreen', pop: popRecord(command.record) }] };
    case 'popScreen':
      return popByHand(softphone, command.interactionId);
    case 'takePhone':
      return { softphone, effects: [{ type: 'claimPhone' }] };
    case 'retry':
      return retry(softphone);
    case 'chooseDevice':
    case 'playTestTone':
    case 'allowMicrophone':
      return { softphone, effects: [command] };
  }
}

/** Digits go where the agent is heard. */
function sendDigits(softphone: Softphone, digits: string): Step {
  const { desk, phone } = softphone;
  const audio = desk?.active && audioOf(phone, desk.active);
  return audio
    ? { softphone, effects: [{ type: 'sendDigits', interactionId: audio.interactionId, digits }] }
    : same(softphone);
}

/** Signs in anew where that was refused; else starts the phone again, or asks for a lost link at once. */
function retry(softphone: Softphone): Step {
  const next: Softphone =
    softphone.session.state === 'refused'
      ? { ...softphone, session: { state: 'signingIn' }, link: 'connecting' }
      : softphone;
  return {
    softphone: next,
    effects: [...(next.link === 'open' ? [] : [{ type: 'signIn' } as const]), ...restartPhone(next)],
  };
}

function restartPhone({ phone }: Softphone): SoftphoneEffect[] {
  const running = phone.registration === 'registered' || phone.registration === 'registering';
  return phone.owner === 'here' && !running ? [{ type: 'startPhone' }] : [];
}
