import { newSid, secondsBetween } from '../account.ts';
import type { WorkerRecord } from '../records/records.ts';
import type { Reply } from '../webhooks/webhookSender.ts';
import { emit, type Engine, type Instruction } from './engine.ts';
import { reservationParams, taskParams, workerParams } from './eventParams.ts';
import type { Reservation, ReservationStatus, Task } from './task.ts';
import { setActivity } from './workers.ts';

const assignmentLimitMs = 5000;
const standardTimeoutSeconds = 120;

/** Holds a worker for a task and asks the application what to do. */
export function reserve(engine: Engine, task: Task, worker: WorkerRecord): void {
  const { clock, records } = engine;
  const workflow = records.workflows.find(task.workflowSid);
  const seconds = workflow?.task_reservation_timeout ?? standardTimeoutSeconds;
  const now = clock.now();
  const reservation: Reservation = {
    sid: newSid('WR'),
    task,
    workerSid: worker.sid,
    createdAt: now,
    status: 'pending',
    updatedAt: now,
    version: 0,
    forgetTimeout: clock.schedule(seconds * 1000, () => {
      expire(engine, reservation);
    }),
    withdraw: () => undefined,
  };
  engine.reservations.set(reservation.sid, reservation);
  engine.occupying.add(reservation);
  engine.lastReservedAt.set(worker.sid, now);
  task.forgetTargetTimeout();
  task.reservation = reservation;
  touch(task, now, 'reserved');
  report(engine, reservation, 'created');
  if (workflow && workflow.assignment_callback_url !== '') askApplication(engine, reservation, worker);
}

function expire(engine: Engine, reservation: Reservation): void {
  if (reservation.status !== 'pending') return;
  conclude(engine, reservation, 'timeout');
  const workspace = engine.records.workspaces.find(reservation.task.workspaceSid);
  const activity = engine.records.activities.find(workspace?.timeout_activity_sid);
  if (activity) setActivity(engine, reservation.workerSid, activity);
}

/** The worker takes the task. */
export function accept(engine: Engine, reservation: Reservation): void {
  const { task } = reservation;
  reservation.forgetTimeout();
  task.forgetTimeToLive();
  touch(task, engine.clock.now(), 'assigned');
  move(engine, reservation, 'accepted');
  report(engine, reservation, 'accepted');
}

/** The worker's call is over; what is left is paperwork. */
export function wrapUp(engine: Engine, reservation: Reservation): void {
  if (reservation.status !== 'accepted') return;
  const { task } = reservation;
  move(engine, reservation, 'wrapping');
  touch(task, engine.clock.now(), 'wrapping');
  report(engine, reservation, 'wrapup');
  emit(engine, task.workspaceSid, {
    type: 'task.wrapup',
    description: `Task ${task.sid} moved to wrapping`,
    resource: { type: 'task', sid: task.sid },
    params: taskParams(engine, task),
  });
}

/** Ends a reservation. One that nobody accepted gives its task back to the queue. */
export function conclude(engine: Engine, reservation: Reservation, status: ReservationStatus): void {
  const { task } = reservation;
  if (!engine.occupying.delete(reservation)) return;
  reservation.forgetTimeout();
  const { withdraw } = reservation;
  reservation.withdraw = () => undefined;
  if (reservation.status === 'pending' && task.status === 'reserved')
    touch(task, engine.clock.now(), 'pending');
  task.reservation = undefined;
  move(engine, reservation, status);
  report(engine, reservation, status);
  withdraw();
  engine.routeSoon();
}

/** While the worker's phone rings the reservation does not expire; support.twilio.com/hc/articles/42786996187419. */
export function holdOn(reservation: Reservation, withdraw: () => void): void {
  reservation.forgetTimeout();
  reservation.withdraw = withdraw;
}

function move(engine: Engine, reservation: Reservation, status: ReservationStatus): void {
  reservation.status = status;
  reservation.version += 1;
  reservation.updatedAt = engine.clock.now();
}

/** Changes a task's status, or only its version. */
export function touch(task: Task, now: number, status = task.status): void {
  task.status = status;
  task.version += 1;
  task.updatedAt = now;
}

function report(
  engine: Engine,
  reservation: Reservation,
  word: ReservationStatus | 'created' | 'wrapup',
): void {
  emit(engine, reservation.task.workspaceSid, {
    type: `reservation.${word}`,
    description: `Reservation ${reservation.sid} ${word}`,
    resource: { type: 'reservation', sid: reservation.sid },
    params: reservationParams(engine, reservation),
  });
}

/** Source: twilio.com/docs/taskrouter/handle-assignment-callbacks. */
function askApplication(engine: Engine, reservation: Reservation, worker: WorkerRecord): void {
  const { account, clock, records, webhooks } = engine;
  const { task } = reservation;
  const workflow = records.workflows.find(task.workflowSid);
  if (!workflow) return;
  const params = {
    AccountSid: account.accountSid,
    WorkspaceSid: task.workspaceSid,
    WorkflowSid: workflow.sid,
    TaskQueueSid: task.queueSid ?? '',
    ...workerParams(worker),
    TaskSid: task.sid,
    TaskAttributes: JSON.stringify(task.attributes),
    TaskAge: String(secondsBetween(task.createdAt, clock.now())),
    TaskPriority: String(task.priority),
    TaskChannelSid: task.channelSid,
    TaskChannelUniqueName: task.channelName,
    ReservationSid: reservation.sid,
    Timestamp: String(Math.floor(clock.now() / 1000)),
  };
  const webhook = { kind: 'assignment', params, limitMs: assignmentLimitMs };
  const follow = (reply: Reply) => {
    const instruction = instructionOf(reply);
    if (instruction && reservation.status === 'pending') engine.obey(reservation, instruction);
  };
  webhooks
    .ask({ ...webhook, url: workflow.assignment_callback_url })
    .then((reply) => {
      const { fallback_assignment_callback_url: fallback } = workflow;
      return reply.ok || fallback === '' ? reply : webhooks.ask({ ...webhook, url: fallback });
    })
    .then(follow)
    .catch((cause: unknown) => {
      throw cause;
    });
}

function instructionOf(reply: Reply): Instruction | undefined {
  if (!reply.ok || !reply.answer.contentType.includes('json')) return undefined;
  let answer: Readonly<Record<string, unknown>>;
  try {
    answer = JSON.parse(reply.answer.body === '' ? '{}' : reply.answer.body) as typeof answer;
  } catch {
    return undefined;
  }
  const { instruction } = answer;
  if (typeof instruction !== 'string') return undefined;
  return {
    name: instruction,
    property: (name) => {
      const value = answer[name.replace(/(?<!^)([A-Z])/g, '_$1').toLowerCase()];
      return typeof value === 'string' ? value : value === undefined ? undefined : JSON.stringify(value);
    },
  };
}
