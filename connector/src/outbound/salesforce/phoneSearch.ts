import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { selectedFields, type ObjectShape } from './callerIndex/objectShape.ts';

/** More records with a number than an agent can choose from. */
const MOST_OF_AN_OBJECT = 50;

/**
 * A SOSL query for the records of a number, in the spellings that orgs hold.
 *
 * Salesforce keeps numbers as they were typed and splits them into tokens at spaces and punctuation; whether
 * `+14155550100` finds `(415) 555-0100` is not documented, so several spellings are asked for, and every hit is
 * compared afterwards. Source: SOSL and SOQL Reference, "FIND" and "IN SearchGroup".
 */
export function phoneSearch(e164: string, shapes: readonly ObjectShape[]): string {
  const terms = spellingsOf(e164).map((spelling) => (spelling.includes(' ') ? `"${spelling}"` : spelling));
  const objects = shapes
    .filter(({ phoneFields }) => phoneFields.length > 0)
    .map((shape) => {
      const condition = shape.openWhen === undefined ? '' : ` WHERE ${shape.openWhen}`;
      return `${shape.objectType}(${selectedFields({ ...shape, deletable: false })}${condition} LIMIT ${MOST_OF_AN_OBJECT})`;
    });
  return `FIND {${terms.join(' OR ')}} IN PHONE FIELDS RETURNING ${objects.join(', ')}`;
}

function spellingsOf(e164: string): string[] {
  const parsed = parsePhoneNumberFromString(e164);
  if (!parsed) return [e164.replace(/\D/g, '')];
  const inWords = (formatted: string) => formatted.replace(/\D+/g, ' ').trim();
  const national = parsed.formatNational();
  return [
    ...new Set([
      parsed.nationalNumber,
      parsed.number.slice(1),
      national.replace(/\D/g, ''),
      inWords(national),
      inWords(parsed.formatInternational()),
    ]),
  ];
}
