import { html, Markup } from './html.ts';
import { utilityIcon } from './icon.ts';
import type { PresenceStatus } from '../omniChannel/presenceStatuses.ts';
import { avatar } from './loginPage.ts';
import { navigation } from './objectLayouts.ts';
import type { View, Viewing } from './view.ts';
import type { PageSettings, SoftphoneItem } from './viewMessage.ts';

const styles = '/assets/slds/styles/salesforce-lightning-design-system.min.css';

/** What is in the utility bar; without presence statuses there is no Omni-Channel. */
export interface BarItems {
  readonly softphone: SoftphoneItem | undefined;
  readonly statuses: readonly PresenceStatus[];
}

/** The whole console page around its first view. */
export function consolePage(viewing: Viewing, view: View, bar: BarItems): Markup {
  const { softphone } = bar;
  const settings: PageSettings = {
    ...(softphone && { softphone }),
    ...(view.record && { record: view.record }),
  };
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${view.title} | Salesforce</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${styles}" />
        <link rel="stylesheet" href="/assets/console/console.css" />
        <link rel="stylesheet" href="/assets/console/records.css" />
        <link rel="stylesheet" href="/assets/console/reports.css" />
        <link rel="stylesheet" href="/assets/console/setup.css" />
        <link rel="stylesheet" href="/assets/console/utilityBar.css" />
        <script type="module" src="/assets/console/main.ts"></script>
        ${viewing.components && html`<script defer src="/assets/components/orgPages.js"></script>`}
      </head>
      <body>
        <script type="application/json" id="pageSettings">
          ${jsonInScript(settings)}
        </script>
        <div id="app">
          <a class="slds-assistive-text slds-assistive-text_focus" href="#view">Skip to main content</a>
          ${globalHeader(viewing)} ${navigationBar(viewing, view.tab)}
          <main id="view" class="consoleMain" tabindex="-1">${view.content}</main>
          ${utilityBar(bar)}
        </div>
        <div id="modalHost">${view.modal}</div>
      </body>
    </html>`;
}

function globalHeader({ org, user }: Viewing): Markup {
  const setup = org.effectiveAccess(user.id).userPermissions.has('CustomizeApplication');
  return html`<header class="globalHeader">
    <a class="globalHeader__logo" href="/lightning/page/home" aria-label="Salesforce home">
      <svg class="cloudLogo" aria-hidden="true">
        <use href="/assets/slds/icons/utility-sprite/svg/symbols.svg#salesforce1"></use>
      </svg>
    </a>
    <form id="globalSearch" class="globalHeader__search" role="search" action="/lightning/search">
      <div class="slds-input-has-icon slds-input-has-icon_left">
        ${utilityIcon('search', 'slds-icon slds-input__icon slds-input__icon_left slds-icon-text-default')}
        <input
          class="slds-input"
          type="search"
          name="q"
          placeholder="Search..."
          aria-label="Search accounts, contacts, cases and leads"
          autocomplete="off"
        />
      </div>
    </form>
    <div class="globalHeader__actions">
      ${
        setup &&
        html`<a
          class="slds-button slds-button_icon slds-button_icon-container"
          href="/lightning/setup/CallCenters/home"
          title="Setup"
        >
          ${utilityIcon('setup', 'slds-button__icon slds-global-header__icon')}<span
            class="slds-assistive-text"
            >Setup</span
          >
        </a>`
      }
      <details class="userMenu">
        <summary title="${user.name}">
          ${avatar(user)}<span class="slds-assistive-text">View profile of ${user.name}</span>
        </summary>
        <div class="slds-dropdown slds-dropdown_right userMenu__panel">
          <p class="userMenu__name">${user.name}</p>
          <p class="slds-text-color_weak">${user.username}</p>
          <form method="post" action="/logout"><button class="slds-button">Log Out</button></form>
        </div>
      </details>
    </div>
  </header>`;
}

function navigationBar({ org, user, appLabel, pages }: Viewing, current: string): Markup {
  const objects = navigation.flatMap((name) => org.describe(name, user.id) ?? []);
  const items = [
    { label: 'Home', url: '/lightning/page/home' },
    ...objects.map((describe) => ({
      label: describe.labelPlural,
      url: `/lightning/o/${describe.name}/list`,
    })),
    ...pages.reportTabs,
    ...pages.tabsOf(user).map(({ name, label }) => ({ label, url: `/lightning/n/${name}` })),
  ];
  return html`<nav class="slds-context-bar navigationBar" aria-label="App">
    <div class="slds-context-bar__primary">
      <div class="slds-context-bar__item slds-no-hover">
        <span class="navigationBar__waffle"
          >${utilityIcon('apps', 'slds-button__icon slds-button__icon_large')}</span
        >
        <span class="slds-context-bar__label-action slds-context-bar__app-name"
          ><span class="slds-truncate">${appLabel}</span></span
        >
      </div>
    </div>
    <div class="slds-context-bar__secondary">
      <ul class="slds-grid">
        ${items.map(
          ({ label, url }) =>
            html`<li
              class="slds-context-bar__item ${label === current && 'slds-is-active'}"
              data-tab="${label}"
            >
              <a
                class="slds-context-bar__label-action"
                href="${url}"
                ${label === current && html`aria-current="page"`}
                ><span class="slds-truncate">${label}</span></a
              >
            </li>`,
        )}
      </ul>
    </div>
  </nav>`;
}

/** Without a call center there is no phone. */
function utilityBar({ softphone, statuses }: BarItems): Markup {
  const panel =
    softphone &&
    html`<li class="slds-utility-bar__item slds-utility-bar__item_pop-over">
      <section
        id="softphonePanel"
        class="slds-utility-panel slds-grid slds-grid_vertical"
        role="dialog"
        aria-labelledby="softphonePanelLabel"
        inert
      >
        <div class="slds-utility-panel__header slds-grid slds-grid_align-spread slds-shrink-none">
          <div class="slds-media slds-media_center">
            <div class="slds-media__figure slds-m-right_x-small">
              ${namedIcon('softphonePanelIcon', softphone.icon, 'slds-icon slds-icon_small slds-icon-text-default')}
            </div>
            <div class="slds-media__body"><h2 id="softphonePanelLabel">${softphone.label}</h2></div>
          </div>
          <button type="button" id="softphoneMinimize" class="slds-button slds-button_icon" title="Minimize">
            ${utilityIcon('minimize_window')}<span class="slds-assistive-text">Minimize</span>
          </button>
        </div>
        <div id="softphoneBody" class="slds-utility-panel__body softphoneBody">
          <div id="softphoneSpinner" class="slds-spinner_container">
            <div role="status" class="slds-spinner slds-spinner_medium">
              <span class="slds-assistive-text">Loading</span>
              <div class="slds-spinner__dot-a"></div>
              <div class="slds-spinner__dot-b"></div>
            </div>
          </div>
          <iframe
            id="softphoneFrame"
            title="Softphone"
            allow="microphone; autoplay; clipboard-write; fullscreen"
          ></iframe>
        </div>
      </section>
      <button
        type="button"
        id="softphoneButton"
        class="slds-button slds-utility-bar__action"
        aria-expanded="false"
        aria-controls="softphonePanel"
      >
        ${namedIcon('softphoneItemIcon', softphone.icon, 'slds-button__icon slds-button__icon_left')}<span
          id="softphoneItemLabel"
          class="slds-utility-bar__text"
          >${softphone.label}</span
        >
      </button>
    </li>`;
  return html`<footer class="slds-utility-bar_container" aria-label="Utility Bar">
    <h2 class="slds-assistive-text">Utility Bar</h2>
    <ul class="slds-utility-bar ${softphone?.leftAligned === false && 'utilityBar_mirrored'}">
      ${panel} ${statuses.length > 0 && omniChannel(statuses)}
    </ul>
  </footer>`;
}

/** Omni-Channel, as far as the presence of the agent goes. */
function omniChannel(statuses: readonly PresenceStatus[]): Markup {
  return html`<li class="slds-utility-bar__item">
    <label class="omniChannel"
      >Omni-Channel
      <select id="omniPresence">
        <option value="">Offline</option>
        ${statuses.map(({ id, name, label }) => html`<option value="${id}" data-name="${name}">${label}</option>`)}
      </select></label
    >
  </li>`;
}

/** A utility icon that the softphone may exchange. */
function namedIcon(id: string, key: string, className: string): Markup {
  return html`<svg class="${className}" aria-hidden="true">
    <use id="${id}" href="/assets/slds/icons/utility-sprite/svg/symbols.svg#${key}"></use>
  </svg>`;
}

function jsonInScript(value: unknown): Markup {
  return new Markup(JSON.stringify(value).replaceAll('<', '\\u003c'));
}
