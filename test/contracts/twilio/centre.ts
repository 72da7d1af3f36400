import type { TaskContext, TaskInstance } from 'twilio/lib/rest/taskrouter/v1/workspace/task.js';
import type { WorkerInstance } from 'twilio/lib/rest/taskrouter/v1/workspace/worker.js';
import type { ReservationInstance } from 'twilio/lib/rest/taskrouter/v1/workspace/worker/reservation.js';
import { OUR_NUMBER, startKit, type KitOptions, type TwilioKit } from './twilioKit.ts';

/** A small call centre on the stand-in: one number, one queue, agents. */
export interface Centre extends TwilioKit {
  readonly number: string;
  readonly workspaceSid: string;
  readonly workflowSid: string;
  readonly queueSid: string;
  readonly applicationSid: string;
  /** The sid of an activity. */
  activity(name: string): string;
  hire(name: string, attributes?: object): Promise<Agent>;
  task(sid: string): TaskContext;
  tasks(): Promise<TaskInstance[]>;
  /** The types of the TaskRouter events so far that fit. */
  routerEvents(pattern: RegExp): readonly string[];
  /** The conference events so far, each with its sequence number. */
  conferenceEvents(): readonly string[];
}

/** A worker, who is available. */
export interface Agent {
  readonly workerSid: string;
  fetch(): Promise<WorkerInstance>;
  move(activity: string, how?: { rejectPendingReservations: boolean }): Promise<unknown>;
  reservations(): Promise<ReservationInstance[]>;
  /** The latest one; throws without any. */
  reservation(): Promise<ReservationInstance>;
  acceptIntoConference(
    reservation: ReservationInstance,
    how?: { endConferenceOnExit: boolean },
  ): Promise<void>;
  complete(reservation: ReservationInstance): Promise<void>;
}

export async function startCentre(
  options: KitOptions & { reservationSeconds?: number } = {},
): Promise<Centre> {
  const kit = await startKit(options);
  const { client, appUrl } = kit;
  const workspace = await client.taskrouter.v1.workspaces.create({
    friendlyName: 'Centre',
    eventCallbackUrl: `${appUrl}/router`,
  });
  const own = client.taskrouter.v1.workspaces(workspace.sid);
  const activities = await own.activities.list();
  const activity = (name: string) => activities.find(({ friendlyName }) => friendlyName === name)?.sid ?? '';
  const queue = await own.taskQueues.create({
    friendlyName: 'Support',
    targetWorkers: 'skills HAS "Support"',
  });
  const workflow = await own.workflows.create({
    friendlyName: 'Inbound',
    assignmentCallbackUrl: `${appUrl}/assignment`,
    taskReservationTimeout: options.reservationSeconds ?? 20,
    configuration: routing([
      {
        expression: 'queue == "Support"',
        targets: [{ queue: queue.sid, expression: 'worker.channel.voice.assigned_tasks == 0' }],
      },
    ]),
  });
  const application = await client.applications.create({
    friendlyName: 'Softphone',
    voiceUrl: `${appUrl}/outbound`,
  });
  const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: OUR_NUMBER });
  await client.incomingPhoneNumbers(number?.sid ?? '').update({
    voiceUrl: `${appUrl}/voice`,
    statusCallback: `${appUrl}/call`,
  });
  kit.on('/assignment', () => ({ body: '{}' }));
  kit.on('/voice', enqueueTwiml(workflow.sid));

  return {
    ...kit,
    number: OUR_NUMBER,
    workspaceSid: workspace.sid,
    workflowSid: workflow.sid,
    queueSid: queue.sid,
    applicationSid: application.sid,
    activity,
    task: (sid) => own.tasks(sid),
    tasks: () => own.tasks.list(),
    routerEvents: (pattern) =>
      kit
        .at('/router')
        .map(({ params }) => params.EventType ?? '')
        .filter((type) => pattern.test(type)),
    conferenceEvents: () =>
      kit
        .at('/conference')
        .map(({ params }) => `${params.SequenceNumber ?? ''} ${params.StatusCallbackEvent ?? ''}`),
    async hire(name, attributes = { skills: ['Support'], contact_uri: `client:${name}` }) {
      const worker = await own.workers.create({
        friendlyName: name,
        attributes: JSON.stringify(attributes),
        activitySid: activity('Available'),
      });
      const reservations = () => own.workers(worker.sid).reservations.list();
      return {
        workerSid: worker.sid,
        fetch: () => own.workers(worker.sid).fetch(),
        move: (wanted, how = { rejectPendingReservations: false }) =>
          own.workers(worker.sid).update({ activitySid: activity(wanted), ...how }),
        reservations,
        async reservation() {
          const latest = (await reservations()).at(-1);
          if (!latest) throw new Error(`${name} has no reservation`);
          return latest;
        },
        async acceptIntoConference({ taskSid, sid }, how = { endConferenceOnExit: false }) {
          await own
            .tasks(taskSid)
            .reservations(sid)
            .update({
              instruction: 'conference',
              from: OUR_NUMBER,
              timeout: 15,
              endConferenceOnCustomerExit: true,
              ...how,
              ...conferenceCallback(appUrl),
              statusCallback: `${appUrl}/agentLeg`,
              statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
            });
        },
        async complete({ taskSid, sid }) {
          await own.tasks(taskSid).reservations(sid).update({ reservationStatus: 'completed' });
        },
      };
    },
  };
}

/** A workflow's configuration. */
export function routing(filters: readonly object[], defaultFilter?: object): string {
  return JSON.stringify({ task_routing: { filters, default_filter: defaultFilter } });
}

const conferenceEvents = ['start', 'end', 'join', 'leave', 'mute', 'hold'] as const;

export function conferenceCallback(appUrl: string) {
  return {
    conferenceStatusCallback: `${appUrl}/conference#rc=2&rp=ct,rt,5xx`,
    conferenceStatusCallbackEvent: [...conferenceEvents],
  };
}

export function enqueueTwiml(workflowSid: string): string {
  return (
    `<Response><Say>Hello</Say><Enqueue workflowSid="${workflowSid}" action="/left">` +
    '<Task>{"queue":"Support"}</Task></Enqueue></Response>'
  );
}
