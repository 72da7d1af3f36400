import { createElement, type LightningElement } from 'lwc';
import type { SoftphoneCommand } from '../../softphone/core/index.ts';

/** A component on the page, with the commands it has raised so far. */
export interface Mounted<Properties> {
  readonly element: HTMLElement & Properties;
  readonly commands: readonly SoftphoneCommand[];
  /** The first element that matches; fails when there is none. */
  find(selector: string): HTMLElement;
  has(selector: string): boolean;
  all(selector: string): HTMLElement[];
  text(selector: string): string;
}

/** Puts a component with these properties on the page. */
export function mount<Properties extends object>(
  name: string,
  component: typeof LightningElement,
  properties: Properties,
): Mounted<Properties> {
  const element = Object.assign(createElement(name, { is: component }), properties);
  const commands: SoftphoneCommand[] = [];
  element.addEventListener('command', (event) => {
    commands.push((event as CustomEvent<SoftphoneCommand>).detail);
  });
  document.body.appendChild(element);
  const all = (selector: string) => deepAll(element, selector);
  const find = (selector: string) => {
    const [first] = all(selector);
    if (!first) throw new Error(`${name} shows no ${selector}`);
    return first;
  };
  return {
    element,
    commands,
    all,
    find,
    has: (selector) => all(selector).length > 0,
    text: (selector) => find(selector).textContent.replace(/\s+/g, ' ').trim(),
  };
}

/** Takes all components off the page. */
export function unmountAll(): void {
  document.body.replaceChildren();
}

/** Lets components draw what has changed. */
export async function redrawn(): Promise<void> {
  await Promise.resolve();
  await Promise.resolve();
}

/** Lets everything pass that waits for answers which are there already. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}

/** Presses a key on an element. */
export function pressKey(element: HTMLElement, key: string): void {
  element.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
  );
}

/** Replaces what a field holds, as typing does. */
export function typeInto(field: HTMLElement, text: string): void {
  (field as HTMLInputElement).value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** All matches below an element, also inside components. */
function deepAll(host: Element, selector: string): HTMLElement[] {
  const root = host.shadowRoot ?? host;
  return [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
    ...(element.matches(selector) ? [element] : []),
    ...(element.shadowRoot ? deepAll(element, selector) : []),
  ]);
}
