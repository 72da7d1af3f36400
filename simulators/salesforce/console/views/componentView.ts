import { html, type Markup } from '../html.ts';
import type { View, Viewing } from '../view.ts';

/** The place of one of the project's components; the script that brings them fills it. */
export function componentPlace(component: string, recordId?: string): Markup {
  return html`<div
    class="componentPlace"
    data-component="${component}"
    ${recordId !== undefined && html`data-record-id="${recordId}"`}
  ></div>`;
}

/** A tab of the app: `/lightning/n/<tab>`. */
export function tabView({ pages, user }: Viewing, name: string): View | undefined {
  const tab = pages.tabsOf(user).find((each) => each.name === name);
  return tab && { title: tab.label, tab: tab.label, content: componentPlace(tab.component) };
}

/** A component with an address of its own: `/lightning/cmp/c__<component>`. */
export function componentView(name: string): View {
  return { title: name, tab: '', content: componentPlace(name) };
}
