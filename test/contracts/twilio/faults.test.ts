import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startCentre, type Centre } from './centre.ts';
import { OUR_NUMBER } from './twilioKit.ts';

const CALLER = '+14155550199';
const CALLEE = '+14155550142';

let centre: Centre;

beforeEach(async () => {
  centre = await startCentre();
  centre.parties.teach(CALLEE, 'answer');
});
afterEach(() => centre.stop());

const dial = () =>
  centre.client.calls.create({ to: CALLEE, from: OUR_NUMBER, url: `${centre.appUrl}/hello` });
const dialing = { matches: ({ path }: { path: string }) => path.endsWith('/Calls') };
const callsMade = async () => (await centre.client.calls.list({ to: CALLEE })).length;

describe('a request that is ordered to fail', () => {
  it.each([
    [429, 20_429],
    [500, 20_500],
    [503, 20_500],
  ])('is refused with %i, and nothing is done', async (status, code) => {
    centre.standIn.restFaults.add({ ...dialing, action: { type: 'refuse', status } });

    await expect(dial()).rejects.toMatchObject({ status, code });

    expect(await callsMade()).toBe(0);
    await dial();
    expect(await callsMade()).toBe(1);
  });

  it('loses its connection before anything is done', async () => {
    centre.standIn.restFaults.add({ ...dialing, action: { type: 'drop' }, times: 2 });

    await expect(dial()).rejects.toMatchObject({ code: 'ECONNRESET' });
    await expect(dial()).rejects.toMatchObject({ code: 'ECONNRESET' });

    expect(await callsMade()).toBe(0);
  });

  it('is done, and its answer lost', async () => {
    centre.standIn.restFaults.add({ ...dialing, action: { type: 'loseAnswer' } });

    await expect(dial()).rejects.toMatchObject({ code: 'ECONNRESET' });

    expect(await callsMade()).toBe(1);
  });

  it('is done, and answered when the stand-in’s clock says so', async () => {
    centre.standIn.restFaults.add({ ...dialing, action: { type: 'answerLate', ms: 8000 } });
    let answered = false;

    const dialed = dial().then(() => (answered = true));
    await centre.advance(7);
    const early = answered;
    expect(await callsMade()).toBe(1);
    expect(centre.standIn.pending()).toBe(0);
    await centre.advance(2);
    await dialed;

    expect([early, answered]).toEqual([false, true]);
  });
});

describe('a webhook that is ordered to fail', () => {
  /** The end of a call's queue and of the call, as they arrive. */
  async function callsThatEnd(count: number) {
    for (let index = 0; index < count; index += 1) {
      const caller = centre.parties.call(`${CALLER.slice(0, -1)}${index}`, centre.number);
      await centre.advance(3);
      caller.hangUp();
      await centre.advance(1);
    }
    return centre.at('/call').map(({ params }) => params.From?.slice(-1));
  }

  it('arrives as often as ordered, with one token', async () => {
    centre.standIn.faults.add({
      action: { type: 'repeat', times: 4 },
      matches: ({ kind }) => kind === 'callStatus',
    });

    expect(await callsThatEnd(1)).toHaveLength(4);
    expect(new Set(centre.at('/call').map(({ token }) => token)).size).toBe(1);
  });

  it('is overtaken by so many others', async () => {
    const router: string[] = [];
    centre.on('/router', ({ params }) => {
      router.push(params.EventType ?? '');
      return {};
    });
    centre.standIn.faults.add({
      action: { type: 'overtaken', by: 2 },
      matches: ({ params }) => params.EventType === 'task.created',
    });

    centre.parties.call(CALLER, centre.number);
    await centre.advance(3);

    expect(router.indexOf('task.created')).toBeGreaterThanOrEqual(2);
  });

  it('waits for others no longer than ten seconds', async () => {
    centre.standIn.faults.add({
      action: { type: 'overtaken', by: 1000 },
      matches: ({ kind }) => kind === 'callStatus',
    });

    expect(await callsThatEnd(1)).toEqual([]);
    await centre.advance(10);
    expect(centre.at('/call')).toHaveLength(1);
  });
});

describe('faults ordered over HTTP', () => {
  const order = (body: object) =>
    fetch(`${centre.standIn.url}/_sim/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('befall what their pattern names, until they are taken back', async () => {
    expect(
      (await order({ rest: 'POST .*/Calls$', action: { type: 'refuse', status: 429 }, times: 9 })).status,
    ).toBe(201);
    await expect(dial()).rejects.toMatchObject({ status: 429 });

    await fetch(`${centre.standIn.url}/_sim/faults`, { method: 'DELETE' });

    await dial();
    expect(await callsMade()).toBe(1);
  });

  it('befall webhooks by kind and event', async () => {
    await order({ webhook: 'taskRouter task.created', action: { type: 'drop' }, times: 2 });

    centre.parties.call(CALLER, centre.number);
    await centre.advance(3);

    expect(centre.routerEvents(/^task\./)).not.toContain('task.created');
  });

  it.each([
    {},
    { rest: '(', action: { type: 'drop' } },
    { rest: 'POST', action: { type: 'overtaken', by: 1 } },
    { webhook: 'voice', action: { type: 'refuse', status: 500 } },
    { webhook: 'voice', action: { type: 'delay' } },
  ])('that make no sense are refused: %j', async (body) => {
    expect((await order(body)).status).toBe(400);
  });
});
