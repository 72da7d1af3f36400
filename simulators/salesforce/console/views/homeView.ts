import { html, type Markup } from '../html.ts';
import { standardIcon } from '../icon.ts';
import { layoutOf, navigation } from '../objectLayouts.ts';
import { readRecords, recordName, textOf } from '../records.ts';
import { formatDateTime, formatDuration } from '../fieldMarkup.ts';
import type { View, Viewing } from '../view.ts';
import { emptyState } from './recordTable.ts';

/** The start page: the user's latest calls and recently changed records. */
export function homeView(viewing: Viewing): View {
  const content = html`<header class="slds-page-header homeHeader">
      <div class="slds-media">
        <div class="slds-media__figure">${standardIcon('home')}</div>
        <div class="slds-media__body">
          <p class="slds-line-height_reset">Home</p>
          <h1 class="slds-page-header__title">Hello, ${viewing.user.name.split(' ')[0]}</h1>
        </div>
      </div>
    </header>
    <div class="homeColumns">
      ${card('Recent Calls', 'log_a_call', recentCalls(viewing))}
      ${navigation.map((sObject) => recentRecords(viewing, sObject))}
    </div>`;
  return { title: 'Home', tab: 'Home', content };
}

function card(title: string, icon: string, body: Markup): Markup {
  return html`<article class="slds-card" aria-label="${title}">
    <header class="slds-card__header slds-media slds-media_center">
      <div class="slds-media__figure">${standardIcon(icon, 'small')}</div>
      <h2 class="slds-card__header-title slds-media__body">${title}</h2>
    </header>
    ${body}
  </article>`;
}

function recentCalls(viewing: Viewing): Markup {
  const describe = viewing.org.describe('Task', viewing.user.id);
  const calls = describe
    ? readRecords(viewing, {
        describe,
        fields: ['Subject', 'CreatedDate', 'CallDurationInSeconds', 'CallType'],
        where: `OwnerId = '${viewing.user.id}' AND TaskSubtype = 'Call'`,
        orderBy: 'CreatedDate DESC',
        limit: 6,
      })
    : [];
  if (calls.length === 0) return emptyState('Your calls appear here once they are logged.');
  return html`<ul class="plainList">
    ${calls.map(
      (call) =>
        html`<li>
          <a href="/lightning/r/Task/${textOf(call.Id)}/view">${textOf(call.Subject)}</a>
          <span class="slds-text-color_weak"
            >${[textOf(call.CallType), formatDuration(Number(call.CallDurationInSeconds ?? 0)), formatDateTime(textOf(call.CreatedDate))].filter(Boolean).join(' · ')}</span
          >
        </li>`,
    )}
  </ul>`;
}

function recentRecords(viewing: Viewing, sObject: string): Markup | undefined {
  const describe = viewing.org.describe(sObject, viewing.user.id);
  if (!describe) return undefined;
  const layout = layoutOf(describe);
  const records = readRecords(viewing, {
    describe,
    fields: layout.columns,
    orderBy: 'LastModifiedDate DESC',
    limit: 6,
  });
  const list = html`<ul class="plainList">
    ${records.map(
      (record) =>
        html`<li>
          <a href="/lightning/r/${sObject}/${textOf(record.Id)}/view">${recordName(describe, record)}</a>
          <span class="slds-text-color_weak">${textOf(record[secondFields[sObject] ?? 'Id'])}</span>
        </li>`,
    )}
  </ul>`;
  return card(
    `Recent ${describe.labelPlural}`,
    layout.icon,
    records.length > 0 ? list : emptyState('No records yet.'),
  );
}

/** What tells records of one name apart. */
const secondFields: Readonly<Record<string, string>> = {
  Account: 'BillingCity',
  Contact: 'Title',
  Case: 'Subject',
  Lead: 'Company',
};
