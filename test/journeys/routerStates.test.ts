import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AgentDesk } from './support/agentDesk.ts';
import { eventually } from './support/eventually.ts';
import { metricsOf } from './support/everything.ts';
import { identityOf } from './support/people.ts';
import { median, measured } from './support/measured.ts';
import { startWorld, type World } from './support/world.ts';

const CHANGED_IN_ROUTER = 'Not ready: Changed in the router';
const LOOK_MS = 30_000;
const SECOND_MS = 1_000;

let world: World;
let first: AgentDesk;
let second: AgentDesk;

beforeAll(async () => {
  world = await startWorld();
  first = await world.agent();
  second = await world.agent({ beside: first });
  await second.openPanel();
});

beforeEach(async () => {
  await clicksReady();
  await isOlderThanASecond();
});

afterAll(() => world.stop());

let clickedAt = 0;

async function clicksReady(): Promise<void> {
  await first.chooseState('Ready');
  clickedAt = performance.now();
  await bothShow('Ready');
  await eventually('the router has the agent ready', async () => (await activity()) === 'Available');
}

/** A worker's time is to the second: within one the desk is right, whoever moves the worker. */
async function isOlderThanASecond(): Promise<void> {
  await eventually('the click is more than a second old', () =>
    Promise.resolve(performance.now() - clickedAt > SECOND_MS + 100),
  );
}

async function bothShow(label: string, limitMs?: number): Promise<void> {
  await eventually(
    `both tabs show ${label}`,
    async () => (await states()).every((state) => state === label),
    limitMs,
  );
}

/** What the tabs show. */
async function states(): Promise<(string | undefined)[]> {
  const names = [first, second].map(({ softphone }) => softphone.locator('c-softphone-header .state-name'));
  return Promise.all(names.map(async (name) => (await name.textContent())?.trim()));
}

function order(path: string, body: object): Promise<Response> {
  return fetch(`${world.system.twilio.url}/_sim/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Somebody in Twilio's console moves the agent's worker. */
async function inConsole(wanted: string): Promise<void> {
  const { status } = await order(`workers/${identityOf(world.system)}`, { activity: wanted });
  expect(status).toBe(200);
}

async function activity(): Promise<string | undefined> {
  const { workers } = (await (await fetch(`${world.system.twilio.url}/_sim/state`)).json()) as {
    workers: { friendlyName: string; activity: string }[];
  };
  return workers.find(({ friendlyName }) => friendlyName === identityOf(world.system))?.activity;
}

/** Changes the agent in the console; milliseconds until both tabs show it. */
async function expectInBothTabs(wanted: string, label: string): Promise<number> {
  const startedAt = performance.now();
  await inConsole(wanted);
  await bothShow(label);
  return performance.now() - startedAt;
}

describe('a change of the agent in Twilio’s console', () => {
  it('is in both tabs', async () => {
    const took = [
      await expectInBothTabs('Unavailable', CHANGED_IN_ROUTER),
      await expectInBothTabs('Available', 'Ready'),
      await expectInBothTabs('Unavailable', CHANGED_IN_ROUTER),
      await expectInBothTabs('Available', 'Ready'),
    ];

    measured("Changed in Twilio's console, shown in both tabs", median(took), SECOND_MS);
  });

  it('logs the agent out, who comes back with a click', async () => {
    await inConsole('Offline');
    await bothShow('Logged out');

    await clicksReady();

    expect(await activity()).toBe('Available');
  });

  it('is found out within half a minute when Twilio’s word of it is lost', async () => {
    await order('faults', { webhook: 'worker.activity.update', action: { type: 'drop' }, times: 3 });

    await inConsole('Unavailable');
    await bothShow(CHANGED_IN_ROUTER, LOOK_MS + 15_000);

    expect(await metricsOf(world.system)).toContain('cti_repairs_total{kind="agentState"} 1');
  });
});

describe('two who change an agent at the same time', () => {
  const sameAs: Readonly<Record<string, string>> = {
    Available: 'Ready',
    Unavailable: 'Not ready: Break',
    Offline: 'Logged out',
  };

  it.each(['Offline', 'Available', 'Offline'])('agree in the end, with %s in the console', async (wanted) => {
    await Promise.all([first.chooseState('Not ready: Break'), inConsole(wanted)]);

    await eventually('Twilio and both tabs agree, and nothing is under way', async () => {
      const shown = await states();
      const resting = (await metricsOf(world.system)).includes('cti_effects{state="waiting"} 0');
      const there = sameAs[String(await activity())];
      return resting && shown.every((state) => state === there);
    });
    expect(new Set(await states()).size).toBe(1);
  });
});
