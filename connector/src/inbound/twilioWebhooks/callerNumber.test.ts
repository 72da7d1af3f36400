import { describe, expect, it } from '@jest/globals';
import { WITHHELD } from '../../../../softphone/core/index.ts';
import { callerNumber } from './callerNumber.ts';

describe('the number of a caller', () => {
  it.each(['+14155550100', '+491701234567', '+4421234'])('is kept when it is one: %s', (from) => {
    expect(callerNumber(from)).toBe(from);
  });

  it.each([
    undefined,
    'anonymous',
    'unknown',
    'Restricted',
    '+266696687',
    '+7378742833',
    '+86282452253',
    '4155550100',
    '+0123456789',
    'sip:ada@example.com',
    '+1415555010012345678',
  ])('is withheld when it is none: %s', (from) => {
    expect(callerNumber(from)).toBe(WITHHELD);
  });
});
