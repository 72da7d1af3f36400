import type { OrgUser } from '../org/org.ts';
import { html, type Markup } from './html.ts';

const styles = '/assets/slds/styles/salesforce-lightning-design-system.min.css';

/** The sign-in page: no passwords, one chooses who to be. */
export function loginPage(login: { orgName: string; users: readonly OrgUser[]; startUrl: string }): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Login | Salesforce</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${styles}" />
        <link rel="stylesheet" href="/assets/console/console.css" />
      </head>
      <body class="loginBody">
        <main class="slds-card loginCard">
          <svg class="cloudLogo cloudLogo_large" aria-hidden="true">
            <use href="/assets/slds/icons/utility-sprite/svg/symbols.svg#salesforce1"></use>
          </svg>
          <h1 class="slds-text-heading_medium">${login.orgName}</h1>
          <p class="slds-text-color_weak slds-m-bottom_medium">Who signs in?</p>
          <form method="post" action="/login">
            <input type="hidden" name="startURL" value="${login.startUrl}" />
            <ul class="loginUsers">
              ${login.users.map(
                (user) =>
                  html`<li>
                    <button class="loginUser" name="userId" value="${user.id}">
                      ${avatar(user)}
                      <span class="loginUser__name"
                        >${user.name}<span class="slds-text-color_weak"
                          >${[user.title, user.username].filter(Boolean).join(' · ')}</span
                        ></span
                      >
                    </button>
                  </li>`,
              )}
            </ul>
          </form>
        </main>
      </body>
    </html>`;
}

/** A person's initials on a coloured disc. */
export function avatar(user: OrgUser): Markup {
  const initials = user.name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('');
  return html`<span class="slds-avatar slds-avatar_circle" aria-hidden="true"
    ><abbr class="slds-avatar__initials slds-icon-standard-user">${initials}</abbr></span
  >`;
}
