import type { CountryCode } from 'libphonenumber-js';
import type { NumberReader } from '../../ports/numberReader.ts';

/** Reads and formats numbers by Google's rules; the rules are loaded with the first number. */
export const numberReader: NumberReader = {
  async read(typed, country) {
    const { AsYouType } = await import('libphonenumber-js');
    const { number, extension } = parts(typed);
    const reader = new AsYouType(country as CountryCode);
    const formatted = reader.input(onKeypad(number));
    const found = reader.getNumber();
    return {
      typed,
      formatted: formatted === '' ? typed : `${formatted}${extension}`,
      ...(found?.country && { country: found.country }),
      valid: found?.isPossible() ?? false,
    };
  },
};

/** An extension is shown as it was typed; it is not dialed with the number. */
function parts(typed: string): { number: string; extension: string } {
  const start = typed.search(/\s*((?<![a-z])(ext|x)(?![a-z])|[#;,])/i);
  return start > 0
    ? { number: typed.slice(0, start), extension: typed.slice(start) }
    : { number: typed, extension: '' };
}

const keypad = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz'];

/** Letters behind digits are a number written as a word (1-800-FLOWERS); letters alone are not. */
function onKeypad(number: string): string {
  if (!/^\+?[\d\s().-]*\d{3}[\s().-]*[a-z]/i.test(number)) return number;
  return number.replace(/[a-z]/gi, (letter) =>
    String(2 + keypad.findIndex((letters) => letters.includes(letter.toLowerCase()))),
  );
}
