import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startSalesforce,
  wellKnown,
  type SalesforceStandIn,
} from '../../../../simulators/salesforce/index.ts';
import type {
  AgentId,
  Ani,
  Dnis,
  Instant,
  InteractionId,
  RecordRef,
} from '../../../../softphone/core/index.ts';
import { WITHHELD } from '../../../../softphone/core/index.ts';
import type { CallLog } from '../../callCenter/ports/crm.ts';
import type { LegId } from '../../callCenter/ports/telephony.ts';
import { createSalesforceCrm, type SalesforceCrm } from './salesforceCrm.ts';

const forceApp = join(import.meta.dirname, '../../../../force-app/main/default');
const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const username = wellKnown.users.integration;

let salesforce: SalesforceStandIn;
let crm: SalesforceCrm;

beforeAll(async () => {
  salesforce = await startSalesforce({
    port: 0,
    forceApp,
    connectedApps: [{ clientId: 'test', certificate: publicKey, preAuthorized: [username] }],
  });
});

afterAll(() => salesforce.stop());

beforeEach(() => {
  crm = signedIn({});
});

function signedIn(changes: { clientId?: string }): SalesforceCrm {
  const access = { loginUrl: salesforce.url, clientId: 'test', username, privateKey, ...changes };
  return createSalesforceCrm({ ...access, country: 'US', nowMs: () => Date.now() });
}

/** The record of a match as the org has it. */
function recordOf({ objectType, recordId }: RecordRef): Record<string, unknown> {
  const [admin] = salesforce.org.users();
  const fields = objectType === 'Case' ? 'CaseNumber, Subject' : 'Name';
  const soql = `SELECT ${fields} FROM ${objectType} WHERE Id = '${recordId}'`;
  return salesforce.org.query(soql, admin?.id ?? '').records[0] as unknown as Record<string, unknown>;
}

function named(match: RecordRef): string {
  const { Name, CaseNumber } = recordOf(match);
  return `${match.objectType} ${String(Name ?? CaseNumber)}`;
}

const namesFor = async (ani: string, collected?: string) =>
  (await crm.findMatches({ number: ani as Ani, ...(collected !== undefined && { collected }) })).map(named);

describe('matching in Salesforce', () => {
  it('finds a contact, however the number was typed', async () => {
    const { name, ani } = wellKnown.uniqueContact;

    expect(await namesFor(ani)).toEqual([`Contact ${name}`]);
  });

  it('finds everybody who shares a number', async () => {
    const { ani, names } = wellKnown.sharedNumber;

    expect((await namesFor(ani)).toSorted()).toEqual(names.map((name) => `Contact ${name}`).toSorted());
  });

  it('shows a person before the account', async () => {
    const { ani, contact, account } = wellKnown.contactAndAccount;

    expect(await namesFor(ani)).toEqual([`Contact ${contact}`, `Account ${account}`]);
  });

  it('finds accounts and leads', async () => {
    expect(await namesFor(wellKnown.accountOnly.ani)).toEqual([`Account ${wellKnown.accountOnly.account}`]);
    expect(await namesFor(wellKnown.lead.ani)).toEqual([`Lead ${wellKnown.lead.name}`]);
  });

  it('finds a number that is stored with an extension', async () => {
    expect(await namesFor(wellKnown.extension.ani)).toEqual([`Contact ${wellKnown.extension.name}`]);
  });

  it("finds a case by its own number, and by its contact's, as belonging to that contact", async () => {
    const { contact, ani, caseNumber } = wellKnown.case;

    const matches = await crm.findMatches({ number: ani as Ani });
    const own = await crm.findMatches({ number: wellKnown.suppliedPhoneCase.ani as Ani });

    expect(matches.map(named)).toEqual([`Contact ${contact}`, `Case ${caseNumber}`]);
    expect(matches[1]).toMatchObject({ part: 'subject', belongsTo: matches[0]?.recordId });
    expect(own.map(recordOf)).toMatchObject([{ Subject: wellKnown.suppliedPhoneCase.subject }]);
  });

  it('takes a case number that was keyed in before anything else', async () => {
    expect(await namesFor(wellKnown.uniqueContact.ani, '1042')).toEqual([
      `Case ${wellKnown.case.caseNumber}`,
    ]);
  });

  it('falls back to the number when no case has what was keyed in', async () => {
    const { ani, name } = wellKnown.uniqueContact;

    expect(await namesFor(ani, '99999999')).toContain(`Contact ${name}`);
    expect(await namesFor(ani, "1' OR Name != '")).toContain(`Contact ${name}`);
  });

  it('finds nobody for a withheld, a short and an unknown number', async () => {
    expect(await namesFor(WITHHELD)).toEqual([]);
    expect(await namesFor('+1204')).toEqual([]);
    expect(await namesFor(wellKnown.unknownAni)).toEqual([]);
  });

  it('needs one API call for a caller whom nobody knows', async () => {
    const before = crm.apiCalls();

    await namesFor(wellKnown.unknownAni);

    expect(crm.apiCalls() - before).toBe(1);
  });
});

let logs = 0;

function logOf(changes: Partial<CallLog> = {}): CallLog {
  return {
    interactionId: `interaction-${++logs}` as InteractionId,
    direction: 'inbound',
    ani: wellKnown.uniqueContact.ani as Ani,
    dnis: '+14155550170' as Dnis,
    queue: 'Support',
    outcome: 'answered',
    startedAt: Date.UTC(2026, 4, 6, 9) as Instant,
    talkSeconds: 61,
    notes: 'Wants a new meter',
    customerLegId: 'CA1' as LegId,
    ...changes,
  };
}

