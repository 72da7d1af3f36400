import type { Access } from '../access/access.ts';

import type { Schema } from '../schema/schema.ts';
import type { Database } from './database.ts';
import { datetime } from './fieldValues.ts';
import type { RecordStore } from './recordStore.ts';

const COPIED = [
  'Salutation',
  'FirstName',
  'LastName',
  'Title',
  'Phone',
  'MobilePhone',
  'Fax',
  'Email',
  'OwnerId',
];

/** Makes a contact and an account of a lead, which stays behind converted; its tasks go to the contact. */
export function convertLead(
  org: { database: Database; schema: Schema; store: RecordStore; now: () => number },
  leadId: string,
  platform: Access,
): { accountId: string; contactId: string } {
  const { database, schema, store, now } = org;
  const [lead, account, contact] = ['Lead', 'Account', 'Contact'].map((name) => schema.object(name));
  if (!lead || !account || !contact) throw new Error('The org has no leads.');
  return database.transaction(() => {
    const row = store.existing(lead, leadId);
    const values = Object.fromEntries(COPIED.map((name) => [name, row[name] ?? null]));
    const accountId = store.create(
      account,
      { Name: row.Company, Phone: row.Phone, OwnerId: row.OwnerId },
      platform,
    );
    const contactId = store.create(contact, { ...values, AccountId: accountId }, platform);
    database.run('UPDATE "Task" SET "WhoId" = ?, "AccountId" = ?, "SystemModstamp" = ? WHERE "WhoId" = ?', [
      contactId,
      accountId,
      datetime(now()),
      String(row.Id),
    ]);
    const outcome = {
      IsConverted: true,
      Status: 'Closed - Converted',
      ConvertedDate: datetime(now()).slice(0, 10),
      ConvertedAccountId: accountId,
      ConvertedContactId: contactId,
    };
    store.update(lead, { ...outcome, Id: String(row.Id) }, platform);
    return { accountId, contactId };
  });
}
