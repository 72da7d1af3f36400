import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { wantedAccount } from '../../connector/src/outbound/twilio/account/wantedAccount.ts';
import {
  createPatientTwilioClient,
  createTwilioKeyClient,
} from '../../connector/src/outbound/twilio/twilioClient.ts';
import { accountAddresses } from '../../connector/src/twilioAddresses.ts';
import type { ApiKey } from './carryOut.ts';
import { readEnvironmentFile, writeEnvironmentFile } from './environmentFile.ts';
import { changesSomething, type Step } from './plan.ts';
import {
  lookAtAccount,
  provisionAccount,
  type ProvisionedTwilio,
  type Provisioning,
} from './provisionAccount.ts';
import { ProvisionError, problemOf } from './provisionError.ts';
import { environmentLines, summaryOf, tableOf } from './report.ts';
import { readSettings, type Environment, type ProvisionSettings } from './settings.ts';

const usage = `npm run provision                    shows what would be changed at Twilio, and changes nothing
npm run provision -- --apply         carries it out

  --config <file>        settings; provision.json where there is one
  --env-file <file>      where the TWILIO_ variables are kept, readable by you only; twilio.env
  --print-env            prints them instead, a new key's secret included
  --take-over <number>   points a number here that something else answers now; may be repeated, or all
  --new-key              makes another API key
  --remove               also takes out what is not needed any more
  --uninstall            takes everything of the connector out of the account; numbers stay, silent
  --json                 the plan as JSON

Exit code: 0 nothing to do or done, 2 changes are planned, 1 something is wrong.
docs/admin/provision.md explains settings and plan.`;

export interface Surroundings {
  readonly environment: Environment;
  /** Where files are looked for. */
  readonly folder: string;
  readonly print: (text: string) => void;
}

const exit = { done: 0, failed: 1, planned: 2 } as const;

/** `npm run provision`. Answers the exit code; says every problem that a person can mend. */
export async function provisionCommand(
  words: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  try {
    const options = readOptions(words);
    if (options.help) {
      surroundings.print(usage);
      return exit.done;
    }
    return await run(options, surroundings);
  } catch (failure) {
    if (!(failure instanceof ProvisionError)) throw failure;
    surroundings.print(failure.message);
    return exit.failed;
  }
}

async function run(options: Options, { environment, folder, print }: Surroundings): Promise<number> {
  const envFile = resolve(folder, options['env-file']);
  const known = { ...readEnvironmentFile(envFile), ...environment };
  const settings = readSettings(known, readConfig(folder, options.config));
  const client = createPatientTwilioClient(settings.account);
  const knownKey = options['new-key'] ? undefined : await workingKey(settings);
  const provisioning = provisioningOf(settings, { options, knownSid: knownKey?.sid });

  const plan = await lookAtAccount(client, provisioning);
  if (!options.json) print(planText(settings, plan));
  const refused = plan.some(({ action }) => action === 'refuse');
  if (options.apply && !refused) {
    await apply({ options, settings, client, knownKey, provisioning, plan, envFile, print });
    return exit.done;
  }
  if (options.json) print(JSON.stringify({ plan }, undefined, 2));
  else if (refused) print('Nothing was changed, and nothing is while the plan has a refusal.');
  else if (changesSomething(plan)) print('Nothing was changed. --apply carries the plan out.');
  if (refused) return exit.failed;
  return changesSomething(plan) ? exit.planned : exit.done;
}

interface Applying {
  readonly options: Options;
  readonly settings: ProvisionSettings;
  readonly client: ReturnType<typeof createPatientTwilioClient>;
  readonly knownKey: ApiKey | undefined;
  readonly provisioning: Provisioning;
  readonly plan: readonly Step[];
  readonly envFile: string;
  readonly print: (text: string) => void;
}

async function apply(applying: Applying): Promise<void> {
  const { options, settings, client, provisioning, plan, envFile, print } = applying;
  const keep = (variables: Readonly<Record<string, string | undefined>>) => {
    if (!options['print-env']) writeEnvironmentFile(envFile, variables);
  };
  // A secret that cannot be kept is lost: better to find out before there is one.
  keep({ TWILIO_ACCOUNT_SID: settings.account.accountSid });
  let key = applying.knownKey;
  const provisioned = await provisionAccount(client, provisioning, {
    done: (step) => {
      if (!options.json) print(`  done: ${step.action} ${step.kind} ${step.name}`);
    },
    keyMade: (made) => {
      key = made;
      keep(keyVariables(made));
      // At once: a later step may fail.
      if (options['print-env'] && !options.json) print(environmentLines(keyVariables(made)));
    },
  });
  if (!provisioned) {
    keep(nothingLeft);
    const gone = 'The account has nothing of the connector any more.';
    print(options.json ? JSON.stringify({ plan }, undefined, 2) : gone);
    return;
  }
  keep(sidVariables(provisioned));
  await expectNothingLeft(client, settings, { options, provisioned, knownSid: key?.sid });
  const variables = {
    TWILIO_ACCOUNT_SID: settings.account.accountSid,
    ...sidVariables(provisioned),
    ...(key && { TWILIO_API_KEY_SID: key.sid }),
  };
  const secret = key && options['print-env'] ? keyVariables(key) : {};
  if (options.json) print(JSON.stringify({ plan, environment: { ...variables, ...secret } }, undefined, 2));
  else print(outcomeText(variables, { envFile, printed: options['print-env'] }));
}

