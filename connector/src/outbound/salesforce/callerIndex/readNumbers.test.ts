import { describe, expect, it } from '@jest/globals';
import google from 'google-libphonenumber';
import type { CountryCode } from 'libphonenumber-js';
import { countryNamed } from './countries.ts';
import { holdsNumber, readNumbers } from './readNumbers.ts';

/** As typed, the countries in question with the likeliest first, and the numbers that are meant. */
const spellings: readonly (readonly [typed: string, countries: string, numbers: readonly string[]])[] = [
  // North America
  ['(415) 555-1212', 'US', ['+14155551212']],
  ['415.555.1212', 'US', ['+14155551212']],
  ['415-555-1212', 'US', ['+14155551212']],
  ['4155551212', 'US', ['+14155551212']],
  ['1 415 555 1212', 'US', ['+14155551212']],
  ['1-(415)-555-1212', 'US', ['+14155551212']],
  ['+1 415 555 1212', 'DE', ['+14155551212']],
  ['+1 (415) 555‑1212', 'DE', ['+14155551212']],
  ["'+14155551212", 'GB', ['+14155551212']],
  ['tel:+1-415-555-1212', 'US', ['+14155551212']],
  ['Tel. 415-555-1212', 'US', ['+14155551212']],
  ['415-555-1212 (home)', 'US', ['+14155551212']],
  ['Mobile: 415 555 1212', 'US', ['+14155551212']],
  ['(905) 555-1212', 'CA', ['+19055551212']],
  // Extensions
  ['415.555.1212 x12', 'US', ['+14155551212']],
  ['415 555 1212 ext. 12', 'US', ['+14155551212']],
  ['415 555 1212 EXT 12', 'US', ['+14155551212']],
  ['415 555 1212, extension 12', 'US', ['+14155551212']],
  ['4155551212ext12', 'US', ['+14155551212']],
  ['4155551212x204', 'US', ['+14155551212']],
  ['415 555 1212 (ext 204)', 'US', ['+14155551212']],
  ['(415) 555-1212 #12', 'US', ['+14155551212']],
  ['+1 415 555 1212;ext=12', 'DE', ['+14155551212']],
  ['01 99 00 12 34 poste 12', 'FR', ['+33199001234']],
  // Trunk zeros and national formats
  ['020 7946 0123', 'GB', ['+442079460123']],
  ['+44 (0)20 7946 0123', 'US', ['+442079460123']],
  ['+4402079460123', 'US', ['+442079460123']],
  ['(0)20 7946 0123', 'GB', ['+442079460123']],
  ['44 20 7946 0123', 'GB', ['+442079460123']],
  ['030/23125 123', 'DE', ['+493023125123']],
  ['030 - 23 12 51 23', 'DE', ['+493023125123']],
  ['+49 (0)30 23125-123', 'US', ['+493023125123']],
  ['01 99 00 12 34', 'FR', ['+33199001234']],
  ['06.12.34.56.78', 'FR', ['+33612345678']],
  ['06 698 12345', 'IT', ['+390669812345']],
  ['8 (495) 123-45-67', 'RU', ['+74951234567']],
  ['011 15 2345-6789', 'AR', ['+5491123456789']],
  ['(11) 96123-4567', 'BR', ['+5511961234567']],
  ['03-1234-5678', 'JP', ['+81312345678']],
  ['(02) 5550 1234', 'AU', ['+61255501234']],
  ['09 234 5678', 'NZ', ['+6492345678']],
  ['010-1234-5678', 'KR', ['+821012345678']],
  ['081234 56789', 'IN', ['+918123456789']],
  ['912 345 678', 'ES', ['+34912345678']],
  // Prefixes of another country
  ['0044 20 7946 0123', 'DE', ['+442079460123']],
  ['0044 20 7946 0123', 'US', ['+442079460123']],
  ['011 44 20 7946 0123', 'US', ['+442079460123']],
  ['011 44 20 7946 0123', 'GB', ['+442079460123']],
  ['00 1 415 555 1212', 'FR', ['+14155551212']],
  ['+001 415 555 1212', 'US', ['+14155551212']],
  // Other scripts, invisible characters
  ['４１５－５５５－１２１２', 'US', ['+14155551212']],
  ['＋４４　２０　７９４６　０１２３', 'US', ['+442079460123']],
  ['0\u200b20 7946\u00a00123', 'GB', ['+442079460123']],
  ['\u202a+1 415 555 1212\u202c', 'DE', ['+14155551212']],
  ['٠٥٠ ١٢٣ ٤٥٦٧', 'AE', ['+971501234567']],
  // Letters of a keypad
  ['1-800-FLOWERS', 'US', ['+18003569377']],
  ['1 (800) GOT-JUNK', 'US', ['+18004685865']],
  ['415-555-HOME', 'US', ['+14155554663']],
  // Two numbers in a field
  ['(415) 555-1212 / (415) 555-1313', 'US', ['+14155551212', '+14155551313']],
  ['415 555 1212 or 415 555 1313', 'US', ['+14155551212', '+14155551313']],
  ['(415) 555-1212 x12, (415) 555-1313', 'US', ['+14155551212', '+14155551313']],
  ['+49 30 123456; +49 171 1234567', 'US', ['+4930123456', '+491711234567']],
  ['415-555-1212 & 415-555-1212', 'US', ['+14155551212']],
  // The record's country before the account's and the org's
  ['020 7946 0123', 'GB,US', ['+442079460123']],
  ['415 555 1212', 'GB,US', ['+14155551212']],
  // Nobody
  ['', 'US', []],
  ['x204', 'US', []],
  ['204', 'US', []],
  ['911', 'US', []],
  ['555-1212', 'US', []],
  ['call the office', 'US', []],
  ['anonymous', 'US', []],
  ['n/a', 'US', []],
  ['+', 'US', []],
  ['+999 123 4567', 'US', []],
  ['0000000000', 'US', []],
  ['415 555 1212 415 555 1313 99', 'US', []],
  ['020 7946 0123', 'US', []],
  ['12/31/2026', 'US', []],
];

