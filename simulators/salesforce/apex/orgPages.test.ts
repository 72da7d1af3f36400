import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OrgUser, type SalesforceStandIn, startSalesforce, wellKnown } from '../index.ts';

const forceApp = join(import.meta.dirname, '../../../force-app/main/default');

let salesforce: SalesforceStandIn;

beforeAll(async () => {
  salesforce = await startSalesforce({ port: 0, forceApp });
});

afterAll(() => salesforce.stop());

const [agentName] = wellKnown.users.agents;
const adminName = wellKnown.users.administrator;

const userNamed = (username: string): OrgUser =>
  salesforce.org.users().find((user) => user.username === username)!;

interface Values {
  readonly calls: readonly { readonly Id: string }[];
  readonly more: boolean;
  readonly outcomes: readonly object[];
  readonly agents: readonly object[];
  readonly numbers: readonly object[];
  readonly doNotCall: boolean;
  readonly token: string;
  readonly address: string;
}

interface Check {
  readonly name: string;
  readonly state: string;
}

interface Answer<Value> {
  readonly status: number;
  readonly value: Value;
}

/** Calls Apex as a component of the console does. */
async function call<Value = Values>(
  method: string,
  params: object,
  username: string = agentName,
): Promise<Answer<Value>> {
  const { token } = salesforce.org.sessionFor(userNamed(username).id);
  const answer = await salesforce.app.inject({
    method: 'POST',
    url: `/lightning/apex/${method}`,
    headers: { cookie: `sid=${encodeURIComponent(token)}` },
    payload: params,
  });
  return { status: answer.statusCode, ...answer.json<{ value: Value }>() };
}

function idOf(sObject: string, where: string): string {
  const { records } = salesforce.org.query(
    `SELECT Id FROM ${sObject} WHERE ${where}`,
    userNamed(adminName).id,
  );
  return String(records[0]!['Id']);
}

function logCall(fields: object): string {
  const call = { Subject: 'Call', TaskSubtype: 'Call', CallType: 'Inbound', ...fields };
  return salesforce.org.create('Task', call, userNamed(adminName).id);
}

describe('the call history of a record', () => {
  const leadId = () => idOf('Lead', `Name = '${wellKnown.lead.name}'`);

  it('is the calls of a person, filtered and in pages', async () => {
    const recordId = leadId();
    logCall({ WhoId: recordId, Call_Outcome__c: 'Missed' });
    for (let count = 0; count < 11; count += 1) logCall({ WhoId: recordId, Call_Outcome__c: 'Answered' });
    salesforce.org.create('Task', { Subject: 'Letter', WhoId: recordId }, userNamed(adminName).id);

    const first = await call('CallHistory/read', { recordId, filters: {}, skip: 0 });
    const second = await call('CallHistory/read', { recordId, filters: {}, skip: 10 });
    const missed = await call('CallHistory/read', {
      recordId,
      filters: { outcome: 'Missed', direction: 'Inbound', days: 1 },
      skip: 0,
    });

    expect(first.value).toMatchObject({ more: true });
    expect(first.value.calls).toHaveLength(10);
    expect(second.value).toMatchObject({ more: false });
    expect(second.value.calls).toHaveLength(2);
    expect(missed.value.calls).toMatchObject([
      { Call_Outcome__c: 'Missed', Owner: { Name: expect.any(String) } },
    ]);
  });

  it("of an account has its contacts' calls too", async () => {
    const { contact, account } = wellKnown.contactAndAccount;
    const taskId = logCall({ WhoId: idOf('Contact', `Name = '${contact}'`) });

    const recordId = idOf('Account', `Name = '${account}'`);
    const { value } = await call('CallHistory/read', { recordId, filters: {}, skip: 0 });

    expect(value.calls.map((each) => each.Id)).toContain(taskId);
  });

  it('offers the outcomes and the agents who called', async () => {
    const { value } = await call('CallHistory/choices', { recordId: leadId() });

    expect(value.outcomes).toContainEqual({ value: 'No Answer', label: 'No Answer' });
    expect(value.agents).toEqual([{ value: userNamed(adminName).id, label: userNamed(adminName).name }]);
  });

  it.each(['', "x' OR Name != '", undefined])('refuses %p, which is no id', async (recordId) => {
    expect(await call('CallHistory/read', { recordId, skip: 0 })).toMatchObject({ status: 400 });
  });
});

