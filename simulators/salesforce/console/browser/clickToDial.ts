/** What Open CTI tells a softphone about a clicked phone number: page "onClickToDial() for Lightning Experience". */
export interface ClickToDial {
  readonly number: string;
  readonly recordId: string;
  readonly recordName: string;
  readonly objectType: string;
}

/** Phone fields are inert until a softphone enables click-to-dial; this switch holds for every later view too. */
export class ClickToDialFields {
  #enabled = false;
  readonly #clicked: (call: ClickToDial) => void;
  readonly #listeners = new Set<() => void>();

  constructor(clicked: (call: ClickToDial) => void) {
    this.#clicked = clicked;
    document.addEventListener('viewshown', () => {
      this.#apply();
    });
    document.addEventListener('click', (event) => {
      const field =
        event.target instanceof Element ? event.target.closest<HTMLElement>('button[data-dial]') : null;
      if (!field) return;
      const { dial = '', recordId = '', recordName = '', objectType = '' } = field.dataset;
      this.dial({ number: dial, recordId, recordName, objectType });
    });
  }

  get enabled(): boolean {
    return this.#enabled;
  }

  enable(enabled: boolean): void {
    this.#enabled = enabled;
    this.#apply();
    for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` when a softphone enables or disables click-to-dial; answers how to stop that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dial(call: ClickToDial): void {
    if (this.#enabled) this.#clicked(call);
  }

  #apply(): void {
    for (const field of document.querySelectorAll<HTMLButtonElement>('button[data-dial]'))
      field.disabled = !this.#enabled;
  }
}
