import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSalesforce, wellKnown, type SalesforceStandIn } from '../../index.ts';

const forceApp = join(import.meta.dirname, '../../../../force-app/main/default');
const MINUTE_MS = 60_000;
let now = Date.UTC(2026, 4, 8, 20);
const [, agent] = wellKnown.users.agents;

let standIn: SalesforceStandIn;

beforeAll(async () => {
  standIn = await startSalesforce({ port: 0, forceApp, clock: { now: () => now } });
  addQueueInterval('Support', '09:00', {
    Offered__c: 12,
    Answered__c: 8,
    Short_Abandoned__c: 2,
    Answered_In_Time__c: 7,
  });
  addQueueInterval('Support', '09:15', {
    Offered__c: 10,
    Answered__c: 10,
    Short_Abandoned__c: 0,
    Answered_In_Time__c: 3,
  });
  addQueueInterval('Sales', '09:15', {
    Offered__c: 4,
    Answered__c: 4,
    Short_Abandoned__c: 0,
    Answered_In_Time__c: 4,
  });
  addQueueInterval('Sales', '09:15', { Offered__c: 100, Day__c: '2026-05-07' });
  addCall('+14155550001', 'Abandoned');
  addCall('+14155550001', 'Answered');
  addCall('+14155550002', 'Answered');
  addCall('+14155550002', 'Abandoned');
});

afterAll(() => standIn.stop());

function administrator(): string {
  return standIn.org.users()[0]?.id ?? '';
}

function addQueueInterval(queue: string, time: string, counts: object): void {
  const day = '2026-05-08';
  const fields = {
    Key__c: JSON.stringify([queue, time, counts]),
    Queue__c: queue,
    Time_of_Day__c: time,
    Day__c: day,
  };
  standIn.org.create('Queue_Interval__c', { ...fields, ...counts }, administrator());
}

/** Calls are logged a minute apart. */
function addCall(number: string, outcome: string): void {
  now += MINUTE_MS;
  const call = { Subject: `${outcome} call`, TaskSubtype: 'Call', Call_Outcome__c: outcome };
  standIn.org.create('Task', { ...call, Customer_Number__c: number }, administrator());
}

async function page(url: string, username: string = wellKnown.users.supervisor): Promise<string> {
  const user = standIn.org.users().find((each) => each.username === username);
  const signedIn = await standIn.app.inject({
    method: 'POST',
    url: '/login',
    payload: `userId=${user?.id ?? ''}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
  const answer = await standIn.app.inject({ url, headers: { cookie } });
  return answer.body.replace(/\s+/g, ' ');
}

/** The cells of a table's row that begins with the heading, without markup. */
function rowOf(body: string, heading: string): readonly string[] {
  const row =
    body.split('<tr').find((each) => each.includes(`<th scope="row"`) && textsIn(each)[0] === heading) ?? '';
  return textsIn(row);
}

function textsIn(row: string): readonly string[] {
  return [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell = '']) =>
    cell.replace(/<[^>]*>/g, '').trim(),
  );
}

describe('a report in the console', () => {
  it('groups rows, and computes its formulas of each group and of all', async () => {
    const body = await page('/lightning/r/Report/Queue_Performance/view');

    expect(rowOf(body, '09:00').slice(0, 3)).toEqual(['09:00', 'Support', '70%']);
    expect(rowOf(body, 'Total')[1]).toBe('58.3%');
  });

  it('counts the days of its period, in the org’s time zone', async () => {
    const body = await page('/lightning/r/Report/Service_Level_by_Day/view');

    expect(rowOf(body, '2026-05-07')).toContain('100');
    expect(rowOf(body, 'Total')).toContain('126');
  });

  it('has those at the top whom nobody has spoken with since they left', async () => {
    const body = await page('/lightning/r/Report/Calls_to_Call_Back/view');

    expect(rowOf(body, '+14155550001').slice(0, 2)).toEqual(['+14155550001', '0']);
    expect(rowOf(body, '+14155550002').slice(0, 2)).toEqual(['+14155550002', '1']);
    expect(body.indexOf('+14155550002')).toBeLessThan(body.indexOf('+14155550001'));
  });

  it('draws its chart', async () => {
    expect(await page('/lightning/r/Report/Queue_Performance/view')).toContain('09:15: Sales: 4');
    expect(await page('/lightning/r/Report/Service_Level_by_Day/view')).toContain('<polyline');
  });

  it('shows nothing to who may not see the records', async () => {
    expect(await page('/lightning/r/Report/Queue_Performance/view', agent)).toContain(
      'have access to the records',
    );
  });
});

describe('a dashboard in the console', () => {
  it('shows figures, charts and tables of its reports', async () => {
    const body = await page('/lightning/r/Dashboard/CTI_Queues/view');

    expect(body).toMatch(/aria-label="Service Level Today".*?dashboardCell__metric">58\.3%</);
    expect(body).toMatch(/aria-label="Offered Today".*?dashboardCell__metric">26</);
    expect(body).toContain('aria-label="Service Level by Day"');
  });

  it('is found from the navigation', async () => {
    const body = await page('/lightning/o/Dashboard/home');

    expect(body).toContain('href="/lightning/r/Dashboard/CTI_Agents/view"');
    expect(body).toContain('href="/lightning/o/Report/home"');
  });
});
