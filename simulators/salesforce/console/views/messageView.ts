import { html } from '../html.ts';
import { utilityIcon } from '../icon.ts';
import type { View } from '../view.ts';

/** A page that says what is not there, and what to do. */
export function messageView(message: { title: string; text: string; status: number }): View {
  const content = html`<section class="slds-card messageCard" aria-label="${message.title}">
    ${utilityIcon('warning', 'slds-icon slds-icon_large slds-icon-text-warning')}
    <h1 class="slds-text-heading_medium slds-m-vertical_small">${message.title}</h1>
    <p>${message.text}</p>
    <p class="slds-m-top_medium"><a href="/lightning/page/home">Go to Home</a></p>
  </section>`;
  return { title: message.title, tab: '', content, status: message.status };
}
