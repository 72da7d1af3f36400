import { LightningElement, api } from 'lwc';
import type { Interaction, Phone, QualityWarning } from '../../../../../softphone/core/index.ts';
import DIGITS_SENT from '@salesforce/label/c.Softphone_Call_DigitsSent';
import HANG_UP from '@salesforce/label/c.Softphone_Call_HangUp';
import KEYPAD from '@salesforce/label/c.Softphone_Call_Keypad';
import MUTE from '@salesforce/label/c.Softphone_Call_Mute';
import MUTED from '@salesforce/label/c.Softphone_Call_Muted';
import UNMUTE from '@salesforce/label/c.Softphone_Call_Unmute';
import HIGH_JITTER from '@salesforce/label/c.Softphone_Quality_HighJitter';
import HIGH_LATENCY from '@salesforce/label/c.Softphone_Quality_HighLatency';
import LOW_QUALITY from '@salesforce/label/c.Softphone_Quality_LowQuality';
import PACKET_LOSS from '@salesforce/label/c.Softphone_Quality_PacketLoss';
import SILENT_MICROPHONE from '@salesforce/label/c.Softphone_Quality_SilentMicrophone';
import { isSecondClick, raise } from 'c/softphoneCommand';

const QUALITY: Readonly<Record<QualityWarning, string>> = {
  highJitter: HIGH_JITTER,
  highLatency: HIGH_LATENCY,
  lowQuality: LOW_QUALITY,
  packetLoss: PACKET_LOSS,
  silentMicrophone: SILENT_MICROPHONE,
};

/** What the agent does in a call: mute, keypad, hang up; and how well it sounds. */
export default class SoftphoneCall extends LightningElement {
  @api interaction!: Interaction;
  @api phone!: Phone;

  keypadOpen = false;
  focusDue = false;
  pressed = false;
  words = { digitsSent: DIGITS_SENT, hangUp: HANG_UP, keypad: KEYPAD, muted: MUTED };

  /** The call's sound, when it is in this tab. */
  get audio() {
    return this.phone.audios.find(({ interactionId }) => interactionId === this.interaction.id);
  }

  get soundElsewhere(): boolean {
    return this.audio === undefined;
  }

  get muted(): boolean {
    return this.audio?.muted === true;
  }

  get muteLabel(): string {
    return this.muted ? UNMUTE : MUTE;
  }

  get muteClass(): string {
    return `toggle mute slds-button slds-button_neutral ${this.muted ? 'toggle_muted' : ''}`;
  }

  get muteIcon(): string {
    return this.muted ? 'utility:muted' : 'utility:unmuted';
  }

  get digits(): string {
    return this.audio?.digits ?? '';
  }

  get keypadExpanded(): string {
    return String(this.keypadOpen);
  }

  get warnings() {
    const raised = this.audio?.warnings ?? [];
    return raised.map((warning) => ({ warning, text: QUALITY[warning] }));
  }

  renderedCallback(): void {
    if (!this.focusDue) return;
    this.focusDue = false;
    this.template?.querySelector<HTMLElement>('c-softphone-dial-pad')?.focus();
  }

  toggleMute(event: MouseEvent): void {
    if (this.isStray(event)) return;
    raise(this, { type: this.muted ? 'unmute' : 'mute' });
  }

  toggleKeypad(event: MouseEvent): void {
    if (this.isStray(event)) return;
    this.keypadOpen = !this.keypadOpen;
    this.focusDue = this.keypadOpen;
  }

  sendDigit(event: CustomEvent<string>): void {
    raise(this, { type: 'sendDigits', digits: event.detail });
  }

  hangUp(event: MouseEvent): void {
    if (isSecondClick(event)) return;
    raise(this, { type: 'hangUp', interactionId: this.interaction.id });
  }

  /** Whether the click began on the panel that was here before. */
  isStray(event: MouseEvent): boolean {
    const stray = !this.pressed && isSecondClick(event);
    this.pressed = true;
    return stray;
  }
}
