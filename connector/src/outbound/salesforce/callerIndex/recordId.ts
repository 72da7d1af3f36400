const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECK = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
/** The part of an id that all records of one object in one pod share, and then the part that counts. */
const PLACE_LENGTH = 7;
const SHORT_LENGTH = 15;

/** A record id in two parts: `place` repeats in thousands of ids, `serial` fits a number (62 to the 8th). */
export interface SplitId {
  readonly place: string;
  readonly serial: number;
}

/** The parts of a record id of 15 or 18 characters. */
export function splitId(id: string): SplitId {
  let serial = 0;
  for (let index = PLACE_LENGTH; index < SHORT_LENGTH; index += 1) {
    serial = serial * DIGITS.length + DIGITS.indexOf(id.charAt(index));
  }
  return { place: id.slice(0, PLACE_LENGTH), serial };
}

/** The record id of 18 characters that has these parts. */
export function joinId({ place, serial }: SplitId): string {
  let rest = serial;
  let tail = '';
  for (let index = PLACE_LENGTH; index < SHORT_LENGTH; index += 1) {
    tail = DIGITS.charAt(rest % DIGITS.length) + tail;
    rest = Math.floor(rest / DIGITS.length);
  }
  return withCheck(place + tail);
}

/**
 * The record id of 18 characters that a text is, or undefined: 15 letters and digits, or 18 whose last three are
 * the check of the first (Salesforce Help: "Record ID").
 */
export function recordIdIn(text: string): string | undefined {
  const trimmed = text.trim();
  if (!/^[0-9a-zA-Z]{15}(?:[A-Z0-5]{3})?$/.test(trimmed) || !/[a-zA-Z]/.test(trimmed)) return undefined;
  const whole = withCheck(trimmed.slice(0, SHORT_LENGTH));
  return trimmed.length === SHORT_LENGTH || trimmed === whole ? whole : undefined;
}

/** Three characters that keep the id apart from one that differs in case only. */
function withCheck(short: string): string {
  let check = '';
  for (let start = 0; start < SHORT_LENGTH; start += 5) {
    let capitals = 0;
    for (let place = 0; place < 5; place += 1) {
      if (/[A-Z]/.test(short.charAt(start + place))) capitals += 2 ** place;
    }
    check += CHECK.charAt(capitals);
  }
  return short + check;
}
