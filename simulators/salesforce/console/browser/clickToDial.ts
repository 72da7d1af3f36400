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

  constructor(clicked: (call: ClickToDial) => void) {
    document.addEventListener('viewshown', () => {
      this.#apply();
    });
    document.addEventListener('click', (event) => {
      const field =
        event.target instanceof Element ? event.target.closest<HTMLElement>('button[data-dial]') : null;
      if (!field || !this.#enabled) return;
      const { dial = '', recordId = '', recordName = '', objectType = '' } = field.dataset;
      clicked({ number: dial, recordId, recordName, objectType });
    });
  }

  enable(enabled: boolean): void {
    this.#enabled = enabled;
    this.#apply();
  }

  #apply(): void {
    for (const field of document.querySelectorAll<HTMLButtonElement>('button[data-dial]'))
      field.disabled = !this.#enabled;
  }
}
