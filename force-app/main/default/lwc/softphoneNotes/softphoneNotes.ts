import { LightningElement, api } from 'lwc';
import type { Interaction } from '../../../../../softphone/core/index.ts';
import NOTES from '@salesforce/label/c.Softphone_Notes';
import PLACEHOLDER from '@salesforce/label/c.Softphone_Notes_Placeholder';
import { raise } from 'c/softphoneCommand';
import { Draft } from 'c/softphoneDraft';

/** Rest in typing after which notes are sent. */
const REST_MS = 600;
/** What could not be kept is sent again after so long. */
const AGAIN_MS = 10_000;

/**
 * The agent's free text about an interaction; sent when typing rests, when the field or the page is left and when the
 * link is back, and again until it is kept.
 */
export default class SoftphoneNotes extends LightningElement {
  draft = new Draft();
  words = { notes: NOTES, placeholder: PLACEHOLDER };
  shown?: Interaction;
  linkIsOpen = true;
  resting?: ReturnType<typeof setTimeout>;

  @api get interaction(): Interaction | undefined {
    return this.shown;
  }
  set interaction(interaction: Interaction | undefined) {
    const notes = interaction?.notes ?? '';
    if (interaction?.id === this.shown?.id) this.draft.hear(notes);
    else this.draft = new Draft(notes);
    this.shown = interaction;
    this.showDraft();
  }

  /** Whether the connector can be reached. */
  @api get reachable(): boolean {
    return this.linkIsOpen;
  }
  set reachable(reachable: boolean) {
    const isBack = reachable && !this.linkIsOpen;
    this.linkIsOpen = reachable;
    if (isBack) this.sendSoon();
  }

  renderedCallback(): void {
    this.showDraft();
  }

  connectedCallback(): void {
    window.addEventListener('pagehide', this.sendOnLeave);
  }

  disconnectedCallback(): void {
    window.removeEventListener('pagehide', this.sendOnLeave);
    clearTimeout(this.resting);
  }

  sendOnLeave = (): void => {
    this.send();
  };

  type(event: Event): void {
    this.draft.text = (event.target as HTMLTextAreaElement).value;
    this.sendSoon();
  }

  sendSoon(afterMs = REST_MS): void {
    clearTimeout(this.resting);
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- typing has no other end than a pause
    this.resting = setTimeout(() => this.send(), afterMs);
  }

  send(): void {
    clearTimeout(this.resting);
    if (!this.shown || !this.linkIsOpen || !this.draft.unsaved) return;
    raise(this, { type: 'writeNotes', interactionId: this.shown.id, notes: this.draft.send() });
    this.sendSoon(AGAIN_MS);
  }

  /** A template cannot set what a textarea holds. */
  showDraft(): void {
    const field = this.template?.querySelector('textarea');
    if (field && field.value !== this.draft.text) field.value = this.draft.text;
  }
}
