import type { SObjectRecord } from '../../org/org.ts';
import type { ObjectDescribe } from '../../org/schema/describe.ts';
import { fieldLabel, RecordFields } from '../fieldMarkup.ts';
import { html, type Markup } from '../html.ts';
import { standardIcon } from '../icon.ts';
import { layoutOf, type ObjectLayout } from '../objectLayouts.ts';
import { fieldsNamed, readRecords, recordName, soqlText, textOf } from '../records.ts';
import type { View, Viewing } from '../view.ts';
import type { ViewRecord } from '../viewMessage.ts';
import { activityTimeline } from './activityTimeline.ts';
import { componentPlace } from './componentView.ts';
import { relatedList } from './relatedList.ts';

/** A record page: highlights, details and related lists beside the activity timeline. */
export function recordView(viewing: Viewing, describe: ObjectDescribe, recordId: string): View | undefined {
  const layout = layoutOf(describe);
  const [record] = readRecords(viewing, {
    describe,
    fields: [...layout.highlights, ...layout.sections.flatMap((section) => section.fields), ...personFields],
    where: `Id = ${soqlText(recordId)}`,
    limit: 1,
  });
  if (!record) return undefined;

  const name = recordName(describe, record);
  const shown: ShownRecord = { viewing, describe, layout, record, name };
  const content = html`${highlights(shown)}
    <div class="recordColumns">
      <div class="slds-card slds-p-around_small">${tabs(shown)}</div>
      <div class="recordSide">
        ${viewing.components && viewing.pages.onRecordPage(describe.name).map((name) => componentPlace(name, textOf(record.Id)))}
        ${describe.name !== 'Task' && activityTimeline(viewing, { sObject: describe.name, recordId: textOf(record.Id) })}
      </div>
    </div>`;
  return {
    title: `${name} | ${describe.label}`,
    tab: describe.labelPlural,
    content,
    record: {
      recordId: textOf(record.Id),
      recordName: name,
      objectType: describe.name,
      ...personOf(record),
    },
  };
}

/** An org without person accounts has none of these fields. */
const personFields = ['IsPersonAccount', 'PersonContactId'];

function personOf(record: SObjectRecord): Pick<ViewRecord, 'personAccount' | 'contactId'> {
  const contactId = textOf(record.PersonContactId);
  return record.IsPersonAccount === true && contactId !== '' ? { personAccount: true, contactId } : {};
}

interface ShownRecord {
  readonly viewing: Viewing;
  readonly describe: ObjectDescribe;
  readonly layout: ObjectLayout;
  readonly record: SObjectRecord;
  readonly name: string;
}

function highlights({ viewing, describe, layout, record, name }: ShownRecord): Markup {
  const drawn = new RecordFields(viewing, describe, record);
  const id = textOf(record.Id);
  return html`<header class="slds-page-header slds-page-header_record-home" aria-label="Highlights">
    <div class="slds-page-header__row">
      <div class="slds-page-header__col-title">
        <div class="slds-media">
          <div class="slds-media__figure">${standardIcon(layout.icon)}</div>
          <div class="slds-media__body">
            <h1>
              <span class="slds-line-height_reset">${describe.label}</span>
              <span class="slds-page-header__title slds-truncate">${name}</span>
            </h1>
          </div>
        </div>
      </div>
      <div class="slds-page-header__col-actions">
        <div class="slds-button-group">
          ${describe.updateable && html`<a class="slds-button slds-button_neutral" href="/lightning/r/${describe.name}/${id}/edit">Edit</a>`}
          ${
            (describe.name === 'Contact' || describe.name === 'Account') &&
            viewing.org.describe('Case', viewing.user.id)?.createable &&
            html`<a
              class="slds-button slds-button_neutral"
              href="/lightning/o/Case/new?${describe.name}Id=${id}"
              >New Case</a
            >`
          }
        </div>
      </div>
    </div>
    <div class="slds-page-header__row slds-page-header__row_gutters">
      <dl class="slds-page-header__detail-row highlightFields">
        ${fieldsNamed(describe, layout.highlights).map(
          (field) =>
            html`<div class="slds-page-header__detail-block">
              <dt class="slds-text-title slds-truncate">${fieldLabel(field)}</dt>
              <dd class="slds-truncate">${drawn.value(field)}</dd>
            </div>`,
        )}
      </dl>
    </div>
  </header>`;
}

function tabs(shown: ShownRecord): Markup {
  const { viewing, layout, record } = shown;
  const related = layout.relatedLists.map((list) => relatedList(viewing, list, textOf(record.Id)));
  const entries = [
    { id: 'details', label: 'Details', content: details(shown) },
    ...(related.length > 0 ? [{ id: 'related', label: 'Related', content: html`${related}` }] : []),
  ];
  return html`<div class="slds-tabs_default">
    <ul class="slds-tabs_default__nav" role="tablist">
      ${entries.map(
        ({ id, label }, index) =>
          html`<li class="slds-tabs_default__item ${index === 0 && 'slds-is-active'}" role="presentation">
            <button
              type="button"
              class="slds-tabs_default__link"
              role="tab"
              id="tab-${id}"
              aria-controls="panel-${id}"
              aria-selected="${index === 0 ? 'true' : 'false'}"
              tabindex="${index === 0 ? 0 : -1}"
            >
              ${label}
            </button>
          </li>`,
      )}
    </ul>
    ${entries.map(
      ({ id, content }, index) =>
        html`<div
          id="panel-${id}"
          class="slds-tabs_default__content"
          role="tabpanel"
          aria-labelledby="tab-${id}"
          ${index > 0 && html`hidden`}
        >
          ${content}
        </div>`,
    )}
  </div>`;
}

function details({ viewing, describe, layout, record }: ShownRecord): Markup {
  const drawn = new RecordFields(viewing, describe, record);
  return html`${layout.sections.map(
    (section) =>
      html`<section class="detailSection">
        <h2 class="detailSection__title">${section.label}</h2>
        <dl class="detailGrid">
          ${fieldsNamed(describe, section.fields).map(
            (field) =>
              html`<div class="detailField">
                <dt class="slds-form-element__label">${fieldLabel(field)}</dt>
                <dd>${drawn.value(field)}</dd>
              </div>`,
          )}
        </dl>
      </section>`,
  )}`;
}
