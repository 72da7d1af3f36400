import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { deployCommand } from './deployCommand.ts';
import type { SalesforceCli } from './deployPackage.ts';

const project = join(import.meta.dirname, '../..');
const org = {
  status: 0,
  result: {
    id: '00D000000000001AAA',
    username: 'admin@acme.example',
    instanceUrl: 'https://acme.my.salesforce.com',
  },
};

let root: string;
let printed: string[];
let asked: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'deploy-'));
  [printed, asked] = [[], []];
  for (const part of ['force-app', 'softphone', 'sfdx-project.json'])
    cpSync(join(project, part), join(root, part), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Runs the command with a CLI that is signed in, unless `sf` is another. */
async function run(words: string, sf: SalesforceCli = signedIn): Promise<string> {
  await deployCommand(words.split(' '), {
    root,
    sf,
    print: (text) => printed.push(text),
    build: async () => {
      const folder = join(root, 'force-app/main/default/staticresources/softphone');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'softphone.js'), 'built();');
    },
  });
  return printed.join('\n');
}

const signedIn: SalesforceCli = async (options) => {
  asked.push(options.join(' '));
  return { code: 0, stdout: JSON.stringify(org) };
};
const notInstalled: SalesforceCli = async () => ({ code: undefined, stdout: '' });

describe('npm run deploy', () => {
  it('checks the package of this project at the org, and keeps nothing, unless told to', async () => {
    const said = await run('--service-url https://cti.example.com');

    expect(asked[1]).toMatch(
      /^project deploy start --source-dir force-app .*--tests ConnectorAuthTest .*--dry-run$/,
    );
    expect(said).toMatch(/--apply deploys it/);
  });

  it('deploys when told to, and says what is left to a person and to the connector', async () => {
    const said = await run('--service-url https://cti.example.com --apply');

    expect(asked[1]).not.toContain('--dry-run');
    expect(said).toContain('https://acme.lightning.force.com/lightning/setup/CallCenters/home');
    expect(said).toContain('CONNECTOR_ORG_ORIGINS=https://acme.lightning.force.com');
  });

  it('puts the addresses of org and connector where they belong', async () => {
    await run('--service-url https://cti.example.com --target-org acme');

    const staged = join(root, 'build/deploy');
    expect(readFileSync(join(staged, 'CtiConnector.callCenter.xml'), 'utf8')).toContain(
      '>https://cti.example.com</item>',
    );
    const local = globSync('force-app/**/*.{xml,cls,page,js,html}', { cwd: staged }).filter((path) =>
      /localhost|mydomain/.test(readFileSync(join(staged, path), 'utf8')),
    );
    expect(local).toEqual([]);
  });

  it('needs no org and no CLI to put the package together', async () => {
    expect(await run('--stage-only', notInstalled)).toMatch(/^Staged \d+ files/);
  });

  it('says at once what to do without the Salesforce CLI, before anything is built', async () => {
    await expect(run('--service-url https://cti.example.com', notInstalled)).rejects.toThrow(
      /npm install --global @salesforce\/cli.*--stage-only/,
    );
    expect(existsSync(join(root, 'build'))).toBe(false);
  });

  it('refuses a package that the org would refuse', async () => {
    writeFileSync(join(root, 'force-app/main/default/classes/Broken.cls'), 'public class {');

    await expect(run('--service-url https://cti.example.com')).rejects.toThrow(/Broken.cls/);
  });

  it.each(['--service-url http://cti.example.com', '--service-urls https://cti.example.com', '--apply'])(
    'explains itself for %s',
    async (words) => {
      await expect(run(words)).rejects.toThrow(/npm run deploy -- --service-url/);
    },
  );

  it('checks a removal, and removes when told to', async () => {
    const said = await run('--remove');
    await run('--remove --apply');

    expect(said).toMatch(/To be removed:[\s\S]*ApexClass[\s\S]*Staying:[\s\S]*Activity.Interaction_Key__c/);
    expect(asked.filter((line) => line.startsWith('project'))).toEqual([
      expect.stringMatching(/--post-destructive-changes destructiveChangesPost.xml .*--dry-run$/),
      expect.not.stringMatching(/--dry-run/),
    ]);
    expect(readFileSync(join(root, 'build/remove/destructiveChangesPost.xml'), 'utf8')).toContain(
      'CtiConnector',
    );
  });
});
