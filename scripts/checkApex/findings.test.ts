import { describe, expect, it } from '@jest/globals';
import { type Finding, tableOf } from './findings.ts';

const finding = (more: Partial<Finding>): Finding => ({
  path: 'classes/A.cls',
  line: 1,
  rule: 'Rule',
  severity: 3,
  message: 'Wrong.',
  ...more,
});

describe('the table of findings', () => {
  it('is empty without findings', () => {
    expect(tableOf([])).toEqual([]);
  });

  it('has columns, and a message on one line', () => {
    expect(
      tableOf([finding({ rule: 'LongerRule', message: ' Wrong\n  here. ' }), finding({ line: 12 })]),
    ).toEqual([
      'severity  rule        place             message',
      '3         LongerRule  classes/A.cls:1   Wrong here.',
      '3         Rule        classes/A.cls:12  Wrong.',
    ]);
  });

  it('has the gravest first, then goes by file and line', () => {
    const rows = tableOf([
      finding({ path: 'classes/B.cls' }),
      finding({ line: 10 }),
      finding({ line: 9 }),
      finding({ path: 'pages/C.page', severity: 1 }),
    ]);

    expect(rows.slice(1).map((row) => row.split(/\s+/)[2])).toEqual([
      'pages/C.page:1',
      'classes/A.cls:9',
      'classes/A.cls:10',
      'classes/B.cls:1',
    ]);
  });
});
