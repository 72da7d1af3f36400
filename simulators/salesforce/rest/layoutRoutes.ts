import { SalesforceError, notFound } from '../org/salesforceError.ts';
import type { ObjectDescribe } from '../org/schema/describe.ts';
import { ok, part } from './restRequest.ts';
import type { PathParts, RestAnswer, RestRequest, RestRoute } from './restRequest.ts';

/**
 * How records are shown: layouts, list views, tabs. An org of the stand-in has one of each for every object, made of its
 * fields; nobody has looked at a record yet.
 */
export const layoutRoutes: readonly RestRoute[] = [
  { method: 'GET', path: '/recent', handle: () => ok([]) },
  { method: 'GET', path: '/tabs', handle: (request) => ok(tabs(request)) },
  { method: 'GET', path: '/theme', handle: () => ok({ themeItems: [] }) },
  { method: 'GET', path: '/sobjects/:sObject/describe/layouts', handle: layouts },
  { method: 'GET', path: '/sobjects/:sObject/describe/namedLayouts/:name', handle: layouts },
  {
    method: 'GET',
    path: '/sobjects/:sObject/describe/compactLayouts',
    handle: (request, parts) => ok(compactLayouts(describe(request, parts))),
  },
  {
    method: 'GET',
    path: '/sobjects/:sObject/describe/approvalLayouts',
    handle: (request, parts) => {
      describe(request, parts);
      return ok({ approvalLayouts: [] });
    },
  },
  {
    method: 'GET',
    path: '/sobjects/:sObject/listviews',
    handle: (request, parts) => ok(listViews(request, describe(request, parts))),
  },
  {
    method: 'GET',
    path: '/sobjects/:sObject/listviews/:view/describe',
    handle: (request, parts) => ok(describeView(viewed(request, parts))),
  },
  {
    method: 'GET',
    path: '/sobjects/:sObject/listviews/:view/results',
    handle: (request, parts) => ok(viewResults(request, viewed(request, parts))),
  },
];

const COLUMNS = ['Name', 'Subject', 'CaseNumber', 'Phone', 'Email', 'Status', 'CreatedDate'];

function describe({ org, userId }: RestRequest, parts: PathParts): ObjectDescribe {
  const found = org.describe(part(parts, 'sObject'), userId);
  if (!found) throw notFound();
  return found;
}

function tabs({ org, userId, version }: RestRequest): unknown {
  return org
    .describeGlobal(userId)
    .filter(({ layoutable }) => layoutable)
    .map(({ name, labelPlural, custom }) => ({
      name: `standard-${name}`,
      sobjectName: name,
      label: labelPlural,
      url: `/services/data/v${version}/sobjects/${name}`,
      custom,
    }));
}

function layouts(request: RestRequest, parts: PathParts): RestAnswer {
  const described = describe(request, parts);
  const rows = described.fields.map(({ name, label, updateable }) => ({
    numItems: 1,
    layoutItems: [
      {
        label,
        editableForUpdate: updateable,
        layoutComponents: [{ type: 'Field', value: name, displayLines: 1, tabOrder: 1 }],
      },
    ],
  }));
  const section = { heading: described.label, columns: 1, rows: rows.length, layoutRows: rows };
  const layout = {
    id: null,
    buttonLayoutSection: { detailButtons: [] },
    detailLayoutSections: [section],
    editLayoutSections: [section],
    quickActionList: { quickActionListItems: [] },
    relatedLists: [],
  };
  return ok({ layouts: [layout], recordTypeMappings: [], recordTypeSelectorRequired: [false] });
}

function compactLayouts({ name, fields }: ObjectDescribe): unknown {
  const shown = fields.filter((field) => COLUMNS.includes(field.name));
  return {
    compactLayouts: [
      {
        id: null,
        name: 'SYSTEM',
        label: 'System Default',
        objectType: name,
        actions: [],
        fieldItems: shown.map(({ label, name: value }) => ({
          label,
          layoutComponents: [{ type: 'Field', value }],
        })),
      },
    ],
    defaultCompactLayoutId: null,
    recordTypeCompactLayoutMappings: [],
  };
}

/** `00B` and the object's key prefix, filled up: each object has the view of all its records. */
function viewId({ keyPrefix }: ObjectDescribe): string {
  return `00B${keyPrefix}`.padEnd(15, '0');
}

function listViews({ version }: RestRequest, described: ObjectDescribe): unknown {
  const id = viewId(described);
  const url = `/services/data/v${version}/sobjects/${described.name}/listviews/${id}`;
  return {
    done: true,
    nextRecordsUrl: null,
    size: 1,
    sobjectType: described.name,
    listviews: [
      {
        id,
        developerName: 'All',
        label: `All ${described.labelPlural}`,
        soqlCompatible: true,
        url,
        describeUrl: `${url}/describe`,
        resultsUrl: `${url}/results`,
      },
    ],
  };
}

function viewed(request: RestRequest, parts: PathParts): ObjectDescribe {
  const described = describe(request, parts);
  if (part(parts, 'view').slice(0, 15) === viewId(described)) return described;
  throw new SalesforceError('NOT_FOUND', 'The requested resource does not exist', { status: 404 });
}

function columnsOf({ fields }: ObjectDescribe): readonly Readonly<Record<string, unknown>>[] {
  return fields
    .filter((field) => COLUMNS.includes(field.name))
    .map(({ name, label, type, sortable }) => ({
      ascendingLabel: null,
      descendingLabel: null,
      fieldNameOrPath: name,
      hidden: false,
      label,
      selectListItem: name,
      sortDirection: null,
      sortIndex: null,
      sortable,
      type,
    }));
}

function queryOf(described: ObjectDescribe): string {
  const names = columnsOf(described).map((column) => String(column.fieldNameOrPath));
  return `SELECT ${['Id', ...names].join(', ')} FROM ${described.name} ORDER BY Id`;
}

function describeView(described: ObjectDescribe): Readonly<Record<string, unknown>> {
  return {
    id: viewId(described),
    sobjectType: described.name,
    query: queryOf(described),
    columns: columnsOf(described),
    orderBy: [{ fieldNameOrPath: 'Id', nullsPosition: 'first', sortDirection: 'ascending' }],
    scope: null,
    whereCondition: null,
  };
}

function viewResults(request: RestRequest, described: ObjectDescribe): unknown {
  const size = Number(request.query.get('limit') ?? 25);
  const { records } = request.org.query(`${queryOf(described)} LIMIT ${size}`, request.userId);
  return {
    id: viewId(described),
    developerName: 'All',
    label: `All ${described.labelPlural}`,
    columns: columnsOf(described),
    done: true,
    size: records.length,
    records: records.map(({ attributes: _attributes, ...values }) => ({
      columns: Object.entries(values).map(([fieldNameOrPath, value]) => ({ fieldNameOrPath, value })),
    })),
  };
}
