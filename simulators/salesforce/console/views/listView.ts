import type { ObjectDescribe } from '../../org/schema/describe.ts';
import { html, type Markup } from '../html.ts';
import { standardIcon, utilityIcon } from '../icon.ts';
import { layoutOf, type ListView, type ObjectLayout } from '../objectLayouts.ts';
import { countRecords, readRecords } from '../records.ts';
import type { View, Viewing } from '../view.ts';
import { emptyState, recordTable } from './recordTable.ts';

const pageSize = 50;

/** A list view of an object; `filterName` is its name or id, the first list view when there is no such. */
export function listView(viewing: Viewing, describe: ObjectDescribe, query: URLSearchParams): View {
  const layout = layoutOf(describe);
  const filterName = query.get('filterName');
  const list =
    layout.listViews.find(({ name, id }) => name === filterName || id.startsWith(filterName ?? '-')) ??
    layout.listViews[0];
  if (!list) throw new Error(`${describe.name} has no list view: add one to objectLayouts.ts.`);

  const shown = Math.min(Math.max(Number(query.get('show')) || pageSize, pageSize), 2000);
  const total = countRecords(viewing, describe.name, list.where);
  const records = readRecords(viewing, {
    describe,
    fields: layout.columns,
    ...(list.where && { where: list.where }),
    orderBy: list.orderBy,
    limit: shown,
  });
  const more = `/lightning/o/${describe.name}/list?filterName=${list.name}&show=${shown + pageSize}`;
  const content = html`<section class="slds-card listCard" aria-label="${list.label}">
    ${listHeader({ describe, layout, list, total })}
    <div class="tableScroll">
      ${
        records.length === 0
          ? emptyState('Nothing to see here: there are no records in this list.')
          : recordTable(viewing, { describe, columns: layout.columns, records, caption: list.label })
      }
    </div>
    ${
      total > records.length &&
      html`<div class="slds-card__footer">
        <a href="${more}">Show more (${records.length} of ${total})</a>
      </div>`
    }
  </section>`;
  return { title: `${list.label} | ${describe.labelPlural}`, tab: describe.labelPlural, content };
}

function listHeader(header: {
  describe: ObjectDescribe;
  layout: ObjectLayout;
  list: ListView;
  total: number;
}): Markup {
  const { describe, layout, list, total } = header;
  return html`<div class="slds-page-header slds-page-header_object-home">
    <div class="slds-page-header__row">
      <div class="slds-page-header__col-title">
        <div class="slds-media">
          <div class="slds-media__figure">${standardIcon(layout.icon)}</div>
          <div class="slds-media__body">
            <p class="slds-line-height_reset">${describe.labelPlural}</p>
            <h1 class="slds-page-header__title slds-truncate">${list.label}</h1>
          </div>
        </div>
      </div>
      <div class="slds-page-header__col-actions">
        ${
          describe.createable &&
          html`<a class="slds-button slds-button_neutral" href="/lightning/o/${describe.name}/new">New</a>`
        }
      </div>
    </div>
    <div class="slds-page-header__row slds-page-header__row_gutters">
      <div class="slds-page-header__col-meta">
        <p class="slds-page-header__meta-text">${total} ${total === 1 ? 'item' : 'items'}</p>
      </div>
      <nav class="slds-page-header__col-controls listChoices" aria-label="List views">
        ${layout.listViews.map(
          (each) =>
            html`<a
              href="/lightning/o/${describe.name}/list?filterName=${each.name}"
              ${each === list && html`aria-current="true"`}
              >${each === list && utilityIcon('check', 'slds-icon slds-icon_xx-small slds-icon-text-default')}${each.label}</a
            >`,
        )}
      </nav>
    </div>
  </div>`;
}
