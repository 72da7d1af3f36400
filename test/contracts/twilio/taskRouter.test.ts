import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { enqueueTwiml, routing, startCentre, type Centre } from './centre.ts';

let centre: Centre;

const CALLER = '+14155550199';

beforeEach(async () => {
  centre = await startCentre();
});

afterEach(() => centre.stop());

const workspace = () => centre.client.taskrouter.v1.workspaces(centre.workspaceSid);

function reroute(filters: readonly object[], defaultFilter?: object) {
  return workspace()
    .workflows(centre.workflowSid)
    .update({ configuration: routing(filters, defaultFilter) });
}

function newTask(attributes: object, more: object = {}) {
  return workspace().tasks.create({
    workflowSid: centre.workflowSid,
    taskChannel: 'voice',
    attributes: JSON.stringify(attributes),
    ...more,
  });
}

describe('a task for one worker', () => {
  it('reaches the worker whatever the activity and the capacity, is accepted, wraps up and is completed', async () => {
    const agent = await centre.hire('ada');
    await agent.move('Unavailable');
    const { sid } = await workspace().tasks.create({
      routingTarget: agent.workerSid,
      ignoreCapacity: 'true',
      taskChannel: 'voice',
      attributes: '{"type":"outbound"}',
    });
    await centre.advance(1);
    const reservation = await agent.reservation();
    const one = centre.task(sid).reservations(reservation.sid);

    await one.update({ reservationStatus: 'accepted' });
    expect((await centre.task(sid).fetch()).assignmentStatus).toBe('assigned');
    await one.update({ reservationStatus: 'wrapping' });
    expect((await centre.task(sid).fetch()).assignmentStatus).toBe('wrapping');
    await one.update({ reservationStatus: 'completed' });

    expect((await centre.task(sid).fetch()).assignmentStatus).toBe('completed');
    await expect(one.update({ reservationStatus: 'accepted' })).rejects.toMatchObject({
      status: 409,
      code: 20_409,
    });
  });

  it('waits for the worker’s turn when capacity counts', async () => {
    const agent = await centre.hire('ada');
    const plan = { routingTarget: agent.workerSid, ignoreCapacity: 'false', taskChannel: 'voice' };
    const first = await workspace().tasks.create(plan);
    await centre.advance(1);
    await centre
      .task(first.sid)
      .reservations((await agent.reservation()).sid)
      .update({ reservationStatus: 'accepted' });
    await workspace().tasks.create(plan);
    await centre.advance(1);
    expect(await agent.reservations()).toHaveLength(1);

    await centre.task(first.sid).update({ assignmentStatus: 'completed', reason: 'done' });
    await centre.advance(1);

    expect((await agent.reservations()).map(({ reservationStatus }) => reservationStatus)).toEqual([
      'completed',
      'pending',
    ]);
  });

  it('cannot be connected by the conference instruction: it has no caller', async () => {
    const agent = await centre.hire('ada');
    await workspace().tasks.create({ routingTarget: agent.workerSid, taskChannel: 'voice' });
    await centre.advance(1);

    const accepting = agent.acceptIntoConference(await agent.reservation());

    await expect(accepting).rejects.toMatchObject({ status: 400, code: 40_142 });
  });
});

