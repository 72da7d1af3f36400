import { LightningElement, api } from 'lwc';
import type { Interaction, Phone, QualityWarning } from '../../../../../softphone/core/index.ts';
import DIGITS_SENT from '@salesforce/label/c.Softphone_Call_DigitsSent';
import MUTED from '@salesforce/label/c.Softphone_Call_Muted';
import HIGH_JITTER from '@salesforce/label/c.Softphone_Quality_HighJitter';
import HIGH_LATENCY from '@salesforce/label/c.Softphone_Quality_HighLatency';
import LOW_QUALITY from '@salesforce/label/c.Softphone_Quality_LowQuality';
import PACKET_LOSS from '@salesforce/label/c.Softphone_Quality_PacketLoss';
import SILENT_MICROPHONE from '@salesforce/label/c.Softphone_Quality_SilentMicrophone';
import { isSecondClick, raise } from 'c/softphoneCommand';
import { isPending } from 'c/softphonePending';
import type { TransferPurpose } from 'c/softphoneTransfer';
import { actionOf, controlsOf, type ControlName } from './callControls';

const QUALITY: Readonly<Record<QualityWarning, string>> = {
  highJitter: HIGH_JITTER,
  highLatency: HIGH_LATENCY,
  lowQuality: LOW_QUALITY,
  packetLoss: PACKET_LOSS,
  silentMicrophone: SILENT_MICROPHONE,
};

/**
 * What the agent does in a call, each thing in its place, whatever the call is doing; and how well it sounds. Raises
 * `choosetarget` for what needs somebody to be chosen.
 */
export default class SoftphoneCall extends LightningElement {
  @api interaction!: Interaction;
  @api phone!: Phone;
  /** What the agent may do with this call. */
  @api may: readonly string[] = [];
  @api pending: readonly string[] = [];
  /** What the panel above is choosing somebody for. */
  @api choosing?: TransferPurpose;

  /** The interaction whose keypad the agent has opened. */
  keypadFor?: string;
  focusDue = false;
  pressed = false;
  words = { digitsSent: DIGITS_SENT, muted: MUTED };

  /** Puts the focus on a control. */
  @api focusControl(name: ControlName): void {
    this.template?.querySelector<HTMLElement>(`[data-name="${name}"]`)?.focus();
  }

  /** The call's sound, when it is in this tab. */
  get audio() {
    return this.phone.audios.find(({ interactionId }) => interactionId === this.interaction.id);
  }

  get muted(): boolean {
    return this.interaction.muted;
  }

  get digits(): string {
    return this.audio?.digits ?? '';
  }

  /** Keys go into the call in which the agent is heard, where this tab has its sound. */
  get keypad(): { readonly open: boolean } | undefined {
    if (!this.audio || this.may.includes('activate')) return undefined;
    return { open: this.keypadFor === this.interaction.id };
  }

  get keypadShown(): boolean {
    return this.keypad?.open === true;
  }

  get warnings() {
    const raised = this.audio?.warnings ?? [];
    return raised.map((warning) => ({ warning, text: QUALITY[warning] }));
  }

  get rows() {
    const { interaction, may, pending, keypad, choosing } = this;
    return controlsOf({ interaction, may, pending, keypad, choosing });
  }

  renderedCallback(): void {
    if (!this.focusDue) return;
    this.focusDue = false;
    this.template?.querySelector<HTMLElement>('c-softphone-dial-pad')?.focus();
  }

  press(event: MouseEvent): void {
    const name = (event.currentTarget as HTMLElement).dataset.name as ControlName;
    if (this.isStray(event) || (isSecondClick(event) && name !== 'mute' && name !== 'keypad')) return;
    switch (name) {
      case 'keypad':
        this.keypadFor = this.keypadShown ? undefined : this.interaction.id;
        this.focusDue = this.keypadShown;
        return;
      case 'consult':
      case 'transfer':
        this.dispatchEvent(new CustomEvent<TransferPurpose>('choosetarget', { detail: name }));
        return;
      case 'mute':
      case 'hold':
      case 'park':
      case 'record':
      case 'hangUp': {
        const command = actionOf(name, this.interaction, this.may);
        if (command && !isPending(this.pending, command)) raise(this, command);
      }
    }
  }

  sendDigit(event: CustomEvent<string>): void {
    raise(this, { type: 'sendDigits', digits: event.detail });
  }

  /** Whether the click began on the panel that was here before. */
  isStray(event: MouseEvent): boolean {
    const stray = !this.pressed && isSecondClick(event);
    this.pressed = true;
    return stray;
  }
}
