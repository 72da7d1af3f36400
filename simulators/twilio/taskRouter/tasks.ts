import { newSid } from '../account.ts';
import { emit, type Engine } from './engine.ts';
import { taskParams } from './eventParams.ts';
import { conclude, touch, wrapUp } from './reservations.ts';
import type { Task } from './task.ts';

export interface TaskPlan {
  readonly workspaceSid: string;
  readonly workflowSid: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly channelName: string;
  readonly priority?: number | undefined;
  readonly virtualStartAt?: number | undefined;
  readonly timeoutSeconds?: number | undefined;
  readonly routingTarget?: string | undefined;
  readonly ignoreCapacity?: boolean | undefined;
}

const dayInSeconds = 86_400;
const keptAfterEndMs = 300_000;

/** A new task; workers are looked for at once. */
export function createTask(engine: Engine, plan: TaskPlan): Task {
  const { clock, records } = engine;
  const now = clock.now();
  const channel = records.taskChannels
    .all()
    .find((each) => each.workspace_sid === plan.workspaceSid && each.unique_name === plan.channelName);
  const task: Task = {
    sid: newSid('WT'),
    workspaceSid: plan.workspaceSid,
    workflowSid: plan.workflowSid,
    channelSid: channel?.sid ?? '',
    channelName: plan.channelName,
    createdAt: now,
    virtualStartAt: plan.virtualStartAt ?? now,
    timeoutSeconds: plan.timeoutSeconds ?? dayInSeconds,
    routingTarget: plan.routingTarget,
    ignoreCapacity: plan.ignoreCapacity ?? plan.routingTarget?.startsWith('WK') ?? false,
    status: 'pending',
    attributes: plan.attributes,
    priority: plan.priority ?? 0,
    updatedAt: now,
    version: 0,
    queueSid: undefined,
    queueEnteredAt: undefined,
    reason: undefined,
    targets: undefined,
    step: 0,
    reservation: undefined,
    forgetTimeToLive: clock.schedule((plan.timeoutSeconds ?? dayInSeconds) * 1000, () => {
      cancelTask(engine, task, 'Task TTL Exceeded');
    }),
    forgetTargetTimeout: () => undefined,
  };
  engine.tasks.set(task.sid, task);
  reportTask(engine, task, 'task.created');
  if (task.workflowSid !== undefined) reportTask(engine, task, 'workflow.entered');
  engine.routeSoon();
  return task;
}

/** Takes back a task that nobody has accepted. A caller who waits for it stays in the queue. */
export function cancelTask(engine: Engine, task: Task, reason: string): void {
  if (task.status !== 'pending' && task.status !== 'reserved') return;
  finish(engine, task, { status: 'canceled', reason });
  if (task.reservation) conclude(engine, task.reservation, 'canceled');
  reportTask(engine, task, 'task.canceled');
}

export function wrapTask(engine: Engine, task: Task): void {
  if (task.reservation) wrapUp(engine, task.reservation);
}

export function completeTask(engine: Engine, task: Task, reason: string | undefined): void {
  if (task.status !== 'assigned' && task.status !== 'wrapping') return;
  finish(engine, task, { status: 'completed', reason });
  if (task.reservation) conclude(engine, task.reservation, 'completed');
  reportTask(engine, task, 'task.completed');
}

export type TaskChange = Partial<Pick<Task, 'attributes' | 'priority' | 'virtualStartAt'>>;

export function changeTask(engine: Engine, task: Task, change: TaskChange): void {
  Object.assign(task, change);
  touch(task, engine.clock.now());
  reportTask(engine, task, 'task.updated');
}

export function reportTask(engine: Engine, task: Task, type: string): void {
  emit(engine, task.workspaceSid, {
    type,
    description: `${type} ${task.sid}`,
    resource: { type: 'task', sid: task.sid },
    params: taskParams(engine, task),
  });
}

interface TaskEnd {
  readonly status: 'canceled' | 'completed';
  readonly reason: string | undefined;
}

/** Twilio forgets a task five minutes after its end. */
function finish(engine: Engine, task: Task, { status, reason }: TaskEnd): void {
  task.forgetTimeToLive();
  task.forgetTargetTimeout();
  task.reason = reason;
  touch(task, engine.clock.now(), status);
  engine.clock.schedule(keptAfterEndMs, () => {
    engine.tasks.delete(task.sid);
    for (const [sid, reservation] of engine.reservations) {
      if (reservation.task === task) engine.reservations.delete(sid);
    }
    reportTask(engine, task, 'task.deleted');
  });
}
