import { photoPath } from './seedCustomers.ts';
import type { SeedParts } from './seedCustomers.ts';
import { wellKnown } from './wellKnown.ts';

/** Fills in the case numbers before the well-known one: a fresh org counts from 00001001. */
const CASES_BEFORE = 41;

/** Creates the records of `wellKnown`, with the fillers that make the case number come out. */
export function seedWellKnown(parts: SeedParts): void {
  const { add, dice } = parts;
  const contact = (fullName: string, record: Record<string, unknown>): string => {
    const [FirstName, LastName] = fullName.split(' ');
    return add('Contact', { FirstName, LastName, ...record });
  };
  const account = (name: string, phone: string | null = null): string =>
    add('Account', { Name: name, Phone: phone, Type: 'Customer - Direct' });

  const acme = account('Acme Workshops Inc.');
  contact(wellKnown.uniqueContact.name, {
    AccountId: acme,
    Title: 'Workshop Manager',
    Email: 'maria.alvarez@acme-workshops.example',
    Phone: wellKnown.uniqueContact.typed,
    PhotoUrl: photoPath('maria-alvarez'),
  });

  const [firstSharer, secondSharer] = wellKnown.sharedNumber.names;
  contact(firstSharer, { AccountId: account('Porter Print LLC'), Phone: '415-555-0111' });
  contact(secondSharer, { AccountId: account('Lin Catering LLC'), MobilePhone: '+1 (415) 555-0111' });

  const hughes = account(wellKnown.contactAndAccount.account, '020 7946 0321');
  contact(wellKnown.contactAndAccount.contact, { AccountId: hughes, Phone: '+44 (0)20 7946 0321' });

  account(wellKnown.accountOnly.account, '415.555.0122');
  contact(wellKnown.extension.name, { AccountId: acme, Phone: wellKnown.extension.typed });

  const [FirstName, LastName] = wellKnown.lead.name.split(' ');
  add('Lead', {
    FirstName,
    LastName,
    Company: wellKnown.lead.company,
    Phone: '(415) 555-0133',
    Status: 'Open - Not Contacted',
  });

  if (parts.org.schema.object('Account')?.field('IsPersonAccount')) {
    const [PersonFirst, PersonLast] = wellKnown.personAccount.name.split(' ');
    add('Account', {
      FirstName: PersonFirst,
      LastName: PersonLast,
      PersonMobilePhone: wellKnown.personAccount.typed,
    });
  }

  const priya = contact(wellKnown.case.contact, {
    AccountId: acme,
    Phone: null,
    MobilePhone: '415 555 0144',
  });
  for (let place = 0; place < CASES_BEFORE; place += 1) {
    add('Case', {
      Subject: dice.pick(['Order of spare parts', 'Yearly inspection', 'Copy of an invoice']),
      AccountId: acme,
      Status: 'Closed',
      Origin: 'Email',
    });
  }
  add('Case', {
    Subject: wellKnown.case.subject,
    ContactId: priya,
    Status: 'Working',
    Priority: 'High',
    Origin: 'Phone',
  });
  add('Case', {
    Subject: wellKnown.suppliedPhoneCase.subject,
    Status: 'New',
    Origin: 'Web',
    SuppliedName: 'Walter Quinn',
    SuppliedPhone: '1 415 555 0155',
  });
}
