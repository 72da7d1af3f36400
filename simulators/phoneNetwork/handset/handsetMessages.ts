import type { EndCause } from '../endpointCall.ts';

/** A name that a handset may take for its own number. */
export interface NamedNumber {
  readonly number: string;
  readonly name: string;
}

/** What a handset page asks for, as JSON over its WebSocket. */
export type HandsetRequest =
  | { readonly type: 'use'; readonly number: string }
  | { readonly type: 'dial'; readonly to: string; readonly sdp: string }
  | { readonly type: 'answer'; readonly sdp: string }
  | { readonly type: 'press'; readonly digit: string }
  | { readonly type: 'hangUp' };

/** What a handset page is told. */
export type HandsetNews =
  | { readonly type: 'welcome'; readonly presets: readonly NamedNumber[]; readonly centreNumber: string }
  | { readonly type: 'using'; readonly number: string }
  | { readonly type: 'connecting'; readonly sdp: string }
  | { readonly type: 'incoming'; readonly from: string; readonly sdp: string }
  | { readonly type: 'ringing' | 'answered' }
  | { readonly type: 'ended'; readonly cause: EndCause }
  | { readonly type: 'refused'; readonly reason: string };

/** The request in a line of JSON, or `undefined` for what is none. */
export function parseHandsetRequest(line: string): HandsetRequest | undefined {
  const fields = readFields(line);
  const { type, number, to, sdp, digit } = fields;
  if (type === 'use' && typeof number === 'string') return { type, number };
  if (type === 'dial' && typeof to === 'string' && typeof sdp === 'string') return { type, to, sdp };
  if (type === 'answer' && typeof sdp === 'string') return { type, sdp };
  if (type === 'press' && typeof digit === 'string' && /^[0-9*#]$/.test(digit)) return { type, digit };
  return type === 'hangUp' ? { type } : undefined;
}

function readFields(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
