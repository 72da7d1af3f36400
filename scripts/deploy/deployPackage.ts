import { pageOriginOf } from './addresses.ts';

/** Runs `sf` with arguments. `code` is undefined when there is no such program. */
export type SalesforceCli = (
  options: readonly string[],
  place?: { readonly cwd: string },
) => Promise<{ readonly code: number | undefined; readonly stdout: string }>;

/** An org that one may deploy to. */
export interface TargetOrg {
  readonly username: string;
  /** Origin of its Visualforce pages. */
  readonly pageOrigin: string;
  /** Origin of its Lightning pages, Setup among them. */
  readonly lightningOrigin: string;
  /** Its My Domain: where the connector's user signs in. */
  readonly loginUrl: string;
  /** 18 characters. */
  readonly orgId: string;
}

/** What a deployment lacks; the message says what to do about it. */
export class DeployError extends Error {}

interface OrgDisplay {
  readonly result?: { readonly id: string; readonly username: string; readonly instanceUrl: string };
  readonly message?: string;
}

/**
 * The org behind an alias or user name, or the CLI's default org.
 * Rejects with a `DeployError` when the CLI is missing or not signed in there.
 */
export async function findOrg(sf: SalesforceCli, alias: string | undefined): Promise<TargetOrg> {
  const which = alias === undefined ? [] : ['--target-org', alias];
  const { code, stdout } = await sf(['org', 'display', '--json', ...which]);
  if (code === undefined) {
    throw new DeployError(
      'The Salesforce CLI is not installed. Install it (npm install --global @salesforce/cli), ' +
        'sign in (sf org login web --alias my-org), and try again with --target-org my-org. ' +
        'Without it, --stage-only puts the package together for somebody who has it.',
    );
  }
  const { result, message } = readAnswer(stdout);
  if (code !== 0 || !result) {
    throw new DeployError(
      `The Salesforce CLI knows no ${alias === undefined ? 'default org' : `org "${alias}"`}` +
        `${message === undefined ? '' : ` (${message})`}. ` +
        'Sign in (sf org login web --alias my-org) and try again with --target-org my-org.',
    );
  }
  const loginUrl = result.instanceUrl.replace(/\/$/, '');
  return {
    username: result.username,
    orgId: result.id,
    loginUrl,
    pageOrigin: pageOriginOf(loginUrl),
    lightningOrigin: loginUrl.replace(/\.my\.salesforce\.com$/, '.lightning.force.com'),
  };
}

interface Staged {
  readonly username: string;
  readonly folder: string;
  /** The org checks everything and keeps nothing. */
  readonly dryRun: boolean;
}

/**
 * Deploys a staged package with its own Apex tests, so that an org's other tests neither delay nor stop it.
 * Rejects with a `DeployError` when the org refuses it.
 */
export async function deployStaged(
  sf: SalesforceCli,
  { tests, ...staged }: Staged & { readonly tests: readonly string[] },
): Promise<void> {
  const level = tests.length > 0 ? 'RunSpecifiedTests' : 'NoTestRun';
  await start(sf, staged, [
    ...['--source-dir', 'force-app', '--test-level', level],
    ...tests.flatMap((test) => ['--tests', test]),
  ]);
}

/** Takes out of the org what a staged removal names. Rejects with a `DeployError` when the org refuses. */
export async function removeStaged(sf: SalesforceCli, staged: Staged): Promise<void> {
  await start(sf, staged, [
    ...['--manifest', 'package.xml', '--pre-destructive-changes', 'destructiveChangesPre.xml'],
    ...['--post-destructive-changes', 'destructiveChangesPost.xml'],
  ]);
}

async function start(
  sf: SalesforceCli,
  { username, folder, dryRun }: Staged,
  what: readonly string[],
): Promise<void> {
  const how = ['--target-org', username, '--wait', '30', ...(dryRun ? ['--dry-run'] : [])];
  const { code } = await sf(['project', 'deploy', 'start', ...what, ...how], { cwd: folder });
  if (code === 0) return;
  throw new DeployError(
    `${username} refused; the lines above say why. Correct the sources, not ${folder}, and try again. ` +
      'docs/admin/install.md and docs/admin/upgrade.md explain the usual reasons.',
  );
}

function readAnswer(stdout: string): OrgDisplay {
  try {
    return JSON.parse(stdout) as OrgDisplay;
  } catch {
    return {};
  }
}
