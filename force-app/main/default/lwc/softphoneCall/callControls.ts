import type { CallCommand, Interaction, Party } from '../../../../../softphone/core/index.ts';
import CONSULT from '@salesforce/label/c.Softphone_Call_AddCall';
import HANG_UP from '@salesforce/label/c.Softphone_Call_HangUp';
import HOLD from '@salesforce/label/c.Softphone_Call_Hold';
import KEYPAD from '@salesforce/label/c.Softphone_Call_Keypad';
import MUTE from '@salesforce/label/c.Softphone_Call_Mute';
import NOT_RECORDED from '@salesforce/label/c.Softphone_Call_NotRecorded';
import PARK from '@salesforce/label/c.Softphone_Call_Park';
import PAUSE_RECORDING from '@salesforce/label/c.Softphone_Call_PauseRecording';
import RECORDING from '@salesforce/label/c.Softphone_Call_Recording';
import RESUME from '@salesforce/label/c.Softphone_Call_Resume';
import RESUME_RECORDING from '@salesforce/label/c.Softphone_Call_ResumeRecording';
import START_RECORDING from '@salesforce/label/c.Softphone_Call_StartRecording';
import TRANSFER from '@salesforce/label/c.Softphone_Call_Transfer';
import UNMUTE from '@salesforce/label/c.Softphone_Call_Unmute';
import { isPending } from 'c/softphonePending';

export type ControlName = 'consult' | 'transfer' | 'park' | 'record' | 'mute' | 'hold' | 'keypad' | 'hangUp';

/** One button of a call. */
interface Control {
  readonly name: ControlName;
  readonly label: string;
  readonly iconName: string;
  readonly className: string;
  readonly disabled: boolean;
  /** `true` while what it asked for has not been answered. */
  readonly busy: 'true' | undefined;
  /** Where the label alone does not say it. */
  readonly title: string | undefined;
  /** Of what opens and closes something. */
  readonly expanded: 'true' | 'false' | undefined;
}

interface ControlFacts {
  readonly interaction: Interaction;
  readonly may: readonly string[];
  readonly pending: readonly string[];
  /** Absent where keys would not be heard. */
  readonly keypad: { readonly open: boolean } | undefined;
  readonly choosing: 'transfer' | 'consult' | undefined;
}

type Face = Pick<Control, 'label' | 'iconName'> &
  Partial<Pick<Control, 'title' | 'expanded'>> & { on?: boolean };

const ROWS: readonly { readonly key: string; readonly names: readonly ControlName[] }[] = [
  { key: 'seldom', names: ['consult', 'transfer', 'park', 'record'] },
  { key: 'often', names: ['mute', 'hold', 'keypad', 'hangUp'] },
];

/** The buttons in their two rows: what an agent needs often is at the bottom, under the hand. */
export function controlsOf(facts: ControlFacts) {
  return ROWS.map(({ key, names }) => ({
    key,
    className: `controls controls_${key}`,
    controls: names.map((name) => controlOf(name, facts)),
  }));
}

/** What the button asks for now; `undefined` where it has nothing to ask. */
export function actionOf(
  name: Exclude<ControlName, 'consult' | 'transfer' | 'keypad'>,
  interaction: Interaction,
  may: readonly string[],
): CallCommand | undefined {
  const { id: interactionId, muted, recording } = interaction;
  switch (name) {
    case 'mute':
      return { type: 'setMuted', interactionId, muted: !muted };
    case 'hold':
      return holdAction(interaction, may);
    case 'park':
      return { type: 'park', interactionId };
    case 'record':
      return {
        type: 'setRecording',
        interactionId,
        recording: recording === 'running' ? 'paused' : 'running',
      };
    case 'hangUp':
      return { type: 'hangUp', interactionId };
  }
}

/** A call that waits for the agent is taken up as a whole; else the customer, or who is there instead, is held. */
function holdAction(
  { id: interactionId, parties }: Interaction,
  may: readonly string[],
): CallCommand | undefined {
  if (may.includes('activate')) return { type: 'activate', interactionId };
  const party = parties.find(({ role }) => role === 'customer') ?? parties[0];
  if (!party || !isIn(party)) return undefined;
  return { type: party.state === 'onHold' ? 'resume' : 'hold', interactionId, partyId: party.id };
}

function isIn({ state }: Party): boolean {
  return state === 'talking' || state === 'onHold';
}

function controlOf(name: ControlName, facts: ControlFacts): Control {
  const { on = false, title, expanded, ...face } = faceOf(name, facts);
  const look = name === 'hangUp' ? 'hang-up slds-button_destructive' : `${name} slds-button_neutral`;
  return {
    name,
    ...face,
    title,
    expanded,
    className: `control slds-button ${look} ${on ? 'control_on' : ''}`,
    disabled: !isOffered(name, facts),
    busy: isBusy(name, facts) ? 'true' : undefined,
  };
}

function faceOf(name: ControlName, { interaction, may, keypad, choosing }: ControlFacts): Face {
  switch (name) {
    case 'consult':
      return { label: CONSULT, iconName: 'utility:adduser', expanded: choosing === name ? 'true' : 'false' };
    case 'transfer':
      return { label: TRANSFER, iconName: 'utility:forward', expanded: choosing === name ? 'true' : 'false' };
    case 'park':
      return { label: PARK, iconName: 'utility:pin' };
    case 'record':
      return recordFace(interaction);
    case 'mute':
      return interaction.muted
        ? { label: UNMUTE, iconName: 'utility:muted', on: true }
        : { label: MUTE, iconName: 'utility:unmuted' };
    case 'hold': {
      const action = holdAction(interaction, may);
      return action && action.type !== 'hold'
        ? { label: RESUME, iconName: 'utility:play', on: true }
        : { label: HOLD, iconName: 'utility:pause' };
    }
    case 'keypad':
      return { label: KEYPAD, iconName: 'utility:keypad', expanded: keypad?.open ? 'true' : 'false' };
    case 'hangUp':
      return { label: HANG_UP, iconName: 'utility:end_call' };
  }
}

function recordFace({ recording }: Interaction): Face {
  switch (recording) {
    case undefined:
      return { label: RECORDING, iconName: 'utility:record', title: NOT_RECORDED };
    case 'startable':
      return { label: RECORDING, iconName: 'utility:record', title: START_RECORDING };
    case 'running':
      return { label: RECORDING, iconName: 'utility:pause_alt', title: PAUSE_RECORDING };
    case 'paused':
      return { label: RECORDING, iconName: 'utility:record', title: RESUME_RECORDING, on: true };
  }
}

function isOffered(name: ControlName, { interaction, may, keypad }: ControlFacts): boolean {
  switch (name) {
    case 'consult':
    case 'transfer':
    case 'park':
    case 'hangUp':
      return may.includes(name);
    case 'record':
      return may.includes('setRecording');
    case 'mute':
      return may.includes('setMuted');
    case 'hold': {
      const action = holdAction(interaction, may);
      return action !== undefined && may.includes(action.type);
    }
    case 'keypad':
      return keypad !== undefined;
  }
}

function isBusy(name: ControlName, { interaction, may, pending }: ControlFacts): boolean {
  if (name === 'keypad') return false;
  const { id } = interaction;
  if (name === 'consult' || name === 'transfer')
    return pending.some((key) => key.startsWith(`${name} ${id}`));
  const action = actionOf(name, interaction, may);
  return action !== undefined && isPending(pending, action);
}
