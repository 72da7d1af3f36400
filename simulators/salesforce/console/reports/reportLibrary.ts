import { basename } from 'node:path';
import { element, elements, metadataFiles, readMetadata, textOf, texts } from '../../org/metadata/xml.ts';
import type { XmlElement } from '../../org/metadata/xml.ts';

type Aggregate = 'Sum' | 'Average' | 'Maximum' | 'Minimum';

export interface ReportColumn {
  /** API name of the field. */
  readonly field: string;
  readonly aggregates: readonly Aggregate[];
}

/** A custom summary formula. `name` is what charts and dashboards call it: `FORMULA1`. */
export interface ReportFormula {
  readonly name: string;
  readonly label: string;
  readonly datatype: string;
  readonly scale: number;
  readonly source: string;
}

export interface ReportGrouping {
  readonly field: string;
  readonly descending: boolean;
  /** Groups stand in order of this summary, not of their own value. */
  readonly byName: string | undefined;
}

export interface ReportChart {
  /** `HorizontalBarStacked`, `Line` */
  readonly type: string;
  readonly title: string;
  readonly by: string;
  readonly and: string | undefined;
  readonly summary: string;
}

export interface Report {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly sObject: string;
  readonly columns: readonly ReportColumn[];
  readonly formulas: readonly ReportFormula[];
  readonly groupings: readonly ReportGrouping[];
  readonly filters: readonly { readonly field: string; readonly operator: string; readonly value: string }[];
  readonly period: { readonly field: string; readonly interval: string };
  readonly chart: ReportChart | undefined;
  readonly details: boolean;
  readonly sort: { readonly field: string; readonly descending: boolean } | undefined;
}

export interface DashboardCell {
  readonly column: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
  /** `Metric`, `FlexTable`, or a chart. */
  readonly type: string;
  readonly header: string;
  readonly label: string;
  readonly report: string;
  /** What a metric tells. */
  readonly summary: string;
  /** The columns of a table: fields and summaries. */
  readonly columns: readonly string[];
}

export interface Dashboard {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly columns: number;
  readonly rowHeight: number;
  readonly cells: readonly DashboardCell[];
}

export interface ReportLibrary {
  readonly reports: readonly Report[];
  readonly dashboards: readonly Dashboard[];
}

/** The columns of the report type Activity that are no custom fields, and the fields of Task in them. */
const ACTIVITY_COLUMNS: Readonly<Record<string, string>> = {
  SUBJECT: 'Subject',
  DUE_DATE: 'ActivityDate',
  CREATED_DATE: 'CreatedDate',
  ASSIGNED: 'OwnerId',
  STATUS: 'Status',
};

/** Reads the reports and dashboards of metadata folders (Metadata API: Report, ReportType, Dashboard). */
export function reportLibrary(folders: readonly string[]): ReportLibrary {
  const read = <Item>(type: string, suffix: string, build: (name: string, xml: XmlElement) => Item) =>
    metadataFiles(folders, suffix).map((path) => build(basename(path, suffix), readMetadata(path, type)));
  const baseObjects = new Map(
    read('ReportType', '.reportType-meta.xml', (name, xml) => [
      `${name}__c`,
      textOf(xml, 'baseObject') ?? '',
    ]),
  );
  return {
    reports: read('Report', '.report-meta.xml', (name, xml) => reportOf(name, xml, baseObjects)),
    dashboards: read('Dashboard', '.dashboard-meta.xml', dashboardOf),
  };
}