describe('a number as typed', () => {
  it.each(spellings)('%p, perhaps of %s, is %p', (typed, countries, numbers) => {
    expect(readNumbers(typed, countries.split(',') as CountryCode[])).toEqual(numbers);
  });

  it("is no country's but the caller's when it is none at home", () => {
    expect(holdsNumber('020 7946 0123', '+442079460123', ['US'])).toBe(true);
    expect(holdsNumber('020 7946 0123', '+442079460123', ['GB', 'US'])).toBe(true);
    expect(holdsNumber('415 555 1212', '+494155551212', ['US'])).toBe(false);
    expect(holdsNumber(null, '+442079460123', ['US'])).toBe(false);
  });
});

const rules = google.PhoneNumberUtil.getInstance();
const values = <Value>(names: Record<string, Value | string>) =>
  Object.values(names).filter((value): value is Value => typeof value === 'number');
const examples = rules.getSupportedRegions().flatMap((region) =>
  values<google.PhoneNumberType>(google.PhoneNumberType).flatMap((type) => {
    // Its types forget that many countries lack a kind.
    const number = rules.getExampleNumberForType(region, type) as google.PhoneNumber | undefined;
    return number ? [{ region, number, e164: rules.format(number, google.PhoneNumberFormat.E164) }] : [];
  }),
);

/**
 * Example numbers that are read as nobody's: Benin's from before its numbers grew to ten digits, Iran's of four
 * digits, and one national format of Zimbabwe, where the two libraries' rules differ.
 */
const unread = new Set(['+22985751234', '+22981123456', '+989601', '+2631312345']);

describe("Google's example numbers of every country and kind", () => {
  it('are many', () => {
    expect(new Set(examples.map(({ region }) => region)).size).toBeGreaterThan(240);
    expect(examples.length).toBeGreaterThan(1_300);
  });

  it.each(values<google.PhoneNumberFormat>(google.PhoneNumberFormat))(
    'are read exactly in format %i',
    (format) => {
      const wrong = examples
        .filter(({ e164 }) => !unread.has(e164))
        .map(({ region, number, e164 }) => ({ region, e164, typed: rules.format(number, format) }))
        .filter(({ region, e164, typed }) => readNumbers(typed, [region]).join() !== e164);

      expect(wrong).toEqual([]);
    },
  );

  it('are never read as another number', () => {
    const read = examples
      .filter(({ e164 }) => unread.has(e164))
      .flatMap(({ region, number, e164 }) =>
        values<google.PhoneNumberFormat>(google.PhoneNumberFormat).flatMap((format) =>
          readNumbers(rules.format(number, format), [region]).filter((each) => each !== e164),
        ),
      );

    expect(read).toEqual([]);
  });
});

describe('a country as an address names it', () => {
  it.each([
    ['US', 'US'],
    ['usa', 'US'],
    ['United States', 'US'],
    ['UK', 'GB'],
    ['Deutschland', 'DE'],
    ['Österreich', 'AT'],
    ['España', 'ES'],
    ['日本', 'JP'],
    [' France ', 'FR'],
    ['Atlantis', undefined],
    [null, undefined],
  ])('%p is %p', (written, expected) => {
    expect(countryNamed(written)).toBe(expected);
  });
});
