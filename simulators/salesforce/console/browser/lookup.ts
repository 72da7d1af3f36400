import type { LookupChoice } from '../viewMessage.ts';
import { ask } from './page.ts';

/**
 * Lookup fields of forms: one types a name and picks a record from the list below; the id goes into the hidden field
 * beside it. Keyboard as in the combobox pattern of the ARIA Authoring Practices.
 */
export function watchLookups(root: HTMLElement): void {
  root.addEventListener('input', (event) => {
    const box = lookupBox(event);
    if (!box) return;
    idField(box).value = '';
    void offer(box);
  });
  root.addEventListener('keydown', (event) => {
    const box = lookupBox(event);
    if (box) steer(box, event);
  });
  root.addEventListener('mousedown', (event) => {
    const option =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[role=option]') : null;
    const box = option?.closest('.lookup')?.querySelector<HTMLInputElement>('[role=combobox]');
    if (!option || !box) return;
    event.preventDefault();
    choose(box, option);
  });
  root.addEventListener('focusout', (event) => {
    const box = lookupBox(event);
    if (box) close(box);
  });
}

function lookupBox(event: Event): HTMLInputElement | undefined {
  const target = event.target;
  return target instanceof HTMLInputElement && target.role === 'combobox' ? target : undefined;
}

async function offer(box: HTMLInputElement): Promise<void> {
  const typed = box.value;
  const query = new URLSearchParams({ sObjects: box.dataset.lookup ?? '', q: typed });
  const choices = await ask<readonly LookupChoice[]>(`/lightning/lookup?${query}`);
  if (box.value !== typed) return;

  list(box).replaceChildren(...choices.map((choice, index) => optionFor(choice, `${box.id}-${index}`)));
  list(box).hidden = choices.length === 0;
  box.setAttribute('aria-expanded', String(choices.length > 0));
  box.removeAttribute('aria-activedescendant');
}

function optionFor(choice: LookupChoice, id: string): HTMLElement {
  const option = document.createElement('li');
  option.id = id;
  option.role = 'option';
  option.dataset.id = choice.id;
  option.className = 'lookup__option';
  option.textContent = choice.name;
  return option;
}

function steer(box: HTMLInputElement, event: KeyboardEvent): void {
  const options = [...list(box).children] as HTMLElement[];
  if (list(box).hidden || options.length === 0) return;
  const active = options.findIndex((option) => option.ariaSelected === 'true');
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    const next = options[(active + step + options.length) % options.length];
    for (const option of options) option.ariaSelected = String(option === next);
    if (next) box.setAttribute('aria-activedescendant', next.id);
    return;
  }
  if (event.key !== 'Enter' && event.key !== 'Escape') return;
  event.preventDefault();
  event.stopPropagation();
  const chosen = event.key === 'Enter' ? options[Math.max(active, 0)] : undefined;
  if (chosen) choose(box, chosen);
  else close(box);
}

function choose(box: HTMLInputElement, option: HTMLElement): void {
  box.value = option.textContent;
  idField(box).value = option.dataset.id ?? '';
  close(box);
}

function close(box: HTMLInputElement): void {
  list(box).hidden = true;
  box.setAttribute('aria-expanded', 'false');
}

function list(box: HTMLInputElement): HTMLElement {
  return part(box, '[role=listbox]') as HTMLElement;
}

function idField(box: HTMLInputElement): HTMLInputElement {
  return part(box, 'input[type=hidden]') as HTMLInputElement;
}

function part(box: HTMLInputElement, selector: string): Element {
  const found = box.closest('.lookup')?.querySelector(selector);
  if (!found) throw new Error(`The lookup field ${box.id} has no ${selector}: see recordForm.ts.`);
  return found;
}
