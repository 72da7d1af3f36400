import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SalesforceStandIn, startSalesforce, wellKnown } from '../../index.ts';
import { sampleFlow } from '../testing/sampleFlow.ts';
import { type SampleProject, sampleProject } from '../testing/sampleProject.ts';

let project: SampleProject;
let standIn: SalesforceStandIn;

beforeAll(async () => {
  project = sampleProject();
  project.write('flows/Verify_Caller.flow-meta.xml', sampleFlow({ status: 'Active' }));
  project.write('flows/Draft_Flow.flow-meta.xml', sampleFlow({ status: 'Draft' }));
  standIn = await startSalesforce({ port: 0, forceApp: project.forceApp });
});

afterAll(async () => {
  await standIn.stop();
  project.remove();
});

const [ana] = wellKnown.users.agents;
const { administrator } = wellKnown.users;
const setup = '/lightning/setup/SoftphoneLayouts';

async function cookieOf(username: string): Promise<string> {
  const user = standIn.org.users().find((each) => each.username === username)!;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const payload = `userId=${user.id}`;
  const answer = await standIn.app.inject({ method: 'POST', url: '/login', payload, headers });
  return String(answer.headers['set-cookie']).split(';')[0]!;
}

const get = async (url: string, username: string = administrator) =>
  standIn.app.inject({ url, headers: { cookie: await cookieOf(username) } });

async function post(
  url: string,
  form: readonly (readonly [string, string])[],
  username: string = administrator,
) {
  return standIn.app.inject({
    method: 'POST',
    url,
    payload: String(new URLSearchParams(form.map(([name, value]) => [name, value]))),
    headers: { cookie: await cookieOf(username), 'content-type': 'application/x-www-form-urlencoded' },
  });
}

async function openCti(method: string, args: object = {}): Promise<Record<string, never>> {
  const answer = await standIn.app.inject({
    method: 'POST',
    url: `/lightning/openCti/${method}`,
    payload: args,
    headers: { cookie: await cookieOf(ana) },
  });
  return answer.json<{ returnValue: Record<string, never> }>().returnValue;
}

type Pops = Readonly<
  Partial<Record<'NoMatch' | 'SingleMatch' | 'MultipleMatches', readonly [string, string?]>>
>;

/** A new default layout that searches contacts, with these pops. */
async function saveLayout(pops: Pops, fields: readonly string[] = ['Name', 'Account.Name']): Promise<void> {
  const rules = Object.entries(pops).flatMap(([kind, [type, target]]) => [
    [`pop.${kind}`, type] as const,
    ...(target ? [[`pop.${kind}.${type}`, target] as const] : []),
  ]);
  const answer = await post(`${setup}/save`, [
    ['name', 'Support'],
    ['isDefault', 'true'],
    ['Inbound.call', 'ANI'],
    ['Inbound.call', 'QUEUE'],
    ...fields.map((field) => ['Inbound.objects.Contact', field] as const),
    ['Inbound.within', 'ExistingWindow'],
    ...rules,
  ]);
  expect(answer.statusCode).toBe(303);
}

const search = (searchParams: string, more: object = {}) =>
  openCti('searchAndScreenPop', { searchParams, callType: 'inbound', ...more });

describe('softphone layouts in Setup', () => {
  it('are for administrators', async () => {
    expect((await get(`${setup}/home`, ana)).statusCode).toBe(404);
    expect((await post(`${setup}/save`, [['name', 'Mine']], ana)).statusCode).toBe(404);
  });

  it('offer what a layout may pop to: objects, pages and active screen flows', async () => {
    const { body } = await get(`${setup}/new`);

    expect(body).toContain('No matching records: Pop to new');
    expect(body).toContain('Single-matching record: Pop to Visualforce page');
    expect(body).toMatch(/<option value="Verify_Caller"\s*>Verify Caller</);
    expect(body).not.toContain('Draft_Flow');
  });

  it('are what getSoftphoneLayout answers, with labels', async () => {
    await saveLayout({
      NoMatch: ['PopToEntity', 'Lead'],
      SingleMatch: ['PopToVisualforce', 'SamplePhone'],
      MultipleMatches: ['PopToSearch'],
    });

    expect(await openCti('getSoftphoneLayout')).toEqual({
      Inbound: {
        callRelatedFields: ['ANI', 'QUEUE'],
        objects: {
          Contact: [
            { displayName: 'Full Name', apiName: 'Name' },
            { displayName: 'Account', apiName: 'Account.Name' },
          ],
        },
        screenPopSettings: {
          screenPopsOpenWithin: 'ExistingWindow',
          NoMatch: { screenPopType: 'PopToEntity', screenPopData: 'Lead' },
          SingleMatch: { screenPopType: 'PopToVisualforce', screenPopData: 'SamplePhone' },
          MultipleMatches: { screenPopType: 'PopToSearch' },
        },
      },
      Outbound: { callRelatedFields: [], objects: {}, screenPopSettings: {} },
      Internal: { callRelatedFields: [], objects: {}, screenPopSettings: {} },
    });
    expect((await get(`${setup}/home`)).body).toContain('Support');
  });

  it('belong to profiles; the default layout to all others', async () => {
    await saveLayout({ NoMatch: ['DoNotPop'] });
    await post(`${setup}/assign`, [['Standard User', 'standard']]);
    expect(await openCti('getSoftphoneLayout')).toMatchObject({ Internal: { objects: { User: [{}] } } });

    await post(`${setup}/standard/delete`, []);
    expect(await openCti('getSoftphoneLayout')).toMatchObject({ Internal: { objects: {} } });
    expect((await get(`${setup}/assignment`)).body).toContain('Standard User');
  });
});

