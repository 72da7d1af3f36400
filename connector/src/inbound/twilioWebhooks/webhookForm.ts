import type { InteractionId } from '../../../../softphone/core/index.ts';
import type { LegId } from '../../callCenter/ports/telephony.ts';

/** The fields of a webhook, as Twilio sent them. A repeated name is an array. */
export type WebhookForm = Readonly<Record<string, unknown>>;

/** A webhook that is signed well and still not what its route takes. */
export class WebhookInvalidError extends Error {
  readonly code = 'BODY_INVALID';
  readonly statusCode = 400;

  constructor(field: string, wanted: string) {
    super(`${field} must be ${wanted}.`);
    this.name = 'WebhookInvalidError';
  }
}

/** The text of a field, or `undefined` when it is absent or empty. */
export function textOf(form: WebhookForm, field: string): string | undefined {
  const value = form[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The text of a field that must be there. */
export function requiredText(form: WebhookForm, field: string): string {
  const value = textOf(form, field);
  if (value === undefined) throw new WebhookInvalidError(field, 'there, once');
  return value;
}

/** A sid with this prefix, for example `CA`. */
export function sidOf(form: WebhookForm, field: string, prefix: string): string {
  const value = textOf(form, field);
  if (value === undefined || !value.startsWith(prefix) || !/^[A-Z]{2}[0-9a-fA-F]{32}$/.test(value)) {
    throw new WebhookInvalidError(field, `a sid that starts with ${prefix}`);
  }
  return value;
}

export function legIdOf(form: WebhookForm): LegId {
  return sidOf(form, 'CallSid', 'CA') as LegId;
}

const INTERACTION_ID = /^[\w-]{1,64}$/;

/** The interaction that a webhook names, in `i` of its address or in a field of its form. */
export function interactionIdOf(form: WebhookForm, field = 'i'): InteractionId {
  const value = textOf(form, field);
  if (value === undefined || !INTERACTION_ID.test(value)) {
    throw new WebhookInvalidError(field, 'the id of an interaction');
  }
  return value as InteractionId;
}

export function isInteractionId(value: unknown): value is InteractionId {
  return typeof value === 'string' && INTERACTION_ID.test(value);
}
