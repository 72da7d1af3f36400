import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  wantedAccount,
  type WantedAccountParts,
} from '../../../connector/src/outbound/twilio/account/wantedAccount.ts';
import { twilioSetupLooks, type TwilioSetup } from '../../../connector/src/outbound/twilio/setupChecks.ts';
import {
  createTwilioClient,
  createTwilioKeyClient,
} from '../../../connector/src/outbound/twilio/twilioClient.ts';
import { accountAddresses } from '../../../connector/src/twilioAddresses.ts';
import { provisionTwilio, type ProvisionedTwilio } from '../../../scripts/provision/provisionTwilio.ts';
import { ACCOUNT, OUR_NUMBER, startKit, type TwilioKit } from './twilioKit.ts';

let kit: TwilioKit;
let provisioned: ProvisionedTwilio;

beforeEach(async () => {
  kit = await startKit();
  provisioned = await provisionTwilio(kit.client, plan());
});

afterEach(() => kit.stop());

function plan() {
  return { publicUrl: kit.appUrl, queues: ['Support'], numbers: [OUR_NUMBER], reservationSeconds: 20 };
}

/** What an admin would read now: the checks that are not in order. */
async function troubles(changes: Partial<TwilioSetup> = {}, parts: Partial<WantedAccountParts> = {}) {
  const account = { ...ACCOUNT, apiUrl: kit.standIn.url };
  const looks = twilioSetupLooks({
    client: createTwilioClient(account),
    keyClient: createTwilioKeyClient(account),
    wanted: wantedAccount({ ...plan(), addresses: accountAddresses(kit.appUrl), ...parts }),
    accountSid: ACCOUNT.accountSid,
    callerId: OUR_NUMBER,
    ...provisioned,
    ...changes,
  });
  const checks = (await Promise.all(looks.map(({ look }) => look()))).flat();
  expect(checks.map(({ name }) => name)).toEqual(looks.map(({ name }) => name));
  return checks.filter(({ state }) => state !== 'ok');
}

const workspace = () => kit.client.taskrouter.v1.workspaces(provisioned.workspaceSid);

describe('the set-up checks of Twilio', () => {
  it('are all in order after the provisioning', async () => {
    expect(await troubles()).toEqual([]);
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'twilioApplication',
      () => kit.client.applications(provisioned.applicationSid).update({ voiceUrl: 'https://x.example/' }),
      /voiceUrl is https:\/\/x.example\/, and should be .*\/twilio\/voice\/outbound/,
    ],
    [
      'twilioWorkspace',
      () => workspace().update({ eventCallbackUrl: 'https://x.example/' }),
      /eventCallbackUrl is https:\/\/x.example\//,
    ],
    ['twilioWorkspace', () => workspace().update({ eventsFilter: 'task.created' }), /eventsFilter is task/],
    [
      'twilioWorkspace',
      () => workspace().workflows(provisioned.workflowSid).update({ taskReservationTimeout: 300 }),
      /taskReservationTimeout is 300, and should be 20/,
    ],
    [
      'twilioNumbers',
      async () => {
        const [number] = await kit.client.incomingPhoneNumbers.list();
        await kit.client.incomingPhoneNumbers(number!.sid).update({ statusCallback: '' });
      },
      /The number \+14155550100: statusCallback is empty/,
    ],
  ])('say in %s what somebody changed, and how it is mended', async (name, change, detail) => {
    await change();

    expect(await troubles()).toEqual([
      {
        name,
        state: 'wrong',
        detail: expect.stringMatching(detail),
        remedy: expect.stringMatching(/npm run provision/),
      },
    ]);
  });

  it('name a number that the account does not have, and a queue', async () => {
    expect(await troubles({}, { numbers: ['+14155550999'], queues: ['Support', 'Sales'] })).toMatchObject([
      {
        name: 'twilioWorkspace',
        detail: expect.stringMatching(/^The queue Sales is missing. The workflow: routing/),
      },
      { name: 'twilioNumbers', detail: 'The number +14155550999 is missing.' },
    ]);
  });

  it('tell a sid that is not there from an account that cannot be asked', async () => {
    const [gone] = await troubles({ workflowSid: `WW${'0'.repeat(32)}` });
    expect(gone).toMatchObject({ name: 'twilioWorkspace', state: 'wrong' });

    const client = createTwilioClient({ ...ACCOUNT, authToken: 'guess', apiUrl: kit.standIn.url });
    const refused = await troubles({ client });
    expect(refused).toHaveLength(4);
    expect(new Set(refused.map(({ state, remedy }) => `${state}: ${remedy}`))).toEqual(
      new Set([expect.stringMatching(/^wrong: Compare TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN/)]),
    );

    const nobody = createTwilioClient({ ...ACCOUNT, apiUrl: 'http://127.0.0.1:9' });
    const unknown = await troubles({ client: nobody, keyClient: nobody });
    expect(unknown.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'unknown'));
  });

  it('find a caller id with which the account may not call', async () => {
    expect(await troubles({ callerId: '+14155550999' })).toMatchObject([
      {
        name: 'twilioNumbers',
        state: 'wrong',
        remedy: expect.stringMatching(/^Verify .* CONNECTOR_CALLER_ID/),
      },
    ]);
  });

  it('find an API key that Twilio does not know', async () => {
    const keyClient = createTwilioKeyClient({ ...ACCOUNT, apiKeySecret: 'lost', apiUrl: kit.standIn.url });

    expect(await troubles({ keyClient })).toMatchObject([
      { name: 'twilioApiKey', state: 'wrong', remedy: expect.stringMatching(/--new-key/) },
    ]);
  });
});
