import type { CallCenter } from '../../openCti/callCenters.ts';
import { html, type Markup } from '../html.ts';
import { standardIcon } from '../icon.ts';
import type { View, Viewing } from '../view.ts';
import { emptyState } from '../views/recordTable.ts';
import { setupPage } from './setupPage.ts';

/** Setup, Call Centers: what is installed. */
export function callCentersView(viewing: Viewing): View | undefined {
  if (!maySetUp(viewing)) return undefined;
  const callCenters = viewing.callCenters.all();
  const content = html`<div class="slds-card">
    <header class="slds-card__header"><h2 class="slds-card__header-title">All Call Centers</h2></header>
    ${
      callCenters.length === 0
        ? emptyState('No call center is installed: the project has no callCenters/*.callCenter-meta.xml.')
        : html`<table class="slds-table slds-table_bordered slds-table_cell-buffer" aria-label="Call centers">
            <thead>
              <tr class="slds-line-height_reset">
                <th scope="col">Name</th>
                <th scope="col">Internal Name</th>
                <th scope="col">Users</th>
              </tr>
            </thead>
            <tbody>
              ${callCenters.map(
                (each) =>
                  html`<tr>
                    <th scope="row"><a href="${addressOf(each)}/view">${each.displayName}</a></th>
                    <td>${each.internalName}</td>
                    <td>${usersOf(viewing, each).length}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
  </div>`;
  return setupPage({ heading: 'Call Centers', content });
}

/** One call center: its sections with values, and the users assigned to it. */
export function callCenterView(viewing: Viewing, name: string): View | undefined {
  const callCenter = maySetUp(viewing) ? viewing.callCenters.find(name) : undefined;
  if (!callCenter) return undefined;
  const content = html`<div class="slds-card slds-p-around_medium">
      <div class="setupActions">
        <a class="slds-button slds-button_neutral" href="${addressOf(callCenter)}/edit">Edit</a>
      </div>
      ${callCenter.sections.map(
        (section) =>
          html`<section class="detailSection">
            <h2 class="detailSection__title">${section.label}</h2>
            <dl class="setupFields">
              ${section.items.map(
                (item) =>
                  html`<div class="detailField">
                    <dt class="slds-form-element__label">${item.label}</dt>
                    <dd>${item.value}</dd>
                  </div>`,
              )}
            </dl>
          </section>`,
      )}
    </div>
    ${assignedUsers(viewing, callCenter)}`;
  return setupPage({ heading: callCenter.displayName, content });
}

/** The form that changes a call center's values. */
export function callCenterEditView(viewing: Viewing, name: string): View | undefined {
  const callCenter = maySetUp(viewing) ? viewing.callCenters.find(name) : undefined;
  if (!callCenter) return undefined;
  const content = html`<form
    class="slds-card slds-p-around_medium"
    method="post"
    action="${addressOf(callCenter)}/save"
  >
    ${callCenter.sections.map(
      (section) =>
        html`<fieldset class="detailSection">
          <legend class="detailSection__title">${section.label}</legend>
          ${section.items.map((item) => valueField(`${section.name}/${item.name}`, item))}
        </fieldset>`,
    )}
    <div class="setupActions">
      <a class="slds-button slds-button_neutral" href="${addressOf(callCenter)}/view">Cancel</a>
      <button class="slds-button slds-button_brand">Save</button>
    </div>
  </form>`;
  return setupPage({ heading: `Edit ${callCenter.displayName}`, content });
}

/** Whether the user may open Setup. */
export function maySetUp({ org, user }: Pick<Viewing, 'org' | 'user'>): boolean {
  return org.effectiveAccess(user.id).userPermissions.has('CustomizeApplication');
}

function assignedUsers(viewing: Viewing, callCenter: CallCenter): Markup {
  const users = viewing.org.users();
  return html`<form class="slds-card" method="post" action="${addressOf(callCenter)}/users">
    <header class="slds-card__header slds-media slds-media_center">
      <div class="slds-media__figure">${standardIcon('user', 'small')}</div>
      <h2 class="slds-card__header-title slds-media__body">
        Call Center Users (${usersOf(viewing, callCenter).length})
      </h2>
      <button class="slds-button slds-button_neutral">Save Users</button>
    </header>
    <table class="slds-table slds-table_bordered slds-table_cell-buffer" aria-label="Call center users">
      <thead>
        <tr class="slds-line-height_reset">
          <th scope="col">Assigned</th>
          <th scope="col">Name</th>
          <th scope="col">Username</th>
          <th scope="col">Profile</th>
        </tr>
      </thead>
      <tbody>
        ${users.map((user) => {
          const elsewhere = user.callCenterId !== undefined && user.callCenterId !== callCenter.id;
          return html`<tr>
            <td>
              <input
                type="checkbox"
                name="userId"
                value="${user.id}"
                aria-label="Assign ${user.name}"
                ${user.callCenterId === callCenter.id && html`checked`}
                ${elsewhere && html`disabled title="Belongs to another call center"`}
              />
            </td>
            <th scope="row">${user.name}</th>
            <td>${user.username}</td>
            <td>${user.profileName}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </form>`;
}

function valueField(key: string, item: { label: string; value: string; name: string }): Markup {
  const fixed = item.name === 'reqInternalName' || item.name === 'reqDisplayName';
  return html`<div class="slds-form-element slds-form-element_horizontal">
    <label class="slds-form-element__label" for="${key}">${item.label}</label>
    <div class="slds-form-element__control">
      <input class="slds-input" id="${key}" name="${key}" value="${item.value}" ${fixed && html`readonly`} />
    </div>
  </div>`;
}

function usersOf({ org }: Viewing, callCenter: CallCenter) {
  return org.users().filter((user) => user.callCenterId === callCenter.id);
}

function addressOf(callCenter: CallCenter): string {
  return `/lightning/setup/CallCenters/${callCenter.internalName}`;
}
