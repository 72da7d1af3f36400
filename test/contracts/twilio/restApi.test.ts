import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Twilio from 'twilio/lib/rest/Twilio.js';
import { startTwilio } from '../../../simulators/twilio/index.ts';
import { ContractViolated, localTwilioClient } from '../twilioContract.ts';
import { startCentre } from './centre.ts';
import { ACCOUNT, OUR_NUMBER, startKit, type TwilioKit } from './twilioKit.ts';

let kit: TwilioKit;

beforeEach(async () => {
  kit = await startKit();
});

afterEach(() => kit.stop());

describe('the REST API', () => {
  it('opens to the account’s token and to an API key, and to nobody else', async () => {
    const numbers = (name: string, password: string) =>
      fetch(`${kit.standIn.url}/api/2010-04-01/Accounts/${ACCOUNT.accountSid}/IncomingPhoneNumbers.json`, {
        headers: { authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}` },
      });

    expect((await numbers(ACCOUNT.accountSid, ACCOUNT.authToken)).status).toBe(200);
    expect((await numbers(ACCOUNT.apiKeySid, ACCOUNT.apiKeySecret)).status).toBe(200);
    const refused = await numbers(ACCOUNT.accountSid, 'guess');
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ code: 20_003, status: 401 });
  });

  it('shows the account, and the secret of an API key once', async () => {
    const account = await kit.client.api.v2010.accounts(ACCOUNT.accountSid).fetch();
    const { sid, secret } = await kit.client.newKeys.create({ friendlyName: 'Connector' });
    const byKey = new Twilio(sid, secret, {
      accountSid: ACCOUNT.accountSid,
      httpClient: localTwilioClient({ url: kit.standIn.url, ...ACCOUNT }).httpClient,
    });

    expect(account).toMatchObject({ status: 'active', type: 'Full' });
    expect(secret).toBe(kit.standIn.keySecret(sid));
    expect((await kit.client.keys(sid).fetch()).toJSON()).not.toHaveProperty('secret');
    expect(await byKey.incomingPhoneNumbers.list()).toHaveLength(1);
    await expect(byKey.keys.list()).rejects.toMatchObject({ status: 401, code: 20_003 });

    await kit.client.keys(sid).update({ friendlyName: 'Old connector' });
    expect((await kit.client.keys.list()).map(({ friendlyName }) => friendlyName)).toEqual([
      'First key',
      'Old connector',
    ]);
    await kit.client.keys(sid).remove();
    await expect(byKey.incomingPhoneNumbers.list()).rejects.toMatchObject({ status: 401 });
  });

  it('shows long lists in pages', async () => {
    const numbers = Array.from({ length: 7 }, (_, index) => `+1415555020${index}`);
    for (const phoneNumber of numbers) await kit.client.incomingPhoneNumbers.create({ phoneNumber });

    const all = await kit.client.incomingPhoneNumbers.list({ pageSize: 3 });

    expect(all.map(({ phoneNumber }) => phoneNumber)).toEqual([OUR_NUMBER, ...numbers]);
  });

  it('shows TaskRouter’s lists in pages of another shape', async () => {
    const workspace = await kit.client.taskrouter.v1.workspaces.create({ friendlyName: 'Pages' });
    const { activities } = kit.client.taskrouter.v1.workspaces(workspace.sid);
    for (const friendlyName of ['Break', 'Lunch', 'Meeting']) await activities.create({ friendlyName });

    const names = (await activities.list({ pageSize: 2 })).map(({ friendlyName }) => friendlyName);

    expect(names).toEqual(['Offline', 'Available', 'Unavailable', 'Break', 'Lunch', 'Meeting']);
  });

  it('answers 404 for what it does not have', async () => {
    await expect(kit.client.calls(`CA${'0'.repeat(32)}`).fetch()).rejects.toMatchObject({
      status: 404,
      code: 20_404,
    });
    await expect(kit.client.applications(`AP${'0'.repeat(32)}`).fetch()).rejects.toMatchObject({
      status: 404,
    });
    await expect(
      kit.client.taskrouter.v1
        .workspaces(`WS${'0'.repeat(32)}`)
        .tasks(`WT${'0'.repeat(32)}`)
        .fetch(),
    ).rejects.toMatchObject({ status: 404, code: 20_404 });
  });

  it('calls a number and carries out the TwiML it was given', async () => {
    kit.parties.teach('+14155550142', 'answer');
    kit.on('/hello', '<Response><Say>Hello there</Say></Response>');

    const { sid } = await kit.client.calls.create({
      to: '+14155550142',
      from: OUR_NUMBER,
      url: `${kit.appUrl}/hello`,
    });
    await kit.advance(5);

    expect(await kit.client.calls(sid).fetch()).toMatchObject({
      status: 'completed',
      direction: 'outbound-api',
      duration: '1',
    });
    await expect(kit.client.calls.create({ to: '+14155550142', from: OUR_NUMBER })).rejects.toMatchObject({
      code: 21_205,
    });
  });
});

describe('the contract', () => {
  it('stops a request that Twilio’s documents do not have', async () => {
    const update = kit.client
      .conferences(`CF${'1'.repeat(32)}`)
      .participants('customer')
      .update({
        hold: true,
        holdMethod: 'PUT',
      });

    await expect(update).rejects.toThrow(ContractViolated);
    await expect(update).rejects.toThrow(/UpdateParticipant form: \/HoldMethod must be equal to one of/);
  });

  it('stops an answer that Twilio’s documents do not have', async () => {
    const other = await startTwilio({
      ...ACCOUNT,
      port: 0,
      network: kit.parties.network,
      clients: kit.parties.clients,
      mount: (app) => {
        app.addHook('onSend', (_request, _reply, payload, done) => {
          done(null, String(payload).replace('"friendly_name"', '"friendlyName"'));
        });
      },
    });
    const client = localTwilioClient({ url: other.url, ...ACCOUNT }, kit.contract);

    const creating = client.applications.create({ friendlyName: 'Softphone' });

    await expect(creating).rejects.toThrow(/must have required property 'friendly_name'/);
    await expect(creating).rejects.toThrow(/must NOT have additional properties "friendlyName"/);
    await other.stop();
  });
});

describe('a stand-in with a data file', () => {
  it('knows after a restart what was provisioned', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'twilio-'));
    const dataFile = join(folder, 'data', 'twilio.json');
    const first = await startCentre({ dataFile });
    const { workerSid } = await first.hire('ada');
    await first.stop();

    const second = await startKit({ dataFile });

    const workspace = second.client.taskrouter.v1.workspaces(first.workspaceSid);
    expect((await workspace.workers(workerSid).fetch()).activityName).toBe('Available');
    expect((await workspace.workflows.list()).map(({ sid }) => sid)).toEqual([first.workflowSid]);
    const numbers = await second.client.incomingPhoneNumbers.list();
    expect(numbers.map(({ phoneNumber, voiceUrl }) => [phoneNumber, voiceUrl])).toEqual([
      [OUR_NUMBER, `${first.appUrl}/voice`],
    ]);
    await second.stop();
    rmSync(folder, { recursive: true });
  });
});
