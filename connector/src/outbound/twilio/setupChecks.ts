import type Twilio from 'twilio/lib/rest/Twilio.js';
import type { SetupCheck, SetupLook } from '../../callCenter/ports/setupCheck.ts';
import { accountReader, type AccountReader } from './account/foundAccount.ts';
import { changesOf, type FoundResource, type ResourceKind, type WantedResource } from './account/resource.ts';

export interface TwilioSetup {
  /** Asks with the account's token. */
  readonly client: Twilio;
  /** Asks with the API key. */
  readonly keyClient: Twilio;
  /** What the account must look like. */
  readonly wanted: readonly WantedResource[];
  readonly accountSid: string;
  /** What customers see when an agent calls them. */
  readonly callerId: string;
  readonly applicationSid: string;
  readonly workspaceSid: string;
  readonly workflowSid: string;
}

const MEND = 'Run npm run provision: it shows what it would change, and changes it with --apply.';

/** The set-up at Twilio, as it is now: each look asks Twilio, and none changes anything. */
export function twilioSetupLooks(setup: TwilioSetup): readonly SetupLook[] {
  const reader = accountReader(setup.client);
  const looks: Readonly<Record<string, (name: string) => Promise<SetupCheck>>> = {
    twilioAccount: (name) => accountCheck(name, setup),
    twilioApiKey: (name) => apiKeyCheck(name, setup),
    twilioApplication: async (name) =>
      verdict(
        name,
        problemsWith(ofKind(setup.wanted, 'application'), [await reader.application(setup.applicationSid)]),
      ),
    twilioWorkspace: async (name) => verdict(name, await workspaceProblems(setup, reader)),
    twilioNumbers: (name) => numbersCheck(name, { setup, reader }),
  };
  return Object.entries(looks).map(([name, look]) => ({
    name,
    look: async () => [await look(name).catch((cause: unknown) => failed(name, cause))],
  }));
}

async function accountCheck(name: string, { client, accountSid }: TwilioSetup): Promise<SetupCheck> {
  const { status, type } = await client.api.v2010.accounts(accountSid).fetch();
  if (status !== 'active') {
    const remedy = 'Open the account in Twilio’s console: it says why, and how it is opened again.';
    return { name, state: 'wrong', detail: `The account is ${status}.`, remedy };
  }
  if (type === 'Trial')
    return { name, state: 'ok', detail: 'A trial account: it calls verified numbers only.' };
  return { name, state: 'ok' };
}

async function apiKeyCheck(name: string, setup: TwilioSetup): Promise<SetupCheck> {
  try {
    await setup.keyClient.incomingPhoneNumbers.list({ limit: 1 });
    return { name, state: 'ok' };
  } catch (cause) {
    if (statusOf(cause) !== 401) throw cause;
    return {
      name,
      state: 'wrong',
      detail: 'Twilio does not know TWILIO_API_KEY_SID with TWILIO_API_KEY_SECRET: softphones get no sound.',
      remedy: 'Create a key (npm run provision -- --new-key --apply), and give the connector both variables.',
    };
  }
}

/** Everything of TaskRouter: what it tells us, and how it routes. */
async function workspaceProblems(
  { workspaceSid, workflowSid, wanted }: TwilioSetup,
  reader: AccountReader,
): Promise<readonly string[]> {
  const [workspace, activities, queues] = await Promise.all([
    reader.workspace(workspaceSid),
    reader.activities(workspaceSid),
    reader.queues(workspaceSid),
  ]);
  const workflow = await reader.workflow({ workspaceSid, sid: workflowSid }, queues);
  return [
    ...problemsWith(ofKind(wanted, 'workspace'), [workspace]),
    ...problemsWith(ofKind(wanted, 'activity'), activities),
    ...problemsWith(ofKind(wanted, 'queue'), queues),
    ...problemsWith(ofKind(wanted, 'workflow'), [workflow]),
  ];
}

/** The numbers that lead to us, and the one that customers see. */
async function numbersCheck(
  name: string,
  { setup, reader }: { setup: TwilioSetup; reader: AccountReader },
): Promise<SetupCheck> {
  const { wanted, callerId } = setup;
  const numbers = ofKind(wanted, 'number');
  const [mayShow, ...found] = await Promise.all([
    reader.mayShow(callerId),
    ...numbers.map((number) => reader.number(number.name)),
  ]);
  const problems = problemsWith(
    numbers,
    found.filter((each) => each !== undefined),
  );
  if (mayShow) return verdict(name, problems);
  const unverified = `The account may not call with ${callerId}: it is neither its own number nor verified.`;
  const verify =
    'Verify the caller id in Twilio’s console (Phone Numbers, Verified Caller IDs), or change CONNECTOR_CALLER_ID.';
  const remedy = problems.length > 0 ? `${MEND} ${verify}` : verify;
  return { name, state: 'wrong', detail: [...problems, unverified].join(' '), remedy };
}

/** What is wrong, a sentence each. Workspace, workflow and application are found by sid, whatever their name. */
function problemsWith(wanted: readonly WantedResource[], found: readonly FoundResource[]): readonly string[] {
  return wanted.flatMap(({ kind, name, settings }) => {
    const named = kind === 'activity' || kind === 'queue' || kind === 'number';
    const own = named ? found.find((each) => each.name === name) : found[0];
    const title = named ? `The ${kind} ${name}` : `The ${kind}`;
    if (!own) return [`${title} is missing.`];
    if (own.unfit !== undefined) return [`${title} cannot be used: ${own.unfit}`];
    return changesOf(settings, own.settings).map(
      ({ setting, from, to }) => `${title}: ${setting} is ${shown(from)}, and should be ${shown(to)}.`,
    );
  });
}

function ofKind(wanted: readonly WantedResource[], kind: ResourceKind): readonly WantedResource[] {
  return wanted.filter((each) => each.kind === kind);
}

function shown(value: string | number | boolean): string {
  return value === '' ? 'empty' : String(value);
}

function verdict(name: string, problems: readonly string[]): SetupCheck {
  if (problems.length === 0) return { name, state: 'ok' };
  return { name, state: 'wrong', detail: problems.join(' '), remedy: MEND };
}

function failed(name: string, cause: unknown): SetupCheck {
  const status = statusOf(cause);
  if (status === 401 || status === 403) {
    return {
      name,
      state: 'wrong',
      detail: 'Twilio refuses the credentials.',
      remedy: 'Compare TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN with Twilio’s console, and start anew.',
    };
  }
  if (status === 404) {
    return {
      name,
      state: 'wrong',
      detail: 'The account has nothing with the sid that the connector was given.',
      remedy: `Give the connector the TWILIO_ variables that npm run provision prints. ${MEND}`,
    };
  }
  const detail = status === undefined ? 'Twilio does not answer.' : `Twilio answers with status ${status}.`;
  return { name, state: 'unknown', detail, remedy: 'Look again in a minute; status.twilio.com tells more.' };
}

function statusOf(cause: unknown): number | undefined {
  const { status } = cause as { status?: unknown };
  return typeof status === 'number' ? status : undefined;
}
