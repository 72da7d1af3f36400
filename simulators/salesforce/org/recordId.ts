const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKSUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const INSTANCE = 'Lc0';
const SEQUENCE_LENGTH = 9;

/** The id of the `sequence`-th record (from 1) of an object with this key prefix, 18 characters. */
export function recordId(keyPrefix: string, sequence: number): string {
  let rest = sequence;
  let digits = '';
  while (digits.length < SEQUENCE_LENGTH) {
    digits = DIGITS.charAt(rest % DIGITS.length) + digits;
    rest = Math.floor(rest / DIGITS.length);
  }
  return withChecksum(keyPrefix + INSTANCE + digits);
}

/** The sequence inside an id made by `recordId`. */
export function sequenceOf(id: string): number {
  const start = id.length === 18 ? 6 : id.length - SEQUENCE_LENGTH;
  return Array.from(id.slice(start, start + SEQUENCE_LENGTH)).reduce(
    (sum, digit) => sum * DIGITS.length + DIGITS.indexOf(digit),
    0,
  );
}

/** The 18-character form of a 15- or 18-character id, or undefined when it is malformed. */
export function parseRecordId(text: string): string | undefined {
  if (!/^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/.test(text)) return undefined;
  const id = withChecksum(text.slice(0, 15));
  return text.length === 15 || text === id ? id : undefined;
}

/** The `Id` among a record's fields, in whichever case it is written; empty when there is none. */
export function idIn(record: Readonly<Record<string, unknown>>): string {
  const id = record.Id ?? record.id;
  return typeof id === 'string' ? id : '';
}

/** Three characters tell which of the fifteen are capitals, so that ids survive case-insensitive programs. */
function withChecksum(id15: string): string {
  const suffix = [0, 5, 10].map((start) => {
    const capitals = Array.from(id15.slice(start, start + 5), (letter, index) =>
      /[A-Z]/.test(letter) ? 1 << index : 0,
    );
    return CHECKSUM.charAt(capitals.reduce((sum, bit) => sum + bit, 0));
  });
  return id15 + suffix.join('');
}
