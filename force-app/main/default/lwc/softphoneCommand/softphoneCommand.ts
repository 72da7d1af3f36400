import type { SoftphoneCommand } from '../../../../../softphone/core/index.ts';

/** Asks for `command`: a `command` event that leaves every shadow root, up to the page that mounts the softphone. */
export function raise(component: Pick<EventTarget, 'dispatchEvent'>, command: SoftphoneCommand): void {
  component.dispatchEvent(new CustomEvent('command', { detail: command, bubbles: true, composed: true }));
}

/**
 * Whether a click is the second half of a double click.
 *
 * Panels follow each other in the same place, so the second half of a double click on Accept would mute,
 * and that of one on Hang up would finish the wrap-up.
 */
export function isSecondClick(click: Event): boolean {
  return click instanceof UIEvent && click.detail > 1;
}
