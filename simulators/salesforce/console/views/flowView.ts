import { html } from '../html.ts';
import { standardIcon } from '../icon.ts';
import type { View } from '../view.ts';

/** Stands where an org would run a screen flow: shows the input variables a screen pop hands to it. */
export function flowView(flowDevName: string, query: URLSearchParams): View {
  const args = [...query];
  const content = html`<article class="slds-card flowCard" aria-label="Flow ${flowDevName}">
    <header class="slds-card__header slds-media slds-media_center">
      <div class="slds-media__figure">${standardIcon('flow')}</div>
      <div class="slds-media__body">
        <p class="slds-line-height_reset">Flow</p>
        <h1 class="slds-page-header__title">${flowDevName}</h1>
      </div>
    </header>
    <div class="slds-card__body slds-card__body_inner">
      <p class="slds-m-bottom_small">This org runs no flows; it shows what the flow would receive.</p>
      <table class="slds-table slds-table_bordered" aria-label="Input variables">
        <thead>
          <tr class="slds-line-height_reset">
            <th scope="col">Input variable</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          ${args.map(
            ([name, value]) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${value}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </article>`;
  return { title: flowDevName, tab: '', content };
}
