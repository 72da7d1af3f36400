import type { ReservationInstance } from 'twilio/lib/rest/taskrouter/v1/workspace/worker/reservation.js';
import { OUR_NUMBER, startKit, type TwilioKit } from './twilioKit.ts';

/** A small call centre on the stand-in: one number, one queue, agents. */
export interface Centre extends TwilioKit {
  readonly number: string;
  readonly workspaceSid: string;
  readonly workflowSid: string;
  readonly queueSid: string;
  readonly applicationSid: string;
  activity(name: string): string;
  hire(name: string, attributes?: object): Promise<Agent>;
  task(sid: string): ReturnType<ReturnType<TwilioKit['client']['taskrouter']['v1']['workspaces']>['tasks']>;
  /** The types of the TaskRouter events so far that fit. */
  routerEvents(pattern: RegExp): readonly string[];
}

export interface Agent {
  readonly workerSid: string;
  reservations(): Promise<ReservationInstance[]>;
  acceptIntoConference(reservation: ReservationInstance): Promise<void>;
  complete(reservation: ReservationInstance): Promise<void>;
}

export async function startCentre(
  options: { dataFile?: string; reservationSeconds?: number } = {},
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
    configuration: JSON.stringify({
      task_routing: {
        filters: [
          {
            expression: 'queue == "Support"',
            targets: [{ queue: queue.sid, expression: 'worker.channel.voice.assigned_tasks == 0' }],
          },
        ],
      },
    }),
  });
  const application = await client.applications.create({
    friendlyName: 'Softphone',
    voiceUrl: `${appUrl}/outbound`,
  });
  const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: OUR_NUMBER });
  await client
    .incomingPhoneNumbers(number?.sid ?? '')
    .update({ voiceUrl: `${appUrl}/voice`, statusCallback: `${appUrl}/call` });
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
    routerEvents: (pattern) =>
      kit
        .at('/router')
        .map(({ params }) => params.EventType ?? '')
        .filter((type) => pattern.test(type)),
    async hire(name, attributes = { skills: ['Support'], contact_uri: `client:${name}` }) {
      const worker = await own.workers.create({
        friendlyName: name,
        attributes: JSON.stringify(attributes),
        activitySid: activity('Available'),
      });
      return {
        workerSid: worker.sid,
        reservations: () => own.workers(worker.sid).reservations.list(),
        async acceptIntoConference({ taskSid, sid }) {
          await own
            .tasks(taskSid)
            .reservations(sid)
            .update({
              instruction: 'conference',
              from: OUR_NUMBER,
              timeout: 15,
              endConferenceOnExit: false,
              endConferenceOnCustomerExit: true,
              conferenceStatusCallback: `${appUrl}/conference`,
              conferenceStatusCallbackEvent: ['start', 'end', 'join', 'leave', 'mute', 'hold'],
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

export function enqueueTwiml(workflowSid: string): string {
  return `<Response><Say>Hello</Say><Enqueue workflowSid="${workflowSid}" action="/left"><Task>{"queue":"Support"}</Task></Enqueue></Response>`;
}
