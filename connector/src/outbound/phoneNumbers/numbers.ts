import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';
import type { Dnis } from '../../../../softphone/core/index.ts';
import type { Numbers } from '../../callCenter/ports/numbers.ts';

/** Numbers by Google's rules for every country (libphonenumber). An extension is read over, not dialled. */
export const numbers: Numbers = {
  parse(typed, country) {
    const parsed = parsePhoneNumberFromString(typed, country as CountryCode);
    return parsed?.isPossible() ? (parsed.number as Dnis) : undefined;
  },
};
