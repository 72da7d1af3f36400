import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { AGENT_HERTZ, type AgentDesk } from './support/agentDesk.ts';
import { caller, CUSTOMER_HERTZ, hearEachOther, reach } from './support/callControl/callers.ts';
import { allLegsEnd, waitingCallers } from './support/callControl/carrier.ts';
import { finish, take } from './support/callControl/panel.ts';
import { startComputer, type Computer } from './support/computer.ts';
import { eventually } from './support/eventually.ts';
import { metricsOf } from './support/everything.ts';
import type { Handset } from './support/handset.ts';
import { identityOf } from './support/people.ts';
import { oneLogEach } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

const RECOVERY_SECONDS = 5;
/** The voice network gives a leg without a sound up after twenty seconds, the connector the agent after its own. */
const GIVEN_UP_WITHIN_MS = 60_000;
const BEN_HERTZ = 900;
const [ANA, BEN] = wellKnown.users.agents;

let world: World;
let computer: Computer;
let ana: AgentDesk;
let customer: Handset;

beforeAll(async () => {
  world = await startWorld({ CONNECTOR_RECOVERY_SECONDS: String(RECOVERY_SECONDS) });
});

beforeEach(async () => {
  computer = await startComputer();
  ana = await world.agent({ username: ANA, browser: computer.browser });
  await ana.chooseState('Ready');
  await ana.shows('Ready');
});

afterEach(async () => {
  await customer.close();
  await computer.turnsOff();
  await allLegsEnd(world);
});

afterAll(() => world.stop());

async function talk(ani: string): Promise<void> {
  customer = await caller(world, { ani, hertz: CUSTOMER_HERTZ });
  await reach(customer, ana);
}

const bothHear = () => hearEachOther(customer, ana);

/** The network is gone, and the agent knows. */
async function isCutOff(): Promise<void> {
  await computer.losesNetwork();
  await customer.hearsNothing();
  await ana.tells('The sound is interrupted', 'Reconnecting');
}

/** So many softphones have a link. */
function signedIn(count: number): Promise<void> {
  return eventually(`${count} softphones are signed in`, async () =>
    (await metricsOf(world.system)).includes(`cti_open_softphones ${count}`),
  );
}

/** What the agent does reaches the caller. */
async function controlsWork(): Promise<void> {
  await ana.button('Mute').click();
  await customer.hearsNothing();
  await ana.button('Unmute').click();
  await customer.hears(AGENT_HERTZ);
  await ana.button('Hold').click();
  await customer.hearsMusic();
  await ana.button('Resume').click();
  await bothHear();
}

async function customerHangsUp(): Promise<void> {
  await customer.hangUp();
  await finish(ana, 'Ready');
}

describe('the agent’s network in a call', () => {
  it.each([
    ['is gone for a moment', wellKnown.uniqueContact, () => computer.findsNetwork()],
    ['changes to another', wellKnown.lead, () => computer.changesNetwork()],
  ])(
    '%s: the agent is told, and the talk goes on when there is one',
    async (_what, { ani }, networkIsThere) => {
      await talk(ani);

      await isCutOff();
      await networkIsThere();
      await ana.tellsNothing();
      await bothHear();
      await ana.shows('On call');

      await controlsWork();
      await customerHangsUp();
      expect(await oneLogEach(world, ani, ['Ana Agent'])).toMatchObject([{ outcome: 'Answered' }]);
    },
  );
});

describe('the agent’s computer sleeps in a call', () => {
  it('so another agent has the caller; on waking the softphone signs in, and says that the call is gone', async () => {
    const { ani } = wellKnown.accountOnly;
    await talk(ani);

    await computer.sleeps();
    const waits = async () => (await waitingCallers(world)) === 1;
    await eventually('the caller waits in the queue', waits, GIVEN_UP_WITHIN_MS);
    await customer.hearsMusic();
    const ben = await world.agent({ username: BEN, hertz: BEN_HERTZ });
    await ben.chooseState('Ready');
    await take(ben);
    await customer.hears(BEN_HERTZ);
    await signedIn(1);

    computer.wakes();
    await signedIn(2);
    await ana.softphone.getByText('Your connection was lost').waitFor();
    const registered = () => world.system.edge.registered(identityOf(world.system)) === 1;
    await eventually('the phone is registered', () => Promise.resolve(registered()));
    await finish(ana, 'Not ready: Connection lost');
    await ana.hearsNoMore(CUSTOMER_HERTZ);
    await ana.tellsNothing();

    await customer.hangUp();
    await finish(ben, 'Ready');
    await ben.context.close();
    const logs = await oneLogEach(world, ani, ['Ana Agent', 'Ben Agent']);
    expect(logs).toMatchObject([{ outcome: 'Answered' }, { outcome: 'Answered' }]);
  });
});
