import type { SObjectRecord } from '../../org/org.ts';
import type { ObjectDescribe } from '../../org/schema/describe.ts';
import { fieldLabel, RecordFields } from '../fieldMarkup.ts';
import { html, type Markup } from '../html.ts';
import { fieldsNamed } from '../records.ts';
import type { Viewing } from '../view.ts';

export interface RecordTable {
  readonly describe: ObjectDescribe;
  readonly columns: readonly string[];
  readonly records: readonly SObjectRecord[];
  /** Read to those who cannot see the table. */
  readonly caption: string;
}

/** Records as a table; the first column leads to the record. */
export function recordTable(viewing: Viewing, { describe, columns, records, caption }: RecordTable): Markup {
  const fields = fieldsNamed(describe, columns);
  return html`<table
    class="slds-table slds-table_cell-buffer slds-table_bordered recordTable"
    aria-label="${caption}"
  >
    <thead>
      <tr class="slds-line-height_reset">
        ${fields.map((field) => html`<th scope="col"><div class="slds-truncate" title="${fieldLabel(field)}">${fieldLabel(field)}</div></th>`)}
      </tr>
    </thead>
    <tbody>
      ${records.map((record) => {
        const drawn = new RecordFields(viewing, describe, record);
        return html`<tr class="slds-hint-parent">
          ${fields.map((field, index) =>
            index === 0
              ? html`<th scope="row" data-label="${fieldLabel(field)}">
                  <div class="slds-truncate">${drawn.value(field)}</div>
                </th>`
              : html`<td data-label="${fieldLabel(field)}">
                  <div class="slds-truncate">${drawn.value(field)}</div>
                </td>`,
          )}
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/** What stands where a list has nothing to show. */
export function emptyState(text: string): Markup {
  return html`<p class="slds-p-around_large slds-text-align_center slds-text-color_weak">${text}</p>`;
}
