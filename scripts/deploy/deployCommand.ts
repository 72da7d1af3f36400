import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findProblems } from '../checkMetadata/findProblems.ts';
import { readMetadataTypes } from '../checkMetadata/metadataTypes.ts';
import {
  DeployError,
  deployStaged,
  findOrg,
  removeStaged,
  type SalesforceCli,
  type TargetOrg,
} from './deployPackage.ts';
import { stageFolder, stagePackage } from './stagePackage.ts';
import { stageRemoval } from './stageRemoval.ts';

const usage = `npm run deploy -- --service-url https://cti.example.com [--target-org my-org]
                              the org checks everything and keeps nothing
npm run deploy -- --service-url https://cti.example.com [--target-org my-org] --apply
npm run deploy -- --stage-only [--service-url https://cti.example.com]
npm run deploy -- --remove [--with-fields] [--target-org my-org] [--apply]

  --service-url   where softphones reach the connector; becomes the call center's setting and the token's audience
  --target-org    alias or user name of an org that the Salesforce CLI is signed in to; its default org otherwise
  --apply         deploys, or removes, instead of checking
  --leave         a folder of the package that the org is to keep as it has it: callCenters, settings; may be repeated
  --stage-only    put the package together in build/deploy and stop; needs no org
  --remove        takes the package out of the org; fields on activities stay, with what calls left in them
  --with-fields   takes these fields out too`;

export interface Surroundings {
  readonly root: string;
  readonly sf: SalesforceCli;
  /** Builds the softphone into its static resource. */
  readonly build: () => Promise<void>;
  readonly print: (text: string) => void;
}

/** `npm run deploy`: checks against an org, deploys or removes. Rejects with a `DeployError` that says what to do. */
export async function deployCommand(words: readonly string[], surroundings: Surroundings): Promise<void> {
  const options = readOptions(words);
  if (options.help) surroundings.print(usage);
  else if (options.remove) await remove(options, surroundings);
  else await deploy(options, surroundings);
}

async function deploy(options: Options, { root, sf, build, print }: Surroundings): Promise<void> {
  const serviceUrl = readServiceUrl(options);
  const { leave, apply } = options;
  // Asked before the build: without an org to deploy to, a minute's work would be for nothing.
  const org = options['stage-only'] ? undefined : await findOrg(sf, options['target-org']);
  await build();
  expectSound(root, { types: root });
  const addresses = org ? { serviceUrl, pageOrigin: org.pageOrigin } : { serviceUrl };
  const { count, tests } = stagePackage(root, { addresses, leave });
  expectSound(stageFolder(root), { types: root, staged: true });
  print(`Staged ${count} files in ${stageFolder(root)}`);
  if (!org) return;

  print(`${apply ? 'Deploying' : 'Checking'} them at ${org.username}`);
  await deployStaged(sf, { username: org.username, folder: stageFolder(root), tests, dryRun: !apply });
  print(
    apply ? nextSteps(org, serviceUrl) : 'The org takes the package, and kept nothing. --apply deploys it.',
  );
}

async function remove(options: Options, { root, sf, print }: Surroundings): Promise<void> {
  const { folder, removal } = stageRemoval(root, { fields: options['with-fields'] });
  const goes = [...removal.goes].map(([type, names]) => `  ${String(names.length).padStart(3)} ${type}`);
  print(['To be removed:', ...goes, 'Staying:'].join('\n'));
  for (const { type, name, why } of removal.stays) print(`  ${type} ${name}: ${why}`);
  if (options['stage-only']) {
    print(`Staged in ${folder}`);
    return;
  }
  const { username } = await findOrg(sf, options['target-org']);
  print(`${options.apply ? 'Removing' : 'Checking the removal'} at ${username}`);
  await removeStaged(sf, { username, folder, dryRun: !options.apply });
  print(
    options.apply ? 'Removed.' : 'The org can remove all of it, and kept everything. --apply removes it.',
  );
}

type Options = ReturnType<typeof readOptions>;

function readOptions(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        'service-url': { type: 'string' },
        'target-org': { type: 'string' },
        apply: { type: 'boolean', default: false },
        leave: { type: 'string', multiple: true, default: [] },
        'stage-only': { type: 'boolean', default: false },
        remove: { type: 'boolean', default: false },
        'with-fields': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    throw new DeployError(`${(cause as Error).message}\n\n${usage}`, { cause });
  }
}

function readServiceUrl(options: Options): URL {
  const given = options['service-url'] ?? (options['stage-only'] ? 'https://localhost:8443/connector' : '');
  if (!URL.canParse(given) || new URL(given).protocol !== 'https:') {
    throw new DeployError(`--service-url must be the connector's https address.\n\n${usage}`);
  }
  return new URL(given);
}

/** Checks a project without an org, by the metadata types that another folder's packages declare. */
function expectSound(
  project: string,
  { types: home, staged = false }: { types: string; staged?: boolean },
): void {
  const types = readMetadataTypes(join(home, 'node_modules/@salesforce/types/lib/metadata.d.ts'));
  const { problems } = findProblems(project, types, { staged });
  if (problems.length === 0) return;
  throw new DeployError(problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}

function nextSteps({ lightningOrigin, pageOrigin, loginUrl, orgId }: TargetOrg, serviceUrl: URL): string {
  const page = (name: string) => `${lightningOrigin}/lightning/setup/${name}/home`;
  return [
    'Deployed. What is left to a person (docs/admin/install.md):',
    `  the certificate CTI_Connector   ${page('CertificatesAndKeysManagement')}`,
    `  permission sets for people      ${page('PermSets')}`,
    `  people in the call center       ${page('CallCenters')}`,
    `  a softphone layout              ${page('SoftphoneLayouts')}`,
    'What the connector must know of this org:',
    `  CONNECTOR_SOFTPHONE_URL=${serviceUrl.href.replace(/\/$/, '')}`,
    `  CONNECTOR_ALLOWED_ORIGINS=${pageOrigin}`,
    `  CONNECTOR_ORG_ORIGINS=${lightningOrigin}`,
    `  SALESFORCE_ORG_ID=${orgId}`,
    `  SALESFORCE_LOGIN_URL=${loginUrl}`,
  ].join('\n');
}
