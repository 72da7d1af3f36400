import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { startSalesforce, wellKnown } from '../../index.ts';
import type { SalesforceStandIn } from '../../index.ts';

const JOBS = '/services/data/v66.0/jobs';
let standIn: SalesforceStandIn;
let token = '';

interface Job {
  readonly id: string;
  readonly state: string;
  readonly errorMessage?: string;
  readonly numberRecordsProcessed?: number;
  readonly numberRecordsFailed?: number;
}

const send = (method: string, path: string, body?: object | string): Promise<Response> =>
  fetch(standIn.url + JOBS + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': typeof body === 'string' ? 'text/csv' : 'application/json',
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
const tell = async (method: string, path: string, body?: object): Promise<Job> =>
  (await (await send(method, path, body)).json()) as Job;
const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true });

/** Asks until the job is over, as clients do. */
const finished = async (path: string): Promise<Job> => {
  for (;;) {
    const job = await tell('GET', path);
    if (!['Open', 'UploadComplete', 'InProgress'].includes(job.state)) return job;
  }
};
const queried = async (query: string, more: object = {}): Promise<Job> => {
  const { id } = await tell('POST', '/query', { operation: 'query', query, ...more });
  return await finished(`/query/${id}`);
};
const loaded = async (job: object, csv: string): Promise<Job> => {
  const { id } = await tell('POST', '/ingest', job);
  await send('PUT', `/ingest/${id}/batches`, csv);
  await tell('PATCH', `/ingest/${id}`, { state: 'UploadComplete' });
  return await finished(`/ingest/${id}`);
};
const results = async (job: Job, kind: string): Promise<Record<string, string>[]> =>
  rowsOf(await (await send('GET', `/ingest/${job.id}/${kind}`)).text());

beforeAll(async () => {
  standIn = await startSalesforce({
    port: 0,
    console: false,
    forceApp: fileURLToPath(new URL('../../../../test/contracts/salesforceMetadata', import.meta.url)),
  });
  token = standIn.org.sessionFor(standIn.org.users()[0]?.id ?? '').token;
});
afterAll(() => standIn.stop());

