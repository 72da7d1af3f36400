import { pageOriginOf } from './addresses.ts';

/** Runs `sf` with arguments. `code` is undefined when there is no such program. */
export type SalesforceCli = (
  options: readonly string[],
  place?: { readonly cwd: string },
) => Promise<{ readonly code: number | undefined; readonly stdout: string }>;

/** An org that one may deploy to. */
export interface TargetOrg {
  readonly username: string;
  readonly pageOrigin: string;
}

/** What a deployment lacks; the message says what to do about it. */
export class DeployError extends Error {}

interface OrgDisplay {
  readonly result?: { readonly username: string; readonly instanceUrl: string };
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
        'sign in (sf org login web --alias my-org), and deploy again with --target-org my-org.',
    );
  }
  const { result, message } = readAnswer(stdout);
  if (code !== 0 || !result) {
    throw new DeployError(
      `The Salesforce CLI knows no ${alias === undefined ? 'default org' : `org "${alias}"`}` +
        `${message === undefined ? '' : ` (${message})`}. ` +
        'Sign in (sf org login web --alias my-org) and deploy again with --target-org my-org.',
    );
  }
  return { username: result.username, pageOrigin: pageOriginOf(result.instanceUrl) };
}

/** Deploys a staged package with its own Apex tests. Rejects with a `DeployError` when the org refuses it. */
export async function deployStaged(
  sf: SalesforceCli,
  { username, folder, dryRun }: { username: string; folder: string; dryRun: boolean },
): Promise<void> {
  const tests = ['--test-level', 'RunSpecifiedTests', '--tests', 'ConnectorAuthTest'];
  const { code } = await sf(
    [
      ...['project', 'deploy', 'start', '--source-dir', 'force-app', '--target-org', username],
      ...['--wait', '30', ...tests, ...(dryRun ? ['--dry-run'] : [])],
    ],
    { cwd: folder },
  );
  if (code !== 0) {
    throw new DeployError(
      `${username} did not take the package; the lines above say why. ` +
        `Correct the sources, not ${folder}, and deploy again.`,
    );
  }
}

function readAnswer(stdout: string): OrgDisplay {
  try {
    return JSON.parse(stdout) as OrgDisplay;
  } catch {
    return {};
  }
}
