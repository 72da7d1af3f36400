import type { FastifyInstance } from 'fastify';
import { newSid } from '../account.ts';
import type { TaskQueueRecord, WorkflowRecord } from '../records/records.ts';
import type { Engine } from '../taskRouter/engine.ts';
import { evaluate, ExpressionRefused } from '../taskRouter/expression.ts';
import type { Routing } from '../taskRouter/routing.ts';
import { jsonOf } from './form.ts';
import { recordRoutes, type RecordKind } from './recordRoutes.ts';
import { refusals } from './restError.ts';
import {
  ofWorkspace,
  shownInWorkspace,
  statisticsLinks,
  TASKROUTER,
  workspaceOf,
} from './workspaceRoutes.ts';

/** Source: twilio.com/docs/taskrouter/api/task-queue and /workflow. */
export function queueRoutes(app: FastifyInstance, engine: Engine): void {
  recordRoutes(app, engine.clock, taskQueues(engine));
  recordRoutes(app, engine.clock, workflows(engine));
}

function taskQueues(engine: Engine): RecordKind<TaskQueueRecord> {
  return {
    path: '/Workspaces/:workspaceSid/TaskQueues',
    edition: 'v1',
    key: 'task_queues',
    records: engine.records.taskQueues,
    fields: {
      FriendlyName: ['friendly_name', 'text'],
      TargetWorkers: ['target_workers', 'text'],
      TaskOrder: ['task_order', 'text'],
      MaxReservedWorkers: ['max_reserved_workers', 'integer'],
    },
    filters: { FriendlyName: 'friendly_name' },
    within: ofWorkspace,
    blank(form, params) {
      const workspaceSid = workspaceOf(engine.records, params);
      const sid = newSid('WQ');
      const url = `${TASKROUTER}/${workspaceSid}/TaskQueues/${sid}`;
      return Object.assign(
        {
          ...shownInWorkspace(engine, workspaceSid),
          sid,
          friendly_name: form.required('FriendlyName'),
          target_workers: '1==1',
        },
        {
          task_order: 'FIFO',
          max_reserved_workers: 1,
          assignment_activity_sid: null,
          assignment_activity_name: null,
          reservation_activity_sid: null,
          reservation_activity_name: null,
          url,
          links: {
            workspace: `${TASKROUTER}/${workspaceSid}`,
            ...statisticsLinks(url),
            list_statistics: `${TASKROUTER}/${workspaceSid}/TaskQueues/Statistics`,
          },
        },
      );
    },
    complete({ target_workers }) {
      if (target_workers !== undefined) expectExpression('TargetWorkers', target_workers);
      return {};
    },
    changed: engine.routeSoon,
  };
}

function workflows(engine: Engine): RecordKind<WorkflowRecord> {
  return {
    path: '/Workspaces/:workspaceSid/Workflows',
    edition: 'v1',
    key: 'workflows',
    records: engine.records.workflows,
    fields: {
      FriendlyName: ['friendly_name', 'text'],
      Configuration: ['configuration', 'json'],
      AssignmentCallbackUrl: ['assignment_callback_url', 'text'],
      FallbackAssignmentCallbackUrl: ['fallback_assignment_callback_url', 'text'],
      TaskReservationTimeout: ['task_reservation_timeout', 'integer'],
    },
    filters: { FriendlyName: 'friendly_name' },
    within: ofWorkspace,
    blank(form, params) {
      const workspaceSid = workspaceOf(engine.records, params);
      const sid = newSid('WW');
      const url = `${TASKROUTER}/${workspaceSid}/Workflows/${sid}`;
      const shown = { document_content_type: 'application/json', url, links: statisticsLinks(url) };
      return {
        ...shownInWorkspace(engine, workspaceSid),
        ...shown,
        sid,
        friendly_name: form.required('FriendlyName'),
        configuration: form.required('Configuration'),
        assignment_callback_url: '',
        fallback_assignment_callback_url: '',
        task_reservation_timeout: 120,
      };
    },
    complete({ configuration }) {
      if (configuration !== undefined) expectRouting(engine, configuration);
      return {};
    },
    changed: engine.routeSoon,
  };
}

function expectExpression(name: string, expression: string): void {
  try {
    evaluate(expression, {});
  } catch (cause) {
    if (cause instanceof ExpressionRefused) throw refusals.invalid(`${name} is invalid: ${cause.message}`);
    throw cause;
  }
}

function expectRouting(engine: Engine, configuration: string): void {
  const { task_routing: routing } = jsonOf('Configuration', configuration) as { task_routing?: Routing };
  if (!routing) throw refusals.invalid('Configuration has no task_routing');
  for (const { expression, targets } of routing.filters ?? []) {
    expectExpression('Configuration', expression);
    for (const { queue, expression: own = '1==1', skip_if: skip = '1==1' } of targets) {
      expectExpression('Configuration', own);
      expectExpression('Configuration', skip);
      if (queue !== undefined && !engine.records.taskQueues.find(queue))
        throw refusals.invalid(`Configuration names the unknown queue ${queue}`);
    }
  }
}
