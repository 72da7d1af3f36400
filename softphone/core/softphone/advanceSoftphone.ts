import { refusalOf, type DeskCommand } from '../desk/command.ts';
import { liveInteraction } from '../desk/desk.ts';
import { advancePhone } from '../phone/phone.ts';
import { followDesk } from './followDesk.ts';
import { popRecord } from './screenPop.ts';
import type {
  LocalCommand,
  Softphone,
  SoftphoneCommand,
  SoftphoneEffect,
  SoftphoneEvent,
} from './softphone.ts';

/** A softphone after an event, and what to do about it, in order. */
export interface Step {
  readonly softphone: Softphone;
  readonly effects: readonly SoftphoneEffect[];
}

/** The softphone after `event`. Total: an event that changes nothing returns the same softphone. */
export function advanceSoftphone(softphone: Softphone, event: SoftphoneEvent): Step {
  switch (event.type) {
    case 'commanded':
      return obey(softphone, event.command);
    case 'clickedToDial':
      return clickToDial(softphone, event);
    case 'numberRead':
      return same({ ...softphone, entry: event.entry });
    case 'hostStarted':
      return same({ ...softphone, host: event.settings });
    case 'linkOpened':
      return same({ ...softphone, link: 'open' });
    case 'linkLost':
      return same({ ...softphone, link: 'lost' });
    case 'signInRefused':
      return {
        softphone: { ...softphone, session: { state: 'refused', code: event.code }, link: 'lost' },
        effects: [{ type: 'stopRinging' }, { type: 'stopPhone' }],
      };
    case 'historyChanged':
      return same({ ...softphone, history: event.history });
    case 'commandRefused':
      return same({ ...softphone, refused: { command: event.command, refusal: event.refusal } });
    case 'phoneOwned':
      return own(softphone, event.owner);
    case 'phoneChanged':
      return same({ ...softphone, phone: advancePhone(softphone.phone, event.event) });
    case 'welcomed':
    case 'deskChanged':
      return followDesk(softphone, event);
  }
}

function same(softphone: Softphone): Step {
  return { softphone, effects: [] };
}

function obey(softphone: Softphone, command: SoftphoneCommand): Step {
  const { refused: _cleared, ...ready } = softphone;
  return isLocal(command) ? obeyLocally(ready, command) : sendToConnector(ready, command);
}

/** A click on a number that cannot be dialled now shows the panel, with the reason. */
function clickToDial(softphone: Softphone, click: Extract<SoftphoneEvent, { type: 'clickedToDial' }>): Step {
  const { number, relatedRecord } = click;
  const { softphone: next, effects } = obey(softphone, {
    type: 'dial',
    number,
    ...(relatedRecord && { relatedRecord }),
  });
  return { softphone: next, effects: [{ type: 'showPanel' }, ...effects] };
}

function sendToConnector(softphone: Softphone, command: DeskCommand): Step {
  if (!softphone.desk || softphone.link !== 'open') {
    return same({ ...softphone, refused: { command: command.type, refusal: { code: 'COMMAND_FAILED' } } });
  }
  const refusal = refusalOf(softphone.desk, command);
  if (refusal) return same({ ...softphone, refused: { command: command.type, refusal } });
  const answeredHere =
    command.type === 'answer' ? [...softphone.answeredHere, command.interactionId] : softphone.answeredHere;
  const effects: SoftphoneEffect[] = [{ type: 'send', command }];
  if (command.type === 'answer') effects.unshift({ type: 'stopRinging' });
  if (command.type === 'chooseRecord' && command.record) {
    effects.push({ type: 'popScreen', pop: popRecord(command.record) });
  }
  return { softphone: { ...softphone, answeredHere }, effects };
}

const localTypes: Readonly<Record<LocalCommand['type'], true>> = {
  typeNumber: true,
  mute: true,
  unmute: true,
  sendDigits: true,
  chooseDevice: true,
  playTestTone: true,
  openRecord: true,
  takePhone: true,
  allowMicrophone: true,
  retry: true,
};

function isLocal(command: SoftphoneCommand): command is LocalCommand {
  return command.type in localTypes;
}

function obeyLocally(softphone: Softphone, command: LocalCommand): Step {
  switch (command.type) {
    case 'typeNumber':
      return { softphone, effects: [{ type: 'readNumber', typed: command.typed }] };
    case 'mute':
    case 'unmute':
      return whileTalking(softphone, { type: 'setMuted', muted: command.type === 'mute' });
    case 'sendDigits':
      return whileTalking(softphone, { type: 'sendDigits', digits: command.digits });
    case 'openRecord':
      return { softphone, effects: [{ type: 'popScreen', pop: popRecord(command.record) }] };
    case 'takePhone':
      return { softphone, effects: [{ type: 'claimPhone' }] };
    case 'retry':
      return { softphone, effects: [{ type: 'signIn' }, ...restartPhone(softphone)] };
    case 'chooseDevice':
    case 'playTestTone':
    case 'allowMicrophone':
      return { softphone, effects: [command] };
  }
}

function whileTalking(softphone: Softphone, effect: SoftphoneEffect): Step {
  return { softphone, effects: softphone.phone.audio ? [effect] : [] };
}

function restartPhone({ phone }: Softphone): SoftphoneEffect[] {
  return phone.owner === 'here' && phone.registration !== 'registered' ? [{ type: 'startPhone' }] : [];
}

/** The phone moves between tabs only when this says so; a tab that loses it falls silent. */
function own(softphone: Softphone, owner: Softphone['phone']['owner']): Step {
  if (owner === softphone.phone.owner) return same(softphone);
  const next = { ...softphone, phone: { ...softphone.phone, owner } };
  if (owner === 'here') return { softphone: next, effects: [{ type: 'startPhone' }, ...ringIfOffered(next)] };
  return { softphone: next, effects: [{ type: 'stopRinging' }, { type: 'stopPhone' }] };
}

function ringIfOffered({ desk }: Softphone): SoftphoneEffect[] {
  const interaction = desk && liveInteraction(desk);
  if (interaction?.call.state !== 'offered') return [];
  return [{ type: 'ring', caller: interaction.relatedRecord?.name ?? interaction.ani }];
}
