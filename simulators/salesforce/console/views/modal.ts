import { html, type Markup } from '../html.ts';
import { utilityIcon } from '../icon.ts';

/** A dialog above the page; anything with `data-action="cancel"` dismisses it. */
export function modal({ title, body, actions }: { title: string; body: Markup; actions: Markup }): Markup {
  return html`<section
      role="dialog"
      tabindex="-1"
      aria-modal="true"
      aria-labelledby="modalTitle"
      class="slds-modal slds-fade-in-open slds-modal_medium"
    >
      <div class="slds-modal__container">
        <button
          type="button"
          class="slds-button slds-button_icon slds-modal__close"
          data-action="cancel"
          title="Cancel and close"
        >
          ${utilityIcon('close', 'slds-button__icon slds-button__icon_large')}
          <span class="slds-assistive-text">Cancel and close</span>
        </button>
        <div class="slds-modal__header">
          <h1 id="modalTitle" class="slds-modal__title slds-hyphenate">${title}</h1>
        </div>
        <div class="slds-modal__content slds-p-around_medium">${body}</div>
        <div class="slds-modal__footer">${actions}</div>
      </div>
    </section>
    <div class="slds-backdrop slds-backdrop_open" role="presentation"></div>`;
}
