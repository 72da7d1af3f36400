import { html, type Markup } from '../html.ts';

export interface ChartSeries {
  readonly name: string;
  /** One for each label. */
  readonly values: readonly number[];
}

export interface ChartData {
  readonly title: string;
  readonly labels: readonly string[];
  readonly series: readonly ChartSeries[];
  readonly inWords: (value: number) => string;
}

type Shape = 'columns' | 'bars' | 'line';

const WIDTH = 720;
const ROW = 30;
const TICKS = 4;
/** Width of a letter beside an axis, with some room. */
const LETTER = 9;
/** Distinct for those who tell red and green badly, too. */
const COLOURS = ['#0B827C', '#FF9A3C', '#5867E8', '#E3066A', '#8A6F00', '#3A49DA', '#B78DDE', '#706E6B'];

/** Draws a chart of a report's metadata; kinds that are not drawn come as columns. */
export function chartMarkup(type: string, chart: ChartData): Markup {
  const drawn = shapeOf(type) === 'bars' ? horizontal(chart) : vertical(chart, shapeOf(type));
  return html`<figure class="chart" aria-label="${chart.title}">
    ${drawn}
    ${
      chart.series.length > 1 &&
      html`<figcaption class="chart__legend">
        ${chart.series.map(
          ({ name }, place) =>
            html`<span><i style="background:${colourOf(place)}" aria-hidden="true"></i>${name}</span>`,
        )}
      </figcaption>`
    }
  </figure>`;
}

function shapeOf(type: string): Shape {
  if (type.startsWith('Line')) return 'line';
  return /^(?:HorizontalBar|Bar)/.test(type) ? 'bars' : 'columns';
}

function colourOf(place: number): string {
  return COLOURS[place % COLOURS.length] ?? '';
}

/** The top of the axis, a round number of which quarters are round too. */
function topOf(chart: ChartData, stacked: boolean): number {
  const tops = chart.labels.map((_label, place) => {
    const values = chart.series.map(({ values: own }) => own[place] ?? 0);
    return stacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values);
  });
  const most = Math.max(...tops, 0);
  if (most === 0) return 1;
  const unit = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 4, 8, 10].map((step) => step * unit).find((step) => step >= most) ?? most;
}

function ticksOf(top: number): readonly number[] {
  return Array.from({ length: TICKS + 1 }, (_, place) => (top * place) / TICKS);
}

function horizontal(chart: ChartData): Markup {
  const [left, right, head] = [150, 70, 10];
  const height = head + chart.labels.length * ROW + 24;
  const top = topOf(chart, true);
  const x = (value: number) => left + (value / top) * (WIDTH - left - right);
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${chart.title}">
    ${ticksOf(top).map(
      (tick) =>
        html`<line
            class="chart__grid"
            x1="${x(tick)}"
            x2="${x(tick)}"
            y1="${head}"
            y2="${height - 22}"
          /><text class="chart__axis" x="${x(tick)}" y="${height - 8}" text-anchor="middle">
            ${chart.inWords(tick)}
          </text>`,
    )}
    ${chart.labels.map((label, place) => {
      const y = head + place * ROW;
      const values = chart.series.map(({ values: own }) => own[place] ?? 0);
      const total = values.reduce((sum, value) => sum + value, 0);
      return html`<text class="chart__label" x="${left - 8}" y="${y + 19}" text-anchor="end"
          >${shortened(label, 22)}</text
        >
        ${stacked(values).map(
          ({ from, to }, series) =>
            html`<rect
              x="${x(from)}"
              y="${y + 4}"
              width="${x(to) - x(from)}"
              height="${ROW - 8}"
              fill="${colourOf(series)}"
            >
              <title>${tipOf(chart, place, series)}</title>
            </rect>`,
        )}
        <text class="chart__value" x="${x(total) + 6}" y="${y + 19}">${chart.inWords(total)}</text>`;
    })}
  </svg>`;
}

function vertical(chart: ChartData, shape: Shape): Markup {
  const [left, head, height, foot] = [56, 12, 260, 46];
  const top = topOf(chart, shape === 'columns');
  const step = (WIDTH - left - 10) / Math.max(1, chart.labels.length);
  const y = (value: number) => head + (1 - value / top) * (height - head - foot);
  const middle = (place: number) => left + step * (place + 0.5);
  const widest = Math.max(1, ...chart.labels.map(({ length }) => length)) * LETTER;
  const every = Math.ceil(widest / step);
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${chart.title}">
    ${ticksOf(top).map(
      (tick) =>
        html`<line class="chart__grid" x1="${left}" x2="${WIDTH - 10}" y1="${y(tick)}" y2="${y(tick)}" /><text
            class="chart__axis"
            x="${left - 6}"
            y="${y(tick) + 4}"
            text-anchor="end"
          >
            ${chart.inWords(tick)}
          </text>`,
    )}
    ${chart.labels.map(
      (label, place) =>
        place % every === 0 &&
        html`<text class="chart__axis" x="${middle(place)}" y="${height - foot + 18}" text-anchor="middle"
          >${label}</text
        >`,
    )}
    ${shape === 'line' ? lines(chart, { middle, y }) : columns(chart, { middle, y, width: step * 0.7 })}
  </svg>`;
}

interface Scale {
  readonly middle: (place: number) => number;
  readonly y: (value: number) => number;
}

function columns(
  chart: ChartData,
  { middle, y, width }: Scale & { readonly width: number },
): readonly Markup[] {
  return chart.labels.map((_label, place) => {
    const values = chart.series.map(({ values: own }) => own[place] ?? 0);
    return html`${stacked(values).map(
      ({ from, to }, series) =>
        html`<rect
          x="${middle(place) - width / 2}"
          y="${y(to)}"
          width="${width}"
          height="${y(from) - y(to)}"
          fill="${colourOf(series)}"
        >
          <title>${tipOf(chart, place, series)}</title>
        </rect>`,
    )}`;
  });
}

function lines(chart: ChartData, { middle, y }: Scale): readonly Markup[] {
  return chart.series.map(({ values }, series) => {
    const points = values.map((value, place) => `${middle(place)},${y(value)}`).join(' ');
    return html`<polyline points="${points}" fill="none" stroke="${colourOf(series)}" stroke-width="2.5" />
      ${values.map(
        (value, place) =>
          html`<circle cx="${middle(place)}" cy="${y(value)}" r="4" fill="${colourOf(series)}">
            <title>${tipOf(chart, place, series)}</title>
          </circle>`,
      )}`;
  });
}

function stacked(values: readonly number[]): readonly { readonly from: number; readonly to: number }[] {
  let sum = 0;
  return values.map((value) => ({ from: sum, to: (sum += value) }));
}

function tipOf({ labels, series, inWords }: ChartData, place: number, which: number): string {
  const { name = '', values = [] } = series[which] ?? {};
  return [labels[place], name, inWords(values[place] ?? 0)].filter(Boolean).join(': ');
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