describe('the numbers of a record', () => {
  it('say who asked not to be called', async () => {
    const recordId = idOf('Contact', `Name = '${wellKnown.uniqueContact.name}'`);
    const before = await call('CallNumbers/read', { recordId });
    salesforce.org.update('Contact', { Id: recordId, DoNotCall: true }, userNamed(adminName).id);
    const after = await call('CallNumbers/read', { recordId });

    const number = { label: expect.any(String), value: wellKnown.uniqueContact.typed };
    expect(before.value.numbers).toContainEqual({ field: expect.any(String), ...number });
    expect(before.value.doNotCall).toBe(false);
    expect(after.value).toEqual({ ...before.value, doNotCall: true });
  });
});

describe('a token for the org API', () => {
  const claimsOf = (token: string) =>
    JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as object;

  it('names the user, what the user may do, and the one address that takes it', async () => {
    const { value } = await call('OrgToken/issue', {});

    expect(value.address).toBe('https://localhost:8443/connector/org');
    expect(claimsOf(value.token)).toMatchObject({
      aud: value.address,
      sub: userNamed(agentName).id,
      permissions: ['CTI_Agent'],
    });
  });

  it('for a recording holds the key of a call that the user may read', async () => {
    logCall({ Interaction_Key__c: 'i1:005' });

    const { value } = await call('CallRecordings/link', { key: 'i1:005' });

    expect(value.address).toMatch(/\/org\/recordings\/i1%3A005$/);
    expect(claimsOf(value.token)).toMatchObject({ recording: 'i1:005' });
    expect(await call('CallRecordings/link', { key: 'i2' })).toMatchObject({
      status: 400,
      message: expect.stringContaining('not in the org'),
    });
  });
});

describe("the org's own checks of the set-up", () => {
  const states = async () => {
    const { value } = await call<readonly Check[]>('CtiSetup/read', {}, adminName);
    return Object.fromEntries(value.map(({ name, state }) => [name, state]));
  };

  it('are fine in a fresh org, but for what no org tells', async () => {
    expect(await states()).toEqual({
      myDomain: 'ok',
      connectorRecord: 'ok',
      certificate: 'ok',
      trustedSites: 'ok',
      microphone: 'ok',
      callCenter: 'ok',
      callCenterUsers: 'ok',
      agents: 'ok',
      integration: 'ok',
      taskFields: 'ok',
      softphoneLayout: 'unknown',
      taskLayout: 'unknown',
      dialingOptions: 'unknown',
    });
  });

  it('name who has a phone and may not use it', async () => {
    const callCenterId = userNamed(agentName).callCenterId;
    const admin = userNamed(adminName);
    salesforce.org.update('User', { Id: admin.id, CallCenterId: callCenterId }, admin.id);

    const { value } = await call<readonly Check[]>('CtiSetup/read', {}, adminName);

    expect(value).toContainEqual({ name: 'agents', state: 'wrong', detail: admin.name });
    salesforce.org.update('User', { Id: admin.id, CallCenterId: null }, admin.id);
  });

  it('are for administrators', async () => {
    expect(await call('CtiSetup/read', {})).toEqual({
      status: 403,
      message: "You do not have access to the Apex class named 'CtiSetup'.",
    });
  });
});

describe('a stranger', () => {
  it('calls nothing', async () => {
    const answer = await salesforce.app.inject({
      method: 'POST',
      url: '/lightning/apex/OrgToken/issue',
      payload: {},
    });

    expect(answer.statusCode).toBe(401);
  });
});
