import type { CountryCode } from 'libphonenumber-js';
import type { NumberReader } from '../../ports/numberReader.ts';

/** Reads and formats numbers by Google's rules; the rules are loaded with the first number. */
export const numberReader: NumberReader = {
  async read(typed, country) {
    const { AsYouType } = await import('libphonenumber-js');
    const reader = new AsYouType(country as CountryCode);
    const formatted = reader.input(typed);
    const found = reader.getNumber();
    return {
      typed,
      formatted: formatted === '' ? typed : formatted,
      ...(found?.country && { country: found.country }),
      valid: found?.isPossible() ?? false,
    };
  },
};
