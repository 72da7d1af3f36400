import { iso8601, secondsBetween } from '../account.ts';
import type { WorkerRecord } from '../records/records.ts';
import type { Params } from '../webhooks/signature.ts';
import type { Engine } from './engine.ts';
import type { Reservation, Task } from './task.ts';

/** What events say about a task; twilio.com/docs/taskrouter/api/event#event-callbacks. */
export function taskParams({ clock, records }: Engine, task: Task): Params {
  const workflow = records.workflows.find(task.workflowSid);
  const queue = records.taskQueues.find(task.queueSid);
  return {
    TaskSid: task.sid,
    TaskAttributes: JSON.stringify(task.attributes),
    TaskAge: String(secondsBetween(task.createdAt, clock.now())),
    TaskPriority: String(task.priority),
    TaskAssignmentStatus: task.status,
    TaskDateCreated: String(Math.floor(task.createdAt / 1000)),
    TaskVersion: String(task.version),
    TaskChannelSid: task.channelSid,
    TaskChannelUniqueName: task.channelName,
    ...(workflow ? { WorkflowSid: workflow.sid, WorkflowName: workflow.friendly_name } : {}),
    ...(queue
      ? {
          TaskQueueSid: queue.sid,
          TaskQueueName: queue.friendly_name,
          TaskQueueTargetExpression: queue.target_workers,
          TaskQueueEnteredDate: iso8601(task.queueEnteredAt ?? task.createdAt),
        }
      : {}),
    ...(task.status === 'canceled'
      ? { TaskCanceledReason: task.reason ?? '', Reason: task.reason ?? '' }
      : {}),
    ...(task.status === 'completed' ? { TaskCompletedReason: task.reason ?? '' } : {}),
  };
}

export function workerParams(worker: WorkerRecord): Params {
  return {
    WorkerSid: worker.sid,
    WorkerName: worker.friendly_name,
    WorkerAttributes: worker.attributes,
    WorkerActivitySid: worker.activity_sid,
    WorkerActivityName: worker.activity_name,
  };
}

export function reservationParams(engine: Engine, reservation: Reservation): Params {
  const worker = engine.records.workers.find(reservation.workerSid);
  return {
    ReservationSid: reservation.sid,
    ReservationVersion: String(reservation.version),
    ...taskParams(engine, reservation.task),
    ...(worker ? workerParams(worker) : {}),
  };
}
