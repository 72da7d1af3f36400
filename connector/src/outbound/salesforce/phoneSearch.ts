import { parsePhoneNumberFromString, getCountries, type CountryCode } from 'libphonenumber-js';

/**
 * A SOSL query for the records of a number, in the spellings that orgs hold.
 *
 * Salesforce keeps numbers as they were typed and splits them into tokens at spaces and punctuation; whether
 * `+14155550100` finds `(415) 555-0100` is not documented, so several spellings are asked for, and every hit is
 * compared afterwards (`sameNumber`). Source: SOSL and SOQL Reference, "FIND" and "IN SearchGroup".
 */
export function phoneSearch(e164: string): string {
  const terms = spellingsOf(e164).map((spelling) => (spelling.includes(' ') ? `"${spelling}"` : spelling));
  return (
    `FIND {${terms.join(' OR ')}} IN PHONE FIELDS RETURNING ` +
    Object.entries(searched)
      .map(([objectType, { fields, where }]) => {
        const condition = where === undefined ? '' : ` WHERE ${where}`;
        return `${objectType}(${fields.join(', ')}${condition} LIMIT 20)`;
      })
      .join(', ')
  );
}

/** What is searched, in the order in which matches are shown. */
export const searched = {
  Contact: {
    fields: [
      'Id',
      'Name',
      'Account.Name',
      'PhotoUrl',
      'MailingCountry',
      'Phone',
      'MobilePhone',
      'HomePhone',
      'OtherPhone',
      'AssistantPhone',
    ],
    where: undefined,
  },
  Lead: {
    fields: ['Id', 'Name', 'Company', 'Country', 'Phone', 'MobilePhone'],
    where: 'IsConverted = false',
  },
  Account: { fields: ['Id', 'Name', 'Industry', 'BillingCountry', 'Phone'], where: undefined },
  Case: { fields: ['Id', 'CaseNumber', 'Subject', 'SuppliedPhone'], where: 'IsClosed = false' },
} as const satisfies Record<string, { fields: readonly string[]; where: string | undefined }>;

export type SearchedObject = keyof typeof searched;

/** Whether a number as stored is the number that calls, read in any of the countries it may be written for. */
export function sameNumber(stored: unknown, e164: string, countries: readonly CountryCode[]): boolean {
  if (typeof stored !== 'string' || stored === '') return false;
  return countries.some((country) => parsePhoneNumberFromString(stored, country)?.number === e164);
}

/** The countries in which a record's numbers may be written: its own, the org's, and the caller's. */
export function countriesFor(recordCountry: unknown, orgCountry: string, e164: string): CountryCode[] {
  const own =
    typeof recordCountry === 'string' ? countryCodes.get(recordCountry.trim().toLowerCase()) : undefined;
  const caller = parsePhoneNumberFromString(e164)?.country;
  return [...new Set([own, orgCountry as CountryCode, caller])].filter((each) => each !== undefined);
}

const englishNames = new Intl.DisplayNames(['en'], { type: 'region' });
/** ISO codes by code and by English name, as addresses in Salesforce have either. */
const countryCodes: ReadonlyMap<string, CountryCode> = new Map([
  ['usa', 'US'] as const,
  ['uk', 'GB'] as const,
  ...getCountries().flatMap(
    (code) =>
      [
        [code.toLowerCase(), code],
        [(englishNames.of(code) ?? code).toLowerCase(), code],
      ] as const,
  ),
]);

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
