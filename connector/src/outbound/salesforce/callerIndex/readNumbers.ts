import { parsePhoneNumberFromString, type CountryCode, type PhoneNumber } from 'libphonenumber-js';

/** Shorter numbers are extensions, services and tests: they match by accident. */
export const SHORTEST_NUMBER_DIGITS = 7;
const LONGEST_FIELD = 120;

/**
 * The numbers that one field holds, in E.164, without extensions: usually one, sometimes two, none when nobody can
 * be reached by what is written.
 *
 * `countries` are those whose national format it may be in, the likeliest first; the first in which it is a number
 * counts. Numbers are kept by one reading only: a wrong match is worse than none.
 */
export function readNumbers(written: string, countries: readonly CountryCode[]): readonly string[] {
  const text = plain(written);
  if (!/\p{Nd}/u.test(text)) return [];
  const whole = readOne(text, countries);
  if (whole !== undefined) return [whole];
  const parts = text
    .split(/[/;,|&\n]|\s(?:or|and|oder|und|ou|et|o|y)\s/i)
    .filter((part) => /\p{Nd}/u.test(part));
  if (parts.length < 2) return [];
  return [...new Set(parts.flatMap((part) => readOne(part, countries) ?? []))];
}

/** Whether a field holds this number, by the same reading as the index. */
export function holdsNumber(written: unknown, e164: string, countries: readonly CountryCode[]): boolean {
  if (typeof written !== 'string' || written === '') return false;
  const numbers = readNumbers(written, countries);
  return numbers.length > 0
    ? numbers.includes(e164)
    : readNumbers(written, callersCountry(e164)).includes(e164);
}

/** A number that is none in the countries it should be from may be written as at the caller's home. */
function callersCountry(e164: string): readonly CountryCode[] {
  const country = parsePhoneNumberFromString(e164)?.country;
  return country === undefined ? [] : [country];
}

function readOne(text: string, countries: readonly CountryCode[]): string | undefined {
  return (
    readDigits(text, countries) ??
    (hasVanityLetters(text) ? readDigits(onKeypad(text), countries) : undefined)
  );
}

function readDigits(text: string, countries: readonly CountryCode[]): string | undefined {
  if (text.includes('+')) {
    const number = parsePhoneNumberFromString(text);
    if (number?.isPossible()) return reachable(number);
  }
  for (const country of countries) {
    const number = parsePhoneNumberFromString(text, country);
    if (number?.isValid()) return reachable(number);
  }
  // People dial abroad with the prefix of the country they think of: 00 in most, 011 in North America.
  const abroad = /^\D*(?:00|011)[\s.-]*(?=[1-9])/.exec(text);
  const number = abroad ? parsePhoneNumberFromString(`+${text.slice(abroad[0].length)}`) : undefined;
  return number?.isValid() ? reachable(number) : undefined;
}

function reachable({ number }: PhoneNumber): string | undefined {
  return number.length > SHORTEST_NUMBER_DIGITS ? number : undefined;
}

/** Half-width digits and signs, without invisible characters, words before the number and the extension after it. */
function plain(written: string): string {
  return written
    .slice(0, LONGEST_FIELD)
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\p{Pd}/gu, '-')
    .replaceAll(/[\p{Zs}\t]+/gu, ' ')
    .replace(/^\s*(?:tel|phone|fax|mobile|mob|cell|office|home|work)\b[.:]?\s*(?=[+(\d])/i, '')
    .replace(EXTENSION, '')
    .trim();
}

/** As Google's rules know them, and those that people type besides. */
const EXTENSION =
  /[\s,;(]*(?:;ext=|\bext(?:ensi(?:o|ó)n|n)?\b|(?<=\d)ext(?:n|ension)?|\bxtn\b|(?<=[\d\s])x|#|~|\b(?:int|anexo|poste|durchwahl|dw|app|nst|option|opt)\b|доб)[.:]?\s*\d{1,7}#?\)?\s*$/iu;

/** `1-800-FLOWERS`: letters of a keypad behind the digits that lead to them. */
function hasVanityLetters(text: string): boolean {
  return /^[+\d(][\d\s().-]*\d[\s().-]*[A-Z][A-Z\d\s.-]*$/i.test(text) && /[A-Z]{3,}/i.test(text);
}

const KEYS = ['ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ'];

function onKeypad(text: string): string {
  return text
    .toUpperCase()
    .replaceAll(/[A-Z]/g, (letter) => String(KEYS.findIndex((key) => key.includes(letter)) + 2));
}
