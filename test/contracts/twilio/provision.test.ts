import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { provisionCommand } from '../../../scripts/provision/provisionCommand.ts';
import { provisionTwilio } from '../../../scripts/provision/provisionTwilio.ts';
import { createVirtualClock } from '../../../simulators/shared/clock.ts';
import { noSound, startTwilio, type TwilioStandIn } from '../../../simulators/twilio/index.ts';
import { ContractViolated, localTwilioClient, twilioContract, watchServer } from '../twilioContract.ts';
import { createParties } from './parties.ts';
import { ACCOUNT, OUR_NUMBER } from './twilioKit.ts';

/** What Twilio refuses, from the first request whose method and path fit. */
interface Trouble {
  readonly at: RegExp;
  readonly status: number;
  times: number;
}

const contract = twilioContract();
let standIn: TwilioStandIn;
let faults: readonly string[];
let asked: string[];
let trouble: Trouble | undefined;
let folder: string;
let printed: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'provision-'));
  [asked, printed, trouble] = [[], [], undefined];
  const clock = createVirtualClock(Date.UTC(2026, 0, 5, 9));
  const { network, clients } = createParties(clock);
  standIn = await startTwilio({
    ...ACCOUNT,
    port: 0,
    clock,
    network,
    clients,
    sound: noSound,
    numbers: [OUR_NUMBER],
    mount(app) {
      faults = watchServer(app, contract);
      app.addHook('onRequest', async ({ method, url }, reply) => {
        asked.push(`${method} ${url}`);
        if (!trouble || trouble.times === 0 || !trouble.at.test(`${method} ${url}`)) return;
        trouble.times -= 1;
        const { status } = trouble;
        await reply.code(status).send({ code: 20_429, message: 'No', more_info: '', status });
      });
    },
  });
  write({ publicUrl: 'https://cti.example.com', queues: ['Support'], numbers: [OUR_NUMBER] });
});

afterEach(async () => {
  await standIn.stop();
  rmSync(folder, { recursive: true });
  if (faults.length > 0) throw new ContractViolated(faults.join('; '));
});

function write(settings: object): void {
  writeFileSync(join(folder, 'provision.json'), JSON.stringify(settings));
}

/** Runs the command as a person does; answers its exit code. */
function provision(words = '', environment: Readonly<Record<string, string>> = {}): Promise<number> {
  printed = [];
  asked = [];
  return provisionCommand(words.split(' ').filter(Boolean), {
    folder,
    print: (text) => printed.push(text),
    environment: {
      TWILIO_ACCOUNT_SID: ACCOUNT.accountSid,
      TWILIO_AUTH_TOKEN: ACCOUNT.authToken,
      TWILIO_API_URL: standIn.url,
      ...environment,
    },
  });
}

const said = () => printed.join('\n');
const client = () => localTwilioClient({ url: standIn.url, ...ACCOUNT });
const kept = () => parseEnv(readFileSync(join(folder, 'twilio.env'), 'utf8'));
const changesAsked = () => asked.filter((line) => !line.startsWith('GET'));

async function numberNow() {
  const [number] = await client().incomingPhoneNumbers.list();
  return number!;
}

