import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSoftphone } from '../build/buildSoftphone.ts';
import { findProblems } from '../checkMetadata/findProblems.ts';
import { readMetadataTypes } from '../checkMetadata/metadataTypes.ts';
import { DeployError, deployStaged, findOrg, type SalesforceCli } from './deployPackage.ts';
import { stageFolder, stagePackage } from './stagePackage.ts';

const usage = `npm run deploy -- --service-url https://cti.example.com [--target-org my-org] [--dry-run]
npm run deploy -- --stage-only [--service-url https://cti.example.com]

  --service-url   where softphones reach the connector; becomes the call center's setting and the token's audience
  --target-org    alias or user name of an org that the Salesforce CLI is signed in to; its default org otherwise
  --dry-run       the org checks everything and keeps nothing
  --stage-only    put the package together in build/deploy and stop`;

const root = join(import.meta.dirname, '../..');

/** `npm run deploy`: builds, checks, stages and deploys the Salesforce package. */
async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) {
    console.log(usage);
    return;
  }
  const serviceUrl = readServiceUrl(options);

  await buildSoftphone({ root, entry: 'softphone/entries/openCtiSoftphone.ts' });
  expectSound();
  if (options['stage-only']) {
    const count = stagePackage(root, { serviceUrl });
    console.log(`Staged ${count} files in ${stageFolder(root)}`);
    return;
  }

  const { username, pageOrigin } = await findOrg(sf, options['target-org']);
  const count = stagePackage(root, { serviceUrl, pageOrigin });
  console.log(`Deploying ${count} files to ${username}`);
  await deployStaged(sf, { username, folder: stageFolder(root), dryRun: options['dry-run'] });
  console.log('Deployed. What an administrator does next: docs/admin/install.md');
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        'service-url': { type: 'string' },
        'target-org': { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        'stage-only': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    throw new DeployError(`${(cause as Error).message}\n\n${usage}`, { cause });
  }
}

function readServiceUrl(options: { 'service-url'?: string; 'stage-only': boolean }): URL {
  const given = options['service-url'] ?? (options['stage-only'] ? 'https://localhost:8443/connector' : '');
  if (!URL.canParse(given) || new URL(given).protocol !== 'https:') {
    throw new DeployError(`--service-url must be the connector's https address.\n\n${usage}`);
  }
  return new URL(given);
}

function expectSound(): void {
  const types = readMetadataTypes(join(root, 'node_modules/@salesforce/types/lib/metadata.d.ts'));
  const { problems } = findProblems(root, types);
  if (problems.length === 0) return;
  throw new DeployError(problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}

/** Shows what `sf` says, except answers in JSON. */
const sf: SalesforceCli = (options, place) =>
  new Promise((resolve) => {
    const quiet = options.includes('--json');
    const child = spawn('sf', options, {
      ...place,
      stdio: ['inherit', quiet ? 'pipe' : 'inherit', 'inherit'],
    });
    let stdout = '';
    child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.on('error', () => {
      resolve({ code: undefined, stdout });
    });
    child.on('close', (code) => {
      resolve({ code: code ?? 1, stdout });
    });
  });

try {
  await main();
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : failure);
  process.exitCode = 1;
}
