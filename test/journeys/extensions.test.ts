import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { AGENT_HERTZ, type AgentDesk } from './support/agentDesk.ts';
import { askFor, caller } from './support/callControl/callers.ts';
import { beginAs, finish, take } from './support/callControl/panel.ts';
import { eventually } from './support/eventually.ts';
import type { Handset } from './support/handset.ts';
import { askOrgApi } from './support/orgApi.ts';
import { oneLogEach } from './support/tasks.ts';
import { toneInWav } from './support/wavTones.ts';
import { startWorld, type World } from './support/world.ts';

const [FIRST_HERTZ, SECOND_HERTZ] = [440, 550];
/** The carrier's, before it takes a message down. */
const BEEP_HERTZ = 1_000;
const MESSAGE_MS = 3_000;
const ANAS_EXTENSION = '101';
const [ANA, BEN] = wellKnown.users.agents;

let world: World;
let ana: AgentDesk;
let callers: Handset[] = [];

beforeAll(async () => {
  world = await startWorld({ CONNECTOR_OFFER_SECONDS: '8' });
  ana = await world.agent({ username: ANA });
  await ana.chooseState('Ready');
  await ana.shows('Ready');
});

afterEach(async () => {
  for (const handset of callers) await handset.close();
  callers = [];
});

afterAll(() => world.stop());

async function phoneOf(ani: string, hertz = FIRST_HERTZ): Promise<Handset> {
  const handset = await caller(world, { ani, hertz });
  callers.push(handset);
  return handset;
}

describe('a caller who keys in an extension', () => {
  it('reaches that agent, even on a call: the first caller hears music meanwhile', async () => {
    const first = await phoneOf(wellKnown.uniqueContact.ani);
    await first.dial(centre.mainNumber);
    await ana.shows('Incoming call');
    await take(ana);
    await ana.hears(FIRST_HERTZ);

    const second = await phoneOf(wellKnown.lead.ani, SECOND_HERTZ);
    await askFor(second, ANAS_EXTENSION);
    await ana.button(/^Answer and hold the other call/).click();
    await ana.hears(SECOND_HERTZ);
    await ana.hearsNoMore(FIRST_HERTZ);
    await second.hears(AGENT_HERTZ);
    await first.hearsMusic();

    await second.hangUp();
    await ana.button('Resume').click();
    await ana.hears(FIRST_HERTZ);
    await first.hears(AGENT_HERTZ);
    await ana.button('Hang up').click();
    await finish(ana, 'Wrap-up');
    await ana.softphone.locator('c-softphone-call-list').waitFor({ state: 'hidden' });
    await finish(ana, 'Ready');
    for (const { ani } of [wellKnown.uniqueContact, wellKnown.lead]) {
      expect(await oneLogEach(world, ani, ['Ana Agent'])).toMatchObject([{ outcome: 'Answered' }]);
    }
  });

  it('that nobody has is asked again; after three the queue takes the call', async () => {
    const ben = await world.agent({ username: BEN });
    await ana.chooseState('Not ready: Break');
    await ben.chooseState('Ready');
    await ben.shows('Ready');
    const { ani } = wellKnown.accountOnly;
    const handset = await phoneOf(ani);
    await handset.dial(centre.directNumber);
    await handset.becomes('talking');

    for (const asked of [1, 2, 3]) {
      await eventually(`asked ${asked} times`, async () => (await answersTo(ani)) === asked);
      await handset.press('999#');
    }

    await ben.softphone.getByText(`Incoming call: ${centre.queue}`).first().waitFor();
    await take(ben);
    await ben.hears(FIRST_HERTZ);
    await ben.button('Hang up').click();
    await finish(ben, 'Ready');
    expect(await oneLogEach(world, ani, ['Ben Agent'])).toMatchObject([{ outcome: 'Answered' }]);
    await ben.chooseState('Log out');
    await ben.close();
  });
});

describe('a caller whose agent does not take the call', () => {
  it.each([
    ['is away', wellKnown.case.ani],
    ['declines', wellKnown.extension.ani],
    ['does not answer', wellKnown.suppliedPhoneCase.ani],
  ])('because the agent %s leaves a message, which is on a Task of that agent', async (how, ani) => {
    await beginAs(ana, how === 'is away' ? 'Not ready: Break' : 'Ready');
    const handset = await phoneOf(ani);
    await askFor(handset, ANAS_EXTENSION);
    if (how !== 'is away') await ana.softphone.getByText('Direct call').first().waitFor();
    if (how === 'declines') await ana.button('Decline').click();

    await handset.hears(BEEP_HERTZ);
    const beganAt = Date.now();
    await eventually('there is a message', () => Promise.resolve(Date.now() - beganAt > MESSAGE_MS));
    await handset.press('1');
    await handset.becomes('idle');

    const [log] = await oneLogEach(world, ani, ['Ana Agent']);
    expect(log).toMatchObject({ outcome: 'Voicemail', subject: `Message from: ${ani}` });
    expect(await loudnessOf(log?.id ?? '', FIRST_HERTZ)).toBeGreaterThan(5_000);
    await ana.shows(how === 'is away' ? 'Not ready: Break' : 'Ready');
  });
});

/** How often the connector has said what is to happen with the call of this number. */
async function answersTo(ani: string): Promise<number> {
  const { webhooks } = (await (await fetch(`${world.system.twilio.url}/_sim/state`)).json()) as {
    readonly webhooks: readonly {
      readonly kind: string;
      readonly params: Readonly<Record<string, string>>;
      readonly outcome: unknown;
    }[];
  };
  return webhooks.filter(
    ({ kind, params, outcome }) => kind === 'voice' && params['From'] === ani && outcome === 200,
  ).length;
}

/** How loud a tone is in the recording that a log links to, once that is ready. */
async function loudnessOf(taskId: string, hertz: number): Promise<number> {
  const { org } = world.system.salesforce;
  const soql = `SELECT Interaction_Key__c FROM Task WHERE Id = '${taskId}'`;
  const recording = String(org.query(soql, org.users()[0]?.id ?? '').records[0]?.['Interaction_Key__c']);
  const path = `/recordings/${encodeURIComponent(recording)}`;
  const ask = () => askOrgApi(world.system, path, { permissions: ['CTI_Agent'], recording });
  await eventually('the message can be heard', async () => (await ask()).ok);
  return Math.max(...toneInWav(Buffer.from(await (await ask()).arrayBuffer()), hertz));
}
