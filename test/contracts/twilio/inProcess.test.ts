import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import twilio, { type Twilio as TwilioClient } from 'twilio';
import { createVirtualClock, type VirtualClock } from '../../../simulators/shared/clock.ts';
import { createTwilio, noSound, type Deliver, type Twilio } from '../../../simulators/twilio/index.ts';
import { directTwilioClient, twilioContract } from '../twilioContract.ts';
import { createParties, type Parties } from './parties.ts';
import { ACCOUNT, OUR_NUMBER } from './twilioKit.ts';

const CALLER = '+14155550199';
const CALLEE = '+14155550142';
const app = 'http://connector.test';
const contract = twilioContract();

let clock: VirtualClock;
let parties: Parties;
let standIn: Twilio;
let client: TwilioClient;
let answer: (request: Parameters<Deliver>[0]) => string;
let asked: Parameters<Deliver>[0][];

beforeEach(async () => {
  clock = createVirtualClock(Date.UTC(2026, 0, 5, 9));
  parties = createParties(clock);
  asked = [];
  answer = () => '';
  standIn = await createTwilio({
    ...ACCOUNT,
    clock,
    network: parties.network,
    clients: parties.clients,
    sound: noSound,
    numbers: [OUR_NUMBER],
    deliver(request) {
      asked.push(request);
      return Promise.resolve({ status: 200, contentType: 'text/xml', body: answer(request) });
    },
  });
  client = directTwilioClient({ twilio: standIn, ...ACCOUNT }, contract);
  const [number] = await client.incomingPhoneNumbers.list();
  await client.incomingPhoneNumbers(number?.sid ?? '').update({ voiceUrl: `${app}/voice` });
});
afterEach(() => standIn.stop());

const advance = (seconds: number) =>
  clock.advanceAsync(seconds * 1000, async () => {
    for (let calm = 0; calm < 3; calm += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (standIn.pending() > 0) calm = 0;
    }
  });

describe('a stand-in without a network', () => {
  it('asks the application in the same process, signed, and follows its TwiML', async () => {
    answer = () => '<Response><Say>Good morning</Say></Response>';
    const caller = parties.call(CALLER, OUR_NUMBER);

    await advance(5);

    expect(caller.heard).toEqual(['ringing', 'answered', 'completed']);
    const signed = asked.map(({ url, body, headers }) =>
      twilio.validateRequest(
        ACCOUNT.authToken,
        headers['x-twilio-signature'] ?? '',
        url,
        Object.fromEntries(new URLSearchParams(body)),
      ),
    );
    expect(signed).toEqual([true]);
  });

  it('answers direct requests as it answers those over HTTP', async () => {
    const path = `/api/2010-04-01/Accounts/${ACCOUNT.accountSid}/Calls.json`;
    const form = { To: CALLEE, From: OUR_NUMBER, Url: `${app}/hello` };

    const created = await standIn.request('POST', path, { form });
    const refused = await standIn.request('POST', path, { form: { To: CALLEE, From: OUR_NUMBER } });

    expect([created.status, refused.status]).toEqual([201, 400]);
    expect(JSON.parse(refused.body)).toMatchObject({ code: 21_205 });
  });

  it('knows versions of what it has, as over HTTP', async () => {
    const workspace = await client.taskrouter.v1.workspaces.create({ friendlyName: 'Centre' });
    const { workers } = client.taskrouter.v1.workspaces(workspace.sid);
    const { sid } = await workers.create({ friendlyName: 'ada' });

    await workers(sid).update({ ifMatch: '"0"', attributes: '{}' });

    await expect(workers(sid).update({ ifMatch: '"0"', attributes: '{}' })).rejects.toMatchObject({
      status: 412,
    });
  });

  it('breaks the connection of a request that is ordered to fail', async () => {
    const dialing = { matches: ({ method }: { method: string }) => method === 'POST' };
    const dial = () => client.calls.create({ to: CALLEE, from: OUR_NUMBER, url: `${app}/hello` });

    standIn.restFaults.add({ ...dialing, action: { type: 'drop' } });
    await expect(dial()).rejects.toThrow();
    standIn.restFaults.add({ ...dialing, action: { type: 'loseAnswer' } });
    await expect(dial()).rejects.toThrow();

    expect(await client.calls.list()).toHaveLength(1);
    expect(standIn.pending()).toBe(0);
  });

  it('waits for nobody but the clock while a request is answered late', async () => {
    standIn.restFaults.add({ action: { type: 'answerLate', ms: 8000 }, matches: () => true });
    let answered = false;

    const created = client.applications.create({ friendlyName: 'Softphone' }).then(() => (answered = true));
    await advance(7);
    const early = answered;
    await advance(2);
    await created;

    expect([early, answered, standIn.pending()]).toEqual([false, true, 0]);
  });

  it('gives an application that does not answer fifteen seconds', async () => {
    standIn.faults.clear();
    const silent = await createTwilio({
      ...ACCOUNT,
      clock,
      network: parties.network,
      clients: parties.clients,
      sound: noSound,
      numbers: [OUR_NUMBER],
      deliver: () => new Promise(() => undefined),
    });
    const direct = directTwilioClient({ twilio: silent, ...ACCOUNT });
    const [number] = await direct.incomingPhoneNumbers.list();
    await direct.incomingPhoneNumbers(number?.sid ?? '').update({ voiceUrl: `${app}/voice` });
    const caller = parties.call(CALLER, OUR_NUMBER);
    const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

    await clock.advanceAsync(14_000, soon);
    expect(caller.heard).toEqual(['ringing']);
    await clock.advanceAsync(4_000, soon);

    expect(caller.heard).toEqual(['ringing', 'answered', 'completed']);
    expect(silent.webhooks().map(({ outcome }) => outcome)).toEqual(['rt']);
    await silent.stop();
  });
});