describe('searchAndScreenPop by the layout', () => {
  const { typed } = wellKnown.uniqueContact;
  const nobody = '9999999999';
  const shared = '4155550111';
  const flowArgs = [{ name: 'ani', type: 'String', value: '+1' }];

  it.each<[Pops, string, object | undefined]>([
    [{ NoMatch: ['DoNotPop'] }, nobody, undefined],
    [
      { NoMatch: ['PopToEntity', 'Lead'] },
      nobody,
      { type: 'newrecordmodal', params: { entityName: 'Lead' }, defaultFieldValues: { Phone: '1' } },
    ],
    [
      { NoMatch: ['PopToFlow', 'Verify_Caller'] },
      nobody,
      { type: 'flow', params: { flowDevName: 'Verify_Caller', flowArgs } },
    ],
    [{ SingleMatch: ['PopToEntity'] }, typed, { type: 'sobject', params: { recordId: expect.any(String) } }],
    [
      { SingleMatch: ['PopToVisualforce', 'SamplePhone'] },
      typed,
      { type: 'url', params: { url: '/apex/SamplePhone?a=1&b=2' } },
    ],
    [{ SingleMatch: ['DoNotPop'] }, typed, undefined],
    [{ MultipleMatches: ['PopToSearch'] }, shared, { type: 'search', params: { searchString: shared } }],
    [{ MultipleMatches: ['DoNotPop'] }, shared, undefined],
  ])('%j, for %s', async (pops, text, pop) => {
    await saveLayout(pops);

    const found = await search(text, {
      queryParams: 'a=1&b=2',
      params: { FLOW: { flowArgs } },
      defaultFieldValues: { Phone: '1' },
    });

    expect(found.pop).toEqual(pop);
  });

  it('finds nothing where no fields are selected', async () => {
    await saveLayout({ NoMatch: ['DoNotPop'] }, []);

    expect(await search(typed)).toEqual({ records: {} });
  });
});

describe('in an org with person accounts', () => {
  it('records found, and the record in view, say who is one', async () => {
    const people = await startSalesforce({ port: 0, forceApp: project.forceApp, personAccounts: true });
    const user = people.org.users().find((each) => each.username === ana)!;
    const cookie = `sid=${encodeURIComponent(people.org.sessionFor(user.id).token)}`;
    const [account] = people.org.query(
      'SELECT Id, Name, PersonContactId FROM Account WHERE IsPersonAccount = true LIMIT 1',
      user.id,
    ).records;
    const id = String(account?.Id);

    const found = await people.app.inject({
      method: 'POST',
      url: '/lightning/openCti/searchAndScreenPop',
      payload: { searchParams: account?.Name, callType: 'inbound' },
      headers: { cookie },
    });
    const view = await people.app.inject({
      url: `/lightning/r/Account/${id}/view`,
      headers: { cookie, accept: 'application/json' },
    });
    await people.stop();

    const { records } = found.json<{ returnValue: { records: Record<string, unknown> } }>().returnValue;
    expect(records[id]).toMatchObject({ IsPersonAccount: true, PersonContactId: account?.PersonContactId });
    expect(view.json()).toMatchObject({
      record: {
        recordId: id,
        objectType: 'Account',
        personAccount: true,
        contactId: account?.PersonContactId,
      },
    });
  });
});
