import { CUSTOMER_PARTY } from '../interaction/party.ts';
import { newSoftphone } from '../softphone/softphone.ts';
import { ada, one, two } from './builders.ts';
import type { DeskCommand } from '../desk/command.ts';
import type { Desk } from '../desk/desk.ts';
import { refusalOf, type DeskRules } from '../desk/refusalOf.ts';
import type { Target } from '../desk/target.ts';

/** A number as a target. */
export const number = (digits: string): Target => ({ kind: 'number', number: digits });
const interactionId = one;
const partyId = CUSTOMER_PARTY;

/** One command of each kind, all about the first interaction. */
export const commands: { readonly [Type in DeskCommand['type']]: Extract<DeskCommand, { type: Type }> } = {
  setAgentState: { type: 'setAgentState', state: { name: 'loggedOut' } },
  dial: { type: 'dial', target: number('+14155550100') },
  pickUp: { type: 'pickUp', interactionId: two },
  answer: { type: 'answer', interactionId },
  decline: { type: 'decline', interactionId },
  hangUp: { type: 'hangUp', interactionId },
  activate: { type: 'activate', interactionId },
  hold: { type: 'hold', interactionId, partyId },
  resume: { type: 'resume', interactionId, partyId },
  setMuted: { type: 'setMuted', interactionId, muted: true },
  consult: { type: 'consult', interactionId, target: number('1') },
  swap: { type: 'swap', interactionId },
  joinAll: { type: 'joinAll', interactionId },
  removeParty: { type: 'removeParty', interactionId, partyId },
  leave: { type: 'leave', interactionId },
  transfer: { type: 'transfer', interactionId, target: number('1') },
  park: { type: 'park', interactionId },
  supervise: { type: 'supervise', order: { type: 'stopMonitoring' } },
  askForHelp: { type: 'askForHelp', interactionId, asked: true },
  rejoin: { type: 'rejoin', interactionId },
  setRecording: { type: 'setRecording', interactionId, recording: 'paused' },
  chooseRecord: { type: 'chooseRecord', interactionId, record: ada },
  removeRecord: { type: 'removeRecord', interactionId, part: 'person' },
  writeNotes: { type: 'writeNotes', interactionId, notes: 'n' },
  chooseDisposition: { type: 'chooseDisposition', interactionId, disposition: 'd' },
  extendWrapUp: { type: 'extendWrapUp', interactionId },
  completeWrapUp: { type: 'completeWrapUp', interactionId },
};

/** What may be written down about a call, as long as it is there. */
export const notes = ['chooseRecord', 'removeRecord', 'writeNotes', 'chooseDisposition'] as const;

/** The settings of a new softphone, with a reason that agents may not choose. */
const plainRules: DeskRules = {
  ...newSoftphone.settings,
  reasonCodes: [
    { name: 'Break', choosable: true },
    { name: 'Missed call', choosable: false },
  ],
  wrapUpExtensions: 1,
};

/** How a command is refused at a desk. */
export const refusal = (desk: Desk, command: DeskCommand, changes: Partial<DeskRules> = {}) =>
  refusalOf(desk, command, { ...plainRules, ...changes });

/** With which codes several commands are refused; `undefined` for one that is allowed. */
export const codes = (desk: Desk, types: readonly DeskCommand['type'][], changes: Partial<DeskRules> = {}) =>
  types.map((type) => refusal(desk, commands[type], changes)?.code);
