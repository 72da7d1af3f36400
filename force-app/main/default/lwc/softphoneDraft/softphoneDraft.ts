/**
 * Text that is typed here and kept elsewhere.
 *
 * What is kept comes back as an echo, often after more was typed: an echo never overwrites newer text, while
 * a change made elsewhere (another tab, a cleared field) is taken over.
 */
export class Draft {
  text: string;
  private kept: string;
  private readonly awaited: string[] = [];

  constructor(kept = '') {
    this.text = kept;
    this.kept = kept;
  }

  /** Whether the text differs from what is known to be kept. */
  get unsaved(): boolean {
    return this.text !== this.kept;
  }

  /** The text to send now; its echo is expected. */
  send(): string {
    this.awaited.push(this.text);
    return this.text;
  }

  /** Takes note of what is kept now. */
  hear(kept: string): void {
    if (kept === this.kept) return;
    const untouched = !this.unsaved;
    this.kept = kept;
    const echo = this.awaited.indexOf(kept);
    if (echo >= 0) this.awaited.splice(0, echo + 1);
    else if (untouched) this.text = kept;
  }
}
