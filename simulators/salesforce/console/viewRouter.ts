import { SalesforceError } from '../org/salesforceError.ts';
import { callCenterEditView, callCentersView, callCenterView } from './setup/callCenterViews.ts';
import {
  newSoftphoneLayoutView,
  softphoneLayoutAssignmentView,
  softphoneLayoutEditView,
  softphoneLayoutsView,
} from './setup/softphoneLayoutViews.ts';
import { nameOfRecord } from './lookups.ts';
import { layoutOf } from './objectLayouts.ts';
import { fieldsNamed, readRecords, recordName, soqlText } from './records.ts';
import { dashboardsView, dashboardView, reportsView, reportView } from './reports/reportViews.ts';
import type { View, Viewing } from './view.ts';
import { componentView, tabView } from './views/componentView.ts';
import { flowView } from './views/flowView.ts';
import { homeView } from './views/homeView.ts';
import { listView } from './views/listView.ts';
import { messageView } from './views/messageView.ts';
import { recordForm } from './views/recordForm.ts';
import { recordView } from './views/recordView.ts';
import { searchView } from './views/searchView.ts';
import { visualforceView } from './views/visualforceView.ts';

type Draw = (viewing: Viewing, parts: readonly string[], query: URLSearchParams) => View | undefined;

/** Addresses of the console, as Lightning Experience words them. */
const routes: readonly (readonly [RegExp, Draw])[] = [
  [/^\/(?:page\/home)?$/, homeView],
  [/^\/o\/Report\/(?:home|list)$/, reportsView],
  [/^\/o\/Dashboard\/(?:home|list)$/, dashboardsView],
  [/^\/r\/Report\/(\w+)\/view$/, (viewing, [name = '']) => reportView(viewing, name)],
  [/^\/r\/Dashboard\/(\w+)\/view$/, (viewing, [name = '']) => dashboardView(viewing, name)],
  [/^\/search$/, (viewing, _parts, query) => searchView(viewing, query.get('q')?.trim() ?? '')],
  [
    /^\/o\/(\w+)\/(?:home|list)$/,
    (viewing, [sObject = ''], query) =>
      withObject(viewing, sObject, (describe) => listView(viewing, describe, query)),
  ],
  [/^\/o\/(\w+)\/new$/, newRecord],
  [/^\/r\/(?:\w+\/)?(\w{15,18})\/view$/, (viewing, [id = '']) => recordPage(viewing, id)],
  [/^\/r\/(?:\w+\/)?(\w{15,18})\/edit$/, editRecord],
  [/^\/flow\/(\w+)$/, (viewing, [name = ''], query) => flowView(viewing, name, query)],
  [/^\/n\/(\w+)$/, (viewing, [name = '']) => tabView(viewing, name)],
  [/^\/cmp\/c__(\w+)$/, (_viewing, [name = '']) => componentView(name)],
  [/^\/alohaRedirect\/apex\/(\w+)$/, visualforceView],
  [/^\/setup\/CallCenters\/home$/, (viewing) => callCentersView(viewing)],
  [/^\/setup\/CallCenters\/(\w+)\/view$/, (viewing, [name = '']) => callCenterView(viewing, name)],
  [/^\/setup\/CallCenters\/(\w+)\/edit$/, (viewing, [name = '']) => callCenterEditView(viewing, name)],
  [/^\/setup\/SoftphoneLayouts\/home$/, softphoneLayoutsView],
  [/^\/setup\/SoftphoneLayouts\/new$/, newSoftphoneLayoutView],
  [/^\/setup\/SoftphoneLayouts\/assignment$/, softphoneLayoutAssignmentView],
  [
    /^\/setup\/SoftphoneLayouts\/([\w-]+)\/edit$/,
    (viewing, [id = '']) => softphoneLayoutEditView(viewing, id),
  ],
];

/** The view at `path` (what follows `/lightning`), as the user may see it. */
export function viewAt(viewing: Viewing, path: string, query: URLSearchParams): View {
  for (const [pattern, draw] of routes) {
    const parts = pattern.exec(path);
    if (!parts) continue;
    try {
      return draw(viewing, parts.slice(1), query) ?? unavailable;
    } catch (error) {
      if (!(error instanceof SalesforceError)) throw error;
      return messageView({
        title: 'This page has a problem',
        text: `${error.errorCode}: ${error.message}`,
        status: error.status,
      });
    }
  }
  return messageView({
    title: "Page doesn't exist",
    text: `The console has no page at /lightning${path}.`,
    status: 404,
  });
}

const unavailable = messageView({
  title: "Looks like there's a problem",
  text: "The record you are looking for isn't here, or you don't have permission to see it. Ask your administrator for help.",
  status: 404,
});

type Describe = NonNullable<ReturnType<Viewing['org']['describe']>>;

function withObject(
  viewing: Viewing,
  sObject: string,
  draw: (describe: Describe) => View | undefined,
): View | undefined {
  const describe = viewing.org.describe(sObject, viewing.user.id);
  return describe && draw(describe);
}

/** The object comes from the id's first three characters, whatever the address says. */
function recordPage(viewing: Viewing, id: string): View | undefined {
  const sObject = viewing.org.schema.objectOf(id)?.name;
  return sObject === undefined
    ? undefined
    : withObject(viewing, sObject, (describe) => recordView(viewing, describe, id));
}

function newRecord(
  viewing: Viewing,
  [sObject = '']: readonly string[],
  query: URLSearchParams,
): View | undefined {
  return withObject(viewing, sObject, (describe) => {
    if (!describe.createable) return undefined;
    const behind = listView(viewing, describe, new URLSearchParams());
    return {
      ...behind,
      title: `New ${describe.label}`,
      modal: recordForm({
        describe,
        values: Object.fromEntries(query),
        nameOf: (id) => nameOfRecord(viewing, id),
      }),
    };
  });
}

function editRecord(viewing: Viewing, [id = '']: readonly string[]): View | undefined {
  const sObject = viewing.org.schema.objectOf(id)?.name ?? '';
  return withObject(viewing, sObject, (describe) => {
    const behind = recordView(viewing, describe, id);
    const fields = fieldsNamed(
      describe,
      layoutOf(describe).sections.flatMap((section) => section.fields),
    ).map((field) => field.name);
    const [record] = readRecords(viewing, { describe, fields, where: `Id = ${soqlText(id)}`, limit: 1 });
    if (!behind || !record || !describe.updateable) return undefined;
    const name = recordName(describe, record);
    return {
      ...behind,
      title: `Edit ${name}`,
      modal: recordForm({
        describe,
        values: { Name: name },
        record,
        nameOf: (id) => nameOfRecord(viewing, id),
      }),
    };
  });
}
