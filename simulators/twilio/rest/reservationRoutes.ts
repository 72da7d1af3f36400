import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { iso8601 } from '../account.ts';
import { accept, conclude, wrapUp } from '../taskRouter/reservations.ts';
import type { Reservation } from '../taskRouter/task.ts';
import { completeTask } from '../taskRouter/tasks.ts';
import type { TaskRouter } from '../taskRouter/taskRouter.ts';
import { setActivity } from '../taskRouter/workers.ts';
import { readForm, type Form } from './form.ts';
import { pageOf } from './paging.ts';
import type { PathParams } from './recordRoutes.ts';
import { refusals, RestError } from './restError.ts';
import { foundTask } from './taskRoutes.ts';
import { expectVersion, tag } from './versions.ts';
import { TASKROUTER } from './workspaceRoutes.ts';

/** Reservations are seen from their task and from their worker. */
const owners = {
  task: '/Workspaces/:workspaceSid/Tasks/:taskSid/Reservations',
  worker: '/Workspaces/:workspaceSid/Workers/:workerSid/Reservations',
} as const;

/** Source: twilio.com/docs/taskrouter/api/reservations. */
export function reservationRoutes(app: FastifyInstance, taskRouter: TaskRouter): void {
  const { engine } = taskRouter;

  function belongs(reservation: Reservation, { workspaceSid, taskSid, workerSid }: PathParams): boolean {
    return (
      reservation.task.workspaceSid === workspaceSid &&
      (taskSid ?? reservation.task.sid) === reservation.task.sid &&
      (workerSid ?? reservation.workerSid) === reservation.workerSid
    );
  }

  function found(params: PathParams): Reservation {
    const reservation = engine.reservations.get(params.sid ?? '');
    if (!reservation || !belongs(reservation, params))
      throw refusals.notFound(`/Reservations/${params.sid ?? ''}`);
    return reservation;
  }

  function resource(reservation: Reservation, owner: keyof typeof owners) {
    const { task, workerSid } = reservation;
    const workspace = `${TASKROUTER}/${task.workspaceSid}`;
    const links = {
      task: `${workspace}/Tasks/${task.sid}`,
      worker: `${workspace}/Workers/${workerSid}`,
      workspace,
    };
    return {
      sid: reservation.sid,
      account_sid: engine.account.accountSid,
      workspace_sid: task.workspaceSid,
      task_sid: task.sid,
      worker_sid: workerSid,
      worker_name: engine.records.workers.find(workerSid)?.friendly_name ?? '',
      reservation_status: reservation.status,
      date_created: iso8601(reservation.createdAt),
      date_updated: iso8601(reservation.updatedAt),
      url: `${links[owner]}/Reservations/${reservation.sid}`,
      links,
    };
  }

  for (const owner of ['task', 'worker'] as const) {
    const path = owners[owner];
    const send = (reply: FastifyReply, reservation: Reservation) =>
      reply.header('etag', tag(reservation.version)).send(resource(reservation, owner));

    app.get(path, (request) => {
      const params = request.params as PathParams;
      if (owner === 'task') foundTask(engine, params);
      const status = readForm(request.query).text('ReservationStatus');
      const items = [...engine.reservations.values()]
        .filter((each) => belongs(each, params) && (status ?? each.status) === each.status)
        .map((reservation) => resource(reservation, owner));
      return pageOf(request, { key: 'reservations', edition: 'v1', items });
    });

    app.get(`${path}/:sid`, (request, reply) => send(reply, found(request.params as PathParams)));

    app.post(`${path}/:sid`, (request: FastifyRequest, reply) => {
      const reservation = found(request.params as PathParams);
      expectVersion(request, tag(reservation.version));
      const form = readForm(request.body);
      const name = form.text('Instruction');
      const status = form.text('ReservationStatus');
      if (name !== undefined) {
        const activity = form.text('WorkerActivitySid');
        const property = (each: string) => (each === 'ActivitySid' ? activity : form.text(each));
        const refusal = taskRouter.instruct(reservation, { name, property });
        if (refusal) throw new RestError(400, refusal.code, refusal.message);
      } else if (status !== undefined) {
        moveReservation(reservation, status, form);
      }
      return send(reply, reservation);
    });
  }

  function moveReservation(reservation: Reservation, status: string, form: Form) {
    const allowed: Readonly<Record<string, readonly Reservation['status'][]>> = {
      accepted: ['pending'],
      rejected: ['pending'],
      wrapping: ['accepted'],
      completed: ['accepted', 'wrapping'],
    };
    if (!allowed[status]?.includes(reservation.status))
      throw refusals.conflict(
        `Reservation ${reservation.sid} cannot become ${status}: it is ${reservation.status}`,
      );
    if (status === 'accepted') accept(engine, reservation);
    else if (status === 'rejected') conclude(engine, reservation, 'rejected');
    else if (status === 'wrapping') wrapUp(engine, reservation);
    else completeTask(engine, reservation.task, form.text('Reason'));
    const activity = engine.records.activities.find(form.text('WorkerActivitySid'));
    if (activity) setActivity(engine, reservation.workerSid, activity);
  }
}
