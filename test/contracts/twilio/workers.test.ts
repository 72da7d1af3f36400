import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startCentre, type Agent, type Centre } from './centre.ts';

const CALLER = '+14155550199';

let centre: Centre;
let ada: Agent;

beforeEach(async () => {
  centre = await startCentre();
  ada = await centre.hire('ada');
});

afterEach(() => centre.stop());

const workspace = () => centre.client.taskrouter.v1.workspaces(centre.workspaceSid);
const worker = () => workspace().workers(ada.workerSid);
const etag = async () => {
  const { headers } = await worker().fetchWithHttpInfo();
  return String((headers as Readonly<Record<string, unknown>>)['etag']);
};
const inConsole = (name: string, activity: string) =>
  fetch(`${centre.standIn.url}/_sim/workers/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ activity }),
  });
const moves = () =>
  centre
    .at('/router')
    .filter(({ params }) => params.EventType === 'worker.activity.update')
    .map(({ params }) => params);

describe('a worker', () => {
  it('is changed by nobody who has read an older version', async () => {
    const read = await etag();
    await ada.move('Unavailable');

    const update = worker().update({ ifMatch: read, activitySid: centre.activity('Available') });

    await expect(update).rejects.toMatchObject({ status: 412 });
    expect((await ada.fetch()).activityName).toBe('Unavailable');
  });

  it('has another version after a reservation that ran out', async () => {
    const read = await etag();
    centre.parties.call(CALLER, centre.number);
    await centre.advance(25);

    expect((await ada.fetch()).activityName).toBe('Offline');
    expect(await etag()).not.toBe(read);
  });

  it('who is moved in the console has another version, and the listener is told', async () => {
    const read = await etag();
    await centre.advance(42);

    expect((await inConsole('ada', 'Unavailable')).status).toBe(200);
    await centre.advance(1);

    expect(await etag()).not.toBe(read);
    expect(moves()).toMatchObject([
      {
        WorkerName: 'ada',
        WorkerActivityName: 'Unavailable',
        WorkerPreviousActivityName: 'Available',
        WorkerTimeInPreviousActivityMs: '42000',
        TimestampMs: String(centre.clock.now() - 1_000),
      },
    ]);
  });

  it('is moved in the console to an activity of its workspace only', async () => {
    expect((await inConsole('ada', 'Asleep')).status).toBe(400);
    expect((await inConsole('bob', 'Available')).status).toBe(404);
    expect((await ada.fetch()).activityName).toBe('Available');
  });

  it('is told nothing twice when it is where it should be', async () => {
    await inConsole('ada', 'Available');
    await centre.advance(1);

    expect(moves()).toEqual([]);
  });

  it('is found by name and by activity', async () => {
    await (await centre.hire('bob')).move('Unavailable');
    const { workers } = workspace();

    expect((await workers.list({ friendlyName: 'ada' })).map(({ sid }) => sid)).toEqual([ada.workerSid]);
    expect(
      (await workers.list({ activityName: 'Unavailable' })).map(({ friendlyName }) => friendlyName),
    ).toEqual(['bob']);
    await expect(centre.hire('ada')).rejects.toMatchObject({ status: 409 });
  });

  it('tells how long the previous activity lasted', async () => {
    await centre.advance(42);

    await ada.move('Unavailable');
    await centre.advance(1);

    const [moved] = moves();
    expect(moved).toMatchObject({
      WorkerActivityName: 'Unavailable',
      WorkerPreviousActivityName: 'Available',
      WorkerTimeInPreviousActivity: '42',
    });
  });
});