describe('a workflow', () => {
  it('gives tasks out by priority and then by age', async () => {
    const [low, high, old] = [
      await newTask({ queue: 'Support' }),
      await newTask({ queue: 'Support' }, { priority: 9 }),
      await newTask({ queue: 'Support' }),
    ];
    const agent = await centre.hire('ada');
    const order: (string | undefined)[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      await centre.advance(1);
      const { sid, taskSid } = await agent.reservation();
      order.push(taskSid);
      await centre.task(taskSid).reservations(sid).update({ reservationStatus: 'accepted' });
      await centre.task(taskSid).update({ assignmentStatus: 'completed' });
    }

    expect(order).toEqual([high.sid, low.sid, old.sid]);
  });

  it('gives the task to the worker who has waited longest', async () => {
    const [ada, bob] = [await centre.hire('ada'), await centre.hire('bob')];
    for (const agent of [ada, bob, ada]) {
      const { sid } = await newTask({ queue: 'Support' });
      await centre.advance(1);
      const reservation = await agent.reservation();
      expect(reservation.taskSid).toBe(sid);
      await centre.task(sid).reservations(reservation.sid).update({ reservationStatus: 'accepted' });
      await centre.task(sid).update({ assignmentStatus: 'completed' });
      await centre.advance(1);
    }
  });

  it('walks its targets by the age of the task, and cancels at their end', async () => {
    const second = await workspace().taskQueues.create({ friendlyName: 'Second', targetWorkers: '1==2' });
    await reroute([
      {
        expression: '1==1',
        targets: [
          { queue: centre.queueSid, timeout: 10 },
          { queue: second.sid, timeout: 10, priority: 5 },
        ],
      },
    ]);
    const { sid } = await newTask({});
    await centre.advance(11);
    expect(await centre.task(sid).fetch()).toMatchObject({ taskQueueFriendlyName: 'Second', priority: 5 });

    await centre.advance(10);

    expect((await centre.task(sid).fetch()).assignmentStatus).toBe('canceled');
    expect(centre.routerEvents(/queue|workflow\.|canceled/)).toEqual([
      'workflow.entered',
      'workflow.target-matched',
      'task-queue.entered',
      'task-queue.timeout',
      'task-queue.moved',
      'task-queue.entered',
      'task-queue.timeout',
      'workflow.timeout',
      'task.canceled',
    ]);
  });

  it('skips a target that says so, and uses the default when no filter fits', async () => {
    const fallback = await workspace().taskQueues.create({ friendlyName: 'Everybody' });
    await reroute(
      [
        {
          expression: 'queue == "Support"',
          targets: [{ queue: centre.queueSid, skip_if: 'workers.available == 0' }, { queue: fallback.sid }],
        },
      ],
      { queue: fallback.sid },
    );

    const [skipped, unknown] = [await newTask({ queue: 'Support' }), await newTask({ queue: 'Sales' })];
    await centre.advance(1);

    for (const { sid } of [skipped, unknown]) {
      expect((await centre.task(sid).fetch()).taskQueueFriendlyName).toBe('Everybody');
    }
  });

  it('knows the worker whom a task names', async () => {
    await centre.hire('ada');
    const bob = await centre.hire('bob');
    await reroute([
      { expression: '1==1', targets: [{ queue: centre.queueSid, known_worker_sid: 'task.agent' }] },
    ]);

    const { sid } = await newTask({ agent: bob.workerSid });
    await centre.advance(1);

    expect((await bob.reservation()).taskSid).toBe(sid);
  });

  it('refuses a configuration with an unreadable expression or an unknown queue', async () => {
    await expect(reroute([{ expression: 'queue ==', targets: [] }])).rejects.toMatchObject({ status: 400 });
    await expect(
      reroute([{ expression: '1==1', targets: [{ queue: `WQ${'0'.repeat(32)}` }] }]),
    ).rejects.toMatchObject({ status: 400 });
  });
});

describe('a worker', () => {
  it('takes as many tasks as the channel has room for', async () => {
    const agent = await centre.hire('ada');
    await reroute([{ expression: '1==1', targets: [{ queue: centre.queueSid }] }]);
    const channels = workspace().workers(agent.workerSid).workerChannels;
    await channels('voice').update({ capacity: 2 });

    for (let count = 0; count < 3; count += 1) await newTask({});
    await centre.advance(1);

    expect(await agent.reservations()).toHaveLength(2);
    expect(await channels('voice').fetch()).toMatchObject({
      assignedTasks: 2,
      configuredCapacity: 2,
      availableCapacityPercentage: 0,
    });
  });
});

describe('a task', () => {
  it('changes only for who knows its version', async () => {
    const { sid } = await newTask({ queue: 'none' });
    await centre.advance(1);
    const { headers } = (await centre.task(sid).fetchWithHttpInfo()) as unknown as {
      headers: { etag: string };
    };
    const { sid: waiting } = await newTask({ queue: 'Support' });
    const task = centre.task(waiting);
    expect(headers.etag).toMatch(/^"\d+"$/);

    await task.update({ attributes: '{"a":1}', ifMatch: '"0"' });

    await expect(task.update({ attributes: '{"a":2}', ifMatch: '"0"' })).rejects.toMatchObject({
      status: 412,
      code: 20_412,
    });
    expect((await task.fetch()).attributes).toBe('{"a":1}');
  });

  it('is canceled when its time to live is over', async () => {
    const { sid } = await newTask({ queue: 'Support' }, { timeout: 30 });

    await centre.advance(31);

    expect(await centre.task(sid).fetch()).toMatchObject({
      assignmentStatus: 'canceled',
      reason: 'Task TTL Exceeded',
    });
  });

  it('is forgotten five minutes after its end', async () => {
    const { sid } = await newTask({ queue: 'Support' });
    await centre.task(sid).update({ assignmentStatus: 'canceled' });

    await centre.advance(301);

    await expect(centre.task(sid).fetch()).rejects.toMatchObject({ status: 404, code: 20_404 });
  });

  it('cannot be completed before somebody has it', async () => {
    const { sid } = await newTask({ queue: 'Support' });

    await expect(centre.task(sid).update({ assignmentStatus: 'completed' })).rejects.toMatchObject({
      status: 400,
      code: 20_001,
    });
  });

  it('of a caller is not made for a workflow that does not exist', async () => {
    centre.on('/voice', enqueueTwiml(`WW${'0'.repeat(32)}`));
    const caller = centre.parties.call(CALLER, centre.number);

    await centre.advance(5);

    expect(caller.heard.at(-1)).toBe('completed');
    expect(await centre.tasks()).toEqual([]);
  });
});
