import type { FastifyInstance } from 'fastify';
import { iso8601, secondsBetween } from '../account.ts';
import type { Engine } from '../taskRouter/engine.ts';
import type { Task } from '../taskRouter/task.ts';
import {
  cancelTask,
  completeTask,
  createTask,
  changeTask,
  wrapTask,
  type TaskChange,
  type TaskPlan,
} from '../taskRouter/tasks.ts';
import { jsonOf, readForm, type Form } from './form.ts';
import { pageOf } from './paging.ts';
import type { PathParams } from './recordRoutes.ts';
import { refusals } from './restError.ts';
import { expectVersion, tag } from './versions.ts';
import { TASKROUTER, workspaceOf } from './workspaceRoutes.ts';

const path = '/Workspaces/:workspaceSid/Tasks';

/** A task seen from a path; throws 404, also for a task whose end is five minutes ago. */
export function foundTask({ tasks }: Engine, params: PathParams): Task {
  const task = tasks.get(params.taskSid ?? '');
  if (!task || task.workspaceSid !== params.workspaceSid)
    throw refusals.notFound(`/Workspaces/${params.workspaceSid ?? ''}/Tasks/${params.taskSid ?? ''}`);
  return task;
}

/** Source: twilio.com/docs/taskrouter/api/task. */
export function taskRoutes(app: FastifyInstance, engine: Engine): void {
  app.get(path, (request) => {
    const query = readForm(request.query);
    const statuses = query.words('AssignmentStatus');
    const { workspaceSid } = request.params as PathParams;
    const items = [...engine.tasks.values()]
      .filter((task) => task.workspaceSid === workspaceSid)
      .filter((task) => statuses?.includes(task.status) ?? true)
      .filter((task) => (query.text('WorkflowSid') ?? task.workflowSid) === task.workflowSid)
      .filter((task) => (query.text('RoutingTarget') ?? task.routingTarget) === task.routingTarget)
      .filter((task) => (query.text('TaskQueueSid') ?? task.queueSid) === task.queueSid)
      .filter((task) => (query.integer('Priority') ?? task.priority) === task.priority)
      .map((task) => taskResource(engine, task));
    return pageOf(request, { key: 'tasks', edition: 'v1', items });
  });

  app.post(path, (request, reply) => {
    const task = createTask(engine, planOf(engine, request.params as PathParams, readForm(request.body)));
    return reply.code(201).header('etag', tag(task.version)).send(taskResource(engine, task));
  });

  app.get(`${path}/:taskSid`, (request, reply) => {
    const task = foundTask(engine, request.params as PathParams);
    return reply.header('etag', tag(task.version)).send(taskResource(engine, task));
  });

  app.post(`${path}/:taskSid`, (request, reply) => {
    const task = foundTask(engine, request.params as PathParams);
    expectVersion(request, tag(task.version));
    const form = readForm(request.body);
    const change = changeOf(form);
    if (Object.keys(change).length > 0) changeTask(engine, task, change);
    const status = form.text('AssignmentStatus');
    if (status !== undefined) moveTask(engine, task, { status, reason: form.text('Reason') });
    return reply.header('etag', tag(task.version)).send(taskResource(engine, task));
  });

  app.delete(`${path}/:taskSid`, (request, reply) => {
    const task = foundTask(engine, request.params as PathParams);
    cancelTask(engine, task, 'Task deleted');
    engine.tasks.delete(task.sid);
    return reply.code(204).send();
  });
}

function changeOf(form: Form): TaskChange {
  const attributes = form.text('Attributes');
  const priority = form.integer('Priority');
  const virtualStartAt = instantOf(form, 'VirtualStartTime');
  return {
    ...(attributes === undefined ? {} : { attributes: jsonOf('Attributes', attributes) }),
    ...(priority === undefined ? {} : { priority }),
    ...(virtualStartAt === undefined ? {} : { virtualStartAt }),
  };
}

function instantOf(form: Form, name: string): number | undefined {
  const text = form.text(name);
  if (text === undefined) return undefined;
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw refusals.invalid(`${name} must be a date in ISO 8601`);
  return instant;
}

