import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSalesforce, wellKnown, type OrgUser, type SalesforceStandIn } from '../index.ts';
import { SYSTEM } from '../org/people.ts';
import { ApexRegistry } from './apexRegistry.ts';
import { CodeAccess } from './codeAccess.ts';
import { directorySearch } from './directorySearch.ts';

const forceApp = join(import.meta.dirname, '../../../force-app/main/default');

let salesforce: SalesforceStandIn;
let apex: ApexRegistry;

beforeAll(async () => {
  salesforce = await startSalesforce({ port: 0, forceApp, console: false });
  const access = new CodeAccess(salesforce.org, forceApp);
  apex = new ApexRegistry([directorySearch(salesforce.org)], (user, name) =>
    access.mayUse(user, 'apexClass', name),
  );
  salesforce.org.create('Lead', { LastName: 'Zyxgram', Company: 'Own', Phone: '1', DoNotCall: true }, SYSTEM);
  const account = salesforce.org.create(
    'Account',
    { Name: 'Zyxwell Mills', Phone: '(415) 555-0150' },
    SYSTEM,
  );
  salesforce.org.create(
    'Contact',
    {
      FirstName: 'Ada',
      LastName: 'Zyxander',
      AccountId: account,
      Phone: '(415) 555-0151',
      MobilePhone: '(415) 555-0152',
    },
    SYSTEM,
  );
});

afterAll(() => salesforce.stop());

const userNamed = (username: string): OrgUser =>
  salesforce.org.users().find((user) => user.username === username)!;

function find(text: string, user = userNamed(wellKnown.users.agents[0])): readonly Record<string, unknown>[] {
  const call = { user, params: new URLSearchParams({ text }) };
  return JSON.parse(apex.run({ className: 'DirectorySearch', methodName: 'find' }, call)) as never;
}

describe('records to call', () => {
  it('are found by the beginnings of their names, each number an entry', () => {
    expect(find('zyx').map(({ name, detail, label, phone }) => [name, detail, label, phone])).toEqual([
      ['Zyxwell Mills', undefined, 'Account Phone', '(415) 555-0150'],
      ['Ada Zyxander', 'Zyxwell Mills', 'Business Phone', '(415) 555-0151'],
      ['Ada Zyxander', 'Zyxwell Mills', 'Mobile Phone', '(415) 555-0152'],
    ]);
    expect(find('ada zyxa')).toHaveLength(2);
  });

  it.each(['', 'z', '***', "'} {", 'zyxq'])('are not found by %p', (text) => {
    expect(find(text)).toEqual([]);
  });

  it('are left out where a person wants no calls', () => {
    expect(find('zyxgram')).toEqual([]);
  });
});

describe('the listing of agents', () => {
  const ask = (username: string, method = 'GET') => {
    const { id } = userNamed(username);
    const { token } = salesforce.org.sessionFor(id);
    return fetch(`${salesforce.url}/services/apexrest/cti/directory`, {
      method,
      headers: { authorization: `Bearer ${token}` },
    });
  };

  it('is for the connector, who sees names and extensions', async () => {
    const answer = await ask(wellKnown.users.integration);

    expect(await answer.json()).toMatchObject({
      agents: expect.arrayContaining([expect.objectContaining({ name: 'Ana Agent', extension: '101' })]),
      numbers: [],
    });
  });

  it('is not for who lacks the class, nor for strangers', async () => {
    expect((await ask(wellKnown.users.agents[0])).status).toBe(403);
    expect((await fetch(`${salesforce.url}/services/apexrest/cti/directory`)).status).toBe(401);
    expect((await fetch(`${salesforce.url}/services/apexrest/nothing`)).status).toBe(401);
  });
});
