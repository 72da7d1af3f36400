import type { SaveAnswer } from '../viewMessage.ts';
import { ask, byId } from './page.ts';

let close: (() => void) | undefined;

/** Shows a dialog with the server's markup; `dismissed` is called when the user cancels it. */
export function openModal(content: string, dismissed: () => void): void {
  closeModal();
  const host = byId('modalHost');
  const focusedBefore = document.activeElement;
  host.innerHTML = content;
  byId('app').inert = true;

  const cancel = (event: Event): void => {
    if (event.target instanceof Element && event.target.closest('[data-action="cancel"]')) dismissed();
  };
  const escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') dismissed();
  };
  host.addEventListener('click', cancel);
  host.addEventListener('keydown', escape);
  close = () => {
    host.removeEventListener('click', cancel);
    host.removeEventListener('keydown', escape);
    host.replaceChildren();
    byId('app').inert = false;
    if (focusedBefore instanceof HTMLElement) focusedBefore.focus();
  };
  host.querySelector<HTMLElement>('input, select, textarea')?.focus();
}

export function closeModal(): void {
  close?.();
  close = undefined;
}

/** Saves the record form in the dialog through the org, as the signed-in user; shows why when the org refuses. */
export async function saveForm(form: HTMLFormElement): Promise<string | undefined> {
  const fields: Record<string, string | null> = {};
  for (const [name, value] of new FormData(form))
    fields[name] = typeof value === 'string' && value !== '' ? value : null;
  for (const box of form.querySelectorAll<HTMLInputElement>('input[type=checkbox]')) {
    fields[box.name] = String(box.checked);
  }

  const { sobject, id } = form.dataset;
  const answer = await ask<SaveAnswer>('/lightning/save', { sobject, id, fields });
  if ('id' in answer) return answer.url;
  showErrors(form, answer.errors);
  return undefined;
}

function showErrors(
  form: HTMLFormElement,
  errors: readonly { message: string; fields: readonly string[] }[],
): void {
  const wrong = new Set(errors.flatMap((error) => error.fields));
  for (const element of form.querySelectorAll<HTMLElement>('[data-field]')) {
    const bad = wrong.has(element.dataset.field ?? '');
    element.classList.toggle('slds-has-error', bad);
    element.querySelector('input, select, textarea')?.setAttribute('aria-invalid', String(bad));
  }
  const summary = form.querySelector<HTMLElement>('[data-role="errors"]');
  if (!summary) return;
  summary.hidden = false;
  summary
    .querySelector('ul')
    ?.replaceChildren(
      ...errors.map((error) => Object.assign(document.createElement('li'), { textContent: error.message })),
    );
  summary.focus();
}
