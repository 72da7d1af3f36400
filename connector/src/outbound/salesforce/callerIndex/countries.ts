import { getCountries, type CountryCode } from 'libphonenumber-js';

/** Languages in which addresses name their country. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'nb', 'fi', 'pl', 'ja', 'zh', 'ko'];
/** Names that people write and no list has. */
const USUAL_NAMES = {
  usa: 'US',
  'u.s.': 'US',
  'u.s.a.': 'US',
  'united states of america': 'US',
  uk: 'GB',
  'u.k.': 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  holland: 'NL',
  'the netherlands': 'NL',
  'czech republic': 'CZ',
  uae: 'AE',
} as const satisfies Readonly<Record<string, CountryCode>>;

/** The country that an address in the CRM names: an ISO code, or its name in a common language. */
export function countryNamed(written: unknown): CountryCode | undefined {
  return typeof written === 'string' ? codes.get(written.trim().toLowerCase()) : undefined;
}

const codes: ReadonlyMap<string, CountryCode> = new Map([
  ...LANGUAGES.toReversed().flatMap((language) => namesIn(language)),
  ...getCountries().map((code) => [code.toLowerCase(), code] as const),
  ...(Object.entries(USUAL_NAMES) as [string, CountryCode][]),
]);

function namesIn(language: string): (readonly [string, CountryCode])[] {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  return getCountries().map((code) => [(names.of(code) ?? code).toLowerCase(), code] as const);
}
