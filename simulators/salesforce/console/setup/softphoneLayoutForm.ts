import { sections, unsetPops, type KeptLayout } from '../../openCti/softphoneLayouts.ts';
import type { CallSection, MatchKind, PopRule, ScreenPopSettings } from '../../openCti/softphoneLayout.ts';
import { html, type Markup } from '../html.ts';
import type { Viewing } from '../view.ts';
import { layoutObjects, type LayoutObject, type PopChoice, popChoices } from './softphoneLayoutChoices.ts';

/** A layout that is not kept yet. */
export const newLayout: KeptLayout = {
  id: '',
  name: '',
  isDefault: false,
  sections: {
    Inbound: { callRelatedFields: ['ANI'], objects: {}, screenPopSettings: unsetPops },
    Outbound: { callRelatedFields: ['DNIS'], objects: {}, screenPopSettings: {} },
    Internal: { callRelatedFields: ['ANI'], objects: {}, screenPopSettings: {} },
  },
};

const matchLabels: Readonly<Record<MatchKind, string>> = {
  NoMatch: 'No matching records',
  SingleMatch: 'Single-matching record',
  MultipleMatches: 'Multiple-matching records',
};

const callFields = { ANI: 'Caller ID', DNIS: 'Dialed Number', SEGMENT: 'Segment', QUEUE: 'Queue' };

/** The form of a softphone layout: for each call type what is shown, and what pops. */
export function layoutForm(viewing: Viewing, layout: KeptLayout): Markup {
  return html`<form
    class="slds-card slds-p-around_medium"
    method="post"
    action="/lightning/setup/SoftphoneLayouts/save"
  >
    <input type="hidden" name="id" value="${layout.id}" />
    <div class="slds-form-element">
      <label class="slds-form-element__label" for="layoutName"
        ><abbr class="slds-required" title="required">*</abbr>Name</label
      >
      <div class="slds-form-element__control">
        <input class="slds-input" id="layoutName" name="name" required value="${layout.name}" />
      </div>
    </div>
    ${checkbox({ name: 'isDefault', value: 'true', label: 'Is Default Layout', checked: layout.isDefault })}
    ${sections.map((section) => callTypeFields(viewing, layout, section))}
    <div class="setupActions">
      <a class="slds-button slds-button_neutral" href="/lightning/setup/SoftphoneLayouts/home">Cancel</a>
      <button class="slds-button slds-button_brand">Save</button>
    </div>
  </form>`;
}

function callTypeFields(viewing: Viewing, layout: KeptLayout, section: CallSection): Markup {
  const { callRelatedFields, objects, screenPopSettings } = layout.sections[section];
  return html`<fieldset class="detailSection" aria-label="${section}">
    <legend class="detailSection__title">Call Type: ${section}</legend>
    <div class="slds-p-around_small">
      <fieldset class="setupChoices">
        <legend>Display these call-related fields</legend>
        ${Object.entries(callFields).map(([value, label]) => checkbox({ name: `${section}.call`, value, label, checked: callRelatedFields.includes(value) }))}
      </fieldset>
      <fieldset class="setupChoices">
        <legend>Display these Salesforce objects</legend>
        <div class="setupColumns">
          ${layoutObjects(viewing, section).map((object) => objectFields(section, object, objects[object.name] ?? []))}
        </div>
      </fieldset>
      ${section === 'Inbound' && screenPops(viewing, screenPopSettings)}
    </div>
  </fieldset>`;
}

/** An object is shown with the fields that are selected; without any it is not searched. */
function objectFields(section: CallSection, object: LayoutObject, chosen: readonly string[]): Markup {
  const name = `${section}.objects.${object.name}`;
  const shown = object.fields.filter((field) => chosen.includes(field.name)).map(({ label }) => label);
  return html`<details class="layoutObject">
    <summary><b>${object.label}</b> <span>${shown.join(', ')}</span></summary>
    <label class="slds-form-element__label" for="${name}"
      >${object.label} fields in ${section.toLowerCase()} calls</label
    >
    <select id="${name}" name="${name}" multiple>
      ${object.fields.map((field) => html`<option value="${field.name}" ${chosen.includes(field.name) && html`selected`}>${field.label}</option>`)}
    </select>
  </details>`;
}

function screenPops(viewing: Viewing, settings: ScreenPopSettings): Markup {
  const within = settings.screenPopsOpenWithin ?? 'ExistingWindow';
  const windows = { ExistingWindow: 'Existing browser window', NewWindow: 'New browser window or tab' };
  return html`<fieldset class="setupChoices">
    <legend>Screen Pop Settings</legend>
    <fieldset class="setupChoices">
      <legend>Screen pops open within</legend>
      ${Object.entries(windows).map(([value, label]) => radio({ name: 'Inbound.within', value, label, checked: value === within }))}
    </fieldset>
    <div class="setupColumns">
      ${Object.entries(matchLabels).map(([kind, label]) => popFields(viewing, { kind: kind as MatchKind, label, rule: settings[kind as MatchKind] }))}
    </div>
  </fieldset>`;
}

function popFields(
  viewing: Viewing,
  { kind, label, rule }: { kind: MatchKind; label: string; rule: PopRule | undefined },
): Markup {
  const present = rule?.screenPopType ?? 'DoNotPop';
  return html`<fieldset class="setupChoices">
    <legend>${label}</legend>
    ${popChoices(viewing, kind).map(
      (choice) =>
        html`<div class="popChoice">
          ${radio({ name: `pop.${kind}`, value: choice.type, label: choice.label, checked: choice.type === present })}
          ${choice.targets && target({ kind, matching: label, choice, rule })}
        </div>`,
    )}
  </fieldset>`;
}

/** What a choice pops to: an object, a page or a flow. */
function target({
  kind,
  matching,
  choice,
  rule,
}: {
  kind: MatchKind;
  matching: string;
  choice: PopChoice;
  rule: PopRule | undefined;
}): Markup {
  const chosen = rule?.screenPopType === choice.type ? rule.screenPopData : undefined;
  return html`<select
    class="slds-select"
    name="pop.${kind}.${choice.type}"
    aria-label="${matching}: ${choice.label}"
  >
    ${(choice.targets ?? []).map(({ name, label }) => html`<option value="${name}" ${name === chosen && html`selected`}>${label}</option>`)}
  </select>`;
}

interface Choice {
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly checked: boolean;
}

function checkbox(choice: Choice): Markup {
  return box('checkbox', choice);
}

function radio(choice: Choice): Markup {
  return box('radio', choice);
}

function box(type: 'checkbox' | 'radio', { name, value, label, checked }: Choice): Markup {
  return html`<label class="slds-m-right_medium">
    <input type="${type}" name="${name}" value="${value}" ${checked && html`checked`} /> ${label}
  </label>`;
}