function planOf(engine: Engine, params: PathParams, form: Form): TaskPlan {
  const { records } = engine;
  const workspaceSid = workspaceOf(records, params);
  const routingTarget = form.text('RoutingTarget');
  const [onlyWorkflow, ...others] = records.workflows
    .all()
    .filter((each) => each.workspace_sid === workspaceSid);
  const workflowSid = form.text('WorkflowSid') ?? (others.length === 0 ? onlyWorkflow?.sid : undefined);
  if (routingTarget === undefined && workflowSid === undefined)
    throw refusals.invalid('WorkflowSid is needed when the workspace has several workflows');
  if (form.text('WorkflowSid') !== undefined && !records.workflows.find(workflowSid))
    throw refusals.invalid(`There is no workflow ${workflowSid ?? ''}`);
  if (routingTarget?.startsWith('WK') && !records.workers.find(routingTarget))
    throw refusals.invalid(`There is no worker ${routingTarget}`);
  return {
    workspaceSid,
    workflowSid,
    attributes: jsonOf('Attributes', form.text('Attributes') ?? '{}'),
    channelName: channelNameOf(engine, workspaceSid, form.text('TaskChannel')),
    priority: form.integer('Priority'),
    virtualStartAt: instantOf(form, 'VirtualStartTime'),
    timeoutSeconds: form.integer('Timeout'),
    routingTarget,
    ignoreCapacity: form.flag('IgnoreCapacity'),
  };
}

/** A channel is named by its sid or its unique name. */
function channelNameOf({ records }: Engine, workspaceSid: string, wanted = 'default'): string {
  const channel = records.taskChannels
    .all()
    .filter(({ workspace_sid }) => workspace_sid === workspaceSid)
    .find(({ sid, unique_name }) => sid === wanted || unique_name === wanted);
  if (!channel) throw refusals.invalid(`There is no task channel ${wanted}`);
  return channel.unique_name;
}

function moveTask(
  engine: Engine,
  task: Task,
  { status, reason }: { status: string; reason: string | undefined },
): void {
  const allowed: Readonly<Record<string, readonly Task['status'][]>> = {
    canceled: ['pending', 'reserved'],
    wrapping: ['assigned'],
    completed: ['assigned', 'wrapping'],
  };
  const from = allowed[status] ?? [];
  if (!from.includes(task.status))
    throw refusals.invalid(`Cannot move task ${task.sid} to ${status} because it is ${task.status}.`);
  if (status === 'canceled') cancelTask(engine, task, reason ?? '');
  else if (status === 'wrapping') wrapTask(engine, task);
  else completeTask(engine, task, reason);
}

export function taskResource(
  { account, clock, records }: Engine,
  task: Task,
): Readonly<Record<string, unknown>> {
  const workspace = `${TASKROUTER}/${task.workspaceSid}`;
  const url = `${workspace}/Tasks/${task.sid}`;
  return {
    sid: task.sid,
    account_sid: account.accountSid,
    workspace_sid: task.workspaceSid,
    workflow_sid: task.workflowSid ?? null,
    workflow_friendly_name: records.workflows.find(task.workflowSid)?.friendly_name ?? null,
    task_queue_sid: task.queueSid ?? null,
    task_queue_friendly_name: records.taskQueues.find(task.queueSid)?.friendly_name ?? null,
    task_queue_entered_date: task.queueEnteredAt === undefined ? null : iso8601(task.queueEnteredAt),
    task_channel_sid: task.channelSid,
    task_channel_unique_name: task.channelName,
    assignment_status: task.status,
    attributes: JSON.stringify(task.attributes),
    addons: '{}',
    age: secondsBetween(task.createdAt, clock.now()),
    date_created: iso8601(task.createdAt),
    date_updated: iso8601(task.updatedAt),
    virtual_start_time: iso8601(task.virtualStartAt),
    priority: task.priority,
    reason: task.reason ?? null,
    timeout: task.timeoutSeconds,
    ignore_capacity: task.ignoreCapacity,
    routing_target: task.routingTarget ?? null,
    url,
    links: {
      workspace,
      workflow: `${workspace}/Workflows/${task.workflowSid ?? ''}`,
      task_queue: `${workspace}/TaskQueues/${task.queueSid ?? ''}`,
      reservations: `${url}/Reservations`,
    },
  };
}
