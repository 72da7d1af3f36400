import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AgentId, Desk, RestingState } from '../../../softphone/core/index.ts';
import { MAIN_NUMBER, startModelCentre, type ModelCentre } from '../../model/modelCentre.ts';

const ADA = { id: '005000000000001AAA' as AgentId, name: 'Ada Agent' };
const CALLER = '+14155550199';
const CHANGED_IN_ROUTER = { name: 'notReady', reasonCode: 'Changed in the router' } as const;
const BREAK = { name: 'notReady', reasonCode: 'Break' } as const;

let centre: ModelCentre;

beforeEach(async () => {
  centre = await startModelCentre(new Map());
  await centre.track(centre.callCenter.signIn(ADA));
  await chooses({ name: 'ready' });
  await ms(10_400);
});

afterEach(() => centre.stop());

const ms = (count: number) => centre.advance(count);

async function chooses(state: RestingState): Promise<void> {
  await centre.track(centre.callCenter.command(ADA.id, { type: 'setAgentState', state }));
}

async function inConsole(activity: string): Promise<void> {
  const url = `/_sim/workers/${ADA.id}`;
  const { statusCode } = await centre.twilio.app.inject({ method: 'POST', url, payload: { activity } });
  expect(statusCode).toBe(200);
}

async function agent(): Promise<Desk['agent']> {
  const kept = await centre.store.desk(ADA.id);
  if (!kept) throw new Error('Ada has no desk');
  return kept.desk.agent;
}

const activity = () =>
  centre.twilio.snapshot().workers.find(({ friendlyName }) => friendlyName === ADA.id)?.activity;

async function deleteWorker(): Promise<void> {
  const [worker] = centre.twilio.snapshot().workers;
  const { body } = await centre.twilio.request('GET', '/taskrouter/v1/Workspaces');
  const { workspaces } = JSON.parse(body) as { workspaces: { sid: string }[] };
  const path = `/taskrouter/v1/Workspaces/${workspaces[0]?.sid ?? ''}/Workers/${worker?.sid ?? ''}`;
  expect((await centre.twilio.request('DELETE', path)).status).toBe(204);
}

function loseNews(): void {
  centre.twilio.faults.add({
    action: { type: 'drop' },
    matches: ({ params }) => params['EventType'] === 'worker.activity.update',
    times: Infinity,
  });
}

/** The next answer about the worker comes late, and tells how it was before. */
function readsLate(by: number): void {
  centre.twilio.restFaults.add({
    action: { type: 'answerLate', ms: by },
    matches: ({ method, path }) => method === 'GET' && /\/Workers\/WK\w+$/.test(path),
    times: 1,
  });
}

describe('Twilio’s console and the desk', () => {
  it.each([
    ['Unavailable', CHANGED_IN_ROUTER],
    ['Offline', { name: 'loggedOut' }],
  ])('agree when somebody moves the agent to %s', async (wanted, resting) => {
    const at = centre.clock.now();

    await inConsole(wanted);
    await ms(100);

    expect(await agent()).toMatchObject({ resting, restingBy: 'router', restingSetAt: at });
    expect(activity()).toBe(wanted);
  });

  it('agree when the agent answers back with a click, and nothing is repaired', async () => {
    await inConsole('Unavailable');
    await ms(1_500);

    await chooses({ name: 'ready' });
    await ms(65_000);

    expect((await agent()).resting).toEqual({ name: 'ready' });
    expect(activity()).toBe('Available');
    expect(centre.repairs).toEqual([]);
    expect(centre.problems).toEqual([]);
  });

  it('agree when somebody moves the agent there and back within a second of the agent’s click', async () => {
    await chooses(BREAK);
    await ms(600);
    await chooses({ name: 'ready' });
    await ms(50);

    await inConsole('Offline');
    await ms(50);
    await inConsole('Available');
    await ms(100);

    expect(await agent()).toMatchObject({ resting: { name: 'ready' }, restingBy: 'router' });
    expect(activity()).toBe('Available');
  });

  it('agree on the later of two changes that cross, and neither is overwritten unread', async () => {
    readsLate(3_000);
    await chooses(BREAK);
    await ms(1_500);

    await inConsole('Offline');
    await ms(5_000);

    expect((await agent()).resting).toEqual({ name: 'loggedOut' });
    expect(activity()).toBe('Offline');
    expect(centre.problems).toEqual(['EFFECT_RETRIED']);
  });

  it('agree on the agent’s choice where that is the later one', async () => {
    readsLate(3_000);
    await inConsole('Unavailable');
    await ms(1_500);

    await chooses(BREAK);
    await ms(5_000);

    expect((await agent()).resting).toEqual(BREAK);
    expect(activity()).toBe('Unavailable');
  });

  it('agree within half a minute when Twilio’s word is lost', async () => {
    loseNews();

    await inConsole('Unavailable');
    await ms(30_000);

    expect((await agent()).resting).toEqual(CHANGED_IN_ROUTER);
    expect(centre.repairs).toEqual(['agentState']);
  });

  it('agree again about an agent whose worker somebody has deleted', async () => {
    await deleteWorker();
    expect(activity()).toBeUndefined();

    await ms(35_000);

    expect(activity()).toBe('Available');
    expect(centre.repairs).toEqual(['agentUnknown']);
  });
});

describe('a call that nobody takes', () => {
  it('makes the agent Not Ready for that reason, not for Twilio’s', async () => {
    centre.parties.call(CALLER, MAIN_NUMBER);
    await ms(5_000);

    await ms(25_000);

    expect(await agent()).toMatchObject({ resting: { name: 'notReady', reasonCode: 'Missed call' } });
    expect((await agent()).restingBy).not.toBe('router');
    expect(activity()).toBe('Unavailable');
  });

  it('leaves nobody aside for whom Twilio’s word of it is lost', async () => {
    centre.twilio.faults.add({
      action: { type: 'drop' },
      matches: ({ kind }) => kind === 'taskRouter',
      times: Infinity,
    });
    const caller = centre.parties.call(CALLER, MAIN_NUMBER);
    await ms(25_000);
    caller.hangUp();

    await ms(35_000);

    expect((await agent()).resting).toEqual({ name: 'ready' });
    expect(activity()).toBe('Available');
  });
});
