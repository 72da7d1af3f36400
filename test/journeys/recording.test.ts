import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { AGENT_HERTZ, type AgentDesk } from './support/agentDesk.ts';
import { eventually } from './support/eventually.ts';
import { askOrgApi, orgApiToken, settingsAreRead } from './support/orgApi.ts';
import { toneInWav } from './support/wavTones.ts';
import { startWorld, type World } from './support/world.ts';

const CUSTOMER = wellKnown.uniqueContact.ani;
const CUSTOMER_HERTZ = 440;
const NOBODYS_HERTZ = 1_000;
const agentOnly = ['CTI_Agent'];

let world: World;
let agent: AgentDesk;

beforeAll(async () => {
  world = await startWorld({}, [join(import.meta.dirname, 'support/recordedQueue')]);
  await settingsAreRead(world.system);
  agent = await world.agent();
  await agent.chooseState('Ready');
  await agent.shows('Ready');
});

afterAll(() => world.stop());

interface Logged {
  readonly Interaction_Key__c: string;
  readonly Recording_Link__c: string | null;
  readonly CallType: string;
}

/** The log of the only call of this type, once the org has it. */
async function logOf(callType: 'Inbound' | 'Outbound'): Promise<Logged> {
  const { org } = world.system.salesforce;
  const soql = `SELECT Interaction_Key__c, Recording_Link__c, CallType FROM Task WHERE CallType = '${callType}' AND Interaction_Key__c != null AND (Ani__c = '${CUSTOMER}' OR Dnis__c = '${CUSTOMER}')`;
  const rows = () => org.query(soql, org.users()[0]?.id ?? '').records as unknown as Logged[];
  await eventually(`the ${callType} call is logged`, () => Promise.resolve(rows().length > 0));
  expect(rows()).toHaveLength(1);
  return rows()[0]!;
}

const recordingOf = (
  key: string,
  headers: Record<string, string> = {},
  recording: string | undefined = key,
) =>
  askOrgApi(world.system, `/recordings/${encodeURIComponent(key)}`, {
    permissions: agentOnly,
    ...(recording !== '' && { recording }),
    headers,
  });

describe('a call of a queue whose calls are recorded', () => {
  let log: Logged;

  it('is marked for the agent, who may pause it, and its log links to the recording', async () => {
    const customer = await world.handset(CUSTOMER);
    await customer.say(CUSTOMER_HERTZ);
    await customer.dial(centre.mainNumber);
    await agent.shows('Incoming call');

    await agent.button('Accept').click();
    await agent.hears(CUSTOMER_HERTZ);
    await customer.hears(AGENT_HERTZ);
    await agent.softphone
      .getByRole('status')
      .filter({ hasText: /^Recording$/ })
      .waitFor();
    await agent.button('Pause recording').click();
    await agent.softphone
      .getByRole('status')
      .filter({ hasText: /^Recording paused$/ })
      .waitFor();
    await agent.button('Resume recording').click();
    await agent.softphone
      .getByRole('status')
      .filter({ hasText: /^Recording$/ })
      .waitFor();
    await agent.softphone.getByText('0:02').first().waitFor();
    await customer.hangUp();
    await agent.button('Done').click();
    await agent.shows('Ready');

    log = await logOf('Inbound');
    expect(log.Recording_Link__c).toContain(encodeURIComponent(log.Interaction_Key__c));
    await customer.close();
  });

  it('can be heard afterwards, both parties at once', async () => {
    await eventually('the recording is ready', async () => (await recordingOf(log.Interaction_Key__c)).ok);

    const answer = await recordingOf(log.Interaction_Key__c);

    const file = Buffer.from(await answer.arrayBuffer());
    const loudest = (hertz: number) => Math.max(...toneInWav(file, hertz));
    expect(loudest(CUSTOMER_HERTZ)).toBeGreaterThan(5_000);
    expect(loudest(AGENT_HERTZ)).toBeGreaterThan(5_000);
    expect(loudest(NOBODYS_HERTZ)).toBeLessThan(1_000);
  });

  it('can be heard in parts', async () => {
    const whole = Buffer.from(await (await recordingOf(log.Interaction_Key__c)).arrayBuffer());

    const answer = await recordingOf(log.Interaction_Key__c, { range: 'bytes=44-1043' });

    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes 44-1043/${whole.length}`);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(whole.subarray(44, 1_044));
  });

  it('is refused to whom the org did not sign it', async () => {
    for (const recording of ['', `${log.Interaction_Key__c}x`]) {
      const answer = await recordingOf(log.Interaction_Key__c, {}, recording);

      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: 'RECORDING_REFUSED' });
    }
  });

  it('is heard by a page of the org, and never names the carrier', async () => {
    const { Interaction_Key__c: key } = log;
    const token = orgApiToken(world.system, { permissions: agentOnly, recording: key });

    const heard = await agent.page.evaluate(
      async ({ address, bearer }) => {
        const answer = await fetch(address, { headers: { authorization: `Bearer ${bearer}` } });
        const sound = await answer.arrayBuffer();
        const { duration } = await new OfflineAudioContext(1, 1, 8_000).decodeAudioData(sound);
        return { url: answer.url, headers: [...answer.headers].join('\n'), duration };
      },
      {
        address: `${world.system.url}/connector/org/recordings/${encodeURIComponent(key)}`,
        bearer: token,
      },
    );

    expect(heard.duration).toBeGreaterThan(0.5);
    expect(heard.url).toContain('/connector/org/recordings/');
    expect(heard.headers).not.toMatch(/twilio|RE[0-9a-f]{32}/i);
  });

  it('is played by the page that the link in the log opens', async () => {
    const { pathname, search } = new URL(log.Recording_Link__c ?? '');
    const page = await agent.context.newPage();
    await page.goto(world.system.url + pathname + search);

    await page.getByRole('button', { name: 'Play' }).click();

    const sound = page.locator('audio');
    await eventually('the recording plays', () =>
      sound.evaluate((element) => (element as HTMLAudioElement).currentTime > 0.2),
    );
    expect(await sound.getAttribute('src')).toMatch(/^blob:/);
    await page.close();
  });
});

describe('a call without a rule', () => {
  it('is not recorded, and its log has no link', async () => {
    const customer = await world.handset(CUSTOMER);
    await agent.openPanel();
    await agent.softphone.getByLabel('Phone number').fill(CUSTOMER);
    await agent.button('Call').click();
    await customer.becomes('incoming');
    await customer.answer();
    await agent.button('Hang up').click();
    await agent.button('Done').click();

    const log = await logOf('Outbound');

    expect(log.Recording_Link__c).toBeNull();
    const answer = await recordingOf(log.Interaction_Key__c);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'RECORDING_MISSING' });
    await customer.close();
  });
});
