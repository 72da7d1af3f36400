import type { TaskQueueRecord, WorkerRecord } from '../records/records.ts';
import type { Engine } from './engine.ts';
import { evaluate } from './expression.ts';
import { reserve } from './reservations.ts';
import type { Target, Task } from './task.ts';
import { cancelTask, reportTask } from './tasks.ts';
import { hasRoomFor, workerEnvironment } from './workers.ts';

/** The part of a workflow's configuration that routes. */
export interface Routing {
  readonly filters?: readonly {
    readonly expression: string;
    readonly targets: readonly Target[];
  }[];
  readonly default_filter?: Target;
}

/**
 * Gives waiting tasks to workers, the most urgent and then the oldest first.
 * Source: twilio.com/docs/taskrouter/how-taskrouter-works and /workflow-configuration.
 */
export function routeTasks(engine: Engine): void {
  const waiting = [...engine.tasks.values()]
    .filter(({ status }) => status === 'pending')
    .sort((one, other) => other.priority - one.priority || one.virtualStartAt - other.virtualStartAt);
  for (const task of waiting) routeTask(engine, task);
}

function routeTask(engine: Engine, task: Task): void {
  if (task.routingTarget?.startsWith('WK')) routeToWorker(engine, task, task.routingTarget);
  else walkTargets(engine, task);
}

/** A task for one worker; twilio.com/docs/taskrouter/api/task, `RoutingTarget` and `IgnoreCapacity`. */
function routeToWorker(engine: Engine, task: Task, workerSid: string): void {
  const worker = engine.records.workers.find(workerSid);
  if (!worker) return;
  if (task.ignoreCapacity || (worker.available && hasRoomFor(engine, worker, task)))
    reserve(engine, task, worker);
}

function walkTargets(engine: Engine, task: Task): void {
  task.targets ??= targetsOf(engine, task);
  for (;;) {
    const target = task.targets[task.step];
    if (!target) {
      reportTask(engine, task, 'workflow.timeout');
      cancelTask(engine, task, 'Task canceled on Workflow timeout');
      return;
    }
    const queue = enterQueue(engine, task, target);
    if (!queue) return;
    const { matching, free } = candidates(engine, task, { queue, target });
    if (free) {
      reserve(engine, task, free);
      return;
    }
    if (
      !target.skip_if ||
      !evaluate(target.skip_if, { workers: { available: matching }, task: task.attributes })
    ) {
      waitForTarget(engine, task, target);
      return;
    }
    task.step += 1;
  }
}

function targetsOf(engine: Engine, task: Task): readonly Target[] {
  if (task.routingTarget?.startsWith('WQ')) return [{ queue: task.routingTarget }];
  const workflow = engine.records.workflows.find(task.routingTarget ?? task.workflowSid);
  const { task_routing: routing } = JSON.parse(workflow?.configuration ?? '{}') as { task_routing?: Routing };
  const environment = { ...task.attributes, task: task.attributes };
  const filter = routing?.filters?.find(({ expression }) => evaluate(expression, environment));
  if (!filter) return routing?.default_filter ? [routing.default_filter] : [];
  reportTask(engine, task, 'workflow.target-matched');
  return filter.targets;
}

/** A target without a queue stays in the previous one. */
function enterQueue(engine: Engine, task: Task, target: Target): TaskQueueRecord | undefined {
  const queue = engine.records.taskQueues.find(target.queue ?? task.queueSid);
  if (target.priority !== undefined) task.priority = Number(target.priority);
  if (queue && queue.sid !== task.queueSid) {
    const before = task.queueSid;
    task.queueSid = queue.sid;
    task.queueEnteredAt = engine.clock.now();
    if (before !== undefined) reportTask(engine, task, 'task-queue.moved');
    reportTask(engine, task, 'task-queue.entered');
  }
  return queue;
}

/** Who could take the task: how many are available, and the one who has waited longest among those with room. */
function candidates(
  engine: Engine,
  task: Task,
  { queue, target }: { queue: TaskQueueRecord; target: Target },
) {
  const available = engine.records.workers
    .all()
    .filter((worker) => worker.workspace_sid === queue.workspace_sid && worker.available)
    .filter((worker) => evaluate(queue.target_workers, workerEnvironment(engine, worker)));
  const idleSince = (worker: WorkerRecord) => engine.lastReservedAt.get(worker.sid) ?? 0;
  const [free] = available
    .filter((worker) => knownWorkerFits(worker, task, target))
    .filter((worker) => {
      const environment = { task: task.attributes, worker: workerEnvironment(engine, worker) };
      return target.expression === undefined || evaluate(target.expression, environment);
    })
    .filter((worker) => hasRoomFor(engine, worker, task))
    .sort((one, other) => idleSince(one) - idleSince(other));
  return { matching: available.length, free };
}

function knownWorkerFits(worker: WorkerRecord, task: Task, target: Target): boolean {
  const { known_worker_sid: sid, known_worker_friendly_name: name } = target;
  const attribute = (path: string) => task.attributes[path.replace(/^task\./, '')];
  if (sid !== undefined) return attribute(sid) === worker.sid;
  return name === undefined || attribute(name) === worker.friendly_name;
}

/** The limits of all targets so far count together, from the task's creation. */
function waitForTarget(engine: Engine, task: Task, target: Target): void {
  task.forgetTargetTimeout();
  if (target.timeout === undefined) return;
  const seconds = (task.targets ?? [])
    .slice(0, task.step + 1)
    .reduce((sum, each) => sum + Number(each.timeout ?? 0), 0);
  const remainingMs = task.createdAt + seconds * 1000 - engine.clock.now();
  task.forgetTargetTimeout = engine.clock.schedule(remainingMs, () => {
    if (task.status !== 'pending') return;
    reportTask(engine, task, 'task-queue.timeout');
    task.step += 1;
    routeTask(engine, task);
  });
}
