import { secondsBetween } from '../account.ts';
import type { TaskQueueRecord } from '../records/records.ts';
import type { Engine } from './engine.ts';
import { evaluate } from './expression.ts';
import type { Task } from './task.ts';
import { workerEnvironment } from './workers.ts';

const live = ['reserved', 'pending', 'assigned', 'wrapping'] as const;

/**
 * What goes on in a queue now; tasks of one channel when one is named.
 * Source: twilio.com/docs/taskrouter/api/taskqueue-statistics#taskqueue-realtime-statistics.
 */
export function realTimeStatistics(engine: Engine, queue: TaskQueueRecord, channelName?: string) {
  const { records, clock } = engine;
  const tasks = [...engine.tasks.values()].filter(
    (task) =>
      task.queueSid === queue.sid &&
      live.some((status) => status === task.status) &&
      (channelName ?? task.channelName) === task.channelName,
  );
  const waiting = tasks.filter(({ status }) => status === 'pending' || status === 'reserved');
  const age = (since: number | undefined) => (since === undefined ? 0 : secondsBetween(since, clock.now()));
  const oldest = earliest(waiting, ({ createdAt }) => createdAt);
  const longestHere = earliest(waiting, ({ queueEnteredAt, createdAt }) => queueEnteredAt ?? createdAt);
  const workers = records.workers
    .all()
    .filter((worker) => worker.workspace_sid === queue.workspace_sid)
    .filter((worker) => evaluate(queue.target_workers, workerEnvironment(engine, worker)));
  return {
    task_queue_sid: queue.sid,
    total_tasks: tasks.length,
    tasks_by_status: Object.fromEntries(
      live.map((status) => [status, tasks.filter((task) => task.status === status).length]),
    ),
    tasks_by_priority: byPriority(tasks),
    longest_task_waiting_age: age(oldest?.createdAt),
    longest_task_waiting_sid: oldest?.sid ?? null,
    longest_relative_task_age_in_queue: age(longestHere?.queueEnteredAt),
    longest_relative_task_sid_in_queue: longestHere?.sid ?? null,
    total_eligible_workers: workers.length,
    total_available_workers: workers.filter(({ available }) => available).length,
    activity_statistics: records.activities
      .all()
      .filter((activity) => activity.workspace_sid === queue.workspace_sid)
      .map(({ sid, friendly_name }) => ({
        sid,
        friendly_name,
        workers: workers.filter(({ activity_sid }) => activity_sid === sid).length,
      })),
  };
}

function earliest(tasks: readonly Task[], instant: (task: Task) => number): Task | undefined {
  return tasks.toSorted((one, other) => instant(one) - instant(other))[0];
}

function byPriority(tasks: readonly Task[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { priority } of tasks) counts[priority] = (counts[priority] ?? 0) + 1;
  return counts;
}
