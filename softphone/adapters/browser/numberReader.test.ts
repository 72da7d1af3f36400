import { describe, expect, it } from '@jest/globals';
import { numberReader } from './numberReader.ts';

const read = (typed: string, country = 'US') => numberReader.read(typed, country);

describe('a number that is typed', () => {
  it.each([
    ['415555', 'US', '(415) 555', false],
    ['4155550100', 'US', '(415) 555-0100', true],
    ['+442079460958', 'US', '+44 20 7946 0958', true],
    ['011442079460958', 'US', '011 44 20 7946 0958', true],
    ['030123456', 'DE', '030 123456', true],
    ['+', 'US', '+', false],
    ['', 'US', '', false],
  ])('%s in %s is shown as %s', async (typed, country, formatted, valid) => {
    expect(await read(typed, country)).toMatchObject({ typed, formatted, valid });
  });

  it('tells which country it belongs to, once that is known', async () => {
    expect((await read('+442079460958')).country).toBe('GB');
    expect((await read('4155550100')).country).toBe('US');
    expect(await read('+44')).not.toHaveProperty('country');
  });

  it.each([
    ['4155550100x12', '(415) 555-0100x12'],
    ['(415) 555-0100 ext. 5', '(415) 555-0100 ext. 5'],
    ['4155550100;1', '(415) 555-0100;1'],
  ])('keeps its extension: %s', async (typed, formatted) => {
    expect(await read(typed)).toMatchObject({ formatted, valid: true });
  });

  it.each([
    ['1-800-FLOWERS', '1 (800) 356-9377'],
    ['800 goFedEx', '(800) 463-3339'],
  ])('may be a word behind digits: %s', async (typed, formatted) => {
    expect(await read(typed)).toMatchObject({ formatted, valid: true });
  });

  it('that is no number is left alone', async () => {
    expect(await read('Ada Lovelace')).toEqual({
      typed: 'Ada Lovelace',
      formatted: 'Ada Lovelace',
      valid: false,
    });
  });

  it('is read in a country that nobody knows, too', async () => {
    expect(await read('4155550100', 'XX')).toMatchObject({ formatted: '4155550100', valid: false });
  });
});
