import { WITHHELD, type Ani } from '../../../../softphone/core/index.ts';

const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * Words spelled on a keypad, which carriers send for callers without a number.
 * Source: help.twilio.com, "Why am I getting calls from these strange phone numbers?".
 */
const spelledWords = ['ANONYMOUS', 'BLOCKED', 'PRIVATE', 'RESTRICTED', 'UNAVAILABLE', 'UNKNOWN'];
const spelledNumbers = new Set(spelledWords.map((word) => `+${onKeypad(word)}`));

/** The number of a caller; whatever is no number in E.164 counts as withheld. */
export function callerNumber(from: string | undefined): Ani {
  return from !== undefined && E164.test(from) && !spelledNumbers.has(from) ? (from as Ani) : WITHHELD;
}

function onKeypad(word: string): string {
  const keys = ['ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ'];
  return word.replaceAll(/[A-Z]/g, (letter) => String(keys.findIndex((key) => key.includes(letter)) + 2));
}
