import type { SObjectRecord } from '../../org/org.ts';
import type { FieldDescribe, ObjectDescribe } from '../../org/schema/describe.ts';
import { fieldLabel } from '../fieldMarkup.ts';
import { html, type Markup } from '../html.ts';
import { utilityIcon } from '../icon.ts';
import { layoutOf } from '../objectLayouts.ts';
import { fieldsNamed, parentOf, textOf } from '../records.ts';
import { modal } from './modal.ts';

/** What the form starts with: default values for a new record, or the record to change. */
export interface RecordForm {
  readonly describe: ObjectDescribe;
  readonly values: Readonly<Record<string, unknown>>;
  /** Set when an existing record is changed. */
  readonly record?: SObjectRecord;
}

/** The dialog that makes or changes a record; fields the user may not write are left out. */
export function recordForm({ describe, values, record }: RecordForm): Markup {
  const title = record ? `Edit ${textOf(values.Name) || describe.label}` : `New ${describe.label}`;
  const writable = (field: FieldDescribe): boolean => (record ? field.updateable : field.createable);
  const sections = layoutOf(describe)
    .sections.map(({ label, fields }) => ({ label, fields: fieldsNamed(describe, fields).filter(writable) }))
    .filter(({ fields }) => fields.length > 0);

  const body = html`<form
    id="recordForm"
    novalidate
    data-sobject="${describe.name}"
    ${record && html`data-id="${textOf(record.Id)}"`}
  >
    <div
      class="slds-notify slds-notify_alert slds-alert_error slds-m-bottom_medium"
      role="alert"
      tabindex="-1"
      hidden
      data-role="errors"
    >
      <h2>We hit a snag.</h2>
      <ul></ul>
    </div>
    ${sections.map(
      ({ label, fields }) =>
        html`<fieldset class="detailSection">
          <legend class="slds-section__title detailSection__title">${label}</legend>
          <div class="detailGrid">
            ${fields.map((field) => formField(field, values[field.name] ?? startValue(field, record), record))}
          </div>
        </fieldset>`,
    )}
  </form>`;
  const actions = html`<button type="button" class="slds-button slds-button_neutral" data-action="cancel">
      Cancel
    </button>
    <button type="submit" form="recordForm" class="slds-button slds-button_brand">Save</button>`;
  return modal({ title, body, actions });
}

function startValue(field: FieldDescribe, record: SObjectRecord | undefined): unknown {
  return record ? record[field.name] : field.defaultValue;
}

function formField(field: FieldDescribe, value: unknown, record: SObjectRecord | undefined): Markup {
  const id = `field-${field.name}`;
  const required = !field.nillable && !field.defaultedOnCreate && field.type !== 'boolean';
  return html`<div class="slds-form-element detailField" data-field="${field.name}">
    <label class="slds-form-element__label" for="${id}"
      >${required && html`<abbr class="slds-required" title="required">*</abbr>`}${fieldLabel(field)}</label
    >
    <div class="slds-form-element__control">
      ${control({ field, id, required, value: textOf(value), record })}
    </div>
  </div>`;
}

interface Control {
  readonly field: FieldDescribe;
  readonly id: string;
  readonly required: boolean;
  readonly value: string;
  readonly record: SObjectRecord | undefined;
}

function control({ field, id, required, value, record }: Control): Markup {
  const common = html`id="${id}" name="${field.name}" ${required && html`required`}`;
  switch (field.type) {
    case 'picklist':
      return html`<div class="slds-select_container">
        <select class="slds-select" ${common}>
          ${options(field, value)}
        </select>
      </div>`;
    case 'textarea':
      return html`<textarea class="slds-textarea" rows="3" ${common}>${value}</textarea>`;
    case 'boolean':
      return html`<input type="checkbox" ${common} ${value === 'true' && html`checked`} />`;
    case 'reference':
      return html`<div class="slds-input-has-icon slds-input-has-icon_right">
        ${utilityIcon('search', 'slds-icon slds-input__icon slds-input__icon_right slds-icon-text-default')}
        <input
          class="slds-input"
          ${common}
          value="${value}"
          placeholder="Record ID"
          title="${(record && parentOf(field, record)?.name) ?? 'Record ID'}"
        />
      </div>`;
    default:
      return html`<input
        class="slds-input"
        type="${inputTypes[field.type] ?? 'text'}"
        maxlength="${field.length || 255}"
        ${common}
        value="${value}"
      />`;
  }
}

const inputTypes: Partial<Record<FieldDescribe['type'], string>> = {
  phone: 'tel',
  email: 'email',
  date: 'date',
  int: 'number',
  double: 'number',
  currency: 'number',
  percent: 'number',
};

function options(field: FieldDescribe, value: string): Markup {
  const known = field.picklistValues.map((each) => each.value);
  const values = value === '' || known.includes(value) ? known : [...known, value];
  return html`<option value="">--None--</option>
    ${values.map((each) => html`<option ${each === value && html`selected`}>${each}</option>`)}`;
}
