import type { SObjectRecord } from '../../org/org.ts';
import type { FieldDescribe, ObjectDescribe } from '../../org/schema/describe.ts';
import { fieldLabel } from '../fieldMarkup.ts';
import { html, type Markup } from '../html.ts';
import { utilityIcon } from '../icon.ts';
import { layoutOf } from '../objectLayouts.ts';
import { fieldsNamed, textOf } from '../records.ts';
import { modal } from './modal.ts';

/** What the form starts with: default values for a new record, or the record to change. */
export interface RecordForm {
  readonly describe: ObjectDescribe;
  readonly values: Readonly<Record<string, unknown>>;
  /** Set when an existing record is changed. */
  readonly record?: SObjectRecord;
  /** The name of the record a lookup points to. */
  readonly nameOf: (id: string) => string;
}

/** The dialog that makes or changes a record; fields the user may not write are left out. */
export function recordForm({ describe, values, record, nameOf }: RecordForm): Markup {
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
          <legend class="detailSection__title">${label}</legend>
          <div class="detailGrid">
            ${fields.map((field) => formField(field, values[field.name] ?? startValue(field, record), nameOf))}
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

function formField(field: FieldDescribe, value: unknown, nameOf: (id: string) => string): Markup {
  const id = `field-${field.name}`;
  const required = !field.nillable && !field.defaultedOnCreate && field.type !== 'boolean';
  return html`<div class="slds-form-element detailField" data-field="${field.name}">
    <label class="slds-form-element__label" for="${id}"
      >${required && html`<abbr class="slds-required" title="required">*</abbr>`}${fieldLabel(field)}</label
    >
    <div class="slds-form-element__control">
      ${control({ field, id, required, value: textOf(value), nameOf })}
    </div>
  </div>`;
}

interface Control {
  readonly field: FieldDescribe;
  readonly id: string;
  readonly required: boolean;
  readonly value: string;
  readonly nameOf: (id: string) => string;
}

type Draw = (control: Control, common: Markup) => Markup;

const controls: Partial<Record<FieldDescribe['type'], Draw>> = {
  picklist: ({ field, value }, common) =>
    html`<div class="slds-select_container">
      <select class="slds-select" ${common}>
        ${options(field, value)}
      </select>
    </div>`,
  textarea: ({ value }, common) =>
    html`<textarea class="slds-textarea" rows="3" ${common}>${value}</textarea>`,
  boolean: ({ value }, common) =>
    html`<input type="checkbox" ${common} ${value === 'true' && html`checked`} />`,
  reference: ({ field, id, required, value, nameOf }) =>
    html`<div class="lookup slds-input-has-icon slds-input-has-icon_right">
      ${utilityIcon('search', 'slds-icon slds-input__icon slds-input__icon_right slds-icon-text-default')}
      <input
        class="slds-input"
        id="${id}"
        role="combobox"
        autocomplete="off"
        aria-expanded="false"
        aria-autocomplete="list"
        aria-controls="${id}-choices"
        data-lookup="${field.referenceTo.join(',')}"
        placeholder="Search..."
        ${required && html`required`}
        value="${nameOf(value)}"
      />
      <input type="hidden" name="${field.name}" value="${value}" />
      <ul
        id="${id}-choices"
        class="slds-dropdown lookup__choices"
        role="listbox"
        aria-label="${fieldLabel(field)}"
        hidden
      ></ul>
    </div>`,
};

function control(given: Control): Markup {
  const { field, id, required, value } = given;
  const common = html`id="${id}" name="${field.name}" ${required && html`required`}`;
  const type = inputTypes[field.type] ?? 'text';
  return (
    controls[field.type]?.(given, common) ??
    html`<input
      class="slds-input"
      type="${type}"
      maxlength="${field.length || 255}"
      ${common}
      value="${value}"
    />`
  );
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
