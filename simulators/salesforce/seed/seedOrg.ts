import type { Org } from '../org/org.ts';
import { SYSTEM } from '../org/people.ts';
import { seedCustomers, seedParts } from './seedCustomers.ts';
import type { Amounts } from './seedCustomers.ts';
import { addQueue, deployRecords } from './deployRecords.ts';
import { deployMetadata, seedPeople } from './seedPeople.ts';
import { seedWellKnown } from './seedWellKnown.ts';
import { wellKnown } from './wellKnown.ts';

const usualAmounts: Amounts = {
  accounts: 144,
  contacts: 294,
  cases: 157,
  leads: 79,
  opportunities: 60,
  calls: 120,
};

/** What a fresh org has: around the clock, every day. */
const openAllDay = {
  Name: 'Default',
  IsDefault: true,
  TimeZoneSidKey: 'America/Los_Angeles',
  ...Object.fromEntries(
    ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'].flatMap((day) => [
      [`${day}StartTime`, '00:00:00.000Z'],
      [`${day}EndTime`, '00:00:00.000Z'],
    ]),
  ),
};

/** Fills an empty org; brings the project's permission sets and call centers into any org. */
export function seedOrg(org: Org, metadata: readonly string[], amounts: Amounts = usualAmounts): void {
  org.transaction(() => {
    const empty = org.users().length === 0;
    if (empty) seedPeople(org);
    deployMetadata(org, metadata);
    deployRecords(org, metadata);
    if (!empty) return;
    addQueue(org, { ...wellKnown.queue, objects: ['Case', 'Lead', 'Task'] });
    org.create('BusinessHours', openAllDay, SYSTEM);
    const statuses = org.schema.object('Task')?.field('Status');
    for (const [index, status] of (statuses?.picklist ?? []).entries()) {
      org.create(
        'TaskStatus',
        {
          MasterLabel: status,
          ApiName: status,
          IsClosed: status === 'Completed',
          IsDefault: status === statuses?.defaultValue,
          SortOrder: index + 1,
        },
        SYSTEM,
      );
    }
    const parts = seedParts(org, usersNamed(org, wellKnown.users.agents));
    seedWellKnown(parts);
    seedCustomers(parts, amounts);
  });
}

function usersNamed(org: Org, usernames: readonly string[]): readonly string[] {
  const quoted = usernames.map((username) => `'${username}'`).join(', ');
  return org
    .query(`SELECT Id FROM User WHERE Username IN (${quoted})`, SYSTEM)
    .records.map((record) => String(record.Id));
}