describe('npm run provision', () => {
  it('shows the plan for a fresh account and changes nothing', async () => {
    expect(await provision()).toBe(2);

    expect(changesAsked()).toEqual([]);
    expect(said()).toMatch(/create +workspace +CTI Connector +eventCallbackUrl: https:\/\/cti/);
    expect(said()).toMatch(
      /change +number .* voiceUrl: \(none\) -> https:\/\/cti.example.com\/twilio\/voice/,
    );
    expect(said()).toMatch(/--apply carries the plan out/);
  });

  it('carries it out, and finds nothing to do afterwards', async () => {
    expect(await provision('--apply')).toBe(0);
    expect(said()).toMatch(/TWILIO_WORKFLOW_SID=WW/);

    expect(await provision('--apply')).toBe(0);
    expect(changesAsked()).toEqual([]);
    expect(await provision()).toBe(0);
    expect(await numberNow()).toMatchObject({
      voiceUrl: 'https://cti.example.com/twilio/voice',
      statusCallback: 'https://cti.example.com/twilio/voice/status',
    });
    const [workspace] = await client().taskrouter.v1.workspaces.list();
    const [workflow] = await client().taskrouter.v1.workspaces(workspace!.sid).workflows.list();
    const [queue] = await client().taskrouter.v1.workspaces(workspace!.sid).taskQueues.list();
    expect(JSON.parse(workflow!.configuration)).toMatchObject({
      task_routing: { filters: [{ targets: [{ queue: queue!.sid }] }] },
    });
  });

  it('keeps a new key’s secret for its owner alone, and never says it', async () => {
    await provision('--apply');

    const { TWILIO_API_KEY_SID: sid = '', TWILIO_API_KEY_SECRET: secret = '' } = kept();
    expect(secret).toBe(standIn.keySecret(sid));
    expect(statSync(join(folder, 'twilio.env')).mode & 0o777).toBe(0o600);
    expect(said()).not.toContain(secret);
    await provision('--apply --json --new-key');
    expect(said()).not.toContain(kept()['TWILIO_API_KEY_SECRET']);
  });

  it('prints the secret instead of keeping it, when asked to', async () => {
    await provision('--apply --print-env');

    const [, sid = '', secret] = /TWILIO_API_KEY_SID=(\w+)\n.*SECRET=(\w+)/.exec(said()) ?? [];
    expect(secret).toBe(standIn.keySecret(sid));
    expect(() => kept()).toThrow(/ENOENT/);
  });

  it('mends what somebody changed, and nothing else', async () => {
    await provision('--apply');
    const { sid } = await numberNow();
    await client().incomingPhoneNumbers(sid).update({ voiceUrl: 'https://changed.example/' });
    const [workspace] = await client().taskrouter.v1.workspaces.list();
    await client().taskrouter.v1.workspaces(workspace!.sid).update({ eventsFilter: 'task.created' });

    expect(await provision()).toBe(2);
    expect(said()).toMatch(/voiceUrl: https:\/\/changed.example\/ -> https:\/\/cti/);
    expect(await provision('--apply')).toBe(0);

    expect(changesAsked()).toHaveLength(2);
    expect(await provision()).toBe(0);
  });

  it('goes on where a run failed half-way', async () => {
    trouble = { at: /POST .*Workflows/, status: 500, times: 1 };
    expect(await provision('--apply')).toBe(1);
    expect(said()).toMatch(/3 of \d steps were done; then: create workflow/);
    expect(said()).toMatch(/in trouble \(status 500\).*\n.*run the same command again/);

    expect(await provision('--apply')).toBe(0);

    expect(await provision()).toBe(0);
    const { workspaces } = client().taskrouter.v1;
    expect(await workspaces.list()).toHaveLength(1);
  });

  it('makes another key when a run was killed before its secret was kept', async () => {
    await provision('--apply');
    rmSync(join(folder, 'twilio.env'));

    expect(await provision()).toBe(2);
    expect(said()).toMatch(/create +apiKey/);
    expect(said()).toMatch(/leave +apiKey .* Its secret is not known here/);
  });

  it('makes another key when Twilio does not know the one of the environment', async () => {
    await provision('--apply');

    expect(await provision('', { TWILIO_API_KEY_SECRET: 'of another key' })).toBe(2);
    expect(said()).toMatch(/create +apiKey/);
  });

  it('waits when Twilio has had enough for the moment', async () => {
    trouble = { at: /POST .*Applications/, status: 429, times: 1 };

    expect(await provision('--apply')).toBe(0);
  });

  it.each([
    [
      'the credentials are wrong',
      { TWILIO_AUTH_TOKEN: 'guess' },
      /refuses the credentials.*TWILIO_AUTH_TOKEN/,
    ],
    ['nobody answers', { TWILIO_API_URL: 'http://127.0.0.1:9' }, /cannot be reached/],
    ['an API key stands in for the token', { TWILIO_ACCOUNT_SID: ACCOUNT.apiKeySid }, /must be AC/],
    ['the token is missing', { TWILIO_AUTH_TOKEN: '' }, /TWILIO_AUTH_TOKEN is missing/],
    ['a sid is of another account', { TWILIO_WORKSPACE_SID: `WS${'9'.repeat(32)}` }, /TWILIO_WORKSPACE_SID/],
  ])('says what to do when %s', async (_when, environment, words) => {
    expect(await provision('--apply', environment)).toBe(1);

    expect(said()).toMatch(words);
    expect(changesAsked()).toEqual([]);
  });

  it('changes nothing when one number is not ours', async () => {
    write({ publicUrl: 'https://cti.example.com', queues: ['Support'], numbers: ['+14155550999'] });

    expect(await provision('--apply')).toBe(1);

    expect(said()).toMatch(/\+14155550999 +It does not belong to the Twilio account/);
    expect(changesAsked()).toEqual([]);
  });

  it('names everything that is wrong with the settings at once', async () => {
    write({ publicUrl: 'cti', queue: 'Support', numbers: ['555'] });

    expect(await provision()).toBe(1);
    expect(said()).toMatch(/the file's queue is unknown[\s\S]*publicUrl[\s\S]*at least one number/);
  });

  it('reads numbers and queues from the connector’s own environment', async () => {
    rmSync(join(folder, 'provision.json'));

    expect(
      await provision('--json', {
        CONNECTOR_PUBLIC_URL: 'https://cti.example.com/',
        CONNECTOR_ENTRY_POINTS: JSON.stringify([{ dnis: OUR_NUMBER, queue: 'Sales' }]),
      }),
    ).toBe(2);
    expect(JSON.parse(said())).toMatchObject({
      plan: expect.arrayContaining([expect.objectContaining({ kind: 'queue', name: 'Sales' })]),
    });
  });

  it('takes everything out again, and leaves the number to the account', async () => {
    await provision('--apply');

    expect(await provision('--uninstall --apply')).toBe(0);

    expect(await client().taskrouter.v1.workspaces.list()).toEqual([]);
    expect(await client().applications.list()).toEqual([]);
    expect((await client().keys.list()).map(({ friendlyName }) => friendlyName)).toEqual(['First key']);
    expect(await numberNow()).toMatchObject({ phoneNumber: OUR_NUMBER, voiceUrl: '', statusCallback: '' });
    expect(kept()).toEqual({ TWILIO_ACCOUNT_SID: ACCOUNT.accountSid });
    expect(await provision('--uninstall')).toBe(0);
  });

  it('takes the rest out where a removal failed half-way', async () => {
    await provision('--apply');
    trouble = { at: /DELETE .*Keys/, status: 500, times: 1 };
    expect(await provision('--uninstall --apply')).toBe(1);
    expect(said()).toMatch(/then: remove apiKey/);

    expect(await provision('--uninstall --apply')).toBe(0);

    expect((await client().keys.list()).map(({ friendlyName }) => friendlyName)).toEqual(['First key']);
  });
});

describe('the provisioning of an account that is all ours', () => {
  it('takes every number, and changes nothing when one is not the account’s', async () => {
    const { sid } = await numberNow();
    await client().incomingPhoneNumbers(sid).update({ voiceUrl: 'https://other.example/' });
    const plan = { publicUrl: 'http://127.0.0.1:1', queues: ['Support'], reservationSeconds: 20 };

    const missing = provisionTwilio(client(), { ...plan, numbers: [OUR_NUMBER, '+14155550999'] });
    await expect(missing).rejects.toThrow(/Nothing was changed[^]*\+14155550999: It does not belong/);
    expect(await client().taskrouter.v1.workspaces.list()).toEqual([]);

    await provisionTwilio(client(), { ...plan, numbers: [OUR_NUMBER] });
    expect((await numberNow()).voiceUrl).toBe('http://127.0.0.1:1/twilio/voice');
  });
});