/** What Twilio does not keep as it was told shows here, and not at the first call. */
async function expectNothingLeft(
  client: Applying['client'],
  settings: ProvisionSettings,
  done: { options: Options; provisioned: ProvisionedTwilio; knownSid: string | undefined },
): Promise<void> {
  const { workspaceSid, workflowSid, applicationSid } = done.provisioned;
  const sids = { workspace: workspaceSid, workflow: workflowSid, application: applicationSid };
  const after = provisioningOf({ ...settings, sids }, done);
  const left = (await lookAtAccount(client, after)).filter((step) => changesSomething([step]));
  if (left.length === 0) return;
  throw new ProvisionError(`Twilio kept this in another way than it was told:\n${tableOf(left)}`);
}

/** The key of the environment, unless Twilio does not know it with this secret. */
async function workingKey({ account, knownKey }: ProvisionSettings): Promise<ApiKey | undefined> {
  if (!knownKey) return undefined;
  const keyClient = createTwilioKeyClient({
    ...account,
    apiKeySid: knownKey.sid,
    apiKeySecret: knownKey.secret,
  });
  try {
    await keyClient.incomingPhoneNumbers.list({ limit: 1 });
    return knownKey;
  } catch (cause) {
    if ((cause as { status?: unknown }).status === 401) return undefined;
    throw new ProvisionError(problemOf(cause), { cause });
  }
}

function provisioningOf(
  settings: ProvisionSettings,
  { options, knownSid }: { options: Options; knownSid: string | undefined },
): Provisioning {
  const { name, publicUrl, sids } = settings;
  return {
    name,
    wanted: wantedAccount({ ...settings, addresses: accountAddresses(publicUrl) }),
    choices: {
      sids,
      takeOver: options['take-over'].includes('all') ? 'all' : options['take-over'],
      remove: options.remove,
      key: { name, knownSid },
    },
    uninstall: options.uninstall,
  };
}

type Options = ReturnType<typeof readOptions>;

function readOptions(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        apply: { type: 'boolean', default: false },
        config: { type: 'string' },
        'env-file': { type: 'string', default: 'twilio.env' },
        'print-env': { type: 'boolean', default: false },
        'take-over': { type: 'string', multiple: true, default: [] },
        'new-key': { type: 'boolean', default: false },
        remove: { type: 'boolean', default: false },
        uninstall: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    throw new ProvisionError(`${(cause as Error).message}\n\n${usage}`, { cause });
  }
}

function readConfig(folder: string, named: string | undefined): string | undefined {
  const file = resolve(folder, named ?? 'provision.json');
  if (existsSync(file)) return readFileSync(file, 'utf8');
  if (named === undefined) return undefined;
  throw new ProvisionError(`There is no file ${file}.`);
}

function planText({ account, name, publicUrl }: ProvisionSettings, plan: readonly Step[]): string {
  const title = `Twilio account ${account.accountSid}: "${name}" at ${publicUrl}`;
  return [title, '', ...(plan.length > 0 ? [tableOf(plan), ''] : []), summaryOf(plan)].join('\n');
}

function keyVariables({ sid, secret }: ApiKey) {
  return { TWILIO_API_KEY_SID: sid, TWILIO_API_KEY_SECRET: secret };
}

function sidVariables({ applicationSid, workspaceSid, workflowSid }: ProvisionedTwilio) {
  return {
    TWILIO_APPLICATION_SID: applicationSid,
    TWILIO_WORKSPACE_SID: workspaceSid,
    TWILIO_WORKFLOW_SID: workflowSid,
  };
}

const nothingLeft = {
  TWILIO_APPLICATION_SID: undefined,
  TWILIO_WORKSPACE_SID: undefined,
  TWILIO_WORKFLOW_SID: undefined,
  TWILIO_API_KEY_SID: undefined,
  TWILIO_API_KEY_SECRET: undefined,
};

function outcomeText(
  variables: Readonly<Record<string, string>>,
  { envFile, printed }: { envFile: string; printed: boolean },
): string {
  const where = printed
    ? 'Give the connector these variables, and the key above; its secret is shown this once:'
    : `Give the connector these variables; ${envFile} has them, and the key's secret, for your eyes only:`;
  return ['', where, '', environmentLines(variables)].join('\n');
}
