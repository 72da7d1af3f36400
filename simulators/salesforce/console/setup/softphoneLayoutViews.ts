import type { KeptLayout } from '../../openCti/softphoneLayouts.ts';
import { html, type Markup } from '../html.ts';
import type { View, Viewing } from '../view.ts';
import { maySetUp } from './callCenterViews.ts';
import { layoutForm, newLayout } from './softphoneLayoutForm.ts';
import { setupPage } from './setupPage.ts';

const home = '/lightning/setup/SoftphoneLayouts';

/** Setup, Softphone Layouts: the layouts of the org. */
export function softphoneLayoutsView(viewing: Viewing): View | undefined {
  if (!maySetUp(viewing)) return undefined;
  const content = html`<div class="slds-card">
    <header class="slds-card__header slds-media slds-media_center">
      <h2 class="slds-card__header-title slds-media__body">Softphone Layouts</h2>
      <div class="slds-button-group">
        <a class="slds-button slds-button_neutral" href="${home}/new">New</a>
        <a class="slds-button slds-button_neutral" href="${home}/assignment">Softphone Layout Assignment</a>
      </div>
    </header>
    <table class="slds-table slds-table_bordered slds-table_cell-buffer" aria-label="Softphone layouts">
      <thead>
        <tr class="slds-line-height_reset">
          <th scope="col">Action</th>
          <th scope="col">Name</th>
          <th scope="col">Is Default Layout</th>
          <th scope="col">Profiles</th>
        </tr>
      </thead>
      <tbody>
        ${viewing.layouts.all().map((layout) => layoutRow(viewing, layout))}
      </tbody>
    </table>
  </div>`;
  return setupPage({ heading: 'Softphone Layouts', content });
}

/** The form of a new layout. */
export function newSoftphoneLayoutView(viewing: Viewing): View | undefined {
  if (!maySetUp(viewing)) return undefined;
  return setupPage({ heading: 'New Softphone Layout', content: layoutForm(viewing, newLayout) });
}

/** The form that changes a layout. */
export function softphoneLayoutEditView(viewing: Viewing, id: string): View | undefined {
  const layout = maySetUp(viewing) ? viewing.layouts.find(id) : undefined;
  return layout && setupPage({ heading: `Edit ${layout.name}`, content: layoutForm(viewing, layout) });
}

/** Which profile uses which layout. */
export function softphoneLayoutAssignmentView(viewing: Viewing): View | undefined {
  if (!maySetUp(viewing)) return undefined;
  const { org, user, layouts } = viewing;
  const profiles = org.query('SELECT Name FROM Profile ORDER BY Name', user.id).records;
  const content = html`<form class="slds-card slds-p-around_medium" method="post" action="${home}/assign">
    ${profiles.map((profile) => assignment(String(profile.Name), layouts.all(), layouts))}
    <div class="setupActions">
      <a class="slds-button slds-button_neutral" href="${home}/home">Cancel</a>
      <button class="slds-button slds-button_brand">Save</button>
    </div>
  </form>`;
  return setupPage({ heading: 'Softphone Layout Assignment', content });
}

function layoutRow(viewing: Viewing, layout: KeptLayout): Markup {
  const assigned = Object.entries(viewing.layouts.assignments()).filter(([, id]) => id === layout.id);
  return html`<tr>
    <td>
      <a href="${home}/${layout.id}/edit">Edit<span class="slds-assistive-text"> ${layout.name}</span></a>
      ${
        !layout.isDefault &&
        html`<form class="slds-show_inline" method="post" action="${home}/${layout.id}/delete">
          <button class="slds-button" aria-label="Delete ${layout.name}">Del</button>
        </form>`
      }
    </td>
    <th scope="row">${layout.name}</th>
    <td>${layout.isDefault && 'Yes'}</td>
    <td>${assigned.map(([profile]) => profile).join(', ')}</td>
  </tr>`;
}

function assignment(
  profile: string,
  all: readonly KeptLayout[],
  layouts: Pick<Viewing['layouts'], 'keptFor'>,
): Markup {
  const chosen = layouts.keptFor(profile).id;
  return html`<div class="slds-form-element slds-form-element_horizontal">
    <label class="slds-form-element__label" for="profile-${profile}">${profile}</label>
    <div class="slds-form-element__control slds-select_container">
      <select class="slds-select" id="profile-${profile}" name="${profile}">
        ${all.map((each) => html`<option value="${each.id}" ${each.id === chosen && html`selected`}>${each.name}</option>`)}
      </select>
    </div>
  </div>`;
}
