import type { FastifyInstance } from 'fastify';
import { isFinal } from '../calls/call.ts';
import type { Calls } from '../calls/calls.ts';
import type { Conferences } from '../conferences/conferences.ts';
import type { RestFaults, WebhookFaults } from '../faults/faultPlan.ts';
import type { Queues } from '../queues/queues.ts';
import type { Recordings } from '../recordings/recordings.ts';
import type { TaskRouter } from '../taskRouter/taskRouter.ts';
import type { Traffic } from '../traffic.ts';
import type { TwimlPrograms } from '../twiml/twimlPrograms.ts';
import type { WebhookSender } from '../webhooks/webhookSender.ts';
import { faultRoutes } from './faultRoutes.ts';
import { inspectorPage } from './inspectorPage.ts';
import { workerControl } from './workerControl.ts';

export interface ControlParts {
  readonly calls: Calls;
  readonly conferences: Conferences;
  readonly queues: Queues;
  readonly recordings: Recordings;
  readonly taskRouter: TaskRouter;
  readonly programs: TwimlPrograms;
  readonly webhooks: WebhookSender;
  readonly faults: WebhookFaults;
  readonly restFaults: RestFaults;
  readonly traffic: Traffic;
}

/** What goes on inside, as JSON, for tests and the curious; Twilio has nothing like it. */
export function controlRoutes(app: FastifyInstance, parts: ControlParts): void {
  app.get('/_sim/state', () => snapshotOf(parts));
  app.get('/_sim', (_request, reply) => reply.type('text/html').send(inspectorPage));
  faultRoutes(app, parts);
  workerControl(app, parts.taskRouter.engine);
}

/** Everything that goes on, for tests; with what is over, unless only what lives is asked for. */
export function snapshotOf(parts: ControlParts, scope: 'all' | 'live' = 'all') {
  const { calls, conferences, queues, recordings, taskRouter, programs, webhooks, traffic } = parts;
  const shown = (over: boolean) => scope === 'all' || !over;
  const { engine } = taskRouter;
  return {
    calls: calls
      .all()
      .filter(({ status }) => shown(isFinal(status)))
      .map((call) => ({
        sid: call.sid,
        from: call.from,
        to: call.to,
        direction: call.direction,
        status: call.status,
        parentCallSid: call.parentCallSid,
      })),
    conferences: conferences
      .all()
      .filter(({ status }) => shown(status === 'completed'))
      .map(({ sid, friendlyName, status, participants }) => ({
        sid,
        friendlyName,
        status,
        participants: [...participants.values()].map((each) => ({
          callSid: each.call.sid,
          label: each.label,
          muted: each.muted,
          hold: each.hold,
          coaching: each.coaching ? each.callSidToCoach : undefined,
          endConferenceOnExit: each.endConferenceOnExit,
          joined: each.seat !== undefined,
          hears: typeof each.hears === 'string' ? each.hears : each.hears.url,
        })),
      })),
    queues: queues.all().map(({ sid, name, entries }) => ({
      sid,
      name,
      callSids: [...entries].map(({ call }) => call.sid),
    })),
    recordings: recordings.all().map(({ sid, of, source, status }) => ({ sid, of, source, status })),
    workers: engine.records.workers.all().map(({ sid, friendly_name, activity_name }) => ({
      sid,
      friendlyName: friendly_name,
      activity: activity_name,
    })),
    tasks: [...engine.tasks.values()].map(({ sid, status, priority, attributes, reason }) => ({
      sid,
      status,
      priority,
      attributes,
      reason,
    })),
    reservations: [...engine.reservations.values()].map(({ sid, task, workerSid, status }) => ({
      sid,
      taskSid: task.sid,
      workerSid,
      status,
    })),
    events: engine.events
      .slice(-200)
      .map(({ at, type, resource }) => ({ at, type, resourceSid: resource.sid })),
    refusals: programs.refusals(),
    webhooks: webhooks.trace().slice(-200),
    pendingWebhooks: traffic.pending(),
  };
}
