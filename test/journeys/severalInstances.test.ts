import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { centre } from '../../scripts/local/centre.ts';
import type { ConnectorProcess } from '../../scripts/local/connectorProcess.ts';
import { startPostgres, type LocalPostgres } from '../../scripts/local/postgres.ts';
import { wellKnown } from '../../simulators/salesforce/index.ts';
import { AGENT_HERTZ, type AgentDesk } from './support/agentDesk.ts';
import type { Handset } from './support/handset.ts';
import { theLeader } from './support/instances.ts';
import { measured } from './support/measured.ts';
import { oneLogEach } from './support/tasks.ts';
import { startWorld, type World } from './support/world.ts';

const CALLER_HERTZ = 440;
const NOTES = 'Written before it happened';
const AGENT_BACK_MS = 2_000;

let postgres: LocalPostgres;
let world: World;
let agent: AgentDesk;
let customer: Handset;

beforeAll(async () => {
  postgres = await startPostgres();
  world = await startWorld({ CONNECTOR_DATABASE: await postgres.newDatabase() }, [], 2);
  agent = await world.agent();
  await agent.chooseState('Ready');
});

afterEach(() => customer.close());

afterAll(async () => {
  await world.stop();
  await postgres.remove();
});

async function talk(ani: string): Promise<void> {
  customer = await world.handset(ani);
  await customer.say(CALLER_HERTZ);
  await customer.dial(centre.mainNumber);
  await agent.shows('Incoming call');
  await agent.button('Accept').click();
  await agent.talks();
  await bothHear();
}

async function bothHear(): Promise<void> {
  await agent.hears(CALLER_HERTZ);
  await customer.hears(AGENT_HERTZ);
}

async function expectOneLog(ani: string): Promise<void> {
  await customer.hangUp();
  await agent.shows('Wrap-up');
  await agent.button('Done').click();
  await agent.shows('Ready');
  expect(await oneLogEach(world, ani, ['Ana Agent'])).toMatchObject([{ outcome: 'Answered', notes: NOTES }]);
}

const other = ({ system }: World, one: ConnectorProcess) => system.instances.find((each) => each !== one)!;

describe('two instances on one database', () => {
  it('the leader is killed in a call: the sound goes on, the other one leads, there is one log', async () => {
    const { ani } = wellKnown.uniqueContact;
    await talk(ani);
    await agent.type('Notes', NOTES);
    const leader = await theLeader(world.system);

    const killedAt = performance.now();
    await leader.stop('kill');
    await agent.tellsNothing();
    await agent.shows('On call');
    measured('Leader killed, the agent is linked again', performance.now() - killedAt, AGENT_BACK_MS);
    await bothHear();
    expect(await theLeader(world.system)).toBe(other(world, leader));

    await expectOneLog(ani);
    await leader.start();
  });

  it('the one that does not lead is killed in a call: the call goes on, there is one log', async () => {
    const { ani } = wellKnown.accountOnly;
    await talk(ani);
    await agent.type('Notes', NOTES);
    const leader = await theLeader(world.system);

    await other(world, leader).stop('kill');
    await bothHear();
    await agent.tellsNothing();
    expect(await theLeader(world.system)).toBe(leader);

    await expectOneLog(ani);
    await other(world, leader).start();
  });

  it('both are stopped and started one after the other, as for a new version: no agent is lost', async () => {
    const { ani } = wellKnown.lead;
    await talk(ani);
    await agent.type('Notes', NOTES);

    for (const instance of world.system.instances) {
      await instance.stop();
      await instance.start();
      await agent.tellsNothing();
      await bothHear();
    }

    await expectOneLog(ani);
  });

  it('the database is away for a while: the agent is told, the sound goes on, all is caught up', async () => {
    const { ani } = wellKnown.extension;
    await talk(ani);

    await postgres.stop();
    await agent.type('Notes', NOTES);
    await agent.tells('That did not work', 'Try again');
    await bothHear();
    await postgres.start();

    await expectOneLog(ani);
  });
});
