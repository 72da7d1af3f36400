import { describe, expect, it } from '@jest/globals';
import { nationalNumber } from './nationalNumber.ts';

describe('a national number', () => {
  it.each([
    ['+14155550100', '4155550100'],
    ['+442079460321', '2079460321'],
    ['+390612345678', '0612345678'],
    ['00001042', '00001042'],
  ])('of %s is %s', async (number, national) => {
    expect(await nationalNumber(number)).toBe(national);
  });
});
