import type { Org, OrgUser } from '../org/org.ts';
import { SalesforceError } from '../org/salesforceError.ts';
import type { SaveAnswer } from './viewMessage.ts';

/** What the record form sends; `id` when a record is changed. */
export interface SaveRequest {
  readonly sobject?: string;
  readonly id?: string;
  readonly fields?: Readonly<Record<string, string | null>>;
}

/** Saves a record as the user; why not is part of the answer. */
export function saveRecord(org: Org, user: OrgUser, request: SaveRequest): SaveAnswer {
  const { sobject: sObject = '', id, fields = {} } = request;
  const describe = org.describe(sObject, user.id);
  const typed = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typedValue(describe?.fields.find((field) => field.name === name)?.type, value),
    ]),
  );
  try {
    const given = Object.fromEntries(
      Object.entries(typed).filter(([, value]) => id !== undefined || value !== null),
    );
    if (id !== undefined) org.update(sObject, { Id: id, ...given }, user.id);
    const savedId = id ?? org.create(sObject, given, user.id);
    return { id: savedId, url: `/lightning/r/${sObject}/${savedId}/view` };
  } catch (error) {
    if (!(error instanceof SalesforceError)) throw error;
    return { errors: [{ message: error.message, fields: error.fields ?? [] }] };
  }
}

/** Forms know only texts; the org wants numbers and booleans as JSON. */
function typedValue(type: string | undefined, value: string | null): unknown {
  if (value === null) return null;
  if (type === 'boolean') return value === 'true';
  return type !== undefined && ['int', 'double', 'currency', 'percent'].includes(type)
    ? Number(value)
    : value;
}
