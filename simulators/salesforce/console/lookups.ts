import type { OrgUser, Org } from '../org/org.ts';
import { textOf } from './records.ts';
import type { LookupChoice } from './viewMessage.ts';

const shownChoices = 6;

/** Records a lookup field offers for what was typed: of any of the objects it may point to. */
export function lookupChoices(
  seat: { org: Org; user: OrgUser },
  sObjects: readonly string[],
  typed: string,
): readonly LookupChoice[] {
  if (typed.trim().length < 2) return [];
  return sObjects.flatMap((sObject) => {
    const nameField = nameFieldOf(seat, sObject);
    if (nameField === undefined) return [];
    const returning = [{ sObject, fields: ['Id', nameField] }];
    const found = seat.org.search(
      { text: `${typed.trim()}*`, in: 'NAME', returning, limit: shownChoices },
      seat.user.id,
    );
    return found.map((record) => ({ id: textOf(record.Id), name: textOf(record[nameField]), sObject }));
  });
}

/** The name of the record with this id; empty when there is none the user may see. */
export function nameOfRecord(seat: { org: Org; user: OrgUser }, id: string): string {
  const sObject = id.length < 15 ? undefined : seat.org.schema.objectOf(id)?.name;
  const nameField = sObject && nameFieldOf(seat, sObject);
  if (!sObject || !nameField) return '';
  const [record] = seat.org.query(
    `SELECT ${nameField} FROM ${sObject} WHERE Id = '${id.replace(/\W/g, '')}'`,
    seat.user.id,
  ).records;
  return textOf(record?.[nameField]);
}

function nameFieldOf({ org, user }: { org: Org; user: OrgUser }, sObject: string): string | undefined {
  return org.describe(sObject, user.id)?.fields.find((field) => field.nameField)?.name;
}