describe('a query job', () => {
  it('hands its answer out page by page, each with a header', async () => {
    const job = await queried('SELECT Id, Name, Account.Name, DoNotCall, CreatedDate FROM Contact');
    const pages: string[] = [];
    const counts: (string | null)[] = [];
    for (let locator = ''; locator !== 'null';) {
      const response = await send(
        'GET',
        `/query/${job.id}/results?maxRecords=120&locator=${locator}`.replace(/&locator=$/, ''),
      );
      pages.push(await response.text());
      counts.push(response.headers.get('sforce-numberofrecords'));
      locator = response.headers.get('sforce-locator') ?? '';
    }
    const rows = pages.flatMap(rowsOf);

    expect(job).toMatchObject({ state: 'JobComplete', numberRecordsProcessed: 300 });
    expect(counts).toEqual(['120', '120', '60']);
    expect(new Set(rows.map(({ Id }) => Id)).size).toBe(300);
    expect(rows.find(({ Name }) => Name === wellKnown.uniqueContact.name)).toMatchObject({
      'Account.Name': 'Acme Workshops Inc.',
      DoNotCall: 'false',
      CreatedDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
  });

  it('writes quotes, separators and line breaks so that they come back', async () => {
    const odd = 'says "hi", then; a\nnew line';
    const userId = standIn.org.users()[0]?.id ?? '';
    standIn.org.create('Contact', { LastName: 'Odd', Description: odd }, userId);
    const job = await queried("SELECT LastName, Description FROM Contact WHERE LastName = 'Odd'", {
      lineEnding: 'CRLF',
    });
    const text = await (await send('GET', `/query/${job.id}/results`)).text();

    expect(text).toMatch(/^"LastName","Description"\r\n"Odd",/);
    expect(rowsOf(text)).toEqual([{ LastName: 'Odd', Description: odd }]);
  });

  it('includes deleted records when it is queryAll', async () => {
    const userId = standIn.org.users()[0]?.id ?? '';
    const id = standIn.org.create('Lead', { LastName: 'Gone', Company: 'None' }, userId);
    standIn.org.delete('Lead', id, userId);
    const where = "SELECT Id, IsDeleted FROM Lead WHERE LastName = 'Gone'";

    await expect(queried(where)).resolves.toHaveProperty('numberRecordsProcessed', 0);
    await expect(queried(where, { operation: 'queryAll' })).resolves.toHaveProperty(
      'numberRecordsProcessed',
      1,
    );
  });

  it.each([
    ['counts', 'SELECT COUNT() FROM Contact'],
    ['asks for children', 'SELECT Id, (SELECT Id FROM Contacts) FROM Account'],
    ['names an unknown field', 'SELECT Nothing FROM Contact'],
  ])('is refused when it %s', async (_what, query) => {
    const response = await send('POST', '/query', { operation: 'query', query });

    expect(response.status).toBe(400);
  });

  it('is listed, aborted and deleted', async () => {
    standIn.faults.add({ kind: 'jobHeld' });
    const { id } = await tell('POST', '/query', { operation: 'query', query: 'SELECT Id FROM Case' });
    const aborted = await tell('PATCH', `/query/${id}`, { state: 'Aborted' });
    const { records } = (await (await send('GET', '/query')).json()) as { records: Job[] };
    const noResults = await send('GET', `/query/${id}/results`);
    const deleted = await send('DELETE', `/query/${id}`);
    standIn.faults.clear();

    expect(aborted.state).toBe('Aborted');
    expect(records.map((job) => job.id)).toContain(id);
    expect([noResults.status, deleted.status]).toEqual([400, 204]);
    expect((await send('GET', `/query/${id}`)).status).toBe(404);
  });
});

describe('trouble', () => {
  it('fails a job that is ordered to fail', async () => {
    standIn.faults.add({ kind: 'jobFailed', times: 1, on: 'Case' });

    await expect(queried('SELECT Id FROM Case')).resolves.toHaveProperty('state', 'Failed');
    await expect(queried('SELECT Id FROM Case')).resolves.toHaveProperty('state', 'JobComplete');
  });
});

describe('an ingest job', () => {
  it('inserts what is right and tells why the rest is not', async () => {
    const job = await loaded(
      { object: 'Contact', operation: 'insert' },
      'LastName,Phone,DoNotCall\nBulk One,415 555 0177,true\n,,\nBulk Two,,\n',
    );
    const done = await results(job, 'successfulResults');
    const refused = await results(job, 'failedResults');

    expect(job).toMatchObject({ state: 'JobComplete', numberRecordsProcessed: 3, numberRecordsFailed: 1 });
    expect(done).toMatchObject([{ sf__Created: 'true', LastName: 'Bulk One' }, { LastName: 'Bulk Two' }]);
    expect(refused).toMatchObject([
      {
        sf__Id: '',
        sf__Error: 'REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --',
      },
    ]);
    expect(await results(job, 'unprocessedrecords')).toEqual([]);
  });

  it('updates, upserts, and deletes; empty leaves a value, #N/A takes it away', async () => {
    const insert = await loaded(
      { object: 'Contact', operation: 'insert' },
      'LastName,Title,Department\nChanging,Owner,Sales\n',
    );
    const [{ sf__Id: id = '' } = {}] = await results(insert, 'successfulResults');
    await loaded(
      { object: 'Contact', operation: 'update' },
      `Id,LastName,Title,Department\n${id},Changed,,#N/A\n`,
    );
    const userId = standIn.org.users()[0]?.id ?? '';

    expect(standIn.org.retrieve({ sObject: 'Contact', id }, userId)).toMatchObject({
      LastName: 'Changed',
      Title: 'Owner',
      Department: null,
    });
    const upserts = { object: 'Contact', operation: 'upsert', externalIdFieldName: 'Customer_Number__c' };
    const first = await loaded(upserts, 'Customer_Number__c,LastName\nB-1,Keyed\n');
    const second = await loaded(upserts, 'Customer_Number__c,LastName\nB-1,Keyed again\n');
    expect(await results(first, 'successfulResults')).toMatchObject([{ sf__Created: 'true' }]);
    expect(await results(second, 'successfulResults')).toMatchObject([{ sf__Created: 'false' }]);
    const gone = await loaded({ object: 'Contact', operation: 'delete' }, `Id\n${id}\n`);
    expect(gone).toMatchObject({ numberRecordsProcessed: 1, numberRecordsFailed: 0 });
  });

  it.each([
    [
      'a column that is no field',
      'Name,Colour__c\nA,red\n',
      'InvalidBatch : Field name not found : Colour__c',
    ],
    ['line endings other than announced', 'Name\r\nA\r\n', expect.stringContaining('LineEnding is invalid')],
  ])('fails with %s', async (_fault, csv, errorMessage) => {
    await expect(loaded({ object: 'Account', operation: 'insert' }, csv)).resolves.toMatchObject({
      state: 'Failed',
      errorMessage,
    });
  });

  it('takes data once, and hard deletes for those who may', async () => {
    const { id } = await tell('POST', '/ingest', { object: 'Account', operation: 'insert' });
    const statuses = [
      (await send('PUT', `/ingest/${id}/batches`, 'Name\nA\n')).status,
      (await send('PUT', `/ingest/${id}/batches`, 'Name\nB\n')).status,
      (await send('POST', '/ingest', { object: 'Account', operation: 'hardDelete' })).status,
    ];

    expect(statuses).toEqual([201, 400, 400]);
    await expect(tell('PATCH', `/ingest/${id}`, { state: 'Aborted' })).resolves.toHaveProperty(
      'state',
      'Aborted',
    );
  });
});
