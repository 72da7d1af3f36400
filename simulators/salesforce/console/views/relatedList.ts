import { html, type Markup } from '../html.ts';
import { standardIcon } from '../icon.ts';
import { layoutOf, type RelatedList } from '../objectLayouts.ts';
import { countRecords, readRecords, soqlText } from '../records.ts';
import type { Viewing } from '../view.ts';
import { recordTable } from './recordTable.ts';

const shownRecords = 10;

/** The children of a record, newest first; nothing when the user may not see them. */
export function relatedList(viewing: Viewing, list: RelatedList, recordId: string): Markup | undefined {
  const describe = viewing.org.describe(list.sObject, viewing.user.id);
  if (!describe?.fields.some((field) => field.name === list.lookup)) return undefined;

  const where = `${list.lookup} = ${soqlText(recordId)}`;
  const total = countRecords(viewing, list.sObject, where);
  const records = readRecords(viewing, {
    describe,
    fields: list.columns,
    where,
    orderBy: 'CreatedDate DESC',
    limit: shownRecords,
  });
  return html`<article class="slds-card slds-card_boundary relatedList" aria-label="${list.label}">
    <header class="slds-card__header slds-media slds-media_center">
      <div class="slds-media__figure">${standardIcon(layoutOf(describe).icon, 'small')}</div>
      <h2 class="slds-card__header-title slds-media__body">${list.label} (${total})</h2>
      ${
        describe.createable &&
        html`<a
          class="slds-button slds-button_neutral"
          href="/lightning/o/${list.sObject}/new?${list.lookup}=${recordId}"
          >New</a
        >`
      }
    </header>
    ${records.length > 0 && html`<div class="tableScroll">${recordTable(viewing, { describe, columns: list.columns, records, caption: list.label })}</div>`}
  </article>`;
}
