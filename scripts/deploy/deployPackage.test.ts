import { describe, expect, it } from '@jest/globals';
import { deployStaged, findOrg, removeStaged, type SalesforceCli } from './deployPackage.ts';

interface Asked {
  readonly options: readonly string[];
  readonly cwd?: string;
}

/** A CLI that gives one answer and remembers what it was asked. */
function cli(answer: { code: number | undefined; stdout?: string }): { sf: SalesforceCli; asked: Asked[] } {
  const asked: Asked[] = [];
  const sf: SalesforceCli = (options, place) => {
    asked.push({ options, ...place });
    return Promise.resolve({ stdout: '', ...answer });
  };
  return { sf, asked };
}

describe('the org to deploy to', () => {
  it('is the one behind an alias', async () => {
    const result = {
      id: '00D000000000001AAA',
      username: 'admin@acme.example',
      instanceUrl: 'https://acme.my.salesforce.com/',
    };
    const { sf, asked } = cli({ code: 0, stdout: JSON.stringify({ status: 0, result }) });

    await expect(findOrg(sf, 'acme')).resolves.toEqual({
      username: 'admin@acme.example',
      pageOrigin: 'https://acme--c.vf.force.com',
      lightningOrigin: 'https://acme.lightning.force.com',
      loginUrl: 'https://acme.my.salesforce.com',
      orgId: '00D000000000001AAA',
    });
    expect(asked[0]?.options.join(' ')).toBe('org display --json --target-org acme');
  });

  it.each([
    ['the CLI is not installed', { code: undefined }, /npm install --global @salesforce\/cli/],
    [
      'nobody signed in',
      { code: 1, stdout: '{"message":"No default org"}' },
      /\(No default org\).*sf org login web/,
    ],
    ['the CLI says nothing', { code: 1, stdout: 'Killed' }, /sf org login web/],
  ])('is missing when %s, and the message says what to do', async (_when, answer, message) => {
    await expect(findOrg(cli(answer).sf, undefined)).rejects.toThrow(message);
  });
});

const target = { username: 'admin@acme.example', folder: '/staged', dryRun: false };
const said = (asked: readonly Asked[]) =>
  asked.map(({ cwd, options }) => `${cwd ?? ''}: ${options.join(' ')}`);

describe('a deployment', () => {
  it('runs in the staged folder and with the tests of the package, and no others', async () => {
    const { sf, asked } = cli({ code: 0 });

    await deployStaged(sf, { ...target, tests: ['OneTest', 'OtherTest'] });

    expect(said(asked)).toEqual([
      '/staged: project deploy start --source-dir force-app --test-level RunSpecifiedTests --tests OneTest ' +
        '--tests OtherTest --target-org admin@acme.example --wait 30',
    ]);
  });

  it('can be tried out', async () => {
    const { sf, asked } = cli({ code: 0 });

    await deployStaged(sf, { ...target, tests: [], dryRun: true });

    expect(said(asked)[0]).toMatch(/--test-level NoTestRun .* --dry-run$/);
  });

  it('fails when the org refuses', async () => {
    await expect(deployStaged(cli({ code: 1 }).sf, { ...target, tests: [] })).rejects.toThrow(
      /admin@acme.example refused/,
    );
  });
});

describe('a removal', () => {
  it('deploys nothing, and deletes what its manifest names', async () => {
    const { sf, asked } = cli({ code: 0 });

    await removeStaged(sf, target);

    expect(said(asked)).toEqual([
      '/staged: project deploy start --manifest package.xml --pre-destructive-changes destructiveChangesPre.xml ' +
        '--post-destructive-changes destructiveChangesPost.xml ' +
        '--target-org admin@acme.example --wait 30',
    ]);
  });
});
