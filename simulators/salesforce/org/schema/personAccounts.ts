import { field, flag, lookup } from './fieldSpec.ts';
import type { FieldSpec } from './fieldSpec.ts';
import type { ObjectDefinition } from './schema.ts';

const readOnly = { writable: 'readOnly', permissionable: false } as const;
const names = ['Salutation', 'FirstName', 'LastName'];

/** Fields of the contact that its person account shows under another name (Object Reference, Account, "IsPersonAccount"). */
const shown = [
  'MobilePhone',
  'HomePhone',
  'OtherPhone',
  'AssistantPhone',
  'Email',
  'Title',
  'Department',
  'Birthdate',
  'LeadSource',
  'DoNotCall',
  'MailingStreet',
  'MailingCity',
  'MailingState',
  'MailingPostalCode',
  'MailingCountry',
];

/** Account field by contact field, for the values a person account and its contact share. */
export const personFields: Readonly<Record<string, string>> = {
  ...Object.fromEntries(names.map((name) => [name, name])),
  ...Object.fromEntries(shown.map((name) => [name, `Person${name}`])),
  Phone: 'Phone',
  Fax: 'Fax',
  Description: 'Description',
};

/** The objects of an org that has person accounts switched on. */
export function withPersonAccounts(definitions: readonly ObjectDefinition[]): readonly ObjectDefinition[] {
  const ofContact = definitions.find(({ name }) => name === 'Contact')?.fields ?? [];
  const copied = ofContact.flatMap((spec): FieldSpec[] => {
    if (names.includes(spec.name)) return [{ ...spec, required: false, permissionable: false }];
    return shown.includes(spec.name) ? [{ ...spec, name: `Person${spec.name}` }] : [];
  });
  const added: Readonly<Record<string, readonly FieldSpec[]>> = {
    Account: [
      flag('IsPersonAccount', { ...readOnly, label: 'Is Person Account' }),
      lookup('PersonContactId', 'Contact', { ...readOnly, label: 'Contact ID' }),
      ...copied,
    ],
    Contact: [field('IsPersonAccount', 'boolean', { ...readOnly, defaultValue: false })],
  };
  return definitions.map((definition) => ({
    ...definition,
    fields: [
      ...definition.fields.map((spec) =>
        definition.name === 'Account' && spec.name === 'Name' ? { ...spec, required: false } : spec,
      ),
      ...(added[definition.name] ?? []),
    ],
  }));
}