function tasksOf({ interactionId }: CallLog): Record<string, unknown>[] {
  const [admin] = salesforce.org.users();
  const soql =
    'SELECT Id, Subject, Status, TaskSubtype, CallType, CallDurationInSeconds, CallDisposition, CallObject, ' +
    'Description, WhoId, WhatId, OwnerId, Ani__c, Dnis__c, Queue__c, Call_Outcome__c ' +
    `FROM Task WHERE Interaction_Key__c = '${interactionId}'`;
  return salesforce.org.query(soql, admin?.id ?? '').records as unknown as Record<string, unknown>[];
}

const matchOf = async (ani: string) => (await crm.findMatches({ number: ani as Ani }))[0];

describe('the call log in Salesforce', () => {
  it('is one closed Task with all that is known of the call', async () => {
    const agent = salesforce.org.users().find(({ username: each }) => each === wellKnown.users.agents[0]);
    const person = await matchOf(wellKnown.uniqueContact.ani);
    const log = logOf({
      agentId: agent?.id as AgentId,
      disposition: 'Resolved',
      ...(person && { person }),
    });

    await crm.saveCallLog(log);

    expect(tasksOf(log)).toEqual([
      expect.objectContaining({
        Subject: `Inbound call: ${wellKnown.uniqueContact.ani}`,
        Status: 'Completed',
        TaskSubtype: 'Call',
        CallType: 'Inbound',
        CallDurationInSeconds: 61,
        CallDisposition: 'Resolved',
        CallObject: 'CA1',
        Description: 'Wants a new meter',
        WhoId: person?.recordId,
        WhatId: null,
        OwnerId: agent?.id,
        Ani__c: '+14155550100',
        Dnis__c: '+14155550170',
        Queue__c: 'Support',
        Call_Outcome__c: 'Answered',
      }),
    ]);
  });

  it('stays one Task when it is written again, with what has changed', async () => {
    const log = logOf();

    await crm.saveCallLog(log);
    await crm.saveCallLog({ ...log, notes: 'Called back', disposition: 'Resolved' });

    expect(tasksOf(log)).toEqual([
      expect.objectContaining({
        Description: 'Called back',
        CallDisposition: 'Resolved',
        TaskSubtype: 'Call',
      }),
    ]);
  });

  it('needs one API call each time that it is written', async () => {
    const log = logOf();
    const before = crm.apiCalls();

    await crm.saveCallLog(log);
    await crm.saveCallLog({ ...log, notes: 'Called back' });

    expect(crm.apiCalls() - before).toBe(2);
  });

  it('that another connector wrote is written all the same', async () => {
    const log = logOf();
    await signedIn({}).saveCallLog(log);

    await crm.saveCallLog({ ...log, notes: 'Called back' });

    expect(tasksOf(log)).toEqual([
      expect.objectContaining({ Description: 'Called back', TaskSubtype: 'Call' }),
    ]);
  });

  it('stays one Task when two write it at once', async () => {
    const log = logOf();

    await Promise.all([crm.saveCallLog(log), signedIn({}).saveCallLog(log), crm.saveCallLog(log)]);

    expect(tasksOf(log)).toHaveLength(1);
  });

  it('of a lead leaves WhatId empty', async () => {
    const person = await matchOf(wellKnown.lead.ani);
    const log = logOf(person && { person });

    await crm.saveCallLog(log);

    expect(tasksOf(log)).toEqual([expect.objectContaining({ WhoId: person?.recordId, WhatId: null })]);
  });

  it("of a case is on the case and on its contact's timeline", async () => {
    const [contact, subject] = await crm.findMatches({ number: wellKnown.case.ani as Ani });
    const log = logOf(subject && { subject });

    await crm.saveCallLog(log);

    expect(tasksOf(log)).toEqual([
      expect.objectContaining({ WhoId: contact?.recordId, WhatId: subject?.recordId }),
    ]);
  });

  it('goes with all others that wait in one call', async () => {
    const waiting = Array.from({ length: 20 }, () => logOf());
    const before = crm.apiCalls();

    await Promise.all(waiting.map((log) => crm.saveCallLog(log)));

    expect(crm.apiCalls() - before).toBeLessThanOrEqual(2);
    expect(waiting.flatMap(tasksOf)).toHaveLength(20);
  });

  it('that Salesforce refuses says which field, and no value', async () => {
    const refused = crm.saveCallLog(logOf({ disposition: 'far too long '.repeat(30) }));

    await expect(refused).rejects.toMatchObject({
      code: 'CALL_LOG_REJECTED',
      message: expect.stringMatching(/STRING_TOO_LONG CallDisposition$/),
    });
  });
});

describe('a Salesforce in trouble', () => {
  it('that ends the session is signed in to again', async () => {
    await namesFor(wellKnown.unknownAni);
    salesforce.org.revokeAll();

    expect(await namesFor(wellKnown.accountOnly.ani)).toHaveLength(1);
  });

  it('that does not know the app is unavailable, and is not asked for ever', async () => {
    const stranger = signedIn({ clientId: 'stranger' });

    await expect(stranger.check()).rejects.toMatchObject({ code: 'CRM_UNAVAILABLE' });
    expect(stranger.apiCalls()).toBe(0);
  });
});
