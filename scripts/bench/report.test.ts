import { describe, expect, it } from '@jest/globals';
import { milliseconds, render } from './report.ts';

describe('a section of the report', () => {
  it('is a table of Markdown with its remarks below', () => {
    const text = render({
      title: 'Sizes',
      columns: ['what', 'gzip'],
      rows: [['script', '58 KB'], ['styles']],
      remarks: ['Aim: 100 KB.'],
    });

    expect(text).toBe(
      [
        '### Sizes',
        '',
        '| what   |  gzip |',
        '|--------|------:|',
        '| script | 58 KB |',
        '| styles |       |',
        '',
        'Aim: 100 KB.',
        '',
      ].join('\n'),
    );
  });

  it('shows small times with a tenth, and says when there is none', () => {
    expect([milliseconds(3.14), milliseconds(31.4), milliseconds(NaN)]).toEqual(['3.1 ms', '31 ms', 'none']);
  });
});
