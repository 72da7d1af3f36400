import { html, type Markup } from '../html.ts';
import { standardIcon } from '../icon.ts';
import type { View, Viewing } from '../view.ts';
import { emptyState } from '../views/recordTable.ts';
import type { Dashboard, DashboardCell } from './reportLibrary.ts';
import { pickedTable, reportChart, reportTable } from './reportMarkup.ts';
import { runReport } from './runReport.ts';

const NO_ACCESS = "You don't have access to the records of this report. Ask your administrator for help.";

/** `/lightning/o/Report/home` */
export function reportsView({ reports: { reports } }: Viewing): View {
  const rows = reports.map(({ name, label, description }) => ({
    url: `/lightning/r/Report/${name}/view`,
    label,
    description,
  }));
  return { title: 'Reports', tab: 'Reports', content: listOf('Reports', 'report', rows) };
}

/** `/lightning/o/Dashboard/home` */
export function dashboardsView({ reports: { dashboards } }: Viewing): View {
  const rows = dashboards.map(({ name, title, description }) => ({
    url: `/lightning/r/Dashboard/${name}/view`,
    label: title,
    description,
  }));
  return { title: 'Dashboards', tab: 'Dashboards', content: listOf('Dashboards', 'dashboard', rows) };
}

/** `/lightning/r/Report/<name>/view`: the chart, and the table below it. */
export function reportView(viewing: Viewing, name: string): View | undefined {
  const report = viewing.reports.reports.find((each) => each.name === name);
  if (!report) return undefined;
  const result = runReport(viewing, report);
  const content = html`<section class="slds-card reportCard" aria-label="${report.label}">
    ${header('report', 'Report', report)}
    ${result ? html`${reportChart(result)} ${reportTable(result)}` : emptyState(NO_ACCESS)}
  </section>`;
  return { title: report.label, tab: 'Reports', content };
}

/** `/lightning/r/Dashboard/<name>/view` */
export function dashboardView(viewing: Viewing, name: string): View | undefined {
  const dashboard = viewing.reports.dashboards.find((each) => each.name === name);
  if (!dashboard) return undefined;
  const content = html`<section aria-label="${dashboard.title}">
    <div class="slds-card reportCard">
      ${header('dashboard', 'Dashboard', { label: dashboard.title, description: dashboard.description })}
    </div>
    <div class="dashboardGrid" style="${gridStyle(dashboard)}">
      ${dashboard.cells.map((cell) => cellMarkup(viewing, cell))}
    </div>
  </section>`;
  return { title: dashboard.title, tab: 'Dashboards', content };
}

function gridStyle({ columns, rowHeight }: Dashboard): string {
  return `grid-template-columns:repeat(${columns},minmax(0,1fr));grid-auto-rows:minmax(${rowHeight}px,auto)`;
}

function cellMarkup(viewing: Viewing, cell: DashboardCell): Markup {
  const { column, row, width, height, header: heading, report } = cell;
  const place = `grid-column:${column + 1}/span ${width};grid-row:${row + 1}/span ${height}`;
  return html`<article class="slds-card dashboardCell" style="${place}" aria-label="${heading}">
    <h2 class="slds-text-heading_small">${heading}</h2>
    ${cellContent(viewing, cell)}
    <a class="dashboardCell__source" href="/lightning/r/Report/${report}/view">View Report</a>
  </article>`;
}

function cellContent(
  viewing: Viewing,
  { type, label, report: name, summary: wanted, columns }: DashboardCell,
): Markup {
  const report = viewing.reports.reports.find((each) => each.name === name);
  const result = report && runReport(viewing, report);
  if (!result) return emptyState(NO_ACCESS);
  if (type === 'FlexTable') return pickedTable(result, columns);
  if (type !== 'Metric') return reportChart(result) ?? emptyState('No results.');
  const summary = result.summaries.find((each) => each.name === wanted);
  return html`<p class="dashboardCell__metric">${summary?.inWords(summary.of(result.all.records))}</p>
    <p class="slds-text-color_weak">${label}</p>`;
}

function header(
  icon: string,
  kind: string,
  { label, description }: { label: string; description: string },
): Markup {
  return html`<div class="slds-page-header">
    <div class="slds-media">
      <div class="slds-media__figure">${standardIcon(icon)}</div>
      <div class="slds-media__body">
        <p class="slds-line-height_reset">${kind}</p>
        <h1 class="slds-page-header__title">${label}</h1>
        <p class="slds-text-color_weak">${description}</p>
      </div>
    </div>
  </div>`;
}

function listOf(
  title: string,
  icon: string,
  rows: readonly { readonly url: string; readonly label: string; readonly description: string }[],
): Markup {
  return html`<section class="slds-card reportCard" aria-label="${title}">
    ${header(icon, 'CTI', { label: title, description: '' })}
    <table class="slds-table slds-table_cell-buffer slds-table_bordered reportTable" aria-label="${title}">
      <thead>
        <tr class="slds-line-height_reset">
          <th scope="col">Name</th>
          <th scope="col">Description</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ url, label, description }) =>
            html`<tr>
              <th scope="row"><a href="${url}">${label}</a></th>
              <td>${description}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
