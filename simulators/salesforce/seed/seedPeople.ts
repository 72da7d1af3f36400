import { PROFILES } from '../org/access/access.ts';
import { readCallCenters } from '../org/metadata/callCenters.ts';
import { readPermissionSets } from '../org/metadata/permissionSets.ts';
import type { Org } from '../org/org.ts';
import { SYSTEM } from '../org/people.ts';
import { wellKnown } from './wellKnown.ts';

interface Person {
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  readonly profile: string;
  readonly extension?: string;
}

const STANDARD_USER = 'Standard User';
const [firstAgent, secondAgent, thirdAgent] = wellKnown.users.agents;

const people: readonly Person[] = [
  {
    username: wellKnown.users.administrator,
    firstName: 'Adam',
    lastName: 'Administrator',
    title: 'System Administrator',
    profile: 'System Administrator',
  },
  {
    username: firstAgent,
    firstName: 'Ana',
    lastName: 'Agent',
    title: 'Support Agent',
    profile: STANDARD_USER,
    extension: '101',
  },
  {
    username: secondAgent,
    firstName: 'Ben',
    lastName: 'Agent',
    title: 'Support Agent',
    profile: STANDARD_USER,
    extension: '102',
  },
  {
    username: thirdAgent,
    firstName: 'Chloe',
    lastName: 'Agent',
    title: 'Sales Agent',
    profile: STANDARD_USER,
    extension: '103',
  },
  {
    username: wellKnown.users.supervisor,
    firstName: 'Sofia',
    lastName: 'Supervisor',
    title: 'Team Lead',
    profile: STANDARD_USER,
    extension: '100',
  },
  {
    username: wellKnown.users.integration,
    firstName: 'Connector',
    lastName: 'Integration',
    title: 'Integration User',
    profile: 'Minimum Access - API Only Integrations',
  },
];

/** Creates the company and the people who work there. */
export function seedPeople(org: Org): void {
  org.create(
    'Organization',
    {
      Name: org.name,
      OrganizationType: 'Developer Edition',
      InstanceName: 'LOCAL',
      TimeZoneSidKey: 'America/Los_Angeles',
    },
    SYSTEM,
  );
  const profileIds = new Map(
    Object.keys(PROFILES).map((name) => [name, org.create('Profile', { Name: name }, SYSTEM)]),
  );
  for (const person of people) {
    org.create(
      'User',
      {
        Username: person.username,
        Email: person.username,
        FirstName: person.firstName,
        LastName: person.lastName,
        Alias: person.firstName.toLowerCase().slice(0, 8),
        Title: person.title,
        Extension: person.extension ?? null,
        ProfileId: profileIds.get(person.profile),
        UserType: 'Standard',
        TimeZoneSidKey: 'America/Los_Angeles',
        LocaleSidKey: 'en_US',
        LanguageLocaleKey: 'en_US',
      },
      SYSTEM,
    );
  }
}

/**
 * Brings permission sets and call centers of the project into the org, as a deployment does, and hands new ones out:
 * a permission set goes to the people its name speaks of, a call center to agents and supervisor.
 */
export function deployMetadata(org: Org, metadata: readonly string[]): void {
  const present = (soql: string, field: string): ReadonlySet<unknown> =>
    new Set(org.query(soql, SYSTEM).records.map((record) => record[field]));

  const sets = present('SELECT Name FROM PermissionSet', 'Name');
  for (const { name, label } of readPermissionSets(metadata).filter((set) => !sets.has(set.name))) {
    const permissionSetId = org.create('PermissionSet', { Name: name, Label: label }, SYSTEM);
    for (const username of holdersOf(name)) {
      org.create(
        'PermissionSetAssignment',
        { Assignee: { Username: username }, PermissionSetId: permissionSetId },
        SYSTEM,
      );
    }
  }

  const callCenters = present('SELECT InternalName FROM CallCenter', 'InternalName');
  for (const center of readCallCenters(metadata).filter((one) => !callCenters.has(one.internalName))) {
    const callCenterId = org.create(
      'CallCenter',
      {
        Name: center.displayName,
        InternalName: center.internalName,
        AdapterUrl: center.adapterUrl ?? null,
        CustomSettings: center.customSettings ?? null,
        Version: center.version ?? null,
      },
      SYSTEM,
    );
    for (const username of [...wellKnown.users.agents, wellKnown.users.supervisor]) {
      org.upsert(
        {
          sObject: 'User',
          externalIdField: 'Username',
          value: username,
          record: { CallCenterId: callCenterId },
        },
        SYSTEM,
      );
    }
  }
}

function holdersOf(permissionSet: string): readonly string[] {
  const { administrator, agents, supervisor, integration } = wellKnown.users;
  if (/integration/i.test(permissionSet)) return [integration];
  if (/supervisor/i.test(permissionSet)) return [supervisor];
  if (/admin/i.test(permissionSet)) return [administrator];
  return [...agents, supervisor];
}
