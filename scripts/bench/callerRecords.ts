import type { OrgRow } from '../../connector/src/outbound/salesforce/callerIndex/callerRow.ts';

/** How many records of each object an org has. */
export interface OrgSize {
  readonly contacts: number;
  readonly accounts: number;
  readonly cases: number;
}

/** The org of the aim. */
export const largeOrg: OrgSize = { contacts: 1_000_000, accounts: 200_000, cases: 500_000 };

const SERIAL_DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Rows as a Bulk API query answers them: text alone, numbers as people type them. Always the same. */
export function* recordsOf(objectType: string, size: OrgSize): Generator<OrgRow> {
  const count = { Contact: size.contacts, Account: size.accounts, Case: size.cases }[objectType] ?? 0;
  for (let place = 0; place < count; place += 1) yield makers[objectType]?.(place, size) ?? {};
}

/** The number of a contact's first field, in E.164. */
export function contactNumber(place: number): string {
  return `+1${nationalNumber(place, 0)}`;
}

const makers: Readonly<Record<string, (place: number, size: OrgSize) => OrgRow>> = {
  Contact: (place, { accounts }) => ({
    ...identity('003', place),
    Phone: typed(nationalNumber(place, 0), place),
    MobilePhone: place % 10 < 6 ? typed(nationalNumber(place, 1), place + 3) : '',
    HomePhone: place % 20 === 0 ? typed(nationalNumber(place, 2), place + 5) : '',
    MailingCountry: place % 3 === 0 ? '' : 'United States',
    'Account.BillingCountry': 'United States',
    AccountId: recordId('001', place % accounts),
    LastActivityDate: place % 2 === 0 ? `2026-0${(place % 9) + 1}-15` : '',
  }),
  Account: (place) => ({
    ...identity('001', place),
    Phone: typed(nationalNumber(place, 3), place),
    AccountNumber: `${10_000_000 + place}`,
    BillingCountry: 'United States',
    LastActivityDate: '2026-05-04',
  }),
  Case: (place, { contacts }) => ({
    ...identity('500', place),
    CaseNumber: String(place + 1).padStart(8, '0'),
    SuppliedPhone: place % 5 === 0 ? typed(nationalNumber(place, 4), place) : '',
    ContactId: recordId('003', (place * 7) % contacts),
    LastModifiedDate: '2026-05-04T10:00:00.000Z',
  }),
};

function identity(prefix: string, place: number): OrgRow {
  return { Id: recordId(prefix, place), SystemModstamp: '2026-05-04T10:00:00.000Z', IsDeleted: 'false' };
}

/** As an org gives them: a pod, and a serial that counts up. */
function recordId(prefix: string, place: number): string {
  let serial = '';
  for (let rest = place + 40_000_000; serial.length < 9; rest = Math.floor(rest / 62)) {
    serial = SERIAL_DIGITS.charAt(rest % 62) + serial;
  }
  return `${prefix}5e0${serial}AAA`;
}

/** Ten digits of a North American number, spread over all of them by a multiplication that meets each once. */
function nationalNumber(place: number, field: number): string {
  const spread = ((place * 5 + field) * 1_103_515_245 + 12_345) % 6_400_000_000;
  const exchange = 200 + (Math.floor(spread / 10_000) % 800);
  const area = AREAS[Math.floor(spread / 8_000_000) % AREAS.length] ?? '415';
  return `${area}${exchange}${String(spread % 10_000).padStart(4, '0')}`;
}

const AREAS = Array.from({ length: 800 }, (_, place) => String(200 + place)).filter((area) =>
  /^(?:20[1-9]|21[2-9]|30[1-9]|31[02-9]|40[1-9]|41[02-9]|50[1-9]|51[023]|60[1-9]|61[02-9]|70[1-8]|71[2-9]|80[1-6]|81[0-9]|90[1-9]|91[02-9])$/.test(
    area,
  ),
);

const STYLES: readonly ((digits: string) => string)[] = [
  (digits) => `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`,
  (digits) => `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`,
  (digits) => `${digits.slice(0, 3)}.${digits.slice(3, 6)}.${digits.slice(6)}`,
  (digits) => digits,
  (digits) => `+1 ${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`,
  (digits) => `1 ${digits}`,
  (digits) => `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)} x${digits.slice(7)}`,
];

function typed(digits: string, style: number): string {
  return (STYLES[style % STYLES.length] ?? String)(digits);
}
