import { getCountries, type CountryCode } from 'libphonenumber-js';

/** Languages besides English in which addresses name their country. */
const LANGUAGES = ['de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'nb', 'fi', 'pl', 'ja', 'zh', 'ko'];
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
  if (typeof written !== 'string') return undefined;
  const name = written.trim().toLowerCase();
  return codes.get(name) ?? inOtherLanguages().get(name);
}

const codes: ReadonlyMap<string, CountryCode> = new Map([
  ...namesIn('en'),
  ...getCountries().map((code) => [code.toLowerCase(), code] as const),
  ...(Object.entries(USUAL_NAMES) as [string, CountryCode][]),
]);

/** Made when first needed: most orgs need none of it, and it takes megabytes. */
const inOtherLanguages = once(
  (): ReadonlyMap<string, CountryCode> => new Map(LANGUAGES.toReversed().flatMap(namesIn)),
);

function namesIn(language: string): (readonly [string, CountryCode])[] {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  return getCountries().map((code) => [(names.of(code) ?? code).toLowerCase(), code] as const);
}

function once<Value>(make: () => Value): () => Value {
  const made: Value[] = [];
  return () => {
    const value = made[0] ?? make();
    made[0] = value;
    return value;
  };
}
