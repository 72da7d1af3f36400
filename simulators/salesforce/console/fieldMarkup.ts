import type { SObjectRecord } from '../org/org.ts';
import type { FieldDescribe, ObjectDescribe } from '../org/schema/describe.ts';
import { html, type Markup } from './html.ts';
import { utilityIcon } from './icon.ts';
import { parentOf, recordName, textOf } from './records.ts';
import type { Viewing } from './view.ts';

const locale = 'en-US';

/** A field as a page layout words it: `Account ID` is headed "Account". */
export function fieldLabel(field: FieldDescribe): string {
  if (field.name === 'Name') return 'Name';
  return field.type === 'reference' ? field.label.replace(/ ID$/, '') : field.label;
}

/** Draws the fields of one record for one user. */
export class RecordFields {
  readonly #viewing: Viewing;
  readonly #describe: ObjectDescribe;
  readonly #record: SObjectRecord;

  constructor(viewing: Viewing, describe: ObjectDescribe, record: SObjectRecord) {
    this.#viewing = viewing;
    this.#describe = describe;
    this.#record = record;
  }

  value(field: FieldDescribe): Markup {
    const text = textOf(this.#record[field.name]);
    if (field.type === 'boolean') return checkbox(field, text === 'true');
    if (text === '') return html``;
    if (field.nameField) return this.#link(textOf(this.#record.Id), this.#describe.name, text);
    if (field.type === 'phone' && field.name !== 'Fax') return this.#phone(field, text);
    if (field.type === 'reference') return this.#lookup(field, text);
    return typeMarkup[field.type]?.(text) ?? html`${plainValue(field, text)}`;
  }

  /** A phone field: with a softphone a button that Open CTI brings to life, else a `tel:` link. */
  #phone(field: FieldDescribe, number: string): Markup {
    if (!this.#viewing.softphone) return html`<a href="tel:${number.replace(/[^+\d]/g, '')}">${number}</a>`;
    const name = recordName(this.#describe, this.#record);
    return html`<button
      type="button"
      class="clickToDial"
      disabled
      data-dial="${number}"
      data-record-id="${textOf(this.#record.Id)}"
      data-record-name="${name}"
      data-object-type="${this.#describe.name}"
      aria-label="Dial ${number}, ${field.label} of ${name}"
    >
      ${utilityIcon('call', 'clickToDial__icon')}${number}
    </button>`;
  }

  #lookup(field: FieldDescribe, id: string): Markup {
    const parent = parentOf(field, this.#record);
    if (!parent) return html`${id}`;
    if (parent.sObject === 'User') return html`${parent.name}`;
    return this.#link(id, parent.sObject, parent.name);
  }

  #link(id: string, sObject: string, name: string): Markup {
    return html`<a href="/lightning/r/${sObject}/${id}/view">${name}</a>`;
  }
}

const typeMarkup: Partial<Record<FieldDescribe['type'], (text: string) => Markup>> = {
  email: (text) => html`<a href="mailto:${text}">${text}</a>`,
  url: (text) =>
    html`<a href="${/^https?:/.test(text) ? text : `https://${text}`}" target="_blank" rel="noreferrer"
      >${text}</a
    >`,
  textarea: (text) => html`<span class="longText">${text}</span>`,
};

const inWords: Partial<Record<FieldDescribe['type'], (text: string, name: string) => string>> = {
  datetime: formatDateTime,
  date: (text) => new Date(`${text}T00:00:00Z`).toLocaleDateString(locale, { timeZone: 'UTC' }),
  currency: (text) =>
    Number(text).toLocaleString(locale, { style: 'currency', currency: 'USD', maximumFractionDigits: 0 }),
  int: (text, name) =>
    name.endsWith('InSeconds') ? formatDuration(Number(text)) : Number(text).toLocaleString(locale),
  percent: (text) => `${text}%`,
};

/** A value in words, for the types that need no markup. */
function plainValue(field: Pick<FieldDescribe, 'type' | 'name'>, text: string): string {
  return inWords[field.type]?.(text, field.name) ?? text;
}

const dateTimes = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' });

export function formatDateTime(text: string): string {
  return dateTimes.format(new Date(text));
}

/** `95` seconds are `1:35`. */
export function formatDuration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const shown =
    minutes < 60 ? String(minutes) : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  return `${shown}:${String(Math.round(seconds % 60)).padStart(2, '0')}`;
}

function checkbox(field: FieldDescribe, checked: boolean): Markup {
  const icon = checked
    ? utilityIcon('check', 'slds-icon slds-icon_xx-small slds-icon-text-default')
    : html`<span class="uncheckedBox"></span>`;
  return html`<span role="img" aria-label="${field.label}: ${checked ? 'yes' : 'no'}">${icon}</span>`;
}
