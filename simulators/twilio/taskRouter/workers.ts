import { iso8601 } from '../account.ts';
import type { ActivityRecord, WorkerChannelRecord, WorkerRecord } from '../records/records.ts';
import { emit, type Engine } from './engine.ts';
import { workerParams } from './eventParams.ts';
import type { Environment } from './expression.ts';
import type { Task } from './task.ts';

/** How many tasks of a channel a worker has on hand. */
export function assignedTasks(engine: Engine, workerSid: string, channelName: string): number {
  let count = 0;
  for (const { workerSid: holder, task } of engine.occupying) {
    if (holder === workerSid && task.channelName === channelName) count += 1;
  }
  return count;
}

/** In percent, as expressions and the REST API have it. */
export function availableCapacity(engine: Engine, channel: WorkerChannelRecord): number {
  const capacity = channel.configured_capacity;
  if (capacity === 0) return 0;
  const assigned = assignedTasks(engine, channel.worker_sid, channel.task_channel_unique_name);
  return Math.max(0, Math.floor((100 * (capacity - assigned)) / capacity));
}

export function channelsOf(engine: Engine, workerSid: string): readonly WorkerChannelRecord[] {
  return engine.records.workerChannels.all().filter((channel) => channel.worker_sid === workerSid);
}

/** Whether a worker may get one more task of this kind. */
export function hasRoomFor(engine: Engine, worker: WorkerRecord, task: Task): boolean {
  const channel = channelsOf(engine, worker.sid).find(
    ({ task_channel_unique_name }) => task_channel_unique_name === task.channelName,
  );
  return channel !== undefined && channel.available && availableCapacity(engine, channel) > 0;
}

/** A worker as expressions see it; twilio.com/docs/taskrouter/expression-syntax#worker-attributes. */
export function workerEnvironment(engine: Engine, worker: WorkerRecord): Environment {
  const channel = Object.fromEntries(
    channelsOf(engine, worker.sid).map((each) => [
      each.task_channel_unique_name,
      {
        assigned_tasks: assignedTasks(engine, worker.sid, each.task_channel_unique_name),
        available_capacity_percentage: availableCapacity(engine, each),
        configured_capacity: each.configured_capacity,
      },
    ]),
  );
  return {
    ...(JSON.parse(worker.attributes) as Environment),
    worker_sid: worker.sid,
    sid: worker.sid,
    friendly_name: worker.friendly_name,
    activity: worker.activity_name,
    activity_name: worker.activity_name,
    channel,
  };
}

/** Which change of a worker is the latest, for `ETag` and `If-Match`. */
export function versionOf({ workerVersions }: Engine, workerSid: string): number {
  return workerVersions.get(workerSid) ?? 0;
}

/** Counts a change of a worker. */
export function noteChange({ workerVersions }: Engine, workerSid: string): void {
  workerVersions.set(workerSid, (workerVersions.get(workerSid) ?? 0) + 1);
}

/** Moves a worker to an activity; harmless when the worker is there already. */
export function setActivity(engine: Engine, workerSid: string, activity: ActivityRecord): void {
  const { records, clock } = engine;
  const before = records.workers.find(workerSid);
  if (!before || before.activity_sid === activity.sid) return;
  const now = clock.now();
  noteChange(engine, workerSid);
  const worker = records.workers.change(workerSid, {
    activity_sid: activity.sid,
    activity_name: activity.friendly_name,
    available: activity.available,
    date_status_changed: iso8601(now),
    date_updated: iso8601(now),
  });
  const spentMs = now - Date.parse(before.date_status_changed);
  emit(engine, worker.workspace_sid, {
    type: 'worker.activity.update',
    description: `Worker ${worker.friendly_name} updated to ${activity.friendly_name} Activity`,
    resource: { type: 'worker', sid: worker.sid },
    params: {
      ...workerParams(worker),
      WorkerPreviousActivitySid: before.activity_sid,
      WorkerPreviousActivityName: before.activity_name,
      WorkerTimeInPreviousActivity: String(Math.floor(spentMs / 1000)),
      WorkerTimeInPreviousActivityMs: String(spentMs),
    },
  });
  if (activity.available) engine.routeSoon();
}
