import { html, type Markup } from '../html.ts';
import { standardIcon } from '../icon.ts';
import type { View } from '../view.ts';

/** A page of Setup with its heading. */
export function setupPage({ heading, content }: { heading: string; content: Markup }): View {
  return {
    title: heading,
    tab: '',
    content: html`<header class="slds-page-header homeHeader">
        <div class="slds-media">
          <div class="slds-media__figure">${standardIcon('call')}</div>
          <div class="slds-media__body">
            <nav aria-label="Setup">
              Setup ·
              <a href="/lightning/setup/CallCenters/home">Call Centers</a> ·
              <a href="/lightning/setup/SoftphoneLayouts/home">Softphone Layouts</a>
            </nav>
            <h1 class="slds-page-header__title">${heading}</h1>
          </div>
        </div>
      </header>
      ${content}`,
  };
}
