import { describe, expect, it } from '@jest/globals';
import { numbers } from './numbers.ts';

describe('a number', () => {
  it.each([
    ['(415) 555-0100', 'US', '+14155550100'],
    ['415.555.0100', 'US', '+14155550100'],
    ['1 415 555 0100', 'US', '+14155550100'],
    ['+1 415 555 0100', 'GB', '+14155550100'],
    ['4155550100 x12', 'US', '+14155550100'],
    ['tel:+1-415-555-0100', 'US', '+14155550100'],
    ['020 7946 0123', 'GB', '+442079460123'],
    ['+44 (0)20 7946 0123', 'US', '+442079460123'],
    ['011 44 20 7946 0123', 'US', '+442079460123'],
    ['030 23125 123', 'DE', '+493023125123'],
    ['01 99 00 12 34', 'FR', '+33199001234'],
    ['(02) 5550 1234', 'AU', '+61255501234'],
  ])('%s, written in %s, is %s', (typed, country, expected) => {
    expect(numbers.parse(typed, country)).toBe(expected);
  });

  it.each(['', 'nobody', '12', '911', '+', '+999123', '415555010012345678'])('%p calls nobody', (typed) => {
    expect(numbers.parse(typed, 'US')).toBeUndefined();
  });
});
