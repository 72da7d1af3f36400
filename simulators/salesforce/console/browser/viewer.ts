import type { ViewMessage, ViewRecord } from '../viewMessage.ts';
import { closeModal, openModal } from './modal.ts';
import { ask, byId } from './page.ts';

/** Where the user is. */
export interface Place {
  readonly url: string;
  readonly record: ViewRecord | undefined;
}

/** Shows one view after another in the page, so that the softphone's frame lives on. */
export class Viewer {
  #record: ViewRecord | undefined;
  #dialog = false;
  #failed = false;
  readonly #listeners = new Set<(place: Place) => void>();

  constructor(record: ViewRecord | undefined) {
    this.#record = record;
    window.addEventListener('popstate', () => void this.#load(location.href));
    document.addEventListener('click', (event) => {
      this.#followLink(event);
    });
    document.addEventListener('submit', (event) => {
      this.#followSearch(event);
    });
  }

  /** A dialog has an address of its own, and no record yet. */
  get place(): Place {
    return { url: location.href, record: this.#dialog ? undefined : this.#record };
  }

  /** What was last asked for cannot be shown. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Calls `listener` after each change of place; a new-record dialog counts as one. */
  onChange(listener: (place: Place) => void): void {
    this.#listeners.add(listener);
  }

  async go(url: string): Promise<void> {
    const target = inLightning(new URL(url, location.href));
    if (target.origin !== location.origin) {
      window.open(target, '_blank', 'noopener');
      return;
    }
    if (!/^\/lightning(\/|$)/.test(target.pathname)) {
      location.assign(target);
      return;
    }
    history.pushState(null, '', target);
    await this.#load(target.href);
  }

  /** Draws the present view again from the org's present data. */
  async refresh(): Promise<void> {
    const scrolled = scrollY;
    await this.#load(location.href, { quiet: true });
    scrollTo(0, scrolled);
  }

  async #load(url: string, options: { quiet?: boolean } = {}): Promise<void> {
    const view = await ask<ViewMessage>(url);
    if (new URL(url, location.href).href !== location.href) return;
    this.#show(view, options.quiet ?? false);
    if (options.quiet) return;
    for (const listener of this.#listeners) listener(this.place);
  }

  #show(view: ViewMessage, quiet: boolean): void {
    document.title = `${view.title} | Salesforce`;
    this.#dialog = view.modal !== undefined;
    this.#failed = view.failed ?? false;
    if (view.modal) {
      openModal(view.modal, () => {
        history.back();
      });
      return;
    }
    closeModal();
    const main = byId('view');
    main.innerHTML = view.content;
    this.#record = view.record;
    for (const item of document.querySelectorAll<HTMLElement>('.slds-context-bar__item[data-tab]')) {
      const current = item.dataset.tab === view.tab;
      item.classList.toggle('slds-is-active', current);
      item.querySelector('a')?.toggleAttribute('aria-current', current);
    }
    if (!quiet) {
      scrollTo(0, 0);
      main.focus({ preventScroll: true });
    }
    document.dispatchEvent(new CustomEvent('viewshown'));
  }

  #followLink(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
      return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || link.target || !link.pathname.startsWith('/lightning')) return;
    event.preventDefault();
    void this.go(link.href);
  }

  #followSearch(event: SubmitEvent): void {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.id !== 'globalSearch') return;
    event.preventDefault();
    const typed = form.querySelector('input')?.value.trim() ?? '';
    if (typed.length > 1) void this.go(`/lightning/search?q=${encodeURIComponent(typed)}`);
  }
}

/** Lightning shows a Visualforce page inside itself, and a record at the address that is only its id. */
function inLightning(url: URL): URL {
  if (url.origin !== location.origin) return url;
  if (/^\/apex\/\w+$/.test(url.pathname))
    return new URL(`/lightning/alohaRedirect${url.pathname}${url.search}`, url);
  const [, id] = /^\/(\w{15}|\w{18})$/.exec(url.pathname) ?? [];
  return id === undefined ? url : new URL(`/lightning/r/${id}/view`, url);
}
