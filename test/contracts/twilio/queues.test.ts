import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startCentre, type Centre } from './centre.ts';

const ADA = '+14155550191';
const BOB = '+14155550192';

let centre: Centre;

beforeEach(async () => {
  centre = await startCentre();
});
afterEach(() => centre.stop());

async function wait(...callers: readonly string[]) {
  for (const caller of callers) {
    centre.parties.call(caller, centre.number);
    await centre.advance(2);
  }
}

const statistics = () => {
  const workspace = centre.client.taskrouter.v1.workspaces(centre.workspaceSid);
  return workspace.taskQueues(centre.queueSid).realTimeStatistics();
};

/** The hidden voice queue of the workflow. */
async function voiceQueue() {
  const queue = (await centre.client.queues.list()).find(
    ({ friendlyName }) => friendlyName === centre.workflowSid,
  );
  return centre.client.queues(queue?.sid ?? '');
}

describe('a queue of TaskRouter', () => {
  it('counts its tasks and workers now', async () => {
    const ada = await centre.hire('ada');
    await centre.hire('bob', { skills: ['Sales'] });
    const zoe = await centre.hire('zoe');
    await zoe.move('Unavailable');
    await wait(ADA, BOB);

    const now = await statistics().fetch();

    expect(now).toMatchObject({
      totalTasks: 2,
      tasksByStatus: { reserved: 1, pending: 1, assigned: 0, wrapping: 0 },
      tasksByPriority: { 0: 2 },
      totalEligibleWorkers: 2,
      totalAvailableWorkers: 1,
      longestTaskWaitingSid: (await ada.reservation()).taskSid,
    });
    expect(now.longestTaskWaitingAge).toBe(4);
    expect(now.activityStatistics).toContainEqual({
      sid: centre.activity('Unavailable'),
      friendly_name: 'Unavailable',
      workers: 1,
    });
    expect(await statistics().fetch({ taskChannel: 'sms' })).toMatchObject({ totalTasks: 0 });
  });

  it('says so when nobody waits', async () => {
    const now = await statistics().fetch();

    expect(now).toMatchObject({ totalTasks: 0, longestTaskWaitingAge: 0, longestTaskWaitingSid: null });
  });

  it('is counted together with others', async () => {
    await wait(ADA);
    const { taskQueues } = centre.client.taskrouter.v1.workspaces(centre.workspaceSid);
    await taskQueues.create({ friendlyName: 'Sales' });

    const all = await taskQueues.bulkRealTimeStatistics.create();

    expect(all.taskQueueResponseCount).toBe(2);
    expect(all.taskQueueData[0]).toMatchObject({ task_queue_sid: centre.queueSid, total_tasks: 1 });
  });
});

describe('a task', () => {
  it('that becomes urgent is given out first, and says so', async () => {
    await wait(ADA, BOB);
    const [, second] = await centre.tasks();

    await centre.task(second?.sid ?? '').update({ priority: 100 });
    const ada = await centre.hire('ada');
    await centre.advance(1);

    expect((await ada.reservation()).taskSid).toBe(second?.sid);
    expect(centre.routerEvents(/task.updated/)).toHaveLength(1);
    expect(centre.at('/assignment')[0]?.params.TaskPriority).toBe('100');
  });

  it('of <Enqueue> has the priority that the document says', async () => {
    await wait(ADA);
    centre.on(
      '/voice',
      `<Response><Enqueue workflowSid="${centre.workflowSid}"><Task priority="7">{"queue":"Support"}</Task></Enqueue></Response>`,
    );
    await wait(BOB);
    const ada = await centre.hire('ada');
    await centre.advance(1);

    expect(await centre.task((await ada.reservation()).taskSid).fetch()).toMatchObject({ priority: 7 });
  });

  it('that counts as older is given out first among its equals', async () => {
    await wait(ADA, BOB);
    const [, second] = await centre.tasks();
    const noonYesterday = new Date('2026-01-04T12:00:00Z');

    await centre.task(second?.sid ?? '').update({ virtualStartTime: noonYesterday });
    const ada = await centre.hire('ada');
    await centre.advance(1);

    expect((await ada.reservation()).taskSid).toBe(second?.sid);
    expect(await centre.task(second?.sid ?? '').fetch()).toMatchObject({ virtualStartTime: noonYesterday });
  });

  it('is not changed by somebody who knows an older version', async () => {
    await wait(ADA);
    const [{ sid } = { sid: '' }] = await centre.tasks();
    const { headers } = await centre.task(sid).fetchWithHttpInfo();
    const ifMatch = String((headers as Readonly<Record<string, unknown>>).etag);

    await centre.task(sid).update({ ifMatch, priority: 1 });

    await expect(centre.task(sid).update({ ifMatch, priority: 2 })).rejects.toMatchObject({ status: 412 });
    expect(await centre.task(sid).fetch()).toMatchObject({ priority: 1 });
  });

  it('is canceled with a reason, and its caller stays in the queue', async () => {
    await wait(ADA);
    const [{ sid } = { sid: '' }] = await centre.tasks();

    await centre.task(sid).update({ assignmentStatus: 'canceled', reason: 'gone to voicemail' });
    await centre.advance(1);

    const [canceled] = centre.at('/router').filter(({ params }) => params.EventType === 'task.canceled');
    expect(canceled?.params).toMatchObject({ TaskCanceledReason: 'gone to voicemail' });
    expect(await (await voiceQueue()).members.list()).toHaveLength(1);
  });
});

describe('a voice queue', () => {
  it('shows who waits, in order', async () => {
    await wait(ADA, BOB);
    const queue = await voiceQueue();

    expect(await queue.fetch()).toMatchObject({ currentSize: 2, maxSize: 100, averageWaitTime: 3 });
    const members = await queue.members.list();
    expect(members.map(({ position, waitTime }) => [position, waitTime])).toEqual([
      [1, 4],
      [2, 2],
    ]);
    expect(await queue.members(members[1]?.callSid ?? '').fetch()).toMatchObject({ position: 2 });
    expect((await queue.members('Front').fetch()).callSid).toBe(members[0]?.callSid);
  });

  it('lets a request take somebody out', async () => {
    centre.on('/elsewhere', '<Response><Pause length="30"/></Response>');
    await wait(ADA);
    const queue = await voiceQueue();

    await queue.members('Front').update({ url: `${centre.appUrl}/elsewhere` });
    await centre.advance(1);

    expect(centre.at('/elsewhere')[0]?.params.From).toBe(ADA);
    expect(centre.at('/left').map(({ params }) => params.QueueResult)).toEqual(['redirected']);
    expect(await queue.members.list()).toEqual([]);
  });

  it('that is full turns callers away', async () => {
    await wait(ADA);
    await (await voiceQueue()).update({ maxSize: 1 });

    await wait(BOB);

    expect(centre.at('/left').map(({ params }) => [params.From, params.QueueResult])).toEqual([
      [BOB, 'queue-full'],
    ]);
    expect(await centre.tasks()).toHaveLength(1);
  });
});
