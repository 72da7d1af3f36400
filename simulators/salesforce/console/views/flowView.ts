import { type FlowField, type FlowScreen, merged, type ScreenFlow } from '../../flow/screenFlows.ts';
import { html, type Markup } from '../html.ts';
import { standardIcon } from '../icon.ts';
import type { View, Viewing } from '../view.ts';
import { messageView } from './messageView.ts';

/** Which screen of the flow the address asks for; without, the first. */
const screenParameter = 'flow~screen';
const finished = 'flow~finished';

/** A screen flow at one of its screens; arguments that are no input variables of the flow are ignored. */
export function flowView({ flows }: Viewing, apiName: string, query: URLSearchParams): View {
  const flow = flows.find(apiName);
  if (!flow?.runs) return { ...notRunning(apiName, flow !== undefined), failed: true };
  const values = new Map([...query].filter(([name]) => flow.inputs.includes(name)));
  const asked = query.get(screenParameter);
  const screen = flow.screens.find(({ name }) => name === (asked ?? flow.first));
  const content = html`<article class="slds-card flowCard" aria-label="Flow ${flow.label}">
    <header class="slds-card__header slds-media slds-media_center">
      <div class="slds-media__figure">${standardIcon('flow')}</div>
      <div class="slds-media__body">
        <p class="slds-line-height_reset">Flow</p>
        <h1 class="slds-page-header__title">${flow.label}</h1>
      </div>
    </header>
    ${asked === finished || !screen ? end : screenForm(screen, values, (next) => addressOf(flow, values, next))}
    ${values.size > 0 && variables(values)}
  </article>`;
  return { title: flow.label, tab: '', content };
}

const end = html`<div class="slds-card__body slds-card__body_inner"><p>Your flow finished.</p></div>`;

function notRunning(apiName: string, exists: boolean): View {
  return messageView({
    title: 'This flow can’t run',
    text: exists
      ? `${apiName} is not an active screen flow: activate it, or choose another flow in the softphone layout.`
      : `The org has no flow ${apiName}.`,
    status: 404,
  });
}

function screenForm(
  screen: FlowScreen,
  values: ReadonlyMap<string, string>,
  addressOfScreen: (name: string) => string,
): Markup {
  return html`<div class="slds-card__body slds-card__body_inner">
      <h2 class="slds-text-heading_small slds-m-bottom_small">${merged(screen.label, values)}</h2>
      ${screen.fields.map((field) => screenField(field, values))}
    </div>
    <footer class="slds-card__footer">
      <a class="slds-button slds-button_brand" href="${addressOfScreen(screen.next ?? finished)}"
        >${screen.next ? 'Next' : 'Finish'}</a
      >
    </footer>`;
}

function screenField(field: FlowField, values: ReadonlyMap<string, string>): Markup {
  const text = merged(field.text, values);
  if (field.type === 'DisplayText') return html`<p class="slds-m-bottom_small">${text}</p>`;
  const id = `flow-${field.name}`;
  return html`<div class="slds-form-element slds-m-bottom_small">
    <label class="slds-form-element__label" for="${id}">${text}</label>
    <div class="slds-form-element__control">
      ${
        field.type === 'LargeTextArea'
          ? html`<textarea class="slds-textarea" id="${id}" rows="3">
${merged(field.defaultValue, values)}</textarea>`
          : html`<input class="slds-input" id="${id}" value="${merged(field.defaultValue, values)}" />`
      }
    </div>
  </div>`;
}

function variables(values: ReadonlyMap<string, string>): Markup {
  return html`<details class="slds-p-around_medium">
    <summary>Input variables</summary>
    <dl class="setupFields">
      ${[...values].map(
        ([name, value]) =>
          html`<div class="detailField">
            <dt class="slds-form-element__label">${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}

function addressOf(flow: ScreenFlow, values: ReadonlyMap<string, string>, screen: string): string {
  const query = new URLSearchParams([...values, [screenParameter, screen]]);
  return `/lightning/flow/${flow.apiName}?${String(query)}`;
}
