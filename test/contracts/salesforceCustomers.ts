import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'jsforce';
import { wellKnown } from '../../simulators/salesforce/index.ts';

const OBJECTS = ['Task', 'Case', 'Contact', 'Lead', 'Account'];
const BATCH = 200;
const SEARCH_EVERY_MS = 10_000;
const SEARCHES = 50;

/**
 * Creates the customers of `wellKnown` in a real org and waits until its search finds them. Answers the number of the
 * case.
 */
export async function addCustomers(connection: Connection): Promise<string> {
  const add = async (sObject: string, record: object): Promise<string> =>
    ((await connection.sobject(sObject).create(record)) as { id: string }).id;
  const contact = async (fullName: string, record: object): Promise<string> => {
    const [FirstName, LastName] = fullName.split(' ');
    return await add('Contact', { FirstName, LastName, ...record });
  };
  const { uniqueContact, sharedNumber, contactAndAccount, accountOnly, lead, extension } = wellKnown;
  const acme = await add('Account', { Name: 'Acme Workshops Inc.' });
  await contact(uniqueContact.name, { AccountId: acme, Phone: uniqueContact.typed });
  await contact(sharedNumber.names[0], { Phone: '415-555-0111' });
  await contact(sharedNumber.names[1], { MobilePhone: '+1 (415) 555-0111' });
  const hughes = await add('Account', { Name: contactAndAccount.account, Phone: '020 7946 0321' });
  await contact(contactAndAccount.contact, { AccountId: hughes, Phone: '+44 (0)20 7946 0321' });
  await add('Account', { Name: accountOnly.account, Phone: '415.555.0122' });
  await contact(extension.name, { AccountId: acme, Phone: extension.typed });
  const [FirstName, LastName] = lead.name.split(' ');
  await add('Lead', { FirstName, LastName, Company: lead.company, Phone: '(415) 555-0133' });
  const priya = await contact(wellKnown.case.contact, { AccountId: acme, MobilePhone: '415 555 0144' });
  const caseId = await add('Case', { Subject: wellKnown.case.subject, ContactId: priya });
  const { subject, ani } = wellKnown.suppliedPhoneCase;
  await add('Case', { Subject: subject, SuppliedPhone: ani });
  await untilFound(connection, wellKnown.suppliedPhoneCase.subject);
  const { records } = await connection.query(`SELECT CaseNumber FROM Case WHERE Id = '${caseId}'`);
  return String(records[0]?.CaseNumber);
}

/** A real org's search index lags: minutes, at worst. */
async function untilFound(connection: Connection, subject: string): Promise<void> {
  for (let attempt = 0; attempt < SEARCHES; attempt += 1) {
    const { searchRecords } = await connection.search(`FIND {"${subject}"} RETURNING Case(Id)`);
    if (searchRecords.length > 0) return;
    await sleep(SEARCH_EVERY_MS);
  }
  throw new Error(
    'The org does not find the customers that were made for the tests: is its search index behind?',
  );
}

/** Deletes what the connection's user has made since an instant. Give the tests a user of their own. */
export async function removeSince(connection: Connection, since: Date): Promise<void> {
  const { user_id: userId } = await connection.identity();
  for (const sObject of OBJECTS) {
    const soql = `SELECT Id FROM ${sObject} WHERE CreatedById = '${userId}' AND CreatedDate >= ${since.toISOString()}`;
    const { records } = await connection.query<{ Id: string }>(soql, { autoFetch: true, maxFetch: 10_000 });
    for (let start = 0; start < records.length; start += BATCH) {
      await connection.sobject(sObject).destroy(records.slice(start, start + BATCH).map(({ Id }) => Id));
    }
  }
}
