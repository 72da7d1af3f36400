/**
 * Walks the `sf` CLI through an agent's week with records against a fresh stand-in, and prints which steps pass. How to
 * get the CLI: docs/simulators/outsideChecks.md.
 *
 * Against another org: SF_CHECK_LOGIN_URL, SF_CHECK_USERNAME, SF_CHECK_CLIENT_ID, SF_CHECK_KEY_FILE; every record it
 * makes has `Outside check` in its name and is deleted again.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOutsideOrg } from './outsideOrg.ts';
import { reportOf } from './report.ts';
import type { CaseResult } from './report.ts';

interface Answer {
  readonly status: number;
  readonly result: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

interface Step {
  readonly name: string;
  readonly run: () => Promise<boolean>;
}

const cli = process.env.SF_CLI ?? '';
if (!existsSync(cli)) {
  process.stderr.write(
    'Set SF_CLI to the sf program:\n  npm install --prefix sf @salesforce/cli && export SF_CLI=$PWD/sf/node_modules/.bin/sf\n',
  );
  process.exit(2);
}

const own = process.env.SF_CHECK_LOGIN_URL === undefined ? await startOutsideOrg() : undefined;
const target = own ?? {
  url: process.env.SF_CHECK_LOGIN_URL ?? '',
  username: process.env.SF_CHECK_USERNAME ?? '',
  clientId: process.env.SF_CHECK_CLIENT_ID ?? '',
  keyFile: process.env.SF_CHECK_KEY_FILE ?? '',
};
const folder = mkdtempSync(join(tmpdir(), 'sf-check-'));
const made = { id: '' };
try {
  const results: CaseResult[] = [];
  for (const step of steps()) results.push(await attempt(step));
  process.stdout.write(reportOf(results));
  process.exitCode = results.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
} finally {
  await own?.stop();
  rmSync(folder, { recursive: true });
}

function steps(): readonly Step[] {
  const name = `Outside check ${Date.now()}`;
  const count = async (where: string): Promise<number> => {
    const { result } = await sf('data query', ['--query', `SELECT Id FROM Account WHERE ${where}`]);
    return Number(result.totalSize);
  };
  const loaded = (result: Answer['result']): boolean => {
    const info = (result.jobInfo ?? result) as Record<string, unknown>;
    return Number(info.numberRecordsFailed ?? info.failedRecords ?? 0) === 0;
  };
  const byName = ['--sobject', 'Account', '--where', `Name='${name}'`];
  return [
    {
      name: 'org login jwt',
      run: async () => {
        const key = ['--jwt-key-file', target.keyFile, '--client-id', target.clientId];
        const where = ['--username', target.username, '--instance-url', target.url];
        return (await sf('org login jwt', [...where, ...key])).result.username === target.username;
      },
    },
    { name: 'org display', run: async () => (await sf('org display')).result.username === target.username },
    {
      name: 'org list limits',
      run: async () => Array.isArray((await sf('org list limits')).result),
    },
    {
      name: 'data query, fields of parents',
      run: async () => {
        const soql = 'SELECT Id, Name, Account.Name FROM Contact ORDER BY Name LIMIT 5';
        return Array.isArray((await sf('data query', ['--query', soql])).result.records);
      },
    },
    {
      name: 'data create record',
      run: async () => {
        const values = ['--values', `Name='${name}' Phone='(415) 555-0100'`];
        made.id = String((await sf('data create record', ['--sobject', 'Account', ...values])).result.id);
        return made.id.startsWith('001');
      },
    },
    {
      name: 'data get record, by id and by name',
      run: async () => {
        const byId = await sf('data get record', ['--sobject', 'Account', '--record-id', made.id]);
        return byId.result.Name === name && (await sf('data get record', byName)).result.Id === made.id;
      },
    },
    {
      name: 'data update record',
      run: async () => {
        await sf('data update record', [...byName, '--values', "Site='Harbor'"]);
        return (await count(`Site = 'Harbor' AND Id = '${made.id}'`)) === 1;
      },
    },
    {
      name: 'data search',
      run: async () => {
        const sosl = `FIND {${name}} IN NAME FIELDS RETURNING Account(Id, Name)`;
        return Array.isArray((await sf('data search', ['--query', sosl])).result.searchRecords);
      },
    },
    { name: 'data delete record', run: async () => (await sf('data delete record', byName)).status === 0 },
    {
      name: 'data import tree',
      run: async () => {
        const record = { attributes: { type: 'Account', referenceId: 'one' }, Name: `${name} tree` };
        const contact = { attributes: { type: 'Contact', referenceId: 'two' }, LastName: name };
        const file = put(
          'tree.json',
          JSON.stringify({ records: [{ ...record, Contacts: { records: [contact] } }] }),
        );
        await sf('data import tree', ['--files', file]);
        return (await count(`Name = '${name} tree'`)) === 1;
      },
    },
    {
      name: 'data export tree',
      run: async () => {
        const soql = `SELECT Id, Name, (SELECT LastName FROM Contacts) FROM Account WHERE Name = '${name} tree'`;
        return (await sf('data export tree', ['--query', soql, '--output-dir', folder])).status === 0;
      },
    },
    {
      name: 'data import bulk',
      run: async () => {
        const file = put('accounts.csv', `Name,Phone\n${name} bulk 1,"555, 1"\n${name} bulk 2,\n`);
        const { result } = await sf('data import bulk', [
          '--sobject',
          'Account',
          '--file',
          file,
          '--wait',
          '5',
        ]);
        return loaded(result) && (await count(`Name LIKE '${name} bulk%'`)) === 2;
      },
    },
    {
      name: 'data export bulk',
      run: async () => {
        const file = join(folder, 'out.csv');
        const soql = `SELECT Id, Name FROM Account WHERE Name LIKE '${name} bulk%'`;
        const into = ['--output-file', file, '--result-format', 'csv', '--wait', '5'];
        await sf('data export bulk', ['--query', soql, ...into]);
        return readFileSync(file, 'utf8').trim().split('\n').length === 3;
      },
    },
    {
      name: 'data upsert bulk',
      run: async () => {
        const rows = readFileSync(join(folder, 'out.csv'), 'utf8').replaceAll(' bulk ', ' upserted ');
        const file = put('upsert.csv', rows);
        const job = ['--sobject', 'Account', '--external-id', 'Id', '--file', file, '--wait', '5'];
        const { result } = await sf('data upsert bulk', job);
        return loaded(result) && (await count(`Name LIKE '${name} upserted%'`)) === 2;
      },
    },
    {
      name: 'data update bulk',
      run: async () => {
        const rows = readFileSync(join(folder, 'out.csv'), 'utf8').replaceAll(' bulk ', ' updated ');
        const job = ['--sobject', 'Account', '--file', put('update.csv', rows), '--wait', '5'];
        const { result } = await sf('data update bulk', job);
        return loaded(result) && (await count(`Name LIKE '${name} updated%'`)) === 2;
      },
    },
    {
      name: 'data delete bulk',
      run: async () => {
        const soql = `SELECT Id FROM Account WHERE Name LIKE '${name}%'`;
        const { result } = await sf('data query', ['--query', soql]);
        const ids = (result.records as readonly { Id: string }[]).map(({ Id }) => Id);
        const file = put('delete.csv', `Id\n${ids.join('\n')}\n`);
        await sf('data delete bulk', ['--sobject', 'Account', '--file', file, '--wait', '5']);
        return (await count(`Name LIKE '${name}%'`)) === 0;
      },
    },
    {
      name: 'sobject describe',
      run: async () => {
        const { result } = await sf('sobject describe', ['--sobject', 'Contact']);
        return result.name === 'Contact' && Array.isArray(result.fields);
      },
    },
    {
      name: 'sobject list',
      run: async () => {
        const { result } = await sf('sobject list', ['--sobject', 'all']);
        return Array.isArray(result) && result.includes('Task');
      },
    },
    { name: 'org logout', run: async () => (await sf('org logout', ['--no-prompt'])).status === 0 },
  ];
}

async function attempt({ name, run }: Step): Promise<CaseResult> {
  const suite = 'sf';
  try {
    if (await run()) return { suite, name, outcome: 'passed' };
    return { suite, name, outcome: 'failed', reason: 'another answer than expected' };
  } catch (error) {
    return { suite, name, outcome: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

function put(fileName: string, text: string): string {
  writeFileSync(join(folder, fileName), text);
  return join(folder, fileName);
}

/** Runs one command with a home of its own, so that nobody's sign-ins are touched. Rejects with the CLI's message. */
async function sf(command: string, options: readonly string[] = []): Promise<Answer> {
  const ofOrg = command === 'org login jwt' ? [] : ['--target-org', target.username];
  const child = spawn(cli, [...command.split(' '), ...ofOrg, ...options, '--json'], {
    cwd: folder,
    env: { ...process.env, HOME: folder, SF_USE_GENERIC_UNIX_KEYCHAIN: 'true', SF_DISABLE_TELEMETRY: 'true' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  const answer = JSON.parse(text) as Answer;
  if (answer.status === 0) return answer;
  throw new Error((answer.message ?? `status ${answer.status}`).split('\n').join(' '));
}
