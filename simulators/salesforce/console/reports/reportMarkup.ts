import { html, type Markup } from '../html.ts';
import { emptyState } from '../views/recordTable.ts';
import { chartMarkup, type ChartData } from './chart.ts';
import type { ReportChart } from './reportLibrary.ts';
import { cellText, headingOf, recordsBy, type ReportGroup, type ReportResult } from './runReport.ts';
import type { Summary } from './summaries.ts';

const MOST_DETAILS = 200;

/** The chart that a report defines; nothing where it has none, or no rows. */
export function reportChart({ report, describe, summaries, all }: ReportResult): Markup | undefined {
  const { chart } = report;
  const summary = summaries.find(({ name }) => name === chart?.summary);
  if (!chart || !summary || all.records.length === 0) return undefined;
  return chartMarkup(chart.type, dataOf(chart, summary, { describe, all }));
}

function dataOf(
  { title, by, and }: ReportChart,
  summary: Summary,
  { describe, all }: Pick<ReportResult, 'describe' | 'all'>,
): ChartData {
  const textOf = (name: string) => {
    const field = describe.fields.find((each) => each.name === name);
    return (record: ReportGroup['records'][number]) => cellText(field, record);
  };
  const byLabel = recordsBy(all.records, textOf(by));
  const labels = [...byLabel.keys()].sort();
  const names = and === undefined ? [''] : [...new Set(all.records.map(textOf(and)))].sort();
  const series = names.map((name) => ({
    name,
    values: labels.map((label) => {
      const records = byLabel.get(label) ?? [];
      return summary.of(
        and === undefined ? records : records.filter((record) => textOf(and)(record) === name),
      );
    }),
  }));
  return { title, labels, series, inWords: summary.inWords };
}

/** The groups of a report with their summaries, a total below; without groups, its rows. */
export function reportTable(result: ReportResult): Markup {
  const { report, summaries, all } = result;
  if (all.records.length === 0)
    return emptyState('No results: nothing happened in the period of this report.');
  if (report.groupings.length === 0) return detailTable(result);
  return html`${summaryTable(result, {
    fields: report.groupings.map(({ field }) => field),
    summaries,
    caption: report.label,
  })}
  ${report.details && detailTable(result)}`;
}

/** The columns that a dashboard shows of a report. */
export function pickedTable(result: ReportResult, columns: readonly string[]): Markup {
  if (result.all.records.length === 0) return emptyState('No results.');
  return summaryTable(result, {
    fields: result.report.groupings.map(({ field }) => field).filter((field) => columns.includes(field)),
    summaries: columns.flatMap((name) => result.summaries.find((summary) => summary.name === name) ?? []),
    caption: result.report.label,
  });
}

function summaryTable(
  result: ReportResult,
  {
    fields,
    summaries,
    caption,
  }: { fields: readonly string[]; summaries: readonly Summary[]; caption: string },
): Markup {
  const rows = flattened(result.all.groups, fields.length);
  return html`<div class="tableScroll">
    <table class="slds-table slds-table_cell-buffer slds-table_bordered reportTable" aria-label="${caption}">
      <thead>
        <tr class="slds-line-height_reset">
          ${fields.map((field) => html`<th scope="col">${headingOf(result, field)}</th>`)}
          ${summaries.map(({ label }) => html`<th scope="col" class="reportTable__number">${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ labels, group }) =>
            html`<tr>
              ${labels.map((label) => html`<th scope="row">${label}</th>`)} ${figures(summaries, group)}
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colspan="${fields.length}">Total</th>
          ${figures(summaries, result.all)}
        </tr>
      </tfoot>
    </table>
  </div>`;
}

function figures(summaries: readonly Summary[], { records }: ReportGroup): readonly Markup[] {
  return summaries.map(
    ({ of, inWords }) => html`<td class="reportTable__number">${inWords(of(records))}</td>`,
  );
}

/** The innermost groups, each with the labels of those around it. */
function flattened(
  groups: readonly ReportGroup[],
  depth: number,
  around: readonly string[] = [],
): readonly { readonly labels: readonly string[]; readonly group: ReportGroup }[] {
  return groups.flatMap((group) => {
    const labels = [...around, group.label];
    return depth > 1 && group.groups.length > 0
      ? flattened(group.groups, depth - 1, labels)
      : [{ labels, group }];
  });
}

/** The rows, in the order of their groups. */
function detailTable({ report, describe, all }: ReportResult): Markup {
  const names = [...report.groupings, ...report.columns].map(({ field }) => field);
  const fields = names.flatMap((name) => describe.fields.find((field) => field.name === name) ?? []);
  const inOrder = all.groups.length > 0 ? all.groups.flatMap(({ records }) => records) : all.records;
  return html`<div class="tableScroll">
    <table class="slds-table slds-table_cell-buffer slds-table_bordered reportTable" aria-label="Rows">
      <thead>
        <tr class="slds-line-height_reset">
          ${fields.map(({ label }) => html`<th scope="col">${label.replace(/ ID$/, '')}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${inOrder.slice(0, MOST_DETAILS).map(
          (record) =>
            html`<tr>
              ${fields.map((field) => html`<td>${cellText(field, record)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
