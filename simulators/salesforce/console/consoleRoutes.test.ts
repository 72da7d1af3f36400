import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { type SalesforceStandIn, startSalesforce, wellKnown } from '../index.ts';
import { type SampleProject, sampleProject } from './testing/sampleProject.ts';

let project: SampleProject;
let standIn: SalesforceStandIn;

beforeAll(async () => {
  project = sampleProject();
  standIn = await startSalesforce({ port: 0, forceApp: project.forceApp });
});

afterAll(async () => {
  await standIn.stop();
  project.remove();
});

const [ana] = wellKnown.users.agents;

async function cookieOf(username: string): Promise<string> {
  const user = standIn.org.users().find((each) => each.username === username)!;
  const answer = await standIn.app.inject({
    method: 'POST',
    url: '/login',
    payload: `userId=${user.id}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  return String(answer.headers['set-cookie']).split(';')[0]!;
}

async function get(url: string, username: string = ana): Promise<LightMyRequestResponse> {
  return standIn.app.inject({
    url,
    headers: { cookie: await cookieOf(username), 'accept-encoding': 'gzip' },
  });
}

async function openCti(
  method: string,
  args: object,
  username: string = ana,
): Promise<Record<string, unknown>> {
  const answer = await standIn.app.inject({
    method: 'POST',
    url: `/lightning/openCti/${method}`,
    payload: args,
    headers: { cookie: await cookieOf(username) },
  });
  return answer.json();
}

function idOf(sObject: string, where: string): string {
  const administrator = standIn.org.users()[0]!;
  return String(
    standIn.org.query(`SELECT Id FROM ${sObject} WHERE ${where} LIMIT 1`, administrator.id).records[0]!.Id,
  );
}

describe('signing in', () => {
  it('sends strangers to the sign-in page and back to where they wanted to go', async () => {
    const answer = await standIn.app.inject('/lightning/o/Contact/list');
    expect(answer.headers.location).toBe('/login?startURL=%2Flightning%2Fo%2FContact%2Flist');

    const page = await standIn.app.inject(answer.headers.location!);
    expect(page.body).toContain('value="/lightning/o/Contact/list"');
    expect(page.body).toContain('Ana Agent');
  });

  it('never leads to another site', async () => {
    const page = await standIn.app.inject('/login?startURL=//evil.example');
    expect(page.body).not.toContain('evil');
  });

  it('does not offer the integration user', async () => {
    expect((await standIn.app.inject('/login')).body).not.toContain(wellKnown.users.integration);
  });

  it('ends with signing out', async () => {
    const cookie = await cookieOf(ana);
    await standIn.app.inject({ method: 'POST', url: '/logout', headers: { cookie } });

    expect(
      (
        await standIn.app.inject({
          url: '/lightning/page/home',
          headers: { cookie, accept: 'application/json' },
        })
      ).statusCode,
    ).toBe(401);
  });
});

describe('views', () => {
  it('show a contact with phone fields, and tell Open CTI which record it is', async () => {
    const id = idOf('Contact', `Name = '${wellKnown.uniqueContact.name}'`);
    const page = await get(`/lightning/r/${id}/view`);

    expect(page.body).toContain(`data-dial="${wellKnown.uniqueContact.typed}"`);
    expect(page.body).toContain(
      `"record":{"recordId":"${id}","recordName":"Maria Alvarez","objectType":"Contact"}`,
    );
  });

  it('give a user without call center neither softphone nor dialling', async () => {
    const id = idOf('Contact', `Name = '${wellKnown.uniqueContact.name}'`);
    const page = await get(`/lightning/r/${id}/view`, wellKnown.users.administrator);

    expect(page.body).not.toContain('softphoneFrame');
    expect(page.body).toContain('href="tel:4155550100"');
  });

  it('say when a record is not there', async () => {
    const page = await get('/lightning/r/003000000000000AAA/view');
    expect(page.statusCode).toBe(404);
    expect(page.body).toContain('or you don&#39;t have permission');
  });

  it('keep Setup for administrators', async () => {
    expect((await get('/lightning/setup/CallCenters/home')).statusCode).toBe(404);
    expect((await get('/lightning/setup/CallCenters/home', wellKnown.users.administrator)).body).toContain(
      'Sample Center',
    );
  });
});

describe('Open CTI on the server', () => {
  it('flattens the call center and decorates phone numbers', async () => {
    const { returnValue } = await openCti('getCallCenterSettings', {});
    expect(returnValue).toMatchObject({
      '/displayNameLabel': 'Display Name',
      '/reqGeneralInfo/reqInternalName': 'SampleCenter',
      '/reqGeneralInfo/reqAdapterUrl': '/apex/SamplePhone',
      '/reqDialingOptions/mainNumber': '(415) 555-1212 (tel:4155551212)',
      '/reqDialingOptions/mainNumber/sortOrder': '0.0',
      '/reqDialingOptions/reqOutsidePrefix': '9',
    });
  });

  it('pops the only match of an inbound call', async () => {
    const { returnValue } = await openCti('searchAndScreenPop', {
      callType: 'inbound',
      searchParams: wellKnown.uniqueContact.typed,
    });
    const id = idOf('Contact', `Name = '${wellKnown.uniqueContact.name}'`);

    expect(returnValue).toMatchObject({
      records: {
        [id]: { Id: id, Name: 'Maria Alvarez', RecordType: 'Contact', Phone: wellKnown.uniqueContact.typed },
      },
      pop: { type: 'sobject', params: { recordId: id } },
    });
  });

  it('pops a new contact with default values when nothing matches, and nothing for outbound calls', async () => {
    const args = { searchParams: '9999999999', defaultFieldValues: { Phone: '+19999999999' } };

    expect((await openCti('searchAndScreenPop', { ...args, callType: 'inbound' })).returnValue).toEqual({
      records: {},
      pop: {
        type: 'newrecordmodal',
        params: { entityName: 'Contact' },
        defaultFieldValues: { Phone: '+19999999999' },
      },
    });
    expect((await openCti('searchAndScreenPop', { ...args, callType: 'outbound' })).returnValue).toEqual({
      records: {},
    });
  });

  it('saves a log as the user and changes it', async () => {
    const made = await openCti('saveLog', {
      value: { entityApiName: 'Task', Subject: 'Call', CallDurationInSeconds: 61 },
    });
    const { recordId } = made.returnValue as { recordId: string };
    await openCti('saveLog', { value: { Id: recordId, CallDisposition: 'Resolved' } });

    const user = standIn.org.users().find((each) => each.username === ana)!;
    expect(standIn.org.retrieve({ sObject: 'Task', id: recordId }, user.id)).toMatchObject({
      Subject: 'Call',
      CallDisposition: 'Resolved',
      OwnerId: user.id,
    });
  });

  it('says why a log was not saved', async () => {
    expect(await openCti('saveLog', { value: { entityApiName: 'Contact', FirstName: 'A' } })).toMatchObject({
      success: false,
      errors: [
        { code: 'GENERIC_ERROR', details: [{ errorCode: 'REQUIRED_FIELD_MISSING', fields: ['LastName'] }] },
      ],
    });
  });

  it('runs the Apex class of agents, and no other', async () => {
    const args = {
      apexClass: 'ConnectorAuth',
      methodName: 'issueAgentToken',
      methodParams: 'nonce=a%2Bb&audience=c',
    };
    const { returnValue } = await openCti('runApex', args);
    const token = (returnValue as { runApex: string }).runApex;

    expect(JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString())).toMatchObject({
      nonce: 'a+b',
      aud: 'c',
      name: 'Ana Agent',
    });
    expect(await openCti('runApex', { ...args, apexClass: 'Other' })).toMatchObject({
      errors: [{ code: 'SERVER_ERROR', description: 'Could not load Apex class: Other.' }],
    });
  });
});

describe('files', () => {
  it('serves opencti as one classic script', async () => {
    const script = await get('/support/api/66.0/lightning/opencti_min.js');
    expect(script.headers['content-type']).toMatch(/javascript/);
    expect((await standIn.app.inject('/support/api/66.0/lightning/opencti.js')).body).not.toMatch(
      /^(import|export) /m,
    );
    expect((await get('/support/api/37.0/lightning/opencti.js')).statusCode).toBe(404);
  });

  it("serves the console's sources without types", async () => {
    expect((await standIn.app.inject('/assets/console/tabs.ts')).body).not.toContain(': HTMLElement');
    expect((await standIn.app.inject('/assets/console/../consoleRoutes.ts')).statusCode).toBe(404);
  });

  it('serves a page and its static resource, zipped and for long', async () => {
    const page = await get('/apex/SamplePhone');
    expect(page.body).toContain('<title>Phone &#38; more</title>');
    expect(page.headers['permissions-policy']).toContain('microphone=(self)');

    const resource = await get(/\/resource\/\d+\/samplePhone\/phone\.js/.exec(page.body)![0]);
    expect(resource.headers).toMatchObject({
      'content-encoding': 'gzip',
      'cache-control': expect.stringContaining('immutable'),
    });
  });

  it('shows pages to signed-in users only, and says what a page lacks', async () => {
    expect((await standIn.app.inject('/apex/SamplePhone')).statusCode).toBe(302);
    expect((await get('/apex/Nothing')).statusCode).toBe(404);
    project.write('pages/Ungranted.page', '<apex:page></apex:page>');
    expect((await get('/apex/Ungranted')).statusCode).toBe(403);
    project.write(
      'pages/Wrong.page',
      '<apex:page showHeader="false" standardStylesheets="false">{!$Label.Nothing}</apex:page>',
    );
    const wrong = await get('/apex/Wrong');
    expect(wrong.statusCode).toBe(500);
    expect(wrong.body).toContain('Wrong: $Label.Nothing does not exist: add it to the custom labels.');
  });
});