function reportOf(name: string, xml: XmlElement, baseObjects: ReadonlyMap<string, string>): Report {
  const type = textOf(xml, 'reportType') ?? '';
  const period = element(xml, 'timeFrameFilter');
  const sort = textOf(xml, 'sortColumn');
  return {
    name,
    label: textOf(xml, 'name') ?? name,
    description: textOf(xml, 'description') ?? '',
    sObject: type === 'Activity' ? 'Task' : (baseObjects.get(type) ?? type),
    columns: elements(xml, 'columns').map((column) => ({
      field: fieldOf(textOf(column, 'field')),
      aggregates: texts(column, 'aggregateTypes') as readonly Aggregate[],
    })),
    formulas: elements(xml, 'aggregates').map((formula) => ({
      name: textOf(formula, 'developerName') ?? '',
      label: textOf(formula, 'masterLabel') ?? '',
      datatype: textOf(formula, 'datatype') ?? 'number',
      scale: Number(textOf(formula, 'scale') ?? 0),
      source: textOf(formula, 'calculatedFormula') ?? '',
    })),
    groupings: elements(xml, 'groupingsDown').map((grouping) => ({
      field: fieldOf(textOf(grouping, 'field')),
      descending: textOf(grouping, 'sortOrder') === 'Desc',
      byName: textOf(grouping, 'sortByName'),
    })),
    filters: elements(element(xml, 'filter'), 'criteriaItems')
      // Whether an activity is a task: all are here.
      .filter((item) => textOf(item, 'column') !== 'TASK')
      .map((item) => ({
        field: fieldOf(textOf(item, 'column')),
        operator: textOf(item, 'operator') ?? 'equals',
        value: textOf(item, 'value') ?? '',
      })),
    period: { field: fieldOf(textOf(period, 'dateColumn')), interval: textOf(period, 'interval') ?? '' },
    chart: chartOf(element(xml, 'chart')),
    details: textOf(xml, 'showDetails') === 'true',
    sort:
      sort === undefined
        ? undefined
        : { field: fieldOf(sort), descending: textOf(xml, 'sortOrder') === 'Desc' },
  };
}

function chartOf(xml: XmlElement | undefined): ReportChart | undefined {
  if (!xml) return undefined;
  const and = textOf(xml, 'secondaryGroupingColumn');
  return {
    type: textOf(xml, 'chartType') ?? '',
    title: textOf(xml, 'title') ?? '',
    by: fieldOf(textOf(xml, 'groupingColumn')),
    and: and === undefined ? undefined : fieldOf(and),
    summary: summaryOf(element(xml, 'chartSummaries')),
  };
}

function dashboardOf(name: string, xml: XmlElement): Dashboard {
  const layout = element(xml, 'dashboardGridLayout');
  return {
    name,
    title: textOf(xml, 'title') ?? name,
    description: textOf(xml, 'description') ?? '',
    columns: Number(textOf(layout, 'numberOfColumns') ?? 12),
    rowHeight: Number(textOf(layout, 'rowHeight') ?? 36),
    cells: elements(layout, 'dashboardGridComponents').map(cellOf),
  };
}

function cellOf(xml: XmlElement): DashboardCell {
  const component = element(xml, 'dashboardComponent');
  const number = (name: string) => Number(textOf(xml, name) ?? 0);
  const report = textOf(component, 'report') ?? '';
  return {
    column: number('columnIndex'),
    row: number('rowIndex'),
    width: number('colSpan'),
    height: number('rowSpan'),
    type: textOf(component, 'componentType') ?? '',
    header: textOf(component, 'header') ?? '',
    label: textOf(component, 'metricLabel') ?? '',
    report: report.split('/')[1] ?? report,
    summary: summaryOf(element(component, 'chartSummary')),
    columns: elements(element(component, 'flexComponentProperties'), 'flexTableColumn').map((column) =>
      fieldOf(textOf(column, 'reportColumn')),
    ),
  };
}

/** `Sum Offered__c`; a formula and the number of rows by their own names. */
function summaryOf(xml: XmlElement | undefined): string {
  const column = fieldOf(textOf(xml, 'column'));
  const aggregate = textOf(xml, 'aggregate');
  return aggregate === undefined ? column : `${aggregate} ${column}`;
}

/** `Queue_Interval__c$Queue__c` and `Activity.Queue__c` are the field `Queue__c`; `CREATED_DATE` is `CreatedDate`. */
function fieldOf(column = ''): string {
  return ACTIVITY_COLUMNS[column] ?? column.replace(/^\w+[$.]/, '');
}
