import type { Row } from './askTogether.ts';

/** What a record of the settings says, or why it says nothing. */
export type Read<Value> = { readonly value: Value } | { readonly why: string };

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Texts separated by commas. */
export function listOf(value: unknown): readonly string[] {
  return (textOf(value) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Whether a number is a whole one within limits; one that is not filled in is. */
export function isWithin(value: unknown, least: number, most: number): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

/** The administrator's order; records without one come last. */
export function byOrder(one: Row, other: Row): number {
  return orderOf(one) - orderOf(other);
}

function orderOf(row: Row): number {
  const order = row['Order__c'];
  return typeof order === 'number' ? order : Number.MAX_SAFE_INTEGER;
}
