import type { SObjectRecord } from '../../org/org.ts';
import type { ObjectDescribe } from '../../org/schema/describe.ts';
import { formatDateTime, formatDuration } from '../fieldMarkup.ts';
import { html, type Markup } from '../html.ts';
import { standardIcon, utilityIcon } from '../icon.ts';
import { parentOf, readRecords, soqlText, textOf } from '../records.ts';
import type { Viewing } from '../view.ts';
import { emptyState } from './recordTable.ts';

const shownTasks = 30;
const taskFields = [
  'Subject',
  'Description',
  'Status',
  'IsClosed',
  'ActivityDate',
  'CreatedDate',
  'TaskSubtype',
  'CallType',
  'CallDurationInSeconds',
  'CallDisposition',
  'WhoId',
  'WhatId',
  'OwnerId',
];

/** The tasks of a record, newest first: calls with direction, length, result and notes; open tasks on top. */
export function activityTimeline(
  viewing: Viewing,
  shown: { sObject: string; recordId: string },
): Markup | undefined {
  const describe = viewing.org.describe('Task', viewing.user.id);
  const where = describe && relatedTasks(describe, shown);
  if (!describe || !where) return undefined;

  const tasks = readRecords(viewing, {
    describe,
    fields: taskFields,
    where,
    orderBy: 'CreatedDate DESC',
    limit: shownTasks,
  });
  const open = tasks.filter((task) => task.IsClosed !== true);
  const past = tasks.filter((task) => task.IsClosed === true);
  return html`<aside class="slds-card activityCard" aria-label="Activity">
    <header class="slds-card__header slds-media slds-media_center">
      <h2 class="slds-card__header-title slds-media__body">Activity</h2>
    </header>
    <div class="slds-card__body slds-card__body_inner">
      ${tasks.length === 0 && emptyState('No activities to show. Calls and tasks of this record appear here.')}
      ${open.length > 0 && group('Upcoming & Overdue', open, describe)}
      ${byMonth(past).map(([month, ofMonth]) => group(month, ofMonth, describe))}
    </div>
  </aside>`;
}

function relatedTasks(
  describe: ObjectDescribe,
  { sObject, recordId }: { sObject: string; recordId: string },
): string | undefined {
  const lookups = ['WhoId', 'WhatId', 'AccountId'].filter((name) =>
    describe.fields.some((field) => field.name === name && field.referenceTo.includes(sObject)),
  );
  return lookups.length === 0
    ? undefined
    : lookups.map((name) => `${name} = ${soqlText(recordId)}`).join(' OR ');
}

function byMonth(tasks: readonly SObjectRecord[]): readonly (readonly [string, readonly SObjectRecord[]])[] {
  const months = new Map<string, SObjectRecord[]>();
  for (const task of tasks) {
    const month = new Date(textOf(task.CreatedDate)).toLocaleDateString('en-US', {
      month: 'long',
      year: 'numeric',
    });
    months.set(month, [...(months.get(month) ?? []), task]);
  }
  return [...months];
}

function group(title: string, tasks: readonly SObjectRecord[], describe: ObjectDescribe): Markup {
  return html`<section class="timelineGroup" aria-label="${title}">
    <h3 class="timelineGroup__title">${title}</h3>
    <ul class="slds-timeline">
      ${tasks.map((task) => html`<li>${timelineItem(task, describe)}</li>`)}
    </ul>
  </section>`;
}

function timelineItem(task: SObjectRecord, describe: ObjectDescribe): Markup {
  const id = textOf(task.Id);
  const call = task.TaskSubtype === 'Call' || textOf(task.CallType) !== '';
  return html`<div
    class="slds-timeline__item_expandable ${call ? 'slds-timeline__item_call' : 'slds-timeline__item_task'}"
    data-task-id="${id}"
  >
    <div class="slds-media">
      <div class="slds-media__figure">
        <button
          type="button"
          class="slds-button slds-button_icon"
          data-expands
          aria-controls="task-${id}"
          aria-expanded="false"
          title="Details of ${textOf(task.Subject)}"
        >
          ${utilityIcon('switch', 'slds-button__icon slds-timeline__details-action-icon')}
          <span class="slds-assistive-text">Details of ${textOf(task.Subject)}</span>
        </button>
        ${standardIcon(call ? 'log_a_call' : 'task', 'small')}
      </div>
      <div class="slds-media__body">
        <div class="timelineItem__head">
          <h4 class="slds-truncate"><a href="/lightning/r/Task/${id}/view">${textOf(task.Subject)}</a></h4>
          <p class="slds-timeline__date">${formatDateTime(textOf(task.CreatedDate))}</p>
        </div>
        <p class="timelineItem__summary">${summary(task)}</p>
        <div class="slds-box timelineItem__details" id="task-${id}">${taskDetails(task, describe)}</div>
      </div>
    </div>
  </div>`;
}

function summary(task: SObjectRecord): Markup {
  const direction = textOf(task.CallType);
  const seconds = task.CallDurationInSeconds;
  const result = textOf(task.CallDisposition);
  const icon = { Inbound: 'incoming_call', Outbound: 'outbound_call' }[direction];
  return html`${icon && utilityIcon(icon, 'slds-icon slds-icon_xx-small slds-icon-text-default')}
  ${direction && html`<span>${direction}</span>`}
  ${typeof seconds === 'number' && html`<span>${formatDuration(seconds)}</span>`}
  ${result && html`<span class="slds-badge slds-badge_lightest">${result}</span>`}
  ${!direction && html`<span>${textOf(task.Status)}</span>`}`;
}

function taskDetails(task: SObjectRecord, describe: ObjectDescribe): Markup {
  const related = ['WhoId', 'WhatId', 'OwnerId'].flatMap((name) => {
    const field = describe.fields.find((each) => each.name === name);
    const parent = field && parentOf(field, task);
    if (!parent) return [];
    const label = { WhoId: 'Name', WhatId: 'Related To', OwnerId: 'Assigned To' }[name] ?? name;
    const value =
      name === 'OwnerId'
        ? html`${parent.name}`
        : html`<a href="/lightning/r/${parent.sObject}/${textOf(task[name])}/view">${parent.name}</a>`;
    return [
      html`<div>
        <dt class="slds-text-title">${label}</dt>
        <dd>${value}</dd>
      </div>`,
    ];
  });
  const notes = textOf(task.Description);
  return html`<dl class="timelineItem__fields">${related}</dl>
    <p class="slds-text-title">Comments</p>
    <p class="longText">${notes || 'No comments.'}</p>`;
}
