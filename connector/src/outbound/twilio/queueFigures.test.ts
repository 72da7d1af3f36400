import { beforeEach, describe, expect, it } from '@jest/globals';
import Twilio from 'twilio/lib/rest/Twilio.js';
import { createQueueBoard } from './queueFigures.ts';
import { AnsweringClient, found, page, refused } from './testing/answeringClient.ts';
import { sid } from './testing/telephonyKit.ts';

const support = { sid: sid('WQ', '1'), friendly_name: 'Support' };
const foreign = { sid: sid('WQ', '2'), friendly_name: 'Somebody else’s' };
const statistics = {
  tasks_by_status: { pending: 3, reserved: 1, assigned: 7, wrapping: 2 },
  longest_task_waiting_age: 95,
  total_available_workers: 2,
  total_eligible_workers: 9,
};

let http: AnsweringClient;

beforeEach(() => {
  http = new AnsweringClient()
    .on('get', /\/TaskQueues$/, page('task_queues', [support, foreign]))
    .on('get', /\/RealTimeStatistics$/, found(statistics));
});

const board = () =>
  createQueueBoard({
    client: new Twilio(sid('AC'), 'token', { httpClient: http }),
    workspaceSid: sid('WS'),
    queues: ['Support'],
  });
const asked = (path: string) => http.sent.filter(({ url }) => new URL(url).pathname.endsWith(path));

describe('the figures of the queues', () => {
  it('are who waits, a reserved caller too, since when, and who would answer', async () => {
    const figures = await board().figures();

    expect([...figures]).toEqual([['Support', { waiting: 4, longestWaitSeconds: 95, ready: 2 }]]);
    expect(asked('/RealTimeStatistics').map(({ url }) => url)).toEqual([
      `https://taskrouter.twilio.com/v1/Workspaces/${sid('WS')}/TaskQueues/${support.sid}/RealTimeStatistics`,
    ]);
  });

  it('need the names of the queues once', async () => {
    const queues = board();

    await queues.figures();
    await queues.figures();

    expect(asked('/TaskQueues')).toHaveLength(1);
    expect(asked('/RealTimeStatistics')).toHaveLength(2);
  });

  it('are looked for by name again when a queue is gone', async () => {
    const queues = board();
    http.on('get', /\/RealTimeStatistics$/, refused(404, 20_404), found(statistics));

    await expect(queues.figures()).rejects.toMatchObject({ code: 'TELEPHONY_GONE' });
    await queues.figures();

    expect(asked('/TaskQueues')).toHaveLength(2);
  });
});
