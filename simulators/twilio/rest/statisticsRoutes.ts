import type { FastifyInstance } from 'fastify';
import type { TaskQueueRecord } from '../records/records.ts';
import type { Engine } from '../taskRouter/engine.ts';
import { realTimeStatistics } from '../taskRouter/queueStatistics.ts';
import { readForm } from './form.ts';
import type { PathParams } from './recordRoutes.ts';
import { refusals } from './restError.ts';
import { ofWorkspace, TASKROUTER, workspaceOf } from './workspaceRoutes.ts';

const queues = '/Workspaces/:workspaceSid/TaskQueues';

/** Source: twilio.com/docs/taskrouter/api/taskqueue-statistics. */
export function statisticsRoutes(app: FastifyInstance, engine: Engine): void {
  const { account, records } = engine;
  const account_sid = account.accountSid;

  function found(params: PathParams): TaskQueueRecord {
    const queue = records.taskQueues.find(params.queueSid);
    if (!queue || !ofWorkspace(queue, params))
      throw refusals.notFound(`/TaskQueues/${params.queueSid ?? ''}`);
    return queue;
  }

  app.get(`${queues}/:queueSid/RealTimeStatistics`, (request) => {
    const queue = found(request.params as PathParams);
    const workspace_sid = queue.workspace_sid;
    return {
      ...realTimeStatistics(engine, queue, readForm(request.query).text('TaskChannel')),
      account_sid,
      workspace_sid,
      url: `${TASKROUTER}/${workspace_sid}/TaskQueues/${queue.sid}/RealTimeStatistics`,
    };
  });

  /** Always all queues: Twilio's document does not say how the request names some. */
  app.post(`${queues}/RealTimeStatistics`, (request) => {
    const params = request.params as PathParams;
    const workspace_sid = workspaceOf(records, params);
    const statistics = records.taskQueues
      .all()
      .filter((queue) => ofWorkspace(queue, params))
      .map((queue) => realTimeStatistics(engine, queue))
      .map(({ longest_relative_task_age_in_queue, longest_relative_task_sid_in_queue, ...shown }) => shown);
    return {
      account_sid,
      workspace_sid,
      task_queue_data: statistics,
      task_queue_response_count: statistics.length,
      url: `${TASKROUTER}/${workspace_sid}/TaskQueues/RealTimeStatistics`,
    };
  });
}
