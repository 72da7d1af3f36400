import { describe, expect, it } from '@jest/globals';
import { FormulaError, parseFormula } from './formula.ts';
import type { FormulaScope, FormulaValue } from './formula.ts';

const record: Readonly<Record<string, FormulaValue>> = {
  Subject: 'Call',
  Status: 'Completed',
  Priority: null,
  Seconds: 65,
  IsClosed: true,
  CreatedDate: '2020-01-02T12:00:00.000+0000',
};
const scope: FormulaScope = {
  isNew: false,
  value: (name) => record[name],
  previous: (name) => (name === 'Subject' ? 'Email' : record[name]),
};

describe('a formula', () => {
  it.each<[string, FormulaValue]>([
    ['ISBLANK(Priority) && IsClosed', true],
    ['AND(ISPICKVAL(Status, "Completed"), NOT(IsClosed))', false],
    ["IF(Seconds > 60, 'long', 'short')", 'long'],
    ['Seconds * 2 + 1 = 131', true],
    ['LEN(Subject & "!") <> 5', false],
    ['ISCHANGED(Subject) || ISNEW()', true],
    ['PRIORVALUE(Subject)', 'Email'],
    ['!CONTAINS(Subject, "mail")', true],
    ['REGEX(Subject, "[A-Z][a-z]+")', true],
    ['OR(FALSE, (Seconds - 60) <= -5)', false],
    ['BLANKVALUE(Priority, "Low")', 'Low'],
    ['CASE(Status, "Open", 1, "Completed", 2, 3)', 2],
    ['CASE(Status, "Open", 1, 3)', 3],
    ['CreatedDate - DATETIMEVALUE("2020-01-01 00:00:00")', 1.5],
  ])('%s gives %s', (source, expected) => {
    expect(parseFormula(source)(scope)).toBe(expected);
  });

  it.each(['VLOOKUP(Subject)', 'AND(IsClosed', 'IsClosed IsClosed', '1 +'])('refuses %s', (source) => {
    expect(() => parseFormula(source)).toThrow(FormulaError);
  });

  it('refuses a field that is not there', () => {
    expect(() => parseFormula('Colour__c = "red"')(scope)).toThrow('Field Colour__c does not exist');
  });
});
