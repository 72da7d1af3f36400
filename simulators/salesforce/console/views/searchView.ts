import { html } from '../html.ts';
import { standardIcon } from '../icon.ts';
import { layoutOf, navigation } from '../objectLayouts.ts';
import { readRecords, soqlText, textOf } from '../records.ts';
import type { View, Viewing } from '../view.ts';
import { emptyState, recordTable } from './recordTable.ts';

const perObject = 20;

/** Top results of the global search, grouped by object. */
export function searchView(viewing: Viewing, typed: string): View {
  const objects = typed.length < 2 ? [] : [...navigation, ...customObjects(viewing)];
  const groups = objects.flatMap((sObject) => resultsOf(viewing, sObject, typed));
  const content = html`<section aria-label="Search results">
    <header class="slds-page-header searchHeader">
      <h1 class="slds-page-header__title">Search Results</h1>
      <p class="slds-page-header__meta-text">
        ${groups.reduce((sum, group) => sum + group.records.length, 0)} results for “${typed}”
      </p>
    </header>
    ${groups.length === 0 && html`<div class="slds-card">${emptyState(`No records match “${typed}”. Check the spelling, or search with fewer words.`)}</div>`}
    ${groups.map(
      ({ describe, layout, records }) =>
        html`<article class="slds-card" aria-label="${describe.labelPlural}">
          <header class="slds-card__header slds-media slds-media_center">
            <div class="slds-media__figure">${standardIcon(layout.icon, 'small')}</div>
            <h2 class="slds-card__header-title slds-media__body">
              ${describe.labelPlural} (${records.length})
            </h2>
          </header>
          <div class="tableScroll">
            ${recordTable(viewing, { describe, columns: layout.columns, records, caption: describe.labelPlural })}
          </div>
        </article>`,
    )}
  </section>`;
  return { title: `${typed} - Search`, tab: '', content };
}

/** Objects of the project; all that Salesforce searches, whatever the softphone layout names. */
function customObjects({ org, user }: Viewing): readonly string[] {
  const objects = org
    .describeGlobal(user.id)
    .filter(({ custom, searchable, layoutable }) => custom && searchable && layoutable);
  return objects.map(({ name }) => name);
}

function resultsOf(viewing: Viewing, sObject: string, typed: string) {
  const describe = viewing.org.describe(sObject, viewing.user.id);
  if (!describe) return [];
  const found = viewing.org.search(
    { text: typed, in: 'ALL', returning: [{ sObject, fields: ['Id'] }], limit: perObject },
    viewing.user.id,
  );
  if (found.length === 0) return [];
  const layout = layoutOf(describe);
  const ids = found.map((record) => soqlText(textOf(record.Id)));
  const records = readRecords(viewing, {
    describe,
    fields: layout.columns,
    where: `Id IN (${ids.join(', ')})`,
    limit: perObject,
  });
  return [{ describe, layout, records }];
}
