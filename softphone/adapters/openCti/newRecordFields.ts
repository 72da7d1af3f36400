import type { SoftphoneLayout } from './openCtiTypes.ts';

/** Fields that hold the number of whoever a new record of a standard object is made for. */
const standardFields: Readonly<Record<string, string>> = {
  Account: 'Phone',
  Contact: 'Phone',
  Lead: 'Phone',
  Case: 'SuppliedPhone',
};

/**
 * What the form of a new record starts with: the number, in the object's phone field. For a custom object that is the
 * first field of the softphone layout whose name speaks of a phone; without one the form starts empty.
 */
export function newRecordFields(
  { objectType, number }: { readonly objectType: string; readonly number: string },
  layout: SoftphoneLayout,
): Readonly<Record<string, string>> {
  const shown = layout.Inbound?.objects?.[objectType] ?? [];
  const field =
    standardFields[objectType] ?? shown.find(({ apiName }) => /phone|mobile/i.test(apiName))?.apiName;
  return field ? { [field]: number } : {};
}
