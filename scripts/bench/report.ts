/** One result of the bench: a table with a heading and what a reader must know about it. */
export interface Section {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly remarks?: readonly string[];
}

/** A section as Markdown: words to the left, figures to the right. */
export function render({ title, columns, rows, remarks = [] }: Section): string {
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...rows.map((row) => (row[index] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, index) => fit(cells[index] ?? '', width, index)).join(' | ')} |`;
  const rule = `|${widths.map((width, index) => (index === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [`### ${title}`, '', line(columns), rule, ...rows.map(line), '', ...remarks, ''].join('\n');
}

/** The first column is words. */
function fit(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

export function milliseconds(value: number): string {
  if (!Number.isFinite(value)) return 'none';
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
