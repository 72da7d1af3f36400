import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { SalesforceError } from '../../org/salesforceError.ts';

/** How a job's CSV is written: the separator of columns and the end of lines, as characters. */
export interface CsvFormat {
  readonly delimiter: string;
  readonly lineEnd: string;
}

const DELIMITERS: Readonly<Record<string, string>> = {
  COMMA: ',',
  SEMICOLON: ';',
  PIPE: '|',
  TAB: '\t',
  CARET: '^',
  BACKQUOTE: '`',
};
const LINE_ENDS: Readonly<Record<string, string>> = { LF: '\n', CRLF: '\r\n' };

/** The format behind `columnDelimiter` and `lineEnding`; refuses names the platform does not know. */
export function csvFormat(columnDelimiter: string, lineEnding: string): CsvFormat {
  const delimiter = DELIMITERS[columnDelimiter];
  const lineEnd = LINE_ENDS[lineEnding];
  if (delimiter !== undefined && lineEnd !== undefined) return { delimiter, lineEnd };
  throw new SalesforceError(
    'API_ERROR',
    `Unknown column delimiter or line ending: ${columnDelimiter}, ${lineEnding}`,
  );
}

/** One line, every value in quotation marks (RFC 4180), as the platform writes results. */
export function csvLine(values: readonly (string | number | boolean | null)[], format: CsvFormat): string {
  let line = '';
  for (const [index, value] of values.entries()) {
    const text = value === null ? '' : String(value);
    line += `${index === 0 ? '' : format.delimiter}"${text.includes('"') ? text.replaceAll('"', '""') : text}"`;
  }
  return line + format.lineEnd;
}

/** The lines of a CSV text, header first. Rejects with `InvalidBatch` when a line has too many or too few columns. */
export async function* readCsv(source: Readable, delimiter: string): AsyncGenerator<readonly string[]> {
  const lines = source.pipe(parse({ delimiter, bom: true, skip_empty_lines: true }));
  source.on('error', (error) => lines.destroy(error));
  try {
    for await (const line of lines) yield line as readonly string[];
  } catch (cause) {
    throw new SalesforceError('InvalidBatch', cause instanceof Error ? cause.message : String(cause));
  }
}
